import { termAfter } from '../../../deadlines/data/term.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { Refused } from '../../../platform/refusals.ts';
import { refuse } from '../../refusals.ts';
import { focusDayDoubt } from '../rules/focus-record.ts';
import { lastSessionDay } from './focus-groups.ts';

/**
 * Asks about a day that the method does not mean, once: `focus-before-sessions`, `focus-day-unusual`. Nothing is asked
 * without a day, without sessions, or when it is `confirmed`.
 */
export async function askedAboutDay(
  scope: MunicipalityScope,
  place: { readonly cycleId: string; readonly villageId: string | null },
  { plannedOn, confirmed }: { readonly plannedOn: string | null; readonly confirmed: boolean },
): Promise<Refused | undefined> {
  if (plannedOn === null || confirmed) return undefined;
  const last = await lastSessionDay(scope, place.cycleId, place.villageId);
  if (last === undefined) return undefined;
  const doubt = focusDayDoubt(plannedOn, { ...(await termAfter(scope, 'focus-group', last)), last });
  return doubt && refuse(doubt.code, { field: 'confirmed', params: doubt.params });
}
