import type { Acting } from '../../test/acting.ts';
import type { TestDatabase, TestMunicipality } from '../../test/database.ts';
import { makeCycle, makeSession, makeStatements } from '../needs/priorities/priorities.fixture.ts';
import { createProblem } from '../needs/sessions/commands/create-problem.ts';
import type { Gate } from '../platform/db/gate.ts';
import { addItem } from './commands/add-item.ts';
import { openPlan } from './commands/open-plan.ts';
import { saveMoney } from './commands/save-money.ts';
import { saveProblem } from './commands/save-problem.ts';
import { takePriorities } from './commands/take-priorities.ts';
import { planOf } from './data/plan.ts';
import type { Commitment, Plan } from './rules/plan.ts';

/** Three problems of one village with 6, 4 and 2 votes, the first a local matter. */
export const problems = [
  ['Таза ичүүчү суу жетишсиз', 6],
  ['Ички жолдордун абалы начар', 4],
  ['Көчөлөр түнкүсүн караңгы', 2],
] as const;

/** A municipality's cycle in which one village has voted. */
export async function votedCycle(
  base: TestDatabase,
  acting: Acting,
  place: TestMunicipality,
  year = 2026,
): Promise<string> {
  const cycleId = await makeCycle(base.db, place.id, year);
  const villageId = place.villages[0]!.id;
  const sessionId = await makeSession(base.db, {
    ...{ municipalityId: place.id, cycleId, villageId, women: 12, men: 10 },
  });
  for (const [name, votes] of problems) {
    const ids = await makeStatements(base.db, place.id, sessionId, name, votes);
    await acting.done(place.gate('staff'), createProblem, {
      ...{ cycleId, name, statements: ids.map((id) => ({ id, seq: 0 })) },
    });
  }
  return cycleId;
}

export type Written = {
  readonly cycleId: string;
  readonly planId: string;
  readonly itemId: string;
  readonly taskId: string;
};

/** A plan with the village's problems and one item of the first: 1,200,000 som, of them 700,000 from the budget. */
export async function writtenPlan(
  base: TestDatabase,
  acting: Acting,
  place: TestMunicipality,
  gate: Gate = place.gate('staff'),
  year = 2026,
): Promise<Written> {
  const cycleId = await votedCycle(base, acting, place, year);
  const { id: planId } = await acting.done(gate, openPlan, {
    cycleId,
    fromYear: 2026,
    toYear: 2027,
    lang: 'ky',
  });
  await acting.done(gate, takePriorities, { id: planId });
  const plan = await currentPlan(acting, gate, planId);
  const { direction, problem } = firstProblem(plan);
  await acting.done(gate, saveProblem, {
    ...{ problemId: problem.id, directionId: direction.id, goal: 'Суу сутка бою болот' },
    rows: [{ text: 'Түтүктү жаңылоо' }],
  });
  const taskId = firstProblem(await currentPlan(acting, gate, planId)).problem.tasks[0]!.id;
  const { itemId } = await acting.done(gate, addItem, {
    ...{ taskId, name: '1,2 км түтүк төшөө', kind: 'works', doer: 'contractor', cost: '1,2 млн' },
  });
  await acting.done(gate, saveMoney, {
    ...{ itemId, revision: 0, cost: '1,2 млн' },
    rows: [{ source: 'localBudget', giver: 'municipality', year: '2026', amount: '700 миң', term: 'once' }],
  });
  return { cycleId, planId, itemId, taskId };
}

export async function currentPlan(acting: Acting, gate: Gate, planId: string): Promise<Plan> {
  return (await acting.read(gate, async (scope) => await planOf(scope, planId)))!;
}

/** The village's first problem with its direction. */
export function firstProblem(plan: Plan) {
  const all = plan.directions.flatMap((direction) =>
    direction.problems.map((problem) => ({ direction, problem })),
  );
  return all.find(({ problem }) => problem.rank === 1)!;
}

/** A commitment as its form sends it. */
export function typedRow(one: Commitment) {
  const { id, source, giver, year, amount, term, quantity, valuation, organisationId, promiser, named } = one;
  return { id, source, giver, year, amount, term, quantity, valuation, organisationId, promiser, named };
}
