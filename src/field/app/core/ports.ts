import { ask } from './api.ts';

/** Work that is done later unless it is stopped before. */
export type Timer = { readonly stop: () => void };

/**
 * The world around the programs that keep and send: clock, line, and whether somebody looks. The tests that play
 * through whole days with broken lines and wrong clocks give their own.
 */
export type Ports = {
  /** The device's clock, in milliseconds since 1970; may be wrong and may jump. */
  readonly now: () => number;
  /** Milliseconds since some moment that stays the same while the app runs, however the clock jumps. */
  readonly elapsed: () => number;
  readonly after: (milliseconds: number, work: () => void) => Timer;
  readonly ask: typeof ask;
  readonly hidden: () => boolean;
  /** Called when the app is hidden, shown or left. Returns what ends it. */
  readonly onTurn: (listener: () => void) => () => void;
  /** Called when the device says that there is a network again. */
  readonly onOnline: (listener: () => void) => () => void;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

export const browser: Ports = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return { stop: () => clearTimeout(timer) };
  },
  ask,
  hidden: () => document.hidden,
  onTurn(listener) {
    document.addEventListener('visibilitychange', listener);
    addEventListener('pagehide', listener);
    return () => {
      document.removeEventListener('visibilitychange', listener);
      removeEventListener('pagehide', listener);
    };
  },
  onOnline(listener) {
    addEventListener('online', listener);
    return () => removeEventListener('online', listener);
  },
  random: () => Math.random(),
};
