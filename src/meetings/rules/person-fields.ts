import { z } from 'zod';
import { optional } from '../../platform/forms/field.ts';
import { choice, count, id, text, tick } from '../../platform/forms/fields.ts';
import { participantKinds } from './who-counts.ts';

/** What a list may know of somebody who came. */
export const personFields = {
  fullName: optional(text(200), ''),
  sex: optional(choice(['female', 'male'], 'ui.sex')),
  age: optional(count(0, 120)),
  occupation: optional(text(200), ''),
  contact: optional(text(200), ''),
  street: optional(text(200), ''),
  kind: optional(choice(participantKinds, 'meetings.participant.kind'), 'community'),
  forFocusGroup: tick(),
  forInitiativeGroup: tick(),
  forMonitoring: tick(),
};
export type PersonField = keyof typeof personFields;

export type PersonInput = Partial<z.output<z.ZodObject<typeof personFields>>>;

/** A row of a list as it was sent: what the form did not ask is missing. */
export type PersonRow = PersonInput & { readonly id?: string };

/** Puts a refusal beside a field of a row of the list, with the row's number and name. */
export type AboutRow = (field: PersonField) => {
  readonly field: string;
  readonly params: { readonly row: number; readonly name: string };
};

/** The rows of a list with these fields; a row that stands already brings its `id`. */
export const personRows = (asks: readonly PersonField[]) =>
  z
    .array(
      z.strictObject({
        ...(Object.fromEntries(asks.map((name) => [name, personFields[name]])) as Partial<
          typeof personFields
        >),
        id: id().optional(),
      }),
    )
    .max(999);
