import { beforeAll, expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { systemGate } from '../../test/database.ts';
import { roomPages } from '../../test/room-pages.ts';
import { newId } from '../platform/db/id.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { ClockSources } from './data/agenda.ts';
import { restartClock } from './data/clocks.ts';
import { adminRoutes, routes } from './routes.tsx';

const now = new Date('2024-02-12T06:00:00Z');
const places = openNeighbours({ now });
const { t, fmt } = i18nFor('ky');
const hearing = newId();
const past = newId();
const mine = newId();

const sources: ClockSources = {
  subjects: {
    hearing: async (_, ids) =>
      await Promise.resolve(
        new Map(ids.map((id) => [id, { name: `Угуу ${id.slice(-4)}`, path: `/x/${id}` }])),
      ),
  },
  following: [],
};

const gate = (role: 'staff' | 'deputy' = 'staff') => places.home.gate(role, { accountId: mine });
const pages = (role: 'staff' | 'deputy' = 'staff') =>
  roomPages(places.base.db, now, gate(role), (app) =>
    app.route('/m/:municipalityId/deadlines', routes(sources)),
  );
const at = (rest = '') => `/m/${places.home.id}/deadlines${rest}`;

beforeAll(async () => {
  const personId = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Айгүл Сынакова', $3)`,
    [personId, places.home.id, mine],
  );
  const start = async (clock: Omit<Parameters<typeof restartClock>[1], 'reason'>) =>
    await places.acting.read(gate(), async (scope) => await restartClock(scope, { ...clock, reason: '' }));
  // Late by two days and mine; within a week; later; of a thing nobody knows any more.
  await start({
    rule: 'hearing-decisions-sent',
    subjectKind: 'hearing',
    subjectId: hearing,
    from: '2024-01-31',
    responsibleId: personId,
  });
  await start({ rule: 'meeting-notice', subjectKind: 'hearing', subjectId: newId(), from: '2024-02-15' });
  await start({ rule: 'hearing-checklist', subjectKind: 'hearing', subjectId: newId(), from: '2024-04-30' });
  // The meeting was yesterday: nobody can be told of it any more.
  await start({ rule: 'meeting-notice', subjectKind: 'hearing', subjectId: past, from: '2024-02-11' });
  await start({ rule: 'hearing-checklist', subjectKind: 'vanished', subjectId: newId(), from: '2024-04-30' });
});

test('the agenda: mine first, late before this week before later, each with its thing', async () => {
  const { html } = await pages().get(at());
  const order = [
    t('deadlines.mine'),
    t('deadlines.part.late'),
    t('deadlines.late', { count: 2 }),
    t('deadlines.others'),
    t('deadlines.part.week'),
    t('deadlines.part.later'),
    t('deadlines.subject-gone'),
  ].map((words) => html.indexOf(words));
  expect(
    order.every((place, index) => place > (order[index - 1] ?? -1)),
    JSON.stringify(order),
  ).toBe(true);
  expect(html).toContain(`href="/x/${hearing}"`);
  expect(html.includes(past)).toBe(false);
  expect(html).toContain(fmt.date('2024-02-10'));
  expect(html).toContain(t('deadlines.year-missing', { years: '2024' }).slice(0, 30));
  // Only those who may are offered to name anybody.
  expect(html).toContain(t('deadlines.name-responsible'));
  expect((await pages('deputy').get(at())).html).not.toContain(t('deadlines.name-responsible'));
});

test('a responsible person is named on the agenda', async () => {
  const { html } = await pages().get(at());
  const path = /\/clocks\/[0-9a-f-]{36}\/responsible/.exec(html)![0];
  expect((await pages().post(at(path), { responsibleId: '' })).to).toContain(
    'done=deadlines.done.responsible',
  );
  expect((await pages('deputy').post(at(path), { responsibleId: '' })).status).toBe(403);
});

