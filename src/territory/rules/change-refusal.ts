import type { territoryRefusals } from '../refusals.ts';

/** `required`: a field that only this level must have. */
type Code = keyof typeof territoryRefusals | 'not-found' | 'required';

/** Why a change of units cannot be: the code of its message, and the field of the form beside which it stands. */
export type ChangeRefusal = {
  readonly ok: false;
  readonly code: Code;
  readonly field: string;
  readonly params?: Readonly<Record<string, string>>;
};
export const no = (code: Code, field: string, params?: Readonly<Record<string, string>>): ChangeRefusal =>
  params === undefined ? { ok: false, code, field } : { ok: false, code, field, params };
