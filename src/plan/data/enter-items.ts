import { eq, max } from 'drizzle-orm';
import { nameKey } from '../../methods/names.ts';
import type { KnownProblem } from '../../needs/rules/problem.ts';
import { catalogueEntryNamed } from '../../needs/rules/catalogue.ts';
import { newId } from '../../platform/db/id.ts';
import { addRow, changeRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { parts } from '../../platform/turn.ts';
import type { FileItem } from '../rules/plan-file-outcome.ts';
import { communitySources, type Giver, type SourceKind } from '../rules/words.ts';
import {
  commitment,
  planDirection,
  planIndicator,
  planItem,
  planProblem,
  planStep,
  planTask,
  type jointPlan,
} from '../schema.ts';
import { directionsByMatter } from './directions.ts';
import { rankedProblems } from './priorities.ts';

type PlanRow = typeof jointPlan.$inferSelect;

/** An item of a file with the problem of the cycle that it is about. */
export type TiedItem = Omit<FileItem, 'problem'> & { readonly problem: KnownProblem };

/** Rows of one insert. */
const batch = 50;

/**
 * Writes items of a file into a plan held for update, in their order, under directions, problems and tasks of the same
 * names; what is not there yet is made. @param fileName said where goods and labour are valued as the file has them
 */
export async function enterItems(
  scope: MunicipalityScope,
  plan: PlanRow,
  items: readonly TiedItem[],
  fileName: string,
): Promise<void> {
  const problemOf = await problemPlaces(scope, plan);
  const taskOf = await taskPlaces(scope, plan);
  const rowsOf = {
    items: [] as (typeof planItem.$inferInsert)[],
    steps: [] as (typeof planStep.$inferInsert)[],
    indicators: [] as (typeof planIndicator.$inferInsert)[],
    commitments: [] as (typeof commitment.$inferInsert)[],
  };
  const valuation = i18nFor(plan.lang).t('plan.import.valuation', { file: fileName });
  for (const item of items) {
    const planProblemId = await problemOf(item);
    const { taskId, position } = await taskOf(planProblemId, item.task || item.goal || item.problem.name);
    const itemId = newId();
    const own = { municipalityId: scope.municipalityId, itemId };
    rowsOf.items.push({
      ...{ id: itemId, municipalityId: scope.municipalityId, planId: plan.id, taskId, position },
      ...{ name: item.name, kind: item.kind, doer: item.doer, startsOn: item.startsOn, endsOn: item.endsOn },
      ...{ responsibleText: item.responsibleText, coExecutors: item.coExecutors },
      ...{ beneficiaries: item.beneficiaries, beneficiaryCount: item.beneficiaryCount || null },
      ...{ cost: item.cost, byName: scope.actor.name },
    });
    rowsOf.steps.push(...item.steps.map((one, at) => ({ ...own, id: newId(), position: at, ...one })));
    rowsOf.indicators.push(
      ...item.indicators.map((one, at) => ({
        ...{ ...own, id: newId(), position: at, kind: 'final' as const },
        ...one,
      })),
    );
    rowsOf.commitments.push(
      ...item.sources.map(({ source, amount }, at) => ({
        ...{ ...own, id: newId(), position: at, source, amount, giver: giverOf(source) },
        year: yearOf(plan, item),
        valuation: communitySources.includes(source) && source !== 'communityMoney' ? valuation : '',
      })),
    );
  }
  for (const some of parts(rowsOf.items, batch)) await scope.tx.insert(planItem).values(some);
  for (const some of parts(rowsOf.steps, batch)) await scope.tx.insert(planStep).values(some);
  for (const some of parts(rowsOf.indicators, batch)) await scope.tx.insert(planIndicator).values(some);
  for (const some of parts(rowsOf.commitments, batch)) await scope.tx.insert(commitment).values(some);
}

/** Who usually gives from such a source; it is changed on the item's page. */
function giverOf(source: SourceKind): Giver {
  if (source === 'localBudget') return 'municipality';
  return communitySources.includes(source) || source === 'fee' ? 'community' : 'organisation';
}

/** The year in which the item begins, else ends, within the plan's years. */
function yearOf({ fromYear, toYear }: PlanRow, { startsOn, endsOn }: TiedItem): number {
  const said = Number((startsOn ?? endsOn ?? String(fromYear)).slice(0, 4));
  return Math.min(Math.max(said, fromYear), toYear);
}

/** Finds the place of a problem in the plan, or makes it, with rank and votes of its list and the goal of the file. */
async function problemPlaces(
  scope: MunicipalityScope,
  plan: PlanRow,
): Promise<(item: TiedItem) => Promise<string>> {
  const standing = await scope.tx
    .select()
    .from(planProblem)
    .where(own(scope, planProblem, eq(planProblem.planId, plan.id)));
  const keyOf = (villageId: string | null, problemId: string) => `${villageId} ${problemId}`;
  const known = new Map(standing.map((one) => [keyOf(one.villageId, one.problemId), one.id]));
  const goals = new Set(standing.filter((one) => one.goal !== '').map((one) => one.id));
  const ranked = await rankedProblems(scope, plan.cycleId);
  const directionOf = await directionPlaces(scope, plan);
  return async ({ villageId, problem, direction, goal }) => {
    const key = keyOf(villageId, problem.id);
    let id = known.get(key);
    if (id === undefined) {
      const place = ranked.find((one) => one.villageId === villageId && one.problem.id === problem.id);
      id = await addRow(scope, planProblem, {
        ...{ planId: plan.id, problemId: problem.id, villageId, goal },
        directionId: await directionOf(direction, problem),
        rank: place?.rank ?? null,
        votes: place?.votes ?? null,
      });
      known.set(key, id);
    } else if (goal !== '' && !goals.has(id)) await changeRow(scope, planProblem, id, { goal });
    if (goal !== '') goals.add(id);
    return id;
  };
}

/** Finds the direction of a name, or makes it at the end; without a name that of the problem's local matter. */
async function directionPlaces(
  scope: MunicipalityScope,
  plan: PlanRow,
): Promise<(title: string, problem: KnownProblem) => Promise<string>> {
  const mine = own(scope, planDirection, eq(planDirection.planId, plan.id));
  const rows = await scope.tx.select().from(planDirection).where(mine);
  const named = new Map(
    rows.flatMap((one) => [one.titleOther, one.title].map((title) => [nameKey(title), one.id])),
  );
  return async (title, { name, localMatter, competence }) => {
    if (title === '') {
      const known = competence === null ? catalogueEntryNamed(name) : undefined;
      return await (
        await directionsByMatter(scope, plan)
      )(localMatter ?? known?.localMatter ?? null);
    }
    const standing = named.get(nameKey(title));
    if (standing !== undefined) return standing;
    const [last] = await scope.tx
      .select({ position: max(planDirection.position) })
      .from(planDirection)
      .where(mine);
    const made = await addRow(scope, planDirection, {
      ...{ planId: plan.id, title, position: (last?.position ?? -1) + 1 },
    });
    named.set(nameKey(title), made);
    return made;
  };
}

/** Finds the task of a name under a problem, or makes it at the end; and the place of the next item in it. */
export async function taskPlaces(
  scope: MunicipalityScope,
  plan: Pick<PlanRow, 'id'>,
): Promise<(planProblemId: string, text: string) => Promise<{ taskId: string; position: number }>> {
  const tasks = await scope.tx
    .select()
    .from(planTask)
    .where(own(scope, planTask, eq(planTask.planId, plan.id)));
  const items = await scope.tx
    .select({ taskId: planItem.taskId, position: max(planItem.position) })
    .from(planItem)
    .where(own(scope, planItem, eq(planItem.planId, plan.id)))
    .groupBy(planItem.taskId);
  const next = new Map(items.map((one) => [one.taskId, (one.position ?? -1) + 1]));
  const keyOf = (planProblemId: string, text: string) => `${planProblemId} ${nameKey(text)}`;
  const known = new Map(tasks.map((one) => [keyOf(one.planProblemId, one.text), one.id]));
  const after = new Map<string, number>();
  for (const one of tasks)
    after.set(one.planProblemId, Math.max(after.get(one.planProblemId) ?? 0, one.position + 1));
  return async (planProblemId, said) => {
    const text = said.slice(0, 500);
    const key = keyOf(planProblemId, text);
    let taskId = known.get(key);
    if (taskId === undefined) {
      const position = after.get(planProblemId) ?? 0;
      after.set(planProblemId, position + 1);
      taskId = await addRow(scope, planTask, { planId: plan.id, planProblemId, position, text });
      known.set(key, taskId);
    }
    const position = next.get(taskId) ?? 0;
    next.set(taskId, position + 1);
    return { taskId, position };
  };
}