test('a rule of an act is entered, mended and taken away on its pages', async () => {
  const { get, post } = pages();
  const act = {
    ...{
      rule: 'hearing-decisions-sent',
      basis: 'localAct',
      title: 'Уставдын жаңы редакциясы',
      article: '12-берене',
    },
    ...{ atMost: '5', unit: 'working', ifNotWorking: 'stay', validFrom: '01.02.2024' },
  };
  const wrong = await post(at('/rules/new'), { ...act, atMost: '' });
  expect([wrong.status, wrong.html.includes(t('error.deadline-rule-without-days'))]).toEqual([422, true]);
  expect(wrong.html).toContain('Уставдын жаңы редакциясы');
  expect((await post(at('/rules/new'), act)).to).toBe(`${at('/rules')}?done=deadlines.done.rule`);
  const list = (await get(at('/rules'))).html;
  for (const words of ['Уставдын жаңы редакциясы', t('deadlines.rules.holds'), t('deadlines.our-reading')])
    expect(list).toContain(words);
  const id = /rules\/([0-9a-f-]{36})"/.exec(list)![1]!;
  // Both rules stand beside each other on the clock that began before.
  expect((await get(at())).html).toContain(t('deadlines.rule-now.keeps'));
  const form = (await get(at(`/rules/${id}`))).html;
  expect(form).toContain('12-берене');
  const changed = await post(at(`/rules/${id}`), { ...act, revision: '0', validTo: '01.03.2024' });
  expect(changed.to).toContain('done=deadlines.done.rule');
  expect((await pages('deputy').get(at(`/rules/${id}`))).status).toBe(403);
  expect((await get(at(`/rules/${newId()}`))).status).toBe(404);
  expect((await post(at(`/rules/${id}/remove`), {})).to).toContain('done=deadlines.done.rule-removed');
  expect((await pages('deputy').get(at('/rules'))).html).not.toContain(t('deadlines.rules.enter'));
});

test('a year of the calendar: offered, checked, entered', async () => {
  const { get, post } = roomPages(places.base.db, now, systemGate(), (app) =>
    app.route('/admin/calendar', adminRoutes()),
  );
  const list = (await get('/admin/calendar')).html;
  for (const year of ['2023', '2024', '2025']) expect(list).toContain(`/admin/calendar/${year}"`);
  const empty = (await get('/admin/calendar/2024')).html;
  expect(empty).toContain(t('deadlines.calendar.offered'));
  expect(empty).toContain('value="2024-03-08"');
  const year = {
    ...{ revision: '0', basis: 'Эмгек кодекси, 113-берене' },
    ...{ 'days.0.on': '08.03.2024', 'days.0.kind': 'women', 'days.0.note': '' },
    ...{ 'days.1.on': '10.04.2024', 'days.1.kind': 'orozoAit', 'days.1.note': 'Муфтияттын билдирүүсү' },
    ...{ 'days.2.on': '', 'days.2.kind': '', 'days.2.note': '' },
  };
  const unsaid = await post('/admin/calendar/2024', year);
  expect([unsaid.status, unsaid.html.includes('Муфтияттын билдирүүсү')]).toEqual([422, true]);
  const twice = { ...year, 'days.2.on': '8 март 2024', 'days.2.kind': 'other', confirmed: 'yes' };
  const refused = await post('/admin/calendar/2024', twice);
  expect([refused.status, refused.html.includes(t('error.calendar-day-twice'))]).toEqual([422, true]);
  const saved = await post('/admin/calendar/2024', { ...year, confirmed: 'yes' });
  expect(saved.to).toBe('/admin/calendar?done=deadlines.done.calendar');
  const stands = (await get('/admin/calendar/2024')).html;
  expect(stands).toContain('Эмгек кодекси, 113-берене');
  expect(stands.includes(t('deadlines.calendar.offered'))).toBe(false);
  expect((await get('/admin/calendar/1999')).status).toBe(404);
});
