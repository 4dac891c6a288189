import { currentCycle, type CycleRow } from '../../cycle/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { read, type C } from '../../platform/http/web.ts';
import { readCycle, type CycleState } from '../data.ts';

/** The address of the pages of the cycle. */
export const cyclePath = '/m/:municipalityId/cycle';

/** The cycle the page is about: `?year=`, else the newest. */
export async function cycleOf(c: C, scope: MunicipalityScope): Promise<CycleRow | undefined> {
  const year = c.req.query('year') ?? '';
  return await currentCycle(scope, /^\d{4}$/.test(year) ? Number(year) : undefined);
}

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
