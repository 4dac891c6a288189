import { afterAll, beforeAll, test } from 'vitest';
import { actingIn, expectTable, row, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
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
import { openSessionsPhase } from './commands/open-sessions-phase.ts';
import { registerOrders } from './documents/papers.ts';

// Who may do what with the cycle; the input is right for those who may, so that only the person can be wrong.

let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let away: TestMunicipality;

beforeAll(async () => {
  registerOrders();
  base = await createTestDatabase();
  acting = actingIn(base.db, new Date('2026-05-10T06:00:00Z'));
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Сары-Булак' });
});
afterAll(async () => await base.drop());

test('the cycle: each command, each role, and people of another municipality', async () => {
  const head = home.gate('head');
  const open = async (year: number) => (await acting.done(head, openCycle, { year, confirmed: true })).id;
  const [begun, cycleId, empty] = [await open(2025), await open(2026), await open(2027)];
  // The neighbour has a cycle of the same year: nothing of ours is theirs for that.
  await acting.done(away.gate('head'), openCycle, { year: 2026 });
  await acting.done(head, makeWorkPlan, { cycleId: begun, startsOn: '2025-05-05' });
  const [item] = await acting.read(head, async (scope) => await workPlan(scope, begun));
  const itemId = item?.id ?? '';
  const personId = newId();
  await base.db.owner.query(
    `insert into person (municipality_id, id, full_name) values ($1, $2, 'Адис Сейитов')`,
    [home.id, personId],
  );
  const organisers: readonly Role[] = ['administrator', 'head', 'staff'];
  const line = { stage: 'needs', textKy: 'Жолугушуу', textRu: 'Встреча' };
  const decision = { decidedBy: 'head', decidedOn: '2026-05-01', decisionBasis: 'чечим' };
  await expectTable(base.db, acting, { home, away }, [
    row(removeCycle, { cycleId: empty }, ['administrator', 'head']),
    row(openCycle, { year: '2028', confirmed: 'yes' }, ['administrator', 'head'], { abroad: 'their-own' }),
    row(recordDecision, { cycleId, ...decision }, ['head']),
    row(formWorkingGroup, { cycleId, nameKy: 'Жумушчу топ', nameRu: 'Рабочая группа' }, organisers),
    row(nameResponsibleSpecialist, { cycleId, personId }, organisers),
    row(makeWorkPlan, { cycleId, startsOn: '2026-05-04' }, organisers),
    row(addWorkPlanItem, { cycleId: begun, ...line }, organisers),
    row(editWorkPlanItem, { itemId, ...line }, organisers),
    row(removeWorkPlanItem, { itemId }, organisers),
    row(answerReadiness, { cycleId, question: 4, answer: 'no' }, organisers),
    row(openSessionsPhase, { cycleId, reason: 'Убакыт келип калды' }, organisers),
  ]);
});
