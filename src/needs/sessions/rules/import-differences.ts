import { nameKey } from '../../../methods/names.ts';

/** What a session's record says of the day itself; a file says the same of it, or nothing. */
export type RecordedFacts = {
  readonly heldOn: string | null;
  readonly place: string | null;
  readonly women: number | null;
  readonly men: number | null;
  readonly guests: number | null;
};
export const recordedFields = ['heldOn', 'place', 'women', 'men', 'guests'] as const;
export type RecordedField = (typeof recordedFields)[number];

/** A field in which the record that stands and the file contradict each other. */
export type RecordDifference = {
  readonly field: RecordedField;
  readonly was: string | number;
  readonly now: string | number;
};

/** Where the file says otherwise than the record; an empty field of either contradicts nothing. */
export function recordDifferences(standing: RecordedFacts, file: RecordedFacts): RecordDifference[] {
  return recordedFields.flatMap((field) => {
    const [was, now] = [standing[field], file[field]];
    if (was === null || was === '' || now === null || was === now) return [];
    return field === 'place' && nameKey(String(was)) === nameKey(String(now)) ? [] : [{ field, was, now }];
  });
}

/** What of the file is written: everything where the record is empty, and the rest only when it is chosen. */
export function takenFacts(standing: RecordedFacts | undefined, file: RecordedFacts, replace: boolean) {
  const empty = (field: RecordedField): boolean => (standing?.[field] ?? '') === '';
  return Object.fromEntries(
    recordedFields
      .filter((field) => file[field] !== null && (replace || empty(field)))
      .map((field) => [field, file[field]]),
  ) as Partial<{ [F in RecordedField]: NonNullable<RecordedFacts[F]> }>;
}
