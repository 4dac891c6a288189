import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, expectMay, type Acting, type MayRow } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { roomPages } from '../../test/room-pages.ts';
import { saveFocusTopic } from '../needs/focus/commands/save-focus-topic.ts';
import { planFocusGroup } from '../needs/focus/commands/plan-focus-group.ts';
import { closeFocusGroup, saveFocusPeople, saveFocusRecord } from '../needs/focus/commands/focus-steps.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { addPlanningEntry } from './commands/add-planning-entry.ts';
import { changePlanningEntry } from './commands/change-planning-entry.ts';
import { planPlanningMeeting } from './commands/plan-planning-meeting.ts';
import * as steps from './commands/planning-steps.ts';
import { removePlanningEntry } from './commands/remove-planning-entry.ts';
import { findPlanning } from './data/planning.ts';
import { planningReport } from './documents/planning-report.ts';
import { problemTables } from './data/planning.ts';
import { routes } from './routes.tsx';

// A planning meeting from the plan to the paper (R-PM-01 to R-PM-04, Annex 9).

const now = new Date('2026-04-20T06:00:00Z');
const { t } = i18nFor('ky');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let away: TestMunicipality;
let staff: Gate;
let cycleId: string;
const problemId = newId();
const personIds = [newId(), newId(), newId()] as const;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  staff = home.gate('staff', { name: 'Төрага' });
  cycleId = await makeCycle(base.db, home.id, 2026);
  await makeCycle(base.db, away.id, 2026);
  await base.db.owner.query(
    `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, 'Таза суу', '-', '-')`,
    [problemId, home.id, cycleId],
  );
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Киши ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [personIds, home.id],
  );
  // A slip in the year would stand in no agenda.
  expect(await acting.run(staff, planPlanningMeeting, { cycleId, plannedOn: '2062-05-01' })).toMatchObject({
    fields: { plannedOn: { code: 'meeting-day-far' } },
  });
  const group = await acting.done(staff, planFocusGroup, { cycleId, problemIds: [problemId] });
  const { revision } = await acting.done(staff, saveFocusRecord, {
    ...group,
    revision: 0,
    heldOn: '2026-04-01',
  });
  const lines = [{ column: 'cause', text: 'Түтүк эски' }];
  await acting.done(staff, saveFocusTopic, { ...group, problemId, lines });
  const willing = [{ fullName: 'Асанова Гүлнара', forInitiativeGroup: true }];
  await acting.done(staff, saveFocusPeople, { ...group, revision: revision + 1, rows: willing });
  await acting.done(staff, closeFocusGroup, group);
});
afterAll(async () => await base?.drop());

const planned = async (plannedOn = '2026-04-07') =>
  await acting.done(staff, planPlanningMeeting, {
    cycleId,
    plannedOn,
    startsAt: '10:00',
    venue: 'Маданият үйү',
  });
const standing = async (id: string) =>
  (await acting.read(staff, async (scope) => await findPlanning(scope, id)))!;
const proposal = { column: 'proposal', text: 'Күн батареясын коюу', by: 'deputy', problemId };

