import { nameKey } from '../../methods/names.ts';
import { checkIndicators } from './check-indicators.ts';
import { checkMoney } from './check-money.ts';
import { found, itemLabel, type Finding } from './findings.ts';
import { planMoney } from './money.ts';
import { itemsOf, placesOfItems, type Plan, type PlanItem } from './plan.ts';

/** A problem among the first five of a village's list; names as the reader of the findings knows them. */
export type Priority = {
  readonly villageId: string | null;
  readonly village: string;
  readonly problemId: string;
  readonly problem: string;
  readonly rank: number;
};

export type CheckedBeside = {
  readonly priorities: readonly Priority[];
  /** The plan of the last cycle. */
  readonly former?: Plan | undefined;
  /** Items that go on from it on purpose: they may say the same. */
  readonly carriedOver?: ReadonlySet<string>;
};

/** Priorities of a village that must stand in the plan, or be told why not. */
export const firstPriorities = 5;

/**
 * What in a plan is blank, contradicts itself or is left out. Dropped items are not looked at. In the order of the
 * items, then of the whole. Costs as much as the plan is long.
 */
export function checkPlan(plan: Plan, beside: CheckedBeside): Finding[] {
  const planned = itemsOf(plan).filter((item) => item.state === 'planned');
  const before = wordsOfItems(beside.former);
  const findings = planned.flatMap((item) => [
    ...checkItem(item, plan),
    ...checkCopied(item, before, beside.carriedOver),
  ]);
  return [...findings, ...checkPriorities(plan, beside.priorities), ...checkWhole(plan, planned)];
}

/** What is wrong with one item, its plan's years being known. */
export function* checkItem(item: PlanItem, years: Pick<Plan, 'fromYear' | 'toYear'>): Generator<Finding> {
  if (item.responsible === '') yield found(item, 'nobody-responsible', 'responsibleText');
  if (item.beneficiaries === '' && item.beneficiaryCount === null)
    yield found(item, 'no-beneficiaries', 'beneficiaries');
  yield* checkDays(item, years);
  yield* checkSteps(item);
  yield* checkIndicators(item);
  yield* checkMoney(item);
}

function* checkDays(item: PlanItem, { fromYear, toYear }: Pick<Plan, 'fromYear' | 'toYear'>) {
  const { startsOn, endsOn } = item;
  if (endsOn === null) yield found(item, 'no-deadline', 'endsOn');
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    yield found(item, 'ends-before-start', 'endsOn', { start: { day: startsOn }, end: { day: endsOn } });
  const early = startsOn !== null && startsOn < `${fromYear}-01-01`;
  const days = [startsOn, endsOn].filter((day) => day !== null);
  if (days.some((day) => day < `${fromYear}-01-01` || day > `${toYear}-12-31`))
    yield found(item, 'outside-years', early ? 'startsOn' : 'endsOn', { fromYear, toYear });
  const first = startsOn === null ? fromYear : Number(startsOn.slice(0, 4));
  const last = endsOn === null ? toYear : Number(endsOn.slice(0, 4));
  const at = item.commitments.findIndex(
    ({ year, withdrawnOn }) => withdrawnOn === null && (year < first || year > last),
  );
  const outside = item.commitments[at];
  if (outside && first <= last)
    yield found(item, 'money-outside-time', `commitments.${at}`, { moneyYear: outside.year });
}

function* checkSteps(item: PlanItem) {
  if (item.steps.length === 0) yield found(item, 'no-steps', 'steps');
  const without = [...item.steps.entries()].filter(([, step]) => step.result === '').map(([at]) => at);
  if (without.length > 0)
    yield found(item, 'step-no-result', `steps.${without[0]}`, {
      steps: without.map((at) => at + 1).join(', '),
      count: without.length,
    });
}

/** What an item says: its name and its steps, however they are spaced and dashed. */
function wordsOf(item: PlanItem): string {
  return [item.name, ...item.steps.map((step) => step.text)].map(nameKey).join('\n');
}

function wordsOfItems(plan: Plan | undefined): ReadonlyMap<string, PlanItem> {
  return new Map((plan === undefined ? [] : itemsOf(plan)).map((item) => [wordsOf(item), item]));
}

/** A plan that is written off last year's is a sign of a weak one (seed-003 L938). */
function* checkCopied(
  item: PlanItem,
  before: ReadonlyMap<string, PlanItem>,
  carriedOver: ReadonlySet<string> | undefined,
) {
  const former = before.size === 0 || carriedOver?.has(item.id) ? undefined : before.get(wordsOf(item));
  if (former) yield found(item, 'copied', 'name', { former: itemLabel(former) });
}

/** Each of the first five of a village has an item, or a reason why not. One of the whole municipality is everybody's. */
function* checkPriorities(plan: Plan, priorities: readonly Priority[]): Generator<Finding> {
  const answered = new Set<string>();
  const key = (villageId: string | null, problemId: string) => `${villageId ?? ''} ${problemId}`;
  for (const { problem, item } of placesOfItems(plan))
    if (item.state === 'planned') answered.add(key(problem.villageId, problem.problemId));
  for (const problem of plan.directions.flatMap((direction) => direction.problems))
    if (problem.withoutItems !== '') answered.add(key(problem.villageId, problem.problemId));
  for (const { villageId, village, problemId, problem, rank } of priorities) {
    if (rank > firstPriorities) continue;
    if (answered.has(key(villageId, problemId)) || answered.has(key(null, problemId))) continue;
    yield { code: 'priority-left-out', problemId, villageId, params: { village, problem, rank } };
  }
}

function* checkWhole(plan: Plan, planned: readonly PlanItem[]): Generator<Finding> {
  // One item is no habit yet.
  if (planned.length > 1 && planned.every((item) => item.kind === 'works'))
    yield { code: 'only-works', params: { count: planned.length } };
  const { notViable, gap, need } = planMoney(plan);
  if (notViable) yield { code: 'not-viable', params: { gap: { money: gap }, need: { money: need } } };
}
