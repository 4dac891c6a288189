import { planFields } from '../../../meetings/rules/plan-fields.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { choice, id, ids, text, tick } from '../../../platform/forms/fields.ts';
import { contributionForms, focusColumns, likelihoods, parties } from './focus-record.ts';

/** When and where a focus group is planned, who leads, and what it analyses. */
export const focusPlanFields = {
  ...planFields,
  facilitatorIds: called('ui.field.facilitators', ids()),
  recorderIds: called('needs.focus.recorders', ids()),
  problemIds: called('needs.focus.topics', ids()),
  /** A day earlier or later than the method's is meant so. */
  confirmed: called('needs.focus.day-meant', tick()),
};

/** A line of the table as a form sends it; fields of other columns are dropped by `ownFields`. */
export const focusLineFields = {
  problemId: id(),
  column: choice(focusColumns, ''),
  text: text(500),
  likelihood: optional(choice(likelihoods, '')),
  party: optional(choice(parties, '')),
  who: optional(text(200), ''),
  form: optional(choice(contributionForms, '')),
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
