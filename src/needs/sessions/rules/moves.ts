/** A statement to move, with the number of its last move as the person saw it. */
export type Moved = { readonly id: string; readonly seq?: number };

/** Statements as they travel in a form: `id:seq,id:seq`. */
export function movesText(statements: readonly Required<Moved>[]): string {
  return statements.map(({ id, seq }) => `${id}:${seq}`).join(',');
}

/** The other way round, from one field of a form or several; what is no number is refused by the command. */
export function readMoves(sent: string | readonly string[] | undefined): Moved[] {
  return [sent ?? []]
    .flat()
    .join(',')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [id = '', seq] = part.split(':');
      return seq === undefined ? { id } : { id, seq: Number(seq) };
    });
}
