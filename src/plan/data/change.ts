import { eq, max } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { Refused } from '../../platform/refusals.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { placesOfItems, type Plan } from '../rules/plan.ts';
import { wayOfChange } from '../rules/way-of-change.ts';
import { approvalSteps, type ApprovalStep, type ChangeWay } from '../rules/words.ts';
import { planApproval, type jointPlan } from '../schema.ts';
import { keepVersion } from './keep-version.ts';
import { planOf } from './plan.ts';
import { publishPlan } from './publish-plan.ts';

type PlanRow = typeof jointPlan.$inferSelect;

/** What a form says of a change of an approved plan. */
export type ChangeInput = { readonly way: ChangeWay | null; readonly reason: string } & {
  readonly [K in `${ApprovalStep}On`]: string | null;
} & { readonly [K in `${ApprovalStep}Paper`]: string };

/** Steps whose papers a way needs. */
const stepsOf: Readonly<Record<ChangeWay, readonly ApprovalStep[]>> = {
  chain: approvalSteps,
  order: ['head'],
};

type Papers = readonly { readonly step: ApprovalStep; readonly on: string; readonly paper: string }[];

/** Ends a change: keeps what came of it, or refuses it with all that was written. */
export type Finish = (itemId: string | null) => Promise<Refused | undefined>;

/**
 * Begins to change an approved plan: by whom and with which papers is looked at first; by which way it had to go is
 * known when it was written. The head's order does for the person responsible, days and wording; goal, place, money
 * over the plan's share, new and dropped items go by gathering, head and kenesh. Each change is a version of its own.
 */
export async function beginChange(
  scope: MunicipalityScope,
  plan: PlanRow,
  change: ChangeInput | undefined,
): Promise<{ readonly ok: true; readonly finish: Finish } | Refused> {
  if (change === undefined) return refuse('plan-approved');
  if (!mayLeadPlan(scope.actor)) return refuse('forbidden');
  const { way, reason } = change;
  if (way === null) return refuse('change-without-way', { field: 'way' });
  if (reason === '') return refuse('change-without-reason', { field: 'reason' });
  const papers = papersOf(change, way, todayInBishkek(scope.now));
  if (!papers.ok) return papers;
  const before = await planOf(scope, plan.id);
  if (!before) return refuse('plan-not-found');
  return {
    ok: true,
    finish: async (itemId) => {
      const after = (await planOf(scope, plan.id))!;
      const needed =
        itemId === null ? 'chain' : wayOfChange(placeIn(before, itemId), placeIn(after, itemId), plan);
      if (needed === undefined) return refuse('change-of-nothing');
      if (needed === 'chain' && way === 'order') return refuse('change-needs-chain', { field: 'way' });
      const paper = papers.papers.at(-1)!;
      await writePapers(scope, plan.id, papers.papers);
      await keepVersion(scope, plan.id, {
        kind: 'changed',
        way,
        itemId,
        reason,
        paper: paper.paper,
        paperOn: paper.on,
      });
      await publishPlan(scope, plan.id);
      return undefined;
    },
  };
}

const placeIn = (plan: Plan, itemId: string) => placesOfItems(plan).find(({ item }) => item.id === itemId);

function papersOf(
  change: ChangeInput,
  way: ChangeWay,
  today: string,
): { readonly ok: true; readonly papers: Papers } | Refused {
  const papers: { step: ApprovalStep; on: string; paper: string }[] = [];
  for (const step of stepsOf[way]) {
    const [on, paper] = [change[`${step}On`], change[`${step}Paper`]];
    if (paper === '') return refuse('change-without-paper', { field: `${step}Paper` });
    if (on === null) return refuse('change-without-paper', { field: `${step}On` });
    if (on > today || on < (papers.at(-1)?.on ?? on))
      return refuse('approval-day-wrong', { field: `${step}On` });
    papers.push({ step, on, paper });
  }
  return { ok: true, papers };
}

/** The papers of a change stand in a round of their own, after those of the plan. */
async function writePapers(scope: MunicipalityScope, planId: string, papers: Papers): Promise<void> {
  const [last] = await scope.tx
    .select({ round: max(planApproval.round) })
    .from(planApproval)
    .where(own(scope, planApproval, eq(planApproval.planId, planId)));
  const facts = { municipalityId: scope.municipalityId, planId, round: (last?.round ?? 0) + 1 };
  const by = { byName: scope.actor.name, at: scope.now };
  await scope.tx.insert(planApproval).values(papers.map((one) => ({ ...facts, ...by, ...one })));
}
