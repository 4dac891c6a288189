import { field, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text, tick } from '../../platform/forms/fields.ts';
import { refuse } from '../refusals.ts';
import { partyTyped } from '../rules/party.ts';
import { stages } from '../../drawings/words.ts';

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
  responsibleText: optional(
    field({ kind: 'text', required: true, max: 200 }, text(200).transform(partyTyped)),
    '',
  ),
  done: tick(),
};

/** What the table itself refuses. */
export const workPlanItemConstraints = {
  work_plan_item_span: refuse('ends-before-start', { field: 'dueOn' }),
  work_plan_item_cycle: refuse('not-found'),
};
