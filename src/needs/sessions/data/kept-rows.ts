/**
 * Which standing row each row of a form is: by its id, else the first unclaimed one of the same key (a name). Rows
 * that are found keep what the form does not show: where they are drawn, what they are tied to.
 */
export function keptRows<R extends { readonly id: string }, F extends { readonly id?: string | undefined }>(
  standing: readonly R[],
  sent: readonly F[],
  keyOf: (row: R | F) => string,
): { readonly pairs: readonly (readonly [F, R | undefined])[]; readonly gone: readonly string[] } {
  const free = new Map(standing.map((row) => [row.id, row]));
  const byId = sent.map((row) => {
    const found = row.id === undefined ? undefined : free.get(row.id);
    if (found) free.delete(found.id);
    return found;
  });
  const pairs = sent.map((row, index): [F, R | undefined] => {
    const known = byId[index];
    if (known) return [row, known];
    const key = keyOf(row);
    const twin = [...free.values()].find((one) => keyOf(one) === key);
    if (twin) free.delete(twin.id);
    return [row, twin];
  });
  return { pairs, gone: [...free.keys()] };
}
