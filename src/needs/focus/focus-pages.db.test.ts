import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn } from '../../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { insertSession } from '../../../test/meetings.ts';
import { roomPages } from '../../../test/room-pages.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { planFocusGroup } from './commands/plan-focus-group.ts';
import { makeCycle } from '../priorities/priorities.fixture.ts';
import { focusRoutes } from './routes/focus-groups.tsx';

// The pages of a focus group as a browser without scripts uses them.

const now = new Date('2026-03-20T06:00:00Z');
const { t } = i18nFor('ky');
let base: TestDatabase;
let home: TestMunicipality;
let cycleId: string;
let problemId: string;
let staff: Gate;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  staff = home.gate('staff');
  cycleId = await makeCycle(base.db, home.id, 2026);
  problemId = newId();
  await base.db.owner.query(
    `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, 'Таза суу', '-', '-')`,
    [problemId, home.id, cycleId],
  );
});
afterAll(async () => {
  await base?.drop();
});

const at = (rest = '') => `/m/${home.id}/needs/focus${rest}`;
const pages = (lang: Lang = 'ky') =>
  roomPages(base.db, now, staff, (app) => app.route('/m/:municipalityId/needs', focusRoutes()), lang);
const get = async (path: string) => await pages().get(path);
const post = async (...sent: Parameters<ReturnType<typeof pages>['post']>) => await pages().post(...sent);
const planned = async () =>
  (await actingIn(base.db, now).done(staff, planFocusGroup, { cycleId, problemIds: [problemId] })).id;
const revisionOf = async (id: string) =>
  (await base.db.owner.query<{ revision: number }>('select revision from meeting where id = $1', [id]))
    .rows[0]!.revision;

test('a plan that is refused comes back as it was typed; a good one leads to the group', async () => {
  const villageId = home.villages[0]!.id;
  const plan = { cycleId, villageId, plannedOn: '18.03.2026', startsAt: '10:00', venue: 'Эски клуб' };
  const wrong = await post(at(), { ...plan, endsAt: '09:00' });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain(t('error.ends-before-start'));
  expect(wrong.html).toContain('Эски клуб');
  const right = await post(at(), plan);
  expect([right.status, right.to]).toEqual([303, expect.stringMatching(/needs\.done\.focus-planned$/)]);
  expect((await get(right.to.split('?')[0]!)).html).toContain('Эски клуб');
});

test('people: lines that are not understood are asked about, a row that is refused says so beside its field', async () => {
  const id = await planned();
  const unclear = await post(at(`/${id}/people/paste`), {
    revision: '0',
    lines: 'Асанова Гүлнара, 34, 77 кв',
  });
  expect(unclear.status).toBe(422);
  expect(unclear.html).toContain(t('meetings.people.unclear', { line: 1, value: '77 кв' }));
  const pasted = await post(at(`/${id}/people/paste`), {
    revision: '0',
    lines: 'Асанова Гүлнара, аял, 34, мугалим\nУсенов Бакыт, эркек, 51, фермер',
  });
  expect(pasted.to).toContain(`/focus/${id}/people?done=needs.done.focus-saved`);
  const { rows } = await base.db.owner.query<{ id: string; full_name: string }>(
    'select id, full_name from participant where meeting_id = $1 order by number',
    [id],
  );
  expect(rows.map((one) => one.full_name)).toEqual(['Асанова Гүлнара', 'Усенов Бакыт']);
  // The first is taken off, so the refused one is the second row of the form and the first of the command.
  const nameless = await post(at(`/${id}/people`), {
    revision: String(await revisionOf(id)),
    'rows.0.id': rows[0]!.id,
    'rows.0.remove': 'yes',
    'rows.1.id': rows[1]!.id,
    'rows.1.fullName': '',
    'rows.1.forInitiativeGroup': 'yes',
  });
  expect(nameless.status).toBe(422);
  expect(nameless.html).toMatch(/rows\.1\.fullName[^>]*aria-invalid|aria-invalid[^>]*rows\.1\.fullName/);
});

