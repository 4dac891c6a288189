import type { VNode } from 'preact';

/** State of the participants' phones, for the gallery. Not built yet. */
export function HallPhones(): VNode | null {
  return null;
}