test('planned, held, supplemented, closed, on paper: the focus group stands as it was', async () => {
  const at = `/m/${home.id}/public-meetings/planning`;
  const { get, post } = roomPages(base.db, now, staff, (app) =>
    app.route('/m/:municipalityId/public-meetings', routes()),
  );
  expect((await get(at)).html).toContain(t('public-meetings.empty'));
  const wrong = await post(at, { cycleId, plannedOn: '07.04.2026', startsAt: '10:00', endsAt: '09:00' });
  expect([wrong.status, wrong.html.includes(t('error.ends-before-start'))]).toEqual([422, true]);
  const { to } = await post(at, { cycleId, plannedOn: '12.04.2026', startsAt: '10:00', venue: 'Клуб' });
  const id =
    /public-meetings\/planning\/([0-9a-f-]{36})\/schedule\?done=public-meetings\.done\.planned$/.exec(
      to,
    )![1]!;
  const page = `${at}/${id}`;
  const schedule = (await get(`${page}/schedule`)).html;
  // Eleven days after the last focus group: said, never refused. Who agreed is offered.
  expect(schedule).toContain(t('public-meetings.custom.late'));
  expect(schedule).toContain('Асанова Гүлнара');
  const [first, second, third] = personIds;
  const led = await post(`${page}/facilitators`, { facilitatorIds: first, recorderIds: second });
  expect(led.to).toContain('meetings.done.facilitators-assigned');
  const invited = await post(`${page}/invite`, { personIds: third, invitedAs: 'expert' });
  expect(invited.to).toContain('meetings.done.people-invited');
  const marked = await post(`${page}/invitations`, { personIds: third, mark: 'invited' });
  expect(marked.to).toContain('meetings.done.invitation-marked');
  for (const [rest, label] of [
    ['notes', 'public-meetings.part.results'],
    ['attendance', 'meetings.field.attendance'],
    ['proposals', 'public-meetings.field.by'],
    ['people', 'meetings.people.paste'],
  ] as const)
    expect((await get(`${page}/${rest}`)).html, rest).toContain(t(label));
  const early = await post(`${page}/close`, {});
  expect([early.status, early.html.includes(t('error.meeting-without-date'))]).toEqual([422, true]);

  const { revision } = await standing(id);
  const counted = {
    revision: `${revision}`,
    heldOn: '12.04.2026',
    attendance: 'counts',
    women: '20',
    men: '22',
  };
  expect((await post(`${page}/attendance`, { ...counted, deputies: '5' })).to).toMatch(
    /done=meetings\.done\.saved$/,
  );
  const again = await post(`${page}/attendance`, { ...counted, women: '21' });
  // Both versions stand side by side, and the form goes on from the one that stands.
  expect([again.status, again.html.includes(t('ui.meanwhile.title'))]).toEqual([409, true]);
  const empty = await post(`${page}/close`, {});
  expect([empty.status, empty.html.includes(t('error.planning-without-entries'))]).toEqual([422, true]);

  const added = await post(`${page}/problems/${problemId}/entries`, {
    column: 'solution',
    text: 'Жаңы түтүк',
  });
  expect(added.to).toMatch(/done=meetings\.done\.saved#add-solution$/);
  expect((await post(`${page}/entries`, proposal)).to).toMatch(
    /proposals\?done=meetings\.done\.saved#add-proposal$/,
  );
  await post(`${page}/entries`, { column: 'proposal', text: 'Жыйындарды жума күнү өткөрүү' });
  const [one, other] = (await standing(id)).proposals;
  const mended = await post(`${page}/entries/${one!.id}`, {
    before: one!.text,
    text: 'Күн батареясы',
    by: 'community',
  });
  expect(mended.to).toContain(`#entry-${one!.id}`);
  expect((await post(`${page}/entries/${other!.id}/remove`, { before: other!.text })).status).toBe(303);
  const cancelled = await post(`${page}/cancel`, { reason: 'Жаан' });
  expect([cancelled.status, cancelled.html.includes(t('error.planning-has-entries'))]).toEqual([422, true]);

  expect((await post(`${page}/close`, {})).to).toContain('meetings.done.closed');
  expect((await post(`${page}/reopen`, { reason: 'Катасы бар' })).to).toContain('meetings.done.reopened');
  expect((await post(`${page}/close`, {})).to).toContain('meetings.done.closed');
  const { html } = await get(page);
  for (const said of ['Түтүк эски', 'Жаңы түтүк', t('needs.focus.added'), 'Күн батареясы', 'Катасы бар'])
    expect(html).toContain(said);
  expect(html).not.toContain('Жыйындарды жума');
  const untouched = await base.db.owner.query('select text from focus_entry');
  expect(untouched.rows).toEqual([{ text: 'Түтүк эски' }]);

  const { meeting, tables } = await acting.read(staff, async (scope) => ({
    meeting: (await findPlanning(scope, id))!,
    tables: await problemTables(scope, cycleId),
  }));
  const facts = {
    meeting,
    tables,
    russian: {},
    author: 'Төрага',
    day: '2026-04-13',
    municipality: { nameKy: 'Арал', nameRu: 'Арал' },
  };
  for (const lang of ['ky', 'ru'] as const) {
    const paper = JSON.stringify(planningReport(i18nFor(lang), facts));
    for (const said of ['– Түтүк эски', '+ Жаңы түтүк', 'Күн батареясы', '42']) expect(paper).toContain(said);
    expect(paper).not.toContain('Асанова');
  }
});

test('who may: each role at home, and people of another municipality', { timeout: 60_000 }, async () => {
  const { id } = await planned();
  await acting.done(staff, steps.invitePeople, { id, personIds: [personIds[2]] });
  await acting.done(staff, addPlanningEntry, { id, ...proposal });
  const bare = await planned();
  const cancelled = await planned();
  await acting.done(staff, steps.cancel, { id: cancelled.id, reason: 'Жаан' });
  const { revision, proposals } = await standing(id);
  const held = { id, revision, heldOn: '2026-04-07' };
  const closed = await planned();
  await acting.done(staff, addPlanningEntry, { id: closed.id, ...proposal });
  await acting.done(staff, steps.saveRecord, { ...held, id: closed.id, revision: 1 });
  await acting.done(staff, steps.close, closed);
  const ready = await planned();
  await acting.done(staff, addPlanningEntry, { id: ready.id, ...proposal });
  await acting.done(staff, steps.saveRecord, { ...held, id: ready.id, revision: 1 });
  const line = { id, entryId: proposals[0]!.id, before: proposals[0]!.text };
  const may: readonly Role[] = ['head', 'staff'];
  const rows: readonly (readonly [command: unknown, input: unknown])[] = [
    [planPlanningMeeting, { cycleId }],
    [steps.changeSchedule, { id, revision, plannedOn: '2026-04-08' }],
    [steps.assignLeaders, { id, facilitatorIds: personIds[0], recorderIds: personIds[1] }],
    [steps.invitePeople, { id, personIds: [personIds[0]] }],
    [steps.markInvited, { id, personIds: [personIds[2]], mark: 'invited' }],
    [steps.cancel, { id: bare.id, reason: 'Жаан' }],
    [steps.restore, cancelled],
    [steps.saveRecord, held],
    [steps.savePeople, { id, revision, rows: [{ fullName: 'Айнура' }] }],
    [steps.close, ready],
    [steps.reopen, { id: closed.id, reason: 'Ката' }],
    [addPlanningEntry, { id, ...proposal }],
    [changePlanningEntry, { ...line, text: 'Башкача' }],
    [removePlanningEntry, line],
  ];
  for (const [command, input] of rows)
    await expectMay(base.db, acting, { home, away }, { command, input, may } as MayRow);
});

test('what is refused: a line that is gone, words changed meanwhile, a problem nobody has analysed', async () => {
  const { id } = await planned();
  const { code } = acting;
  const gone = { id, entryId: newId(), before: '' };
  expect(await code(staff, removePlanningEntry, gone)).toBe('planning-entry-gone');
  expect(await code(staff, addPlanningEntry, { id, ...proposal, problemId: newId() })).toBe(
    'planning-problem-unknown',
  );
  // Only a proposal may stand under no problem.
  expect(await code(staff, addPlanningEntry, { id, column: 'cause', text: 'Эски' })).toBe(
    'planning-problem-unknown',
  );
  await acting.done(staff, addPlanningEntry, { id, ...proposal });
  const entryId = (await standing(id)).proposals[0]!.id;
  const changed = { id, entryId, before: 'башка', text: 'Жаңы' };
  expect(await code(staff, changePlanningEntry, changed)).toBe('edited-meanwhile');
  expect(await code(staff, steps.cancel, { id, reason: 'Жаан' })).toBe('planning-has-entries');
  await acting.done(staff, steps.saveRecord, { id, revision: 1, heldOn: '2026-04-07' });
  await acting.done(staff, removePlanningEntry, { id, entryId, before: proposal.text });
  expect(await code(staff, steps.close, { id })).toBe('planning-without-entries');
});
