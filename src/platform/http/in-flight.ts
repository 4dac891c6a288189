/**
 * Bytes of bodies that are in memory now, over all requests of this process. A body is held up to three times while
 * it is parsed (as it came, its parts, what a worker gets), so this many bytes can mean three times as much memory.
 */
export const IN_FLIGHT_LIMIT = 64 * 1024 * 1024;
/** What those who have proven nothing may fill of it: the rest is left to people and devices that are known. */
export const ANONYMOUS_SHARE = 16 * 1024 * 1024;

/** Whether the sender has proven anything: a sign-in, a device's token, a hall's secret. */
export type Sender = 'anonymous' | 'known';

type Held = { bytes: number; readonly sender: Sender };

const held = new WeakMap<Request, Held>();
const total: Record<Sender, number> = { anonymous: 0, known: 0 };

/** Counts bytes that arrived with the request; false when there is no room for them. */
export function hold(request: Request, bytes: number, sender: Sender): boolean {
  if (total.anonymous + total.known + bytes > IN_FLIGHT_LIMIT) return false;
  if (sender === 'anonymous' && total.anonymous + bytes > ANONYMOUS_SHARE) return false;
  const of = held.get(request) ?? { bytes: 0, sender };
  of.bytes += bytes;
  held.set(request, of);
  total[of.sender] += bytes;
  return true;
}

/** The request is answered: what it sent takes no room any more. */
export function letGo(request: Request): void {
  const of = held.get(request);
  if (!of) return;
  held.delete(request);
  total[of.sender] -= of.bytes;
}

/** Bytes that are counted now. */
export function inFlight(): number {
  return total.anonymous + total.known;
}
