/**
 * What a device changed since its record was last written: only that is written again, so that what the office has
 * mended meanwhile stays.
 */

export type Changes<T> = {
  readonly added: readonly T[];
  /** Things that stood before, with the fields that differ now. */
  readonly changed: readonly { readonly now: T; readonly before: T; readonly fields: readonly (keyof T)[] }[];
  readonly removed: readonly T[];
};

/** Compares two lists of things by id. Values are plain JSON. */
export function changesOf<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): Changes<T> {
  const stood = new Map(before.map((one) => [one.id, one]));
  const stands = new Set(after.map((one) => one.id));
  const added: T[] = [];
  const changed: { now: T; before: T; fields: (keyof T)[] }[] = [];
  for (const now of after) {
    const old = stood.get(now.id);
    if (!old) {
      added.push(now);
      continue;
    }
    const fields = (Object.keys(now) as (keyof T)[]).filter((key) => !same(now[key], old[key]));
    if (fields.length > 0) changed.push({ now, before: old, fields });
  }
  return { added, changed, removed: before.filter((one) => !stands.has(one.id)) };
}

/** Whether two plain values are equal. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/**
 * The text that is kept when a device has changed it from `before` to `after` and the office has made `office` of
 * it: where the office has only added around the old text, both stay; else the device's.
 */
export function mergedText(before: string, after: string, office: string): string {
  if (office === before || office === after) return after;
  if (before === '') return office.includes(after) ? office : `${office}\n\n${after}`;
  const at = office.indexOf(before);
  if (at === -1 || office.indexOf(before, at + 1) !== -1) return after;
  return `${office.slice(0, at)}${after}${office.slice(at + before.length)}`;
}
