import { eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { nameKey } from '../../methods/names.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, email, id, phone, text, tick } from '../../platform/forms/fields.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { organisationKinds, organisationName } from '../schema.ts';
import { bodyNames, standingPerson } from './person-fields.ts';

// What the forms about organisations share.

/** Offices are older than any group. */
const organisationDay = () => optional(day('1900-01-01'));

export const organisationShape = {
  kind: choice(organisationKinds, 'people.organisation-kind'),
  ...bodyNames,
  speakerId: called('speaker', optional(id())),
  phone: optional(phone()),
  email: optional(email()),
  address: optional(text(300)),
  named: called('named', tick()),
  validFrom: called('ui.field.from', organisationDay()),
  validTo: called('ui.field.to', organisationDay()),
};

export type OrganisationInput = z.output<z.ZodObject<typeof organisationShape>>;

/** Two who write the same name at once: the second is refused by the register itself. */
export const organisationConstraints = {
  organisation_name_once: refuse('organisation-name-taken', { field: 'nameKy' }),
};

/** Somebody of the list speaks for it, it ends after it began, and no other is called so in either language. */
export async function checkOrganisation(
  scope: MunicipalityScope,
  input: OrganisationInput,
  organisationId?: string,
): Promise<Refused | null> {
  const { validFrom, validTo, speakerId } = input;
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return refuse('organisation-ends-before-start', { field: 'validTo' });
  if (speakerId !== null && !(await standingPerson(scope, speakerId)))
    return refuse('person-unknown', { field: 'speakerId' });
  const taken = await scope.tx
    .select()
    .from(organisationName)
    .where(own(scope, organisationName, inArray(organisationName.nameKey, keysOf(input))));
  const others = new Set(
    taken.filter((one) => one.organisationId !== organisationId).map((one) => one.nameKey),
  );
  const field = (['nameKy', 'nameRu'] as const).find((name) => others.has(nameKey(input[name])));
  return field === undefined ? null : refuse('organisation-name-taken', { field });
}

/** Writes under which names it is found. */
export async function writeNames(
  scope: MunicipalityScope,
  organisationId: string,
  input: OrganisationInput,
): Promise<void> {
  const { municipalityId } = scope;
  await scope.tx
    .delete(organisationName)
    .where(own(scope, organisationName, eq(organisationName.organisationId, organisationId)));
  await scope.tx
    .insert(organisationName)
    .values(keysOf(input).map((key) => ({ municipalityId, organisationId, nameKey: key })));
}

const keysOf = ({ nameKy, nameRu }: OrganisationInput): string[] => [
  ...new Set([nameKey(nameKy), nameKey(nameRu)]),
];
