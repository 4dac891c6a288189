import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What one piece of work did to the thread it ran on. */
export type Held = {
  /** Processor milliseconds that this thread used in the longest stretch without a turn for others. */
  readonly cpu: number;
  /** The longest such stretch by the clock, which a busy machine makes longer. */
  readonly wall: number;
};

/**
 * The longest that `work` kept this thread from others. Judged by the thread's own processor time: on a busy machine a
 * thread also stands still when others have the processor.
 */
export async function heldBy<T>(work: () => Promise<T>): Promise<Held & { readonly value: T }> {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let cpu = 0;
  let at = used();
  const tick = () => {
    const now = used();
    cpu = Math.max(cpu, now - at);
    at = now;
  };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const timer = setInterval(tick, 2);
  try {
    const value = await work();
    await new Promise((resolve) => setTimeout(resolve, 10));
    tick();
    return { value, cpu, wall: delay.max / 1e6 };
  } finally {
    clearInterval(timer);
    delay.disable();
  }
}
