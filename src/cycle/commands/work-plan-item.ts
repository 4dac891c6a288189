import type { z } from 'zod';
import { isPerson } from '../../people/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { field, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text, tick } from '../../platform/forms/fields.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import type { Refused } from '../../platform/refusals.ts';
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

/** `ends-before-start`, or `person-unknown` for somebody who is not on the municipality's list. */
export async function workPlanItemFault(
  scope: MunicipalityScope,
  input: Pick<z.output<z.ZodObject<typeof workPlanItemShape>>, 'startsOn' | 'dueOn' | 'responsiblePersonId'>,
): Promise<Refused | null> {
  if (input.startsOn && input.dueOn && input.dueOn < input.startsOn)
    return refuse('ends-before-start', { field: 'dueOn' });
  const { responsiblePersonId } = input;
  if (responsiblePersonId === null || (await isPerson(scope, responsiblePersonId))) return null;
  return refuse('person-unknown', { field: 'responsiblePersonId' });
}
