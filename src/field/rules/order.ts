/** The place after all that stand: of objects, slices, lines, columns. */
export function nextOrder(things: readonly { readonly order: number }[]): number {
  return things.reduce((most, one) => Math.max(most, one.order), 0) + 1;
}
