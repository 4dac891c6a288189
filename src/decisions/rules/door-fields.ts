import { z } from 'zod';
import { isId } from '../../platform/db/id.ts';
import { called, field, optional } from '../../platform/forms/field.ts';
import { choice, text, tick } from '../../platform/forms/fields.ts';
import { participantKinds } from '../../meetings/rules/who-counts.ts';
import type { TokenCodes } from './token-code.ts';

/** What is sent for somebody who lives in none of the municipality's villages. */
export const elsewhere = 'elsewhere';

/** Where somebody lives: a village, or null for elsewhere. It is always said, so that nobody loses a vote by a slip. */
const village = () =>
  field(
    { kind: 'id', required: true },
    z
      .string()
      .refine((value) => value === elsewhere || isId(value), 'invalid')
      .transform((value) => (value === elsewhere ? null : value)),
  );

/** Somebody at the door, as a registrar or the person's own phone says it. */
export const doorFields = {
  fullName: called('meetings.col.name', optional(text(200), '')),
  sex: choice(['female', 'male'], 'ui.sex'),
  villageId: called('decisions.field.village', village()),
  kind: called('meetings.col.kind', optional(choice(participantKinds, 'meetings.people.kind'), 'community')),
  /** A resident of 18 or older. */
  mayVote: called('decisions.field.may-vote', tick()),
};
export type Person = z.output<z.ZodObject<typeof doorFields>>;

/** How codes are made: the server's secret is known to the route, no form sends it. */
export const codesOf = () => z.custom<TokenCodes>((value) => typeof value === 'object' && value !== null);
