import { beforeAll, test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { addWorkPlanItem } from '../cycle/commands/add-work-plan-item.ts';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { editWorkPlanItem } from '../cycle/commands/edit-work-plan-item.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { makeWorkPlan } from '../cycle/commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { removeCycle } from '../cycle/commands/remove-cycle.ts';
import { removeWorkPlanItem } from '../cycle/commands/remove-work-plan-item.ts';
import { workPlan } from '../cycle/data.ts';
import type { Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { freezeCycle } from './commands/freeze-cycle.ts';
import { markStage } from './commands/mark-stage.ts';
import { moveWorkPlan } from './commands/move-work-plan.ts';
import { openSessionsPhase } from './commands/open-sessions-phase.ts';
import { reopenCycle } from './commands/reopen-cycle.ts';
import { registerOrders } from './documents/papers.ts';

// Who may do what with the cycle; the input is right for those who may, so that only the person can be wrong.

const places = openNeighbours({ now: new Date('2026-05-10T06:00:00Z') });
beforeAll(() => {
  registerOrders();
});

test('the cycle: each command, each role, and people of another municipality', async () => {
  const head = places.home.gate('head');
  const open = async (year: number) =>
    (await places.acting.done(head, openCycle, { year, confirmed: true })).id;
  const [begun, cycleId, empty] = [await open(2025), await open(2026), await open(2027)];
  // The neighbour has a cycle of the same year: nothing of ours is theirs for that.
  await places.acting.done(places.away.gate('head'), openCycle, { year: 2026 });
  await places.acting.done(head, makeWorkPlan, { cycleId: begun, startsOn: '2025-05-05' });
  const [item] = await places.acting.read(head, async (scope) => await workPlan(scope, begun));
  const itemId = item?.id ?? '';
  const personId = newId();
  await places.base.db.owner.query(
    `insert into person (municipality_id, id, full_name) values ($1, $2, 'Адис Сейитов')`,
    [places.home.id, personId],
  );
  const ended = await open(2024);
  await places.acting.done(head, freezeCycle, { cycleId: ended, reason: 'Эски цикл' });
  const organisers: readonly Role[] = ['administrator', 'head', 'staff'];
  const line = { stage: 'needs', textKy: 'Жолугушуу', textRu: 'Встреча' };
  const decision = { decidedBy: 'head', decidedOn: '2026-05-01', decisionBasis: 'чечим' };
  await places.expectTable([
    row(removeCycle, { cycleId: empty }, ['administrator', 'head']),
    row(openCycle, { year: '2028', confirmed: 'yes' }, ['administrator', 'head'], { abroad: 'their-own' }),
    row(recordDecision, { cycleId, ...decision }, ['head']),
    row(formWorkingGroup, { cycleId, nameKy: 'Жумушчу топ', nameRu: 'Рабочая группа' }, organisers),
    row(nameResponsibleSpecialist, { cycleId, personId }, organisers),
    row(makeWorkPlan, { cycleId, startsOn: '2026-05-04' }, organisers),
    row(addWorkPlanItem, { cycleId: begun, ...line }, organisers),
    row(editWorkPlanItem, { itemId, ...line }, organisers),
    row(removeWorkPlanItem, { itemId }, organisers),
    row(moveWorkPlan, { cycleId: begun, startsOn: '2025-06-02', from: '2025-05-05' }, organisers),
    row(answerReadiness, { cycleId, question: 4, answer: 'no' }, organisers),
    row(openSessionsPhase, { cycleId, reason: 'Убакыт келип калды' }, organisers),
    row(markStage, { cycleId, stage: 'budget', mark: 'begun' }, organisers),
    row(freezeCycle, { cycleId, reason: 'Эрте аяктайт' }, ['administrator', 'head']),
    row(reopenCycle, { cycleId: ended, reason: 'Жаңылыш' }, ['administrator', 'head']),
  ]);
});
