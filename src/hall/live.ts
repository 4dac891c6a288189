import { EventEmitter } from 'node:events';
import { streamSSE } from 'hono/streaming';
import type { C } from '../platform/http/web.ts';
import type { HallVector } from './rules/hall.ts';

/** News within this process; other processes of the same installation are seen by looking every few seconds. */
const news = new EventEmitter().setMaxListeners(0);

/** Says that something of the hall has changed. */
export function announce(hallId: string): void {
  news.emit(hallId);
}

const looksEvery = 3000;
const beatsEvery = 15_000;
/** A stream ends after so long and the device asks again: a forgotten window must not hold it for ever. */
const lastsAtMost = 30 * 60_000;
/** Many things that happen at once are told together. */
const gathers = 40;
const mostStreams = 30;

const streams = new Map<string, number>();
let ending = false;
const endings = new EventEmitter().setMaxListeners(0);

/** Ends all streams, for a server that stops: it would wait for them. */
export function endStreams(): void {
  ending = true;
  endings.emit('end');
}

/**
 * Tells where the hall stands, now and whenever that changes, as server-sent events. Undefined when too many listen:
 * the device then asks from time to time.
 */
export function follow(
  c: C,
  hallId: string,
  read: () => Promise<HallVector | undefined>,
): Response | undefined {
  const open = streams.get(hallId) ?? 0;
  if (open >= mostStreams || ending) return undefined;
  streams.set(hallId, open + 1);
  let changed = true;
  let wake: () => void = () => undefined;
  const hear = () => {
    changed = true;
    wake();
  };
  news.on(hallId, hear);
  const end = () => wake();
  endings.on('end', end);
  const response = streamSSE(
    c,
    async (stream) => {
      stream.onAbort(() => wake());
      const started = Date.now();
      let told = '';
      let spoke = 0;
      try {
        while (!stream.aborted && !ending && Date.now() - started < lastsAtMost) {
          if (changed) await stream.sleep(gathers);
          changed = false;
          const vector = await read();
          if (!vector) break;
          const data = JSON.stringify(vector);
          if (data !== told) {
            await stream.writeSSE({ data });
            told = data;
            spoke = Date.now();
          } else if (Date.now() - spoke > beatsEvery) {
            // Without a word from us the device would not notice that the line is dead.
            await stream.write(': \n\n');
            spoke = Date.now();
          }
          if (!changed && !stream.aborted) await sleepOr((rouse) => (wake = rouse), looksEvery);
        }
      } finally {
        news.off(hallId, hear);
        endings.off('end', end);
        const left = (streams.get(hallId) ?? 1) - 1;
        if (left > 0) streams.set(hallId, left);
        else streams.delete(hallId);
      }
    },
    // A database that was away: the device connects again.
    async () => await Promise.resolve(),
  );
  response.headers.set('Cache-Control', 'no-store');
  // A proxy that collects answers before it passes them on would hold the news back.
  response.headers.set('X-Accel-Buffering', 'no');
  return response;
}

async function sleepOr(give: (wake: () => void) => void, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    give(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
