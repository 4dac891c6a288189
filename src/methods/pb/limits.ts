import { readAmount } from '../amount.ts';
import { Fraction } from '../rational.ts';
import type { Election } from '../selection/election.ts';
import type { GroupLimit } from '../selection/greedy.ts';
import { isMissing } from './format.ts';
import { type GroupColumn, list } from './lists.ts';

/** Limits on the whole choice that a file states beside its budget, and who passes them. */

type Meta = ReadonlyMap<string, string>;

/** What a limit is stated by, and the projects it is about. */
const grouped = [
  { field: 'budget_per_category', names: 'categories', column: 'category' },
  { field: 'budget_per_neighborhood', names: 'neighborhoods', column: 'neighborhood' },
] as const;

export interface StatedGroupLimit extends GroupLimit {
  /** `budget_per_category` or `budget_per_neighborhood`. */
  readonly field: string;
}

/**
 * Most money for each category and neighbourhood. The amounts stand in the order of `categories` (`neighborhoods`); a
 * field that cannot be read so is in `unread`.
 *
 * @param groupsOf for each column the groups of every project, in order.
 */
export function groupLimits(
  election: Election,
  meta: Meta,
  groupsOf: Readonly<Record<GroupColumn, readonly (readonly string[])[]>>,
): { limits: StatedGroupLimit[]; unread: string[] } {
  const limits: StatedGroupLimit[] = [];
  const unread: string[] = [];
  for (const { field, names, column } of grouped) {
    const stated = meta.get(field);
    if (isMissing(stated)) continue;
    const groups = list(meta.get(names));
    const amounts = list(stated).map(readAmount);
    if (groups.length !== amounts.length || amounts.some(({ ok }) => !ok)) {
      unread.push(field);
      continue;
    }
    for (const [index, name] of groups.entries()) {
      const amount = amounts[index];
      if (!amount?.ok) continue;
      const projects = new Set(
        [...election.projects.keys()].filter((project) => groupsOf[column][project]?.includes(name)),
      );
      limits.push({ field, name, projects, most: amount.value.times(Fraction.of(election.scale)).floor() });
    }
  }
  return { limits, unread };
}

export interface GroupOver {
  readonly limit: StatedGroupLimit;
  /** In coins. */
  readonly spent: bigint;
}

/** The groups in which the winners cost more than is stated. */
export function groupsOver(
  election: Election,
  limits: readonly StatedGroupLimit[],
  winners: readonly number[],
): GroupOver[] {
  return limits
    .map((limit) => ({
      limit,
      spent: winners
        .filter((project) => limit.projects.has(project))
        .reduce((sum, project) => sum + (election.projects[project]?.cost ?? 0n), 0n),
    }))
    .filter(({ limit, spent }) => spent > limit.most);
}

export interface CostOutside {
  readonly field: 'min_project_cost' | 'max_project_cost';
  readonly limit: Fraction;
  readonly projects: readonly number[];
}

/** Projects cheaper or dearer than the file allows. */
export function costsOutside(election: Election, meta: Meta): CostOutside[] {
  return (['min_project_cost', 'max_project_cost'] as const).flatMap((field): CostOutside[] => {
    const stated = meta.get(field);
    const amount = isMissing(stated) ? undefined : readAmount(stated ?? '');
    if (!amount?.ok) return [];
    const coins = amount.value.times(Fraction.of(election.scale));
    const projects = [...election.projects.keys()].filter((project) => {
      const order = Fraction.of(election.projects[project]?.cost ?? 0n).compare(coins);
      return field === 'min_project_cost' ? order < 0 : order > 0;
    });
    return projects.length === 0 ? [] : [{ field, limit: amount.value, projects }];
  });
}
