import { called, field, optional } from '../../platform/forms/field.ts';
import { text } from '../../platform/forms/fields.ts';

/** An act's number as the office writes it: «86», «86-т», «19/91», «XXVIII-3-4»; a «№» before it is dropped. */
const written = text(30)
  .transform((typed) => typed.replace(/^№\s*/, ''))
  .refine((typed) => /^[\p{L}\d][\p{L}\d ./-]*$/u.test(typed) && /\d/.test(typed), 'not-an-act-number')
  // The register counts on from it.
  .refine((typed) => !/\d{7}/.test(typed), 'not-an-act-number');

export const actNumber = () => field({ kind: 'text', required: true, max: 30 }, written);

/** Left empty, the register gives the next one. */
export const actNumberOrNext = () => called('number', optional(actNumber()));
