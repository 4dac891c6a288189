import { refuse } from '../refusals.ts';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayOpenCycle } from '../policy.ts';
import { cycle } from '../schema.ts';

/** Opens the cycle of a year; a municipality has one a year. */
export const openCycle = defineCommand({
  name: 'cycle.open-cycle',
  input: z.object({
    year: z.coerce.number().int().min(2000).max(2200),
    aim: z.string().trim().max(1000).default(''),
  }),
  policy: mayOpenCycle,
  constraints: { cycle_year_key: refuse('cycle-exists') },
  run: async ({ scope, input }) => {
    const id = newId();
    await scope.tx
      .insert(cycle)
      .values({ municipalityId: scope.municipalityId, id, year: input.year, aim: input.aim || null });
    return ok({ id, year: input.year }, { subjectKind: 'cycle' });
  },
});
