import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayKeepDeadlines } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { clock } from '../schema.ts';

/** Says who answers for a deadline that runs, or that nobody does: this person is reminded of it. */
export const nameResponsible = defineCommand({
  name: 'deadlines.name-responsible',
  input: z.object({ id: id(), responsibleId: called('deadlines.responsible-person', optional(id())) }),
  policy: mayKeepDeadlines,
  run: async ({ scope, input }) => {
    const unknown = await unknownPerson(scope, input, 'responsibleId');
    if (unknown) return unknown;
    const named = await scope.tx
      .update(clock)
      .set({ responsibleId: input.responsibleId })
      .where(own(scope, clock, eq(clock.id, input.id), isNull(clock.stoppedAt), isNull(clock.doneOn)));
    return named.rowCount === 1 ? ok({ id: input.id }, { subjectKind: 'clock' }) : refuse('clock-not-found');
  },
});
