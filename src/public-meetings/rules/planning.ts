import { participantKinds, type Presences } from '../../meetings/rules/who-counts.ts';
import { focusLineFields, ownFields } from '../../needs/focus/rules/focus-fields.ts';
import { focusColumns } from '../../needs/focus/rules/focus-record.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, id, text } from '../../platform/forms/fields.ts';

/** The three points of the agenda (R-PM-04); each has its notes. */
export const planningParts = ['results', 'problems', 'proposals'] as const;
export type PlanningPart = (typeof planningParts)[number];

/** The book gives no programme: as long as a session. */
export const planningMinutes = 150;

/** R-PM-02. */
export const planningPeople = [40, 45] as const;

/** A proposal, or one of the columns of a problem's table. */
export const entryColumns = ['proposal', ...focusColumns] as const;
export type EntryColumn = (typeof entryColumns)[number];

/** A line as a form sends it. */
export const entryFields = {
  ...focusLineFields,
  problemId: optional(id()),
  column: choice(entryColumns, ''),
  by: optional(choice(participantKinds, 'meetings.people.kind')),
};

/** What the form showed, so that nobody's words are written over unseen. */
export const before = () => text(500, 0);

type Said = Omit<Parameters<typeof ownFields>[0], 'column'> & {
  readonly by: (typeof participantKinds)[number] | null;
};

/** What a line of this column may have: who proposed is of proposals, the rest as in a focus group. */
export const entryValues = (column: EntryColumn, said: Said) =>
  column === 'proposal'
    ? { by: said.by, likelihood: null, party: null, who: '', form: null }
    : { by: null, ...ownFields({ ...said, column }) };

export type PlanningHint = 'late' | 'people-unknown' | 'many-people' | 'no-proposals' | 'nothing-added';

/** What deserves a look before the record is closed. Nothing here forbids anything. */
export function planningHints(facts: {
  readonly day: string | null;
  readonly deadline: string | null;
  readonly sums: Pick<Presences, 'people'>;
  readonly proposals: readonly unknown[];
  readonly added: readonly unknown[];
}): PlanningHint[] {
  const { day, deadline, sums } = facts;
  const hints: [PlanningHint, boolean][] = [
    ['late', day !== null && deadline !== null && day > deadline],
    ['people-unknown', sums.people === null],
    ['many-people', (sums.people ?? 0) > planningPeople[1]],
    ['no-proposals', facts.proposals.length === 0],
    ['nothing-added', facts.added.length === 0],
  ];
  return hints.flatMap(([hint, holds]) => (holds ? [hint] : []));
}
