import type { FormFields } from '../../platform/http/body.ts';
import type { C } from '../../platform/http/web.ts';

/** The address of the room in the municipality of the request. */
export const baseOf = (c: C): string => `/m/${c.req.param('municipalityId') ?? ''}/people`;

/** One value of a field that may have been sent several times. */
export const one = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');

/** All values of a field. */
export const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** A text, or nothing when the field was left empty (dates that are not known). */
export const orNothing = (value: string | string[] | undefined): string | undefined =>
  one(value).trim() || undefined;

/** The fields of a person as the commands take them. */
export function personInput(values: FormFields) {
  const year = one(values.birthYear).trim();
  return {
    fullName: one(values.fullName),
    sex: one(values.sex),
    // What is no number goes on as it is: the command's check names the field.
    birthYear: year === '' ? undefined : /^\d{1,6}$/.test(year) ? Number(year) : year,
    occupation: one(values.occupation),
    villageId: one(values.villageId),
    street: one(values.street),
    phone: one(values.phone),
    email: one(values.email),
    address: one(values.address),
  };
}
