// Tests over generated cases. `npm test` tries a sample from a seed that stays the same; `npm run test:long` tries
// many from a new one and prints it. Files with such tests end in `.long.test.ts` or `.long.db.test.ts`.

/** Whether this is `npm run test:long`. */
export const long = process.env.ASHAR_LONG === '1';

/** The seed of this run: ASHAR_SEED tries the cases of an earlier run again. */
export const seed = Number(process.env.ASHAR_SEED ?? '1');

/** How many cases to try. */
export function cases(count: { readonly sample: number; readonly long: number }): number {
  return long ? count.long : count.sample;
}

/** Time for the test, in milliseconds, to stand as its last argument. */
export function patience(time: { readonly sample: number; readonly long: number }): number {
  return long ? time.long : time.sample;
}

/** Numbers from 0 up to, not including, 1: the same row for the same seed (mulberry32). */
export function random(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
