import { test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { addComment } from './commands/add-comment.ts';
import { addItem } from './commands/add-item.ts';
import { dropPlanImport } from './commands/drop-plan-import.ts';
import { importPlan } from './commands/import-plan.ts';
import { previewPlanImport } from './commands/preview-plan-import.ts';
import { carryOver } from './commands/carry-over.ts';
import { recordOutcome } from './commands/record-outcome.ts';
import { dropItem } from './commands/drop-item.ts';
import { keepSheet } from './commands/keep-sheet.ts';
import { keepPlanVersion } from './commands/keep-version.ts';
import { openDiscussion } from './commands/open-discussion.ts';
import { openPlan } from './commands/open-plan.ts';
import { recordApproval } from './commands/record-approval.ts';
import { removeItem } from './commands/remove-item.ts';
import { removeProblem } from './commands/remove-problem.ts';
import { saveDirections } from './commands/save-directions.ts';
import { saveIndicators } from './commands/save-indicators.ts';
import { saveItem } from './commands/save-item.ts';
import { saveMoney } from './commands/save-money.ts';
import { savePlan } from './commands/save-plan.ts';
import { saveProblem } from './commands/save-problem.ts';
import { saveSteps } from './commands/save-steps.ts';
import { settleComment } from './commands/settle-comment.ts';
import { takePriorities } from './commands/take-priorities.ts';
import { placedKey, takeProblem } from './commands/take-problem.ts';
import { withdrawCommitment } from './commands/withdraw-commitment.ts';
import { commentsOf } from './data/comments.ts';
import { currentPlan, firstProblem, writtenPlan } from './plan.fixture.ts';
import { itemsOf } from './rules/plan.ts';

const now = new Date('2026-06-20T06:00:00Z');
const places = openNeighbours({ now });

const lead = ['administrator', 'head', 'staff'] as const;
const write = [...lead, 'facilitator'] as const;

test('a plan is led by the executive, written by those who work on it, commented by deputies too', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { planId, itemId, taskId } = await writtenPlan(base, acting, home);
  const free = await makeCycle(base.db, home.id, 2027);
  await acting.done(staff, addComment, { itemId, text: 'Түтүктүн диаметри канча?' });
  const [comment] = await acting.read(staff, async (scope) => await commentsOf(scope, itemId));
  const plan = await currentPlan(acting, staff, planId);
  const { direction, problem } = firstProblem(plan);
  const last = plan.directions.flatMap((one) => one.problems).find((one) => one.rank === 3)!;
  await acting.done(staff, removeProblem, { problemId: last.id });
  const commitmentId = itemsOf(plan)[0]!.commitments[0]!.id;
  const facts = { name: 'Түтүк төшөө', kind: 'works', doer: 'own' };
  const second = plan.directions.flatMap((one) => one.problems).find((one) => one.rank === 2)!;
  const directions = plan.directions.map(({ id, title, localMatter }) => ({ id, title, localMatter }));
  const file = { id: planId, fileName: 'план.xlsx', items: '[]', said: '{}' };
  const kept = async () => (await acting.done(staff, previewPlanImport, file)).importId;
  const [entered, dropped] = [await kept(), await kept()];
  await places.expectTable([
    row(openPlan, { cycleId: free, fromYear: 2027, toYear: 2027, lang: 'ru' }, lead),
    row(savePlan, { id: planId, fromYear: 2026, toYear: 2028, movedShare: '15' }, lead),
    row(saveDirections, { id: planId, rows: directions }, lead),
    row(takePriorities, { id: planId }, lead),
    row(
      takeProblem,
      {
        ...{ id: planId, directionId: direction.id },
        placed: placedKey({ villageId: last.villageId, problem: { id: last.problemId } }),
      },
      lead,
    ),
    row(
      saveProblem,
      { problemId: problem.id, directionId: direction.id, rows: [{ id: taskId, text: 'Түтүк' }] },
      lead,
    ),
    row(removeProblem, { problemId: second.id }, lead),
    row(addItem, { taskId, ...facts }, write),
    row(saveItem, { itemId, revision: 1, ...facts }, write),
    row(saveSteps, { itemId, revision: 1, rows: [{ text: 'Комиссия түзүү' }] }, write),
    row(saveIndicators, { itemId, revision: 1, rows: [{ kind: 'final', text: 'Түтүк' }] }, write),
    row(saveMoney, { itemId, revision: 1, rows: [] }, write),
    row(removeItem, { itemId }, write),
    row(keepSheet, { commitmentId, promisedOn: '2026-06-19', sheetFileId: 'a'.repeat(64) }, write),
    row(withdrawCommitment, { commitmentId, withdrawnOn: '2026-06-19', withdrawnReason: 'Акча жок' }, write),
    row(addComment, { itemId, text: 'Макулмун' }, [...write, 'deputy']),
    row(settleComment, { commentId: comment!.id }, write),
    row(carryOver, { id: planId, rows: [] }, lead),
    row(previewPlanImport, file, lead),
    row(importPlan, { importId: entered, rows: [] }, lead),
    row(dropPlanImport, { importId: dropped }, lead),
    row(keepPlanVersion, { id: planId, reason: 'Бирдиктен кийин' }, lead),
    row(openDiscussion, { id: planId, discussionUntil: '2026-07-10' }, lead),
    row(recordApproval, { id: planId, step: 'gathering', on: '2026-06-19', paper: '№ 3 протокол' }, lead),
  ]);
});

test('an approved plan is changed by the executive alone', async () => {
  const { base, acting, home } = places;
  const other = await writtenPlan(base, acting, home, home.gate('staff'), 2025);
  for (const step of ['gathering', 'head', 'kenesh'])
    await acting.done(home.gate('staff'), recordApproval, {
      id: other.planId,
      step,
      on: '2026-06-10',
      paper: '№ 19',
    });
  const papers = {
    ...{ way: 'chain', reason: 'Район өзү төшөйт', gatheringPaper: '№ 7', gatheringOn: '2026-06-12' },
    ...{ headPaper: '№ 51', headOn: '2026-06-14', keneshPaper: '№ 23', keneshOn: '2026-06-19' },
  };
  await places.expectTable([
    row(recordOutcome, { itemId: other.itemId, outcome: 'done' }, lead),
    row(dropItem, { itemId: other.itemId, droppedReason: 'Район төшөйт', ...papers }, lead),
  ]);
});
