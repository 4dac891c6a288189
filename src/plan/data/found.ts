import { inArray } from 'drizzle-orm';
import { standingMerges } from '../../needs/priorities/data/tally.ts';
import { problemVerdict } from '../../needs/schema.ts';
import { rootIn, synthesisOf } from '../../needs/synthesis/data/synthesis.ts';
import type { Verdict } from '../../needs/synthesis/rules/verdict.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { listPlanning } from '../../public-meetings/data/planning.ts';
import type { Found } from '../rules/found.ts';
import type { Plan, PlanProblem } from '../rules/plan.ts';

type Placed = Pick<PlanProblem, 'problemId' | 'villageId'>;

/** What was found of one problem; undefined where no focus group has analysed it. */
export async function foundOf(
  scope: MunicipalityScope,
  cycleId: string,
  one: Placed,
): Promise<Found | undefined> {
  const rootOf = rootIn(await standingMerges(scope, cycleId));
  const root = rootOf(one.problemId, one.villageId);
  const synthesis = (await synthesisOf(scope, cycleId)).find(({ problemId }) => problemId === root);
  if (!synthesis) return undefined;
  const added = (await listPlanning(scope, cycleId))
    .filter((meeting) => meeting.state !== 'cancelled')
    .flatMap((meeting) => meeting.added)
    .filter((entry) => rootOf(entry.problemId, null) === root)
    .map(({ id, column, text }) => ({ id, column, text }));
  return { synthesis, added };
}

/** Who can solve each problem of a plan, by the plan's own id of it; those nobody has judged are left out. */
export async function verdictsOf(
  scope: MunicipalityScope,
  plan: Plan,
): Promise<ReadonlyMap<string, Verdict>> {
  const problems = plan.directions.flatMap((one) => one.problems);
  if (problems.length === 0) return new Map();
  const rootOf = rootIn(await standingMerges(scope, plan.cycleId));
  const roots = new Map(problems.map((one) => [one.id, rootOf(one.problemId, one.villageId)]));
  const rows = await scope.tx
    .select({ problemId: problemVerdict.problemId, verdict: problemVerdict.verdict })
    .from(problemVerdict)
    .where(own(scope, problemVerdict, inArray(problemVerdict.problemId, [...new Set(roots.values())])));
  const judged = new Map(rows.map((one) => [one.problemId, one.verdict]));
  return new Map(
    [...roots].flatMap(([id, root]) => {
      const verdict = judged.get(root);
      return verdict === undefined ? [] : [[id, verdict] as const];
    }),
  );
}
