import { asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { cycle } from '../../cycle/schema.ts';
import { problem } from '../../needs/schema.ts';
import { organisation, person } from '../../people/schema.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Plan, PlanItem, Task } from '../rules/plan.ts';
import {
  commitment,
  jointPlan,
  planApproval,
  planDirection,
  planIndicator,
  planItem,
  planProblem,
  planStep,
  planTask,
} from '../schema.ts';

export type PlanHead = typeof jointPlan.$inferSelect & { readonly year: number };

/** All joint plans of the municipality, newest first. */
export async function listPlans(scope: MunicipalityScope): Promise<PlanHead[]> {
  const rows = await scope.tx
    .select({ plan: jointPlan, year: cycle.year })
    .from(jointPlan)
    .innerJoin(cycle, sameRow(cycle, 'id', jointPlan, 'cycleId'))
    .where(own(scope, jointPlan))
    .orderBy(desc(cycle.year));
  return rows.map(({ plan, year }) => ({ ...plan, year }));
}

/** One plan without its contents; undefined for any other id. */
export async function planHead(scope: MunicipalityScope, planId: string): Promise<PlanHead | undefined> {
  if (!isId(planId)) return undefined;
  return (await listPlans(scope)).find((one) => one.id === planId);
}

export type Approval = typeof planApproval.$inferSelect;

/** Who agreed to the plan and to its changes, in their order. */
export async function approvalsOf(scope: MunicipalityScope, planId: string): Promise<Approval[]> {
  return await scope.tx
    .select()
    .from(planApproval)
    .where(own(scope, planApproval, eq(planApproval.planId, planId)))
    .orderBy(asc(planApproval.round), asc(planApproval.at));
}

/**
 * The whole plan; undefined where there is none. Eight queries, whatever its size.
 * @param only the one item whose steps, indicators and commitments are read; the others stand there without theirs
 */
export async function planOf(
  scope: MunicipalityScope,
  planId: string,
  only?: string,
): Promise<Plan | undefined> {
  const head = await planHead(scope, planId);
  if (!head) return undefined;
  const directions = await scope.tx
    .select()
    .from(planDirection)
    .where(own(scope, planDirection, eq(planDirection.planId, planId)))
    .orderBy(asc(planDirection.position), asc(planDirection.id));
  const problems = await scope.tx
    .select({ row: planProblem, name: problem.name, nameRu: problem.nameRu })
    .from(planProblem)
    .innerJoin(problem, sameRow(problem, 'id', planProblem, 'problemId'))
    .where(own(scope, planProblem, eq(planProblem.planId, planId)))
    .orderBy(
      sql`${planProblem.villageId} nulls first`,
      sql`${planProblem.rank} nulls last`,
      asc(planProblem.id),
    );
  const tasks = await scope.tx
    .select()
    .from(planTask)
    .where(own(scope, planTask, eq(planTask.planId, planId)))
    .orderBy(asc(planTask.position), asc(planTask.id));
  const items = byParent(await itemsWhere(scope, head, only), (item) => item.taskId);
  const tasksOf = byParent(tasks, (task) => task.planProblemId);
  const problemsOf = byParent(problems, ({ row }) => row.directionId);
  let number = 0;
  const numbered = (task: (typeof tasks)[number]): Task => {
    number += 1;
    const own = number;
    const coded = (items.get(task.id) ?? []).map((item, index): PlanItem => ({
      ...item,
      code: `${own}.${index + 1}`,
    }));
    return { id: task.id, number: own, text: task.text, textOther: task.textOther, items: coded };
  };
  const { id, cycleId, fromYear, toYear, lang, state } = head;
  return {
    id,
    cycleId,
    fromYear,
    toYear,
    lang,
    state,
    directions: directions.map((direction) => ({
      id: direction.id,
      title: direction.title,
      titleOther: direction.titleOther,
      localMatter: direction.localMatter,
      ownMeans: direction.ownMeans,
      petitionTo: direction.petitionTo,
      problems: (problemsOf.get(direction.id) ?? []).map(({ row, name, nameRu }) => ({
        id: row.id,
        problemId: row.problemId,
        villageId: row.villageId,
        name,
        nameRu,
        rank: row.rank,
        votes: row.votes,
        goal: row.goal,
        goalOther: row.goalOther,
        withoutItems: row.withoutItems,
        tasks: (tasksOf.get(row.id) ?? []).map(numbered),
      })),
    })),
  };
}

/** The plan in which an item stands, with the item's id; undefined for any other id. */
export async function planOfItem(scope: MunicipalityScope, itemId: string): Promise<Plan | undefined> {
  if (!isId(itemId)) return undefined;
  const [found] = await scope.tx
    .select({ planId: planItem.planId })
    .from(planItem)
    .where(own(scope, planItem, eq(planItem.id, itemId)));
  return found && (await planOf(scope, found.planId));
}

type Row = Omit<PlanItem, 'code'> & { readonly taskId: string };

async function itemsWhere(scope: MunicipalityScope, head: PlanHead, only?: string): Promise<Row[]> {
  const rows = await scope.tx
    .select({ item: planItem, person: person.fullName })
    .from(planItem)
    .leftJoin(person, sameRow(person, 'id', planItem, 'responsiblePersonId'))
    .where(own(scope, planItem, eq(planItem.planId, head.id)))
    .orderBy(asc(planItem.position), asc(planItem.id));
  if (rows.length === 0) return [];
  // Said by the plan: the ids of three hundred items, sent three times, cost more than the rows.
  const ids =
    only === undefined
      ? scope.tx
          .select({ id: planItem.id })
          .from(planItem)
          .where(own(scope, planItem, eq(planItem.planId, head.id)))
      : [only];
  const steps = byParent(
    await scope.tx
      .select()
      .from(planStep)
      .where(own(scope, planStep, inArray(planStep.itemId, ids)))
      .orderBy(asc(planStep.position)),
    (one) => one.itemId,
  );
  const indicators = byParent(
    await scope.tx
      .select()
      .from(planIndicator)
      .where(own(scope, planIndicator, inArray(planIndicator.itemId, ids)))
      .orderBy(asc(planIndicator.position)),
    (one) => one.itemId,
  );
  const commitments = byParent(
    await scope.tx
      .select({ ...getTableColumns(commitment), namedOn: organisation.namedOn })
      .from(commitment)
      .leftJoin(organisation, sameRow(organisation, 'id', commitment, 'organisationId'))
      .where(own(scope, commitment, inArray(commitment.itemId, ids)))
      .orderBy(asc(commitment.position)),
    (one) => one.itemId,
  );
  return rows.map(({ item, person: name }) => ({
    id: item.id,
    taskId: item.taskId,
    name: item.name,
    nameOther: item.nameOther,
    kind: item.kind,
    doer: item.doer,
    state: item.state,
    startsOn: item.startsOn,
    endsOn: item.endsOn,
    responsiblePersonId: item.responsiblePersonId,
    responsible: [name ?? '', item.responsibleText].filter((text) => text !== '').join(', '),
    responsibleText: item.responsibleText,
    coExecutors: item.coExecutors,
    byAgreement: item.byAgreement,
    beneficiaries: item.beneficiaries,
    beneficiaryCount: item.beneficiaryCount,
    risks: item.risks,
    partner: item.partner,
    cost: item.cost,
    droppedReason: item.droppedReason,
    carriedFromId: item.carriedFromId,
    outcome: item.outcome,
    outcomeReason: item.outcomeReason,
    revision: item.revision,
    steps: (steps.get(item.id) ?? []).map(({ id, text, result }) => ({ id, text, result })),
    indicators: (indicators.get(item.id) ?? []).map(
      ({ id, kind, text, unit, baseline, target, bySex, way, source, document, frequency, measuredOn }) => ({
        id,
        kind,
        text,
        unit,
        baseline,
        target,
        bySex,
        way,
        source,
        document,
        frequency,
        measuredOn,
      }),
    ),
    commitments: (commitments.get(item.id) ?? []).map((one) => ({
      id: one.id,
      source: one.source,
      giver: one.giver,
      year: one.year,
      amount: one.amount,
      term: one.term,
      quantity: one.quantity,
      valuation: one.valuation,
      promiser: one.promiser,
      organisationId: one.organisationId,
      unnamed: one.organisationId !== null && one.namedOn === null,
      named: one.named,
      // What the municipality itself gives is promised by the resolution of its kenesh.
      promised: one.promisedOn !== null || (one.giver === 'municipality' && head.state === 'approved'),
      withdrawnOn: one.withdrawnOn,
    })),
  }));
}

function byParent<T>(rows: readonly T[], parent: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(parent(row));
    if (list) list.push(row);
    else found.set(parent(row), [row]);
  }
  return found;
}
