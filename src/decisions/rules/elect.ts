/**
 * Several seats and one vote each: those with most votes are elected. Where the last seat falls between equals, nobody
 * of them has it: the seat stays free and another vote is put.
 * @param needed votes below which nobody is elected; null where most votes are enough
 * @returns the elected, most votes first; and who stands equal at the last seat
 */
export function seated(
  options: readonly { readonly id: string; readonly votes: number }[],
  seats: number,
  needed: number | null,
): { readonly winners: readonly string[]; readonly tied: readonly string[] } {
  const able = options
    .filter(({ votes }) => votes > 0 && votes >= (needed ?? 0))
    .toSorted((one, other) => other.votes - one.votes);
  const border = able[seats - 1]?.votes;
  const isTied = border !== undefined && able[seats]?.votes === border;
  const ids = (of: typeof able) => of.map(({ id }) => id);
  return isTied
    ? {
        winners: ids(able.filter(({ votes }) => votes > border)),
        tied: ids(able.filter(({ votes }) => votes === border)),
      }
    : { winners: ids(able.slice(0, seats)), tied: [] };
}
