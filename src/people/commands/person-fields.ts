import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { nameFault } from '../../methods/name-faults.ts';
import { cleanName, strangeLetters } from '../../methods/names.ts';
import type { Refused } from '../../platform/refusals.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { parseDay, todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { person, personContact } from '../schema.ts';

// What the forms about people share.

export const idField = z.uuid();
export const day = z
  .string()
  .trim()
  .refine((text) => parseDay(text) !== null && text >= '1990-01-01' && text <= '2199-12-31', 'not-a-date');
export const nameField = z
  .string()
  .transform(cleanName)
  .pipe(z.string().min(1).max(200))
  .superRefine((name, context) => {
    const message = nameFault(name);
    if (message !== null)
      context.addIssue({ code: 'custom', message, params: { letters: strangeLetters(name).join(' ') } });
  });

const orNull = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null);

/** Digits with the signs people put between them; kept as typed, so that an office recognises its own number. */
const phoneField = orNull(30).refine(
  (phone) => phone === null || (/^\+?[\d\s()-]+$/.test(phone) && phone.replace(/\D/g, '').length >= 6),
  'not-a-phone',
);
const emailField = orNull(200).refine(
  (email) => email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email),
  'not-an-email',
);

export const personShape = {
  fullName: nameField,
  sex: z
    .enum(['female', 'male', ''])
    .nullish()
    .transform((sex) => sex || null),
  birthYear: z.number().int().min(1900).max(2100).nullish(),
  occupation: z.string().trim().max(200).default(''),
  villageId: z
    .union([z.uuid(), z.literal('')])
    .nullish()
    .transform((id) => id || null),
  street: orNull(200),
  phone: phoneField,
  email: emailField,
  address: orNull(300),
};

export type PersonInput = z.output<z.ZodObject<typeof personShape>>;

/** A village of this municipality, and a year of birth that has been. */
export async function checkPerson(
  context: { readonly tx: Tx; readonly scope: MunicipalityScope; readonly now: Date },
  input: PersonInput,
): Promise<Refused | null> {
  const today = todayInBishkek(context.now);
  if (typeof input.birthYear === 'number' && input.birthYear > Number(today.slice(0, 4))) {
    return refuse('birth-year-ahead', { field: 'birthYear' });
  }
  if (
    input.villageId !== null &&
    !(await isVillageOf(context.tx, context.scope.municipalityId, input.villageId, today))
  ) {
    return refuse('village-not-ours', { field: 'villageId' });
  }
  return null;
}

/** The row of the person without contacts. */
export function personRow(input: PersonInput) {
  const { fullName, sex, occupation, villageId, street } = input;
  return { fullName, sex, birthYear: input.birthYear ?? null, occupation, villageId, street };
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

/** A person of this municipality who has not been removed; undefined otherwise. */
export async function standingPerson(scope: MunicipalityScope, personId: string) {
  const [found] = await scope.tx
    .select()
    .from(person)
    .where(own(scope, person, eq(person.id, personId)));
  return found?.removedAt === null ? found : undefined;
}
