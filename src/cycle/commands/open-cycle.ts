import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { count, text } from '../../platform/forms/fields.ts';
import { mayOpenCycle } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle } from '../schema.ts';

/** Opens the cycle of a year; a municipality has one a year. */
export const openCycle = defineCommand({
  name: 'cycle.open-cycle',
  input: z.object({
    year: count(2000, 2200),
    aim: optional(text(1000)),
  }),
  policy: mayOpenCycle,
  constraints: { cycle_year_key: refuse('cycle-exists') },
  run: async ({ scope, input }) => {
    const id = newId();
    await scope.tx.insert(cycle).values({ municipalityId: scope.municipalityId, id, ...input });
    return ok({ id, year: input.year }, { subjectKind: 'cycle' });
  },
});