test('lines of the table, closing, and the history of the lock', async () => {
  const id = await planned();
  for (const [page, label] of [
    ['plan', 'needs.focus.topics'],
    ['notes', 'needs.focus.criteria'],
    ['attendance', 'meetings.field.attendance'],
  ] as const)
    expect((await get(at(`/${id}/${page}`))).html, page).toContain(t(label));
  const table = at(`/${id}/problems/${problemId}`);
  const empty = await post(table, { add: 'cause', 'cause.text': '' });
  expect(empty.status).toBe(422);
  expect(empty.html).toMatch(/name="cause\.text"[^>]*aria-invalid|aria-invalid[^>]*name="cause\.text"/);
  const added = await post(table, { add: 'cause', 'cause.text': 'Түтүк эски' });
  expect(added.to).toMatch(/done=needs\.done\.focus-line-added#add-cause$/);
  const early = await post(at(`/${id}/close`), {});
  expect([early.status, early.html.includes(t('error.focus-without-date'))]).toEqual([422, true]);
  const counted = {
    revision: String(await revisionOf(id)),
    heldOn: '18.03.2026',
    attendance: 'counts',
    women: '12',
  };
  expect((await post(at(`/${id}/attendance`), counted)).to).toContain(`/focus/${id}?done=`);
  const again = await post(at(`/${id}/attendance`), { ...counted, women: '13' });
  expect([again.status, again.html.includes(t('ui.meanwhile.title'))]).toEqual([409, true]);
  expect((await post(at(`/${id}/close`), {})).status).toBe(303);
  expect((await post(at(`/${id}/reopen`), { reason: 'Аты ката жазылган' })).status).toBe(303);
  const { html } = await get(at(`/${id}`));
  expect(html).toContain(t('meetings.lock.history'));
  expect(html).toContain(t('meetings.lock.closed', { name: staff.name }));
  expect(html).toContain('Аты ката жазылган');
});

test('a day before the last session, or not one to two weeks after, is asked about once and may be meant so', async () => {
  const villageId = home.villages[1]!.id;
  await insertSession(base.db.owner, {
    ...{ municipalityId: home.id, cycleId, villageId, ageGroup: '18-35', state: 'open' },
    heldOn: '2026-03-18',
  });
  const plan = { cycleId, villageId, plannedOn: '10.03.2026', startsAt: '10:00', venue: 'Клуб' };
  const early = await post(at(), plan);
  expect(early.status).toBe(422);
  const dates = { last: '18.03.2026', from: '25.03.2026', to: '01.04.2026' };
  for (const said of [t('error.focus-before-sessions', dates), t('needs.focus.day-meant'), 'Клуб'])
    expect(early.html).toContain(said);
  const soon = await post(at(), { ...plan, plannedOn: '20.03.2026' });
  expect([soon.status, soon.html.includes(t('error.focus-day-unusual', dates))]).toEqual([422, true]);
  expect((await post(at(), { ...plan, plannedOn: '26.03.2026' })).status).toBe(303);
  const meant = await post(at(), { ...plan, plannedOn: '10.03.2026', confirmed: 'yes' });
  expect(meant.status).toBe(303);
  // What stands is not asked about again; another such day is.
  const id = /focus\/([0-9a-f-]{36})/.exec(meant.to)![1]!;
  const change = { ...plan, revision: '0', plannedOn: '10.03.2026', venue: 'Мектеп' };
  expect((await post(at(`/${id}/plan`), change)).status).toBe(303);
  expect((await post(at(`/${id}/plan`), { ...change, revision: '1', plannedOn: '11.03.2026' })).status).toBe(
    422,
  );
});

test('the report in Russian has the names that the office gave to its own problems', async () => {
  await base.db.owner.query(`update problem set name_ru = 'Вода не такая чистая' where id = $1`, [problemId]);
  const id = await planned();
  const report = async (lang: Lang) => (await pages(lang).get(at(`/${id}/report.html`))).html;
  expect(await report('ru')).toContain('1. Вода не такая чистая');
  expect(await report('ky')).toContain('1. Таза суу');
});

test('adding a line saves what is typed beside it: the description, and lines of other columns', async () => {
  const id = await planned();
  const page = at(`/${id}/problems/${problemId}`);
  const typed = {
    ...{ describedBefore: '', description: 'Кышында суу тоңуп калат', subgroupBefore: '', subgroup: '2' },
    ...{ 'cause.text': 'Түтүк эски', 'contribution.text': 'Ашар', 'contribution.party': 'community' },
  };
  expect((await post(page, { ...typed, add: 'cause' })).to).toMatch(/#add-cause$/);
  const { html } = await get(page);
  for (const said of ['Кышында суу тоңуп калат', 'Түтүк эски', 'Ашар', t('needs.focus.party.community')])
    expect(html).toContain(said);
  // Somebody else's lines do not stand in the way, another description does, and both are shown.
  await post(page, { add: 'solution', 'solution.text': 'Алмаштыруу' });
  const late = await post(page, { ...typed, description: 'Башкача', 'solution.text': 'Оңдоо' });
  expect(late.status).toBe(409);
  for (const said of [t('ui.meanwhile.title'), 'Башкача', 'Кышында суу тоңуп калат', 'value="Оңдоо"'])
    expect(late.html).toContain(said);
});
