import type { ActListRow } from '../data.ts';

/** What a line of the paper journal is made of. */
export type JournalAct = Pick<
  ActListRow,
  | 'id'
  | 'issuingBody'
  | 'type'
  | 'year'
  | 'number'
  | 'running'
  | 'issuedOn'
  | 'titleKy'
  | 'titleRu'
  | 'signedBy'
  | 'state'
  | 'signedAt'
  | 'annulledReason'
  | 'replacesId'
>;

/** Numbers that stand under no act: before the register was begun here, or passed over by a number of the office's own. */
export type JournalGap = {
  readonly from: number;
  readonly to: number;
  /** The act whose own number passed them over; undefined where they lie before the first. */
  readonly after: JournalAct | undefined;
  readonly next: JournalAct;
};

export type JournalLine =
  | { readonly kind: 'act'; readonly act: JournalAct; readonly replacedBy: JournalAct | undefined }
  | { readonly kind: 'gap'; readonly gap: JournalGap };

/** A register: numbers run within an issuing body, a type and a year. */
export type JournalPart = {
  readonly issuingBody: JournalAct['issuingBody'];
  readonly type: JournalAct['type'];
  readonly lines: readonly JournalLine[];
};

/**
 * The journal of a year: each register by itself, its acts in the order of their numbers, and each gap between them
 * told. A number is drawn and kept in one transaction, so none is lost here; a gap comes of a number that the office
 * wrote itself, which the register then goes on from.
 * @param type one kind of act; empty for all
 */
export function journalOf(acts: readonly JournalAct[], year: number, type: string): JournalPart[] {
  const numbered = acts.filter(
    (one) => one.year === year && one.number !== null && (type === '' || one.type === type),
  );
  const registers = new Map<string, JournalAct[]>();
  for (const one of numbered) {
    const key = `${one.issuingBody} ${one.type}`;
    registers.set(key, [...(registers.get(key) ?? []), one]);
  }
  return [...registers.values()].map((mine) => {
    const [{ issuingBody, type: kind }] = mine as [JournalAct];
    return { issuingBody, type: kind, lines: linesOf(mine, acts) };
  });
}

function linesOf(mine: readonly JournalAct[], all: readonly JournalAct[]): JournalLine[] {
  const order = mine.toSorted(
    (one, other) =>
      (one.running ?? 0) - (other.running ?? 0) || ((one.issuedOn ?? '') < (other.issuedOn ?? '') ? -1 : 1),
  );
  return order.flatMap((act, at): JournalLine[] => {
    const before = order[at - 1];
    const [from, to] = [(before?.running ?? 0) + 1, (act.running ?? 0) - 1];
    const replacedBy = all.find((one) => one.replacesId === act.id && one.state !== 'draft');
    return [
      ...(to >= from ? [{ kind: 'gap', gap: { from, to, after: before, next: act } } as const] : []),
      { kind: 'act', act, replacedBy },
    ];
  });
}
