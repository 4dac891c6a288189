/** The last tally of each counter, in the order in which they counted last. */
export function standingTallies<T extends { readonly accountId: string }>(tallies: readonly T[]): T[] {
  const last = new Map<string, T>();
  for (const one of tallies) {
    last.delete(one.accountId);
    last.set(one.accountId, one);
  }
  return [...last.values()];
}
