import { wideKey } from './names.ts';

/**
 * Headings of columns with one key are one heading, in every table that is taken in: letter case, spaces, dashes,
 * underscores, colons and quotes do not matter, nor ө/о, ү/у, ң/н, nor letters that look alike in either direction
 * (`name` typed with a Cyrillic а, «село» with a Latin e). Headings are few and far from each other, so what is possibly
 * one of them is it. Figures stay apart from each other: `male_0_17` is not `male_01_7`. Empty when nothing is written.
 */
export function headingKey(heading: string): string {
  return wideKey(heading)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<!\p{N}) | (?!\p{N})/gu, '');
}

/** Finds what a written heading means. Each meaning has one or more headings; two meanings never share one. */
export function headingIndex<T>(
  headings: Iterable<readonly [heading: string, meaning: T]>,
): (written: string) => T | undefined {
  const found = new Map<string, T>();
  for (const [heading, meaning] of headings) {
    const key = headingKey(heading);
    if (found.has(key) && found.get(key) !== meaning) throw new Error(`Two columns are called ${heading}.`);
    found.set(key, meaning);
  }
  return (written) => found.get(headingKey(written));
}
