import { z } from 'zod';
import { contributionForms, focusColumns, likelihoods, parties } from './focus-record.ts';
import { choiceField, idField, idsField, textField, dayField, timeField } from './session-fields.ts';

/** When and where a focus group is planned, who leads, and what it analyses. */
export const focusPlanFields = {
  /** Empty: for the whole municipality. */
  plannedOn: dayField.default(null),
  startsAt: timeField.default(null),
  endsAt: timeField.default(null),
  venue: textField(200).default(''),
  facilitatorIds: idsField,
  recorderIds: idsField,
  problemIds: idsField,
};

/** A line of the table as a form sends it; fields of other columns are dropped by `ownFields`. */
export const focusLineFields = {
  problemId: idField,
  column: z.enum(focusColumns),
  text: textField(500).min(1),
  likelihood: choiceField(likelihoods).default(null),
  party: choiceField(parties).default(null),
  who: textField(200).default(''),
  form: choiceField(contributionForms).default(null),
};

type Line = {
  readonly column: (typeof focusColumns)[number];
  readonly likelihood: (typeof likelihoods)[number] | null;
  readonly party: (typeof parties)[number] | null;
  readonly who: string;
  readonly form: (typeof contributionForms)[number] | null;
};

/** What a line of this column may have: likelihood is of consequences, party, who and form are of contributions. */
export function ownFields({ column, likelihood, party, who, form }: Line) {
  const contribution = column === 'contribution';
  return {
    likelihood: column === 'consequence' ? likelihood : null,
    party: contribution ? party : null,
    who: contribution ? who : '',
    form: contribution ? form : null,
  };
}
