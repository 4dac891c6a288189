/** The order in which parts take their colour and pattern; a seventh part and further start again. */
export const partLooks = [1, 2, 3, 4, 5, 6] as const;
export type PartLook = (typeof partLooks)[number];

/** The look of a part by its place. */
export const partLook = (index: number): PartLook => partLooks[index % partLooks.length]!;

/**
 * The looks of the parts of a ring: each its own by its place, but never that of the part beside it, the last of which
 * is the first again. Parts of nothing are not drawn: what stands on both sides of them are neighbours.
 */
export function ringLooks(values: readonly number[]): PartLook[] {
  const looks = values.map((_, index) => partLook(index));
  const ring = looks.map((_, index) => index).filter((index) => (values[index] ?? 0) > 0);
  for (const [at, index] of ring.entries()) {
    const before = at === 0 ? undefined : looks[ring[at - 1]!];
    const after = looks[ring[(at + 1) % ring.length]!];
    const clash = looks[index] === before || (at > 0 && at === ring.length - 1 && looks[index] === after);
    if (!clash) continue;
    const others = partLooks.map((_, step) => partLook(index + 3 + step));
    looks[index] = others.find((look) => look !== before && look !== after) ?? looks[index]!;
  }
  return looks;
}
