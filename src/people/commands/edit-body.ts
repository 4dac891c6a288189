import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { optional } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { body } from '../schema.ts';
import { bodyNames, groupDay } from './person-fields.ts';

/** Corrects a body's names and dates; a day in `dissolvedOn` ends it, emptied it stands again. */
export const editBody = defineCommand({
  name: 'people.edit-body',
  input: z.object({
    bodyId: id(),
    ...bodyNames,
    formedOn: optional(groupDay()),
    dissolvedOn: optional(groupDay()),
  }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    const { bodyId, nameKy, nameRu, formedOn, dissolvedOn } = input;
    if (formedOn !== null && dissolvedOn !== null && dissolvedOn < formedOn) {
      return refuse('body-ends-before-start', { field: 'dissolvedOn' });
    }
    // It is dissolved at once, whatever the day: one far ahead would hide a group for nothing.
    if (dissolvedOn !== null && dissolvedOn > todayInBishkek(now)) {
      return refuse('body-ends-ahead', { field: 'dissolvedOn' });
    }
    const changed = await scope.tx
      .update(body)
      .set({ nameKy, nameRu, formedOn, dissolvedOn, updatedAt: now })
      .where(own(scope, body, eq(body.id, bodyId)))
      .returning({ id: body.id });
    if (!changed[0]) return refuse('not-found');
    return ok({ id: bodyId }, { subjectKind: 'body', details: { formedOn, dissolvedOn } });
  },
});
