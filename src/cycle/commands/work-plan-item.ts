import { field, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text, tick } from '../../platform/forms/fields.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { refuse } from '../refusals.ts';
import { parties } from '../rules/activities.ts';
import { stages } from '../schema.ts';

/** A body of the model typed by its name in any language is kept as that body, so that papers name it in theirs. */
const party = () =>
  field(
    { kind: 'text', required: true, max: 200 },
    text(200).transform((typed) => {
      const named = (one: string) => LANGS.some((lang) => translator(lang)(`cycle.party.${one}`) === typed);
      const found = parties.find(named);
      return found ? `party:${found}` : typed;
    }),
  );

/** What people may say of a line of the plan. */
export const workPlanItemShape = {
  stage: choice(stages, 'cycle.stage'),
  textKy: text(500),
  textRu: text(500),
  resultKy: optional(text(300), ''),
  resultRu: optional(text(300), ''),
  startsOn: optional(day()),
  dueOn: optional(day()),
  responsiblePersonId: optional(id()),
  responsibleText: optional(party(), ''),
  done: tick(),
};

/** What the table itself refuses. */
export const workPlanItemConstraints = {
  work_plan_item_span: refuse('ends-before-start', { field: 'dueOn' }),
};
