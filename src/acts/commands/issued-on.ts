import { called } from '../../platform/forms/field.ts';
import { day } from '../../platform/forms/fields.ts';

/** The day that stands on a paper; registers may hold what was signed before Ashar. */
export const issuedOn = () => called('date', day('1990-01-01'));
