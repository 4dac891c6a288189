import type { Part } from './receiver.ts';

/** A moment of the device's clock on ours: never in the future, however wrong the device's goes. */
export function onOurClock(text: string, { clockOff, now }: Pick<Part, 'clockOff' | 'now'>): Date {
  const at = new Date(text).getTime() - (clockOff ?? 0) * 60_000;
  return Number.isNaN(at) || at > now.getTime() ? now : new Date(at);
}
