import { eq } from 'drizzle-orm';
import { type z } from 'zod';
import type { Refused } from '../../platform/refusals.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, email, id, phone, text, year } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { person, personContact, sexes } from '../schema.ts';

// What the forms about people share.

/** From when people are in groups and bodies on: earlier days are slips of the hand. */
export const groupDay = () => day('1990-01-01');

/** What a body is called in both languages. */
export const bodyNames = { nameKy: name(), nameRu: name() };

export const personShape = {
  fullName: called('name', name()),
  sex: optional(choice(sexes, 'ui.sex')),
  birthYear: optional(year(1900, 2100)),
  occupation: optional(text(200), ''),
  villageId: called('village', optional(id())),
  street: optional(text(200)),
  phone: optional(phone()),
  email: optional(email()),
  address: optional(text(300)),
};

export type PersonInput = z.output<z.ZodObject<typeof personShape>>;

/** A village of this municipality, and a year of birth that has been. */
export async function checkPerson(
  scope: MunicipalityScope,
  input: Pick<PersonInput, 'birthYear' | 'villageId'>,
): Promise<Refused | null> {
  const today = todayInBishkek(scope.now);
  if (input.birthYear !== null && input.birthYear > Number(today.slice(0, 4))) {
    return refuse('birth-year-ahead', { field: 'birthYear' });
  }
  if (
    input.villageId !== null &&
    !(await isVillageOf(scope.tx, scope.municipalityId, input.villageId, today))
  ) {
    return refuse('village-not-ours', { field: 'villageId' });
  }
  return null;
}

/** The row of the person without contacts. */
export function personRow(input: PersonInput) {
  const { fullName, sex, birthYear, occupation, villageId, street } = input;
  return { fullName, sex, birthYear, occupation, villageId, street };
}

/** Contacts are a row of their own; without any there is none. */
export async function writeContact(
  scope: MunicipalityScope,
  personId: string,
  contact: { phone: string | null; email: string | null; address: string | null },
): Promise<void> {
  if (contact.phone === null && contact.email === null && contact.address === null) {
    await scope.tx
      .delete(personContact)
      .where(own(scope, personContact, eq(personContact.personId, personId)));
    return;
  }
  const { phone, email, address } = contact;
  await scope.tx
    .insert(personContact)
    .values({ municipalityId: scope.municipalityId, personId, phone, email, address })
    .onConflictDoUpdate({
      target: [personContact.municipalityId, personContact.personId],
      set: { phone, email, address },
    });
}

/** Puts contacts beside those that are known: what is not given stays. `over` replaces what stands, else only gaps are filled. */
export async function addContact(
  scope: MunicipalityScope,
  personId: string,
  given: { readonly phone?: string | null | undefined; readonly email?: string | null | undefined },
  { over = false }: { readonly over?: boolean } = {},
): Promise<void> {
  const [stands] = await scope.tx
    .select()
    .from(personContact)
    .where(own(scope, personContact, eq(personContact.personId, personId)));
  const of = (key: 'phone' | 'email') =>
    (over ? (given[key] ?? stands?.[key]) : (stands?.[key] ?? given[key])) ?? null;
  const contact = { phone: of('phone'), email: of('email'), address: stands?.address ?? null };
  if (contact.phone === (stands?.phone ?? null) && contact.email === (stands?.email ?? null)) return;
  await writeContact(scope, personId, contact);
}

/** A person of this municipality who has not been removed; undefined otherwise. */
export async function standingPerson(scope: MunicipalityScope, personId: string) {
  const [found] = await scope.tx
    .select()
    .from(person)
    .where(own(scope, person, eq(person.id, personId)));
  return found?.removedAt === null ? found : undefined;
}
