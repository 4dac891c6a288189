import { worth } from './money.ts';
import type { Plan, PlanItem, PlanProblem } from './plan.ts';
import type { ChangeWay } from './words.ts';

/** An item with the problem that it stands under. */
export type ItemInPlace = {
  readonly item: PlanItem;
  readonly problem: Pick<PlanProblem, 'problemId' | 'villageId' | 'goal' | 'goalOther'>;
};

/**
 * By which way an item of an approved plan is changed. Goal and what measures it, place, who does it, dropping, and
 * money moved over the share go by the whole chain (gathering, head, kenesh); the person responsible, days within the
 * plan's years, steps and wording by the head's order. Undefined: nothing changed. An item that is new or gone goes by
 * the chain.
 * @param movedShare hundredths of a per cent of the former cost; exactly so much still goes by order. Ours, no law.
 */
export function wayOfChange(
  before: ItemInPlace | undefined,
  after: ItemInPlace | undefined,
  { movedShare, fromYear, toYear }: Pick<Plan, 'fromYear' | 'toYear'> & { readonly movedShare: number },
): ChangeWay | undefined {
  if (!before || !after) return before || after ? 'chain' : undefined;
  const [was, is] = [before.item, after.item];
  const whole = [
    before.problem.problemId !== after.problem.problemId,
    before.problem.villageId !== after.problem.villageId,
    before.problem.goal !== after.problem.goal || before.problem.goalOther !== after.problem.goalOther,
    was.doer !== is.doer,
    was.kind !== is.kind,
    was.state !== is.state,
    measureOf(was) !== measureOf(is),
    outside(is.startsOn, was.startsOn, fromYear, toYear),
    outside(is.endsOn, was.endsOn, fromYear, toYear),
    movedOver(was, is, movedShare),
  ];
  if (whole.includes(true)) return 'chain';
  return said(was) === said(is) ? undefined : 'order';
}

/** How far the item is to get: a lower target is another goal, other words for it are wording. */
const measureOf = ({ indicators }: PlanItem): string =>
  JSON.stringify(
    indicators
      .filter(({ kind }) => kind !== 'base')
      .map(({ id, target, unit }) => [id, target, unit])
      .toSorted(),
  );

/** A day that left the years of the plan. */
const outside = (day: string | null, before: string | null, fromYear: number, toYear: number): boolean =>
  day !== before && day !== null && (day < `${fromYear}-01-01` || day > `${toYear}-12-31`);

/** Tyiyn of each source in each year. */
function pots(item: PlanItem): Map<string, bigint> {
  const all = new Map<string, bigint>();
  for (const one of item.commitments) {
    const pot = `${one.source} ${one.year}`;
    all.set(pot, (all.get(pot) ?? 0n) + worth(item, one));
  }
  return all;
}

/**
 * Tyiyn that were moved: what pots lost or what they gained together, or what the cost changed by, whichever is most.
 * Moving ten som from one source to another moves ten, not twenty.
 */
export function movedMoney(before: PlanItem, after: PlanItem): bigint {
  const [was, is] = [pots(before), pots(after)];
  let [lost, gained] = [0n, 0n];
  for (const pot of new Set([...was.keys(), ...is.keys()])) {
    const change = (is.get(pot) ?? 0n) - (was.get(pot) ?? 0n);
    if (change < 0n) lost -= change;
    else gained += change;
  }
  const cost = (after.cost ?? 0n) - (before.cost ?? 0n);
  return [lost, gained, cost < 0n ? -cost : cost].reduce((most, one) => (one > most ? one : most));
}

/** More than the share of what the item cost; where nobody had said what it costs, anything is more. */
function movedOver(before: PlanItem, after: PlanItem, movedShare: number): boolean {
  return movedMoney(before, after) * 10_000n > (before.cost ?? 0n) * BigInt(movedShare);
}

/** Everything that people wrote, as one text. */
const said = (item: PlanItem): string =>
  JSON.stringify({ ...item, code: '', revision: 0 }, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
