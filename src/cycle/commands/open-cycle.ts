import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { count, text, tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { listCycles } from '../data.ts';
import { mayOpenCycle } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle } from '../schema.ts';

/** Years before have no assessment of this method. */
const first = 2005;

/** Opens the cycle of a year; a municipality has one a year. */
export const openCycle = defineCommand({
  name: 'cycle.open-cycle',
  input: z.object({
    // Which years may be opened is said by `cycle-year-far`, with its reason.
    year: count(0, 9999),
    aim: optional(text(1000)),
    /** An unusual year, or a second one while another is being prepared, is meant so. */
    confirmed: tick(),
  }),
  policy: mayOpenCycle,
  constraints: { cycle_year_key: refuse('cycle-exists') },
  run: async ({ scope, input: { confirmed, ...input }, now }) => {
    const today = Number(todayInBishkek(now).slice(0, 4));
    const last = today + 2;
    if (input.year < first || input.year > last) {
      return refuse('cycle-year-far', {
        field: 'year',
        params: { first: String(first), last: String(last) },
      });
    }
    const usual = input.year === today || input.year === today + 1;
    const standing = await listCycles(scope);
    if (standing.some((one) => one.year === input.year)) return refuse('cycle-exists', { field: 'year' });
    const preparing = standing.find((one) => one.sessionsOpenedAt === null && one.finishedAt === null);
    if (!confirmed && !usual)
      return refuse('cycle-year-unusual', { field: 'confirmed', params: { year: String(input.year) } });
    if (!confirmed && preparing) {
      return refuse('cycle-in-preparation', { field: 'confirmed', params: { year: String(preparing.year) } });
    }
    const id = newId();
    await scope.tx.insert(cycle).values({ municipalityId: scope.municipalityId, id, ...input });
    return ok({ id, year: input.year }, { subjectKind: 'cycle' });
  },
});
