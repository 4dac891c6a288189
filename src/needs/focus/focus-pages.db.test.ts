import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn } from '../../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { roomPages } from '../../../test/room-pages.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
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
const pages = () =>
  roomPages(base.db, now, staff, (app) => app.route('/m/:municipalityId/needs', focusRoutes()));
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
  const table = at(`/${id}/problems/${problemId}/entries`);
  const empty = await post(table, { column: 'cause', text: '' });
  expect(empty.status).toBe(422);
  const added = await post(table, { column: 'cause', text: 'Түтүк эски' });
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
  expect([again.status, again.html.includes(t('error.edited-meanwhile'))]).toEqual([409, true]);
  expect((await post(at(`/${id}/close`), {})).status).toBe(303);
  expect((await post(at(`/${id}/reopen`), { reason: 'Аты ката жазылган' })).status).toBe(303);
  const { html } = await get(at(`/${id}`));
  expect(html).toContain(t('meetings.lock.history'));
  expect(html).toContain(t('meetings.lock.closed', { name: staff.name }));
  expect(html).toContain('Аты ката жазылган');
});
