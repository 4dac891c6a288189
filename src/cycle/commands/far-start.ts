import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';

/**
 * Refuses a first day of a plan whose year is not about the cycle's. All lines hang on this day: a slip in its year
 * would be mended in each of them.
 */
export function farStart(year: number, startsOn: string): Refused | undefined {
  const [first, last] = [year - 2, year + 1];
  const startYear = Number(startsOn.slice(0, 4));
  if (startYear >= first && startYear <= last) return undefined;
  const params = { year: String(year), first: String(first), last: String(last) };
  return refuse('work-plan-far', { field: 'startsOn', params });
}
