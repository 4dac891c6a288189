import { cycleOfYear, listCycles, type CycleRow } from '../../cycle/data.ts';
import { runningCycle } from '../../meetings/data/running-cycle.ts';
import { isId } from '../../platform/db/id.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { filled } from '../../platform/http/pages.ts';
import { read, type C } from '../../platform/http/web.ts';
import { readCycle, type CycleState } from '../data.ts';

/** The address of the pages of the cycle. */
export const cyclePath = '/m/:municipalityId/cycle';

/** The year that the address names. */
function yearOf(c: C): number | undefined {
  const year = c.req.query('year') ?? '';
  return /^\d{4}$/.test(year) ? Number(year) : undefined;
}

/** The cycle the page is about: `?year=`, its id in `?cycle=`, else the one that people are working in. */
export async function cycleOf(c: C, scope: MunicipalityScope): Promise<CycleRow | undefined> {
  const asked = c.req.query('cycle') ?? '';
  if (isId(asked)) return (await listCycles(scope)).find(({ id }) => id === asked);
  const year = yearOf(c);
  return year === undefined ? await runningCycle(scope) : await cycleOfYear(scope, year);
}

/** Leads on to a path with a query, within the year that the page was about. */
export const inYear = (path: string) => (value: unknown, c: C) => {
  const year = yearOf(c);
  return filled(c, path, value) + (year === undefined ? '' : `&year=${year}`);
};

/** That cycle with everything that depends on it. */
export async function stateOf(c: C): Promise<CycleState | undefined> {
  return await read(c, async (scope) => {
    const found = await cycleOf(c, scope);
    return found && (await readCycle(scope, found));
  });
}

/** Commands about the cycle take it from the address. */
export async function ofCycle(c: C): Promise<{ cycleId: string }> {
  return { cycleId: (await read(c, async (scope) => await cycleOf(c, scope)))?.id ?? '' };
}
