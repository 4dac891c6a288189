import type { z } from 'zod';
import { called, ifSaid, optional } from '../../platform/forms/field.ts';
import { choice, count, id, rows, text, tick } from '../../platform/forms/fields.ts';
import { participantKinds } from './who-counts.ts';

/** What a list may know of somebody who came. */
export const personFields = {
  fullName: called('meetings.col.name', optional(text(200), '')),
  sex: optional(choice(['female', 'male'], 'ui.sex')),
  age: optional(count(0, 120)),
  occupation: optional(text(200), ''),
  contact: optional(text(200), ''),
  street: optional(text(200), ''),
  kind: called('meetings.col.kind', optional(choice(participantKinds, 'meetings.people.kind'), 'community')),
  forFocusGroup: called('meetings.people.for-focus', tick()),
  forInitiativeGroup: called('meetings.people.for-initiative', tick()),
  forMonitoring: called('meetings.people.for-monitoring', tick()),
};
export type PersonField = keyof typeof personFields;

export type PersonInput = Partial<z.output<z.ZodObject<typeof personFields>>>;

/** A row of a list as it was sent: what the form did not ask is missing. */
export type PersonRow = PersonInput & { readonly id?: string | undefined };

/** Puts a refusal beside a field of a row of the list, with the row's number and name. */
export type AboutRow = (field: PersonField) => {
  readonly field: string;
  readonly params: { readonly row: number; readonly name: string };
};

/** The rows of a list with these fields; a row that stands already brings its `id`. */
export const personRows = (asks: readonly PersonField[]) =>
  called(
    'meetings.people.title',
    rows(
      {
        ...(Object.fromEntries(asks.map((name) => [name, personFields[name]])) as Partial<
          typeof personFields
        >),
        id: ifSaid(id()),
      },
      999,
      (filled) => filled('id') || filled('fullName'),
    ),
  );
