import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { person } from '../../people/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text, tick } from '../../platform/forms/fields.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { stages } from '../schema.ts';

const column = <S extends z.ZodType>(name: string, inner: S) => called(`cycle.plan.col.${name}`, inner);

/** What people may say of a line of the plan. */
export const planItemShape = {
  stage: column('stage', choice(stages, 'cycle.stage')),
  textKy: column('textKy', text(500)),
  textRu: column('textRu', text(500)),
  resultKy: column('resultKy', optional(text(300), '')),
  resultRu: column('resultRu', optional(text(300), '')),
  startsOn: column('starts', optional(day())),
  dueOn: column('due', optional(day())),
  responsiblePersonId: column('person', optional(id())),
  responsibleText: column('party', optional(text(200), '')),
  done: column('done', tick()),
};

/** `ends-before-start`, or `person-unknown` for somebody who is not on the municipality's list. */
export async function planItemFault(
  scope: MunicipalityScope,
  input: Pick<z.output<z.ZodObject<typeof planItemShape>>, 'startsOn' | 'dueOn' | 'responsiblePersonId'>,
): Promise<Refused | null> {
  if (input.startsOn && input.dueOn && input.dueOn < input.startsOn)
    return refuse('ends-before-start', { field: 'dueOn' });
  if (input.responsiblePersonId === null) return null;
  const known = await scope.tx
    .select({ id: person.id })
    .from(person)
    .where(own(scope, person, eq(person.id, input.responsiblePersonId)));
  return known[0] ? null : refuse('person-unknown', { field: 'responsiblePersonId' });
}
