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
import { makeCycle } from '../priorities/priorities.fixture.ts';
import { routes } from '../routes.tsx';
import { addStatements } from './commands/add-statements.ts';

// The forms of a session's plan and record as a browser without scripts sends them.

const now = new Date('2026-03-20T06:00:00Z');
const { t } = i18nFor('ky');
let base: TestDatabase;
let home: TestMunicipality;
let staff: Gate;
let cycleId: string;
const personIds = [newId(), newId(), newId()] as const;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  staff = home.gate('staff');
  cycleId = await makeCycle(base.db, home.id, 2026);
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Киши ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [personIds, home.id],
  );
});
afterAll(async () => await base?.drop());

const pages = () => pagesOf(staff);
const pagesOf = (gate: Gate) =>
  roomPages(base.db, now, gate, (app) => app.route('/m/:municipalityId/needs', routes()));
const revisionOf = async (id: string) =>
  (await base.db.owner.query<{ revision: number }>('select revision from meeting where id = $1', [id]))
    .rows[0]!.revision;

test('a session is planned, moved, led, invited to, recorded, closed and opened again', async () => {
  const { get, post } = pages();
  const room = `/m/${home.id}/needs`;
  const plan = {
    ...{ cycleId, villageId: home.villages[0]!.id, ageGroup: '18-35', sexMode: 'mixed', part: '1' },
    ...{ plannedOn: '18.03.2026', startsAt: '9.30', endsAt: '', venue: 'Эски клуб', plannedPeople: '20' },
  };
  const wrong = await post(`${room}/sessions`, { ...plan, plannedWomen: '21' });
  expect(wrong.status).toBe(422);
  for (const said of [t('error.more-women-than-people'), 'Эски клуб']) expect(wrong.html).toContain(said);
  const { to } = await post(`${room}/sessions`, plan);
  const id = /sessions\/([0-9a-f-]{36})\/schedule\?done=needs\.done\.session-planned$/.exec(to)![1]!;
  const at = `${room}/sessions/${id}`;

  const moved = { ...plan, revision: '0', plannedOn: '19.03.2026', venue: 'Мектеп' };
  expect((await post(`${at}/schedule`, moved)).to).toContain('meetings.done.schedule-changed');
  // Somebody moved it meanwhile: both versions stand side by side, what was typed stays, and it goes on from now.
  const late = await post(`${at}/schedule`, { ...moved, venue: 'Китепкана' });
  expect(late.status).toBe(409);
  for (const said of [t('ui.meanwhile.title'), '>Мектеп</td>', '>Китепкана</td>', 'value="Китепкана"'])
    expect(late.html).toContain(said);
  expect(late.html).toMatch(/name="revision" value="1"/);
  // «9.30» is the half past nine that stands.
  expect(late.html).not.toContain('>9.30</td>');

  const [first, second, third] = personIds;
  const pair = { facilitatorIds: first, recorderIds: second, secondFacilitatorId: third };
  expect((await post(`${at}/facilitators`, { ...pair, recorderIds: first })).status).toBe(422);
  expect((await post(`${at}/facilitators`, pair)).to).toContain('meetings.done.facilitators-assigned');
  const led = await base.db.owner.query('select role from meeting_leader where meeting_id = $1', [id]);
  expect(led.rows).toHaveLength(3);
  const nobody = await post(`${at}/invite`, {});
  expect([nobody.status, nobody.html.includes(t('error.nobody-chosen'))]).toEqual([422, true]);
  expect((await post(`${at}/invite`, { personIds: third })).to).toContain('meetings.done.people-invited');
  for (const mark of ['invited', 'not-invited', 'removed'])
    expect((await post(`${at}/invitations`, { personIds: third, mark })).status, mark).toBe(303);

  const held = {
    revision: `${await revisionOf(id)}`,
    heldOn: '19.03.2026',
    attendance: 'counts',
    women: '12',
  };
  expect((await post(`${at}/attendance`, held)).to).toContain('/resources?done=needs.done.record-saved');
  const again = await post(`${at}/attendance`, { ...held, women: '13' });
  expect([again.status, again.html.includes(t('ui.meanwhile.title'))]).toEqual([409, true]);
  const told = { revision: `${await revisionOf(id)}`, resourcesNotes: 'Үч булак' };
  expect((await post(`${at}/resources`, told)).to).toContain('/institutions?done=');
  expect((await get(`${at}/resources`)).html).toContain('Үч булак');

  const early = await post(`${at}/close`, {});
  expect([early.status, early.html.includes(t('error.session-without-statements'))]).toEqual([422, true]);
  await actingIn(base.db, now).done(staff, addStatements, { sessionId: id, stickers: [{ text: 'жарык' }] });
  expect((await post(`${at}/close`, {})).to).toContain('/close?done=meetings.done.closed');
  expect((await post(`${at}/reopen`, { reason: 'Ката' })).to).toContain('meetings.done.reopened');
  expect((await get(`${at}/close`)).html).toContain('Ката');
});

test('a session is cancelled with a reason and comes back', async () => {
  const { post } = pages();
  const room = `/m/${home.id}/needs`;
  const plan = { cycleId, villageId: home.villages[0]!.id, ageGroup: '36-55' };
  const id = /sessions\/([0-9a-f-]{36})/.exec((await post(`${room}/sessions`, plan)).to)![1]!;
  const at = `${room}/sessions/${id}`;
  expect((await post(`${at}/cancel`, { reason: '' })).status).toBe(422);
  expect((await post(`${at}/cancel`, { reason: 'Жаан' })).to).toBe(`${room}?done=meetings.done.cancelled`);
  expect((await post(`${at}/restore`, {})).to).toContain('/schedule?done=meetings.done.restored');
});

/** A planned session of a group of its own. */
async function planned(ageGroup: string, more: Record<string, string> = {}): Promise<string> {
  const { to } = await pages().post(`/m/${home.id}/needs/sessions`, {
    ...{ cycleId, villageId: home.villages[1]!.id, ageGroup },
    ...{ plannedOn: '18.03.2026', startsAt: '10:00', venue: 'Клуб', ...more },
  });
  return /sessions\/([0-9a-f-]{36})/.exec(to)![1]!;
}

test('moving the start alone takes the end along; an end set by hand stays', async () => {
  const { get, post } = pages();
  const id = await planned('18-35');
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const hours = async () =>
    (
      await base.db.owner.query<{ hours: string }>(
        `select to_char(starts_at, 'HH24:MI') || '–' || to_char(ends_at, 'HH24:MI') as hours from meeting where id = $1`,
        [id],
      )
    ).rows[0]!.hours;
  expect(await hours()).toBe('10:00–12:30');
  expect((await get(`${at}/schedule`)).html).toContain('name="endMoves" value="yes"');
  const plan = { plannedOn: '18.03.2026', venue: 'Клуб', plannedPeople: '20' };
  const left = { ...plan, startsAt: '14:00', endsAt: '12:30', endMoves: 'yes' };
  expect((await post(`${at}/schedule`, { ...left, revision: '0' })).status).toBe(303);
  expect(await hours()).toBe('14:00–16:30');
  const byHand = { ...plan, startsAt: '14:00', endsAt: '16:00', endMoves: 'yes' };
  expect((await post(`${at}/schedule`, { ...byHand, revision: '1' })).status).toBe(303);
  expect(await hours()).toBe('14:00–16:00');
  // What a script has seen touched does not move, and an end before the start is still refused.
  const touched = { ...plan, startsAt: '17:00', endsAt: '16:00', endMoves: '' };
  expect((await post(`${at}/schedule`, { ...touched, revision: '2' })).status).toBe(422);
});

test('an age that is not the group’s is said, in the list and before closing', async () => {
  const { get, post } = pages();
  const id = await planned('36-55');
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const lines = 'Асанова Гүл, аял, 42\nУсенов Бек, эркек, 30\nЖапарова Чолпон, аял, 70';
  expect((await post(`${at}/participants/paste`, { revision: '0', lines })).status).toBe(303);
  const { html } = await get(`${at}/participants`);
  expect(html).toContain(t('needs.session.age-outside', { age: 30 }));
  expect(html).toContain(t('needs.session.age-outside', { age: 70 }));
  expect(html).not.toContain(t('needs.session.age-outside', { age: 42 }));
  expect((await get(`${at}/close`)).html).toContain(t('needs.session-warning.ages-outside', { count: 2 }));
});

test('before closing it is said how many stickers are locked and how many of them are not grouped', async () => {
  const id = await planned('56+');
  const { get, post } = pages();
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const stickers = Array.from({ length: 3 }, () => ({ text: 'жарык' }));
  await actingIn(base.db, now).done(staff, addStatements, { sessionId: id, stickers });
  const held = {
    revision: `${await revisionOf(id)}`,
    heldOn: '18.03.2026',
    attendance: 'counts',
    women: '12',
  };
  await post(`${at}/attendance`, held);
  const { html } = await get(`${at}/close`);
  expect(html).toContain(t('needs.close.text', { count: 3 }));
  expect(html).toContain(t('needs.close.ungrouped', { count: 3 }));

  // Every page of a session has the seven steps and a way on.
  const next = (step: string) => t('needs.session.next', { step: t(`needs.step.${step}`) });
  const ways: readonly (readonly [page: string, on: string])[] = [
    ['', next('resources')],
    ['/attendance', t('ui.save-and-continue')],
    ['/participants', next('resources')],
    ['/resources', t('ui.save-and-continue')],
    ['/map', next('institutions')],
    ['/institutions', t('ui.save-and-continue')],
    ['/budget', t('ui.save-and-continue')],
    ['/stickers', next('grouping')],
    ['/board', next('close')],
    ['/close', t('needs.paper.minutes')],
  ];
  for (const [page, on] of ways) {
    const shown = await get(`${at}${page}`);
    expect([page, shown.status]).toEqual([page, 200]);
    expect(shown.html, page).toContain(`aria-label="${t('needs.session.steps')}"`);
    expect(shown.html, page).toContain(on);
  }
  // The map and the list of people are within their steps: the step itself leads back.
  expect((await get(`${at}/map`)).html).toMatch(/aria-current="step">.{0,60}<a href="[^"]*\/resources"/);

  // Who may not close tells the chair, once; opened again it is not whole any more.
  const facilitator = home.gate('facilitator', { name: 'Жазуучу' });
  await base.db.owner.query('update person set account_id = $2 where id = $1', [
    personIds[0],
    facilitator.accountId,
  ]);
  await base.db.owner.query(
    `insert into meeting_leader (municipality_id, meeting_id, person_id, role) values ($1, $2, $3, 'facilitator')`,
    [home.id, id, personIds[0]],
  );
  const theirs = pagesOf(facilitator);
  expect((await theirs.get(`${at}/close`)).html).toContain(t('needs.close.tell'));
  expect((await theirs.post(`${at}/finish`, {})).to).toContain('/close?done=needs.done.session-finished');
  const told = (await theirs.get(`${at}/close`)).html;
  expect([told.includes(t('needs.received.finished')), told.includes(t('needs.close.tell'))]).toEqual([
    true,
    false,
  ]);
  expect((await post(`${at}/close`, {})).status).toBe(303);
  expect((await post(`${at}/reopen`, { reason: 'Ката' })).status).toBe(303);
  expect((await theirs.get(`${at}/close`)).html).toContain(t('needs.close.tell'));
});

test('six institutions are typed in at most thirty fields; one more row keeps what is typed; a circle without size is said', async () => {
  const id = await planned('18-35', { part: '2' });
  const { get, post } = pages();
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const names = (html: string) => [...html.matchAll(/name="rows\.(\d+)\.name"/g)].length;
  const { html } = await get(`${at}/institutions`);
  expect(names(html)).toBe(6);
  const fields = html
    .replace(/<details[\s\S]*?<\/details>/g, '')
    .match(/<(?:select|textarea|input)[^>]*name="(?:rows\.\d+\.(?!id)|institutionsNotes)/g);
  expect(fields!.length).toBeLessThanOrEqual(30);

  const typed = {
    revision: `${await revisionOf(id)}`,
    'rows.0.name': 'Мектеп',
    'rows.0.size': 'big',
    'rows.5.name': 'Банк',
  };
  const more = await post(`${at}/institutions`, { ...typed, more: 'yes' });
  expect([more.status, names(more.html)]).toEqual([200, 7]);
  for (const said of ['value="Мектеп"', 'value="Банк"']) expect(more.html).toContain(said);
  expect((await base.db.owner.query('select 1 from institution where session_id = $1', [id])).rowCount).toBe(
    0,
  );
  const saved = await post(`${at}/institutions`, { ...typed, 'rows.6.name': 'ФАП' });
  expect(saved.to).toContain('/budget?done=needs.done.institutions-saved');
  expect((await get(`${at}/budget`)).html).toContain(
    t('needs.session-warning.institutions-sizeless', { count: 2 }),
  );
});

test('an expense chosen from the list names its slice, the group’s own words stay, an empty pie is not called saved', async () => {
  const id = await planned('36-55', { part: '2' });
  const { get, post } = pages();
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const revision = async () => ({ revision: `${await revisionOf(id)}` });
  expect((await post(`${at}/budget`, await revision())).to).toContain('done=needs.done.budget-empty');
  const slices = {
    ...(await revision()),
    ...{
      'rows.0.key': 'schools',
      'rows.0.share': '60',
      'rows.2.key': 'roads',
      'rows.2.name': 'Көпүрө',
      'rows.2.share': '40',
    },
  };
  const more = await post(`${at}/budget`, { ...slices, more: 'yes' });
  expect([more.status, more.html.includes('value="Көпүрө"')]).toEqual([200, true]);
  expect((await post(`${at}/budget`, slices)).to).toContain('/stickers?done=needs.done.budget-saved');
  const { rows } = await base.db.owner.query<{ name: string; key: string }>(
    'select name, key from budget_guess where session_id = $1 order by seq',
    [id],
  );
  expect(rows).toEqual([
    { name: t('needs.expense.schools'), key: 'schools' },
    { name: 'Көпүрө', key: 'roads' },
  ]);
  // Neither chosen nor named: asked for.
  const nameless = await post(`${at}/budget`, { ...(await revision()), 'rows.0.share': '10' });
  expect(nameless.status).toBe(422);
  expect((await get(`${at}/budget`)).html).toContain(t('needs.budget.one-more'));
});

test('the plan of a whole cycle is typed into one form; a day that is none is named, and all of it stays', async () => {
  const { get, post } = pages();
  const room = `/m/${home.id}/needs`;
  const own = await makeCycle(base.db, home.id, 2027);
  const village = home.villages[0]!.id;
  const plan = {
    ...{ cycleId: own, villageIds: village, days: '2.04.2027–4.04.2027, 5.04.2027' },
    [`venue.${village}`]: 'Клуб',
  };
  expect((await get(`${room}/plan?cycle=${own}`)).html).toMatch(new RegExp(`value="${village}" checked`));
  for (const days of ['2.04.2027, эртең', ' ', '1.1.2027-1.3.2027 '.repeat(200)]) {
    const wrong = await post(`${room}/plan`, { ...plan, days });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="f-days-error"/);
    expect(wrong.html).toContain('value="Клуб"');
  }
  expect((await post(`${room}/plan`, plan)).to).toBe(`${room}?cycle=${own}&done=needs.done.sessions-planned`);
  const { rows } = await base.db.owner.query<{ venue: string; n: number }>(
    `select venue, count(*)::int as n from meeting where cycle_id = $1 and planned_on >= '2027-04-02' group by venue`,
    [own],
  );
  expect(rows).toEqual([{ venue: 'Клуб', n: 3 }]);
});

test('people, drawings and stickers are typed row by row; what is wrong is named where it was typed, and who saves second sees both', async () => {
  const { get, post } = pages();
  const room = `/m/${home.id}/needs`;
  const plan = { cycleId, villageId: home.villages[0]!.id, ageGroup: '56+' };
  const id = /sessions\/([0-9a-f-]{36})/.exec((await post(`${room}/sessions`, plan)).to)![1]!;
  const at = `${room}/sessions/${id}`;
  const revision = async () => `${await revisionOf(id)}`;

  const lines = 'Асанова Гүлнара, а, 64\nБакыт Усенов, э, 70';
  const listed = await post(`${at}/participants/paste`, { revision: await revision(), lines });
  expect(listed.to).toContain('?done=');
  const late = await post(`${at}/participants/paste`, { revision: '0', lines });
  expect([late.status, late.html.includes(t('ui.meanwhile.title'))]).toEqual([409, true]);
  const people = (await get(`${at}/participants`)).html;
  const [first, second] = [...people.matchAll(/name="rows\.\d\.id" value="([^"]+)"/g)].map(
    (found) => found[1]!,
  );
  const rows = {
    ...{
      'rows.0.id': first!,
      'rows.0.fullName': 'Асанова Гүлнара',
      'rows.0.sex': 'female',
      'rows.0.age': '65',
    },
    ...{ 'rows.1.id': second!, 'rows.1.fullName': 'Бакыт Усенов', 'rows.1.sex': 'male', 'rows.1.age': '12' },
  };
  const young = await post(`${at}/participants`, { revision: await revision(), ...rows });
  expect(young.status).toBe(422);
  expect(young.html).toMatch(/id="rows-rows-1-age-error"/);
  const mended = { ...rows, 'rows.1.age': '70', 'rows.1.remove': 'yes' };
  const stale = await revision();
  expect((await post(`${at}/participants`, { revision: stale, ...mended })).to).toContain('?done=');
  // Whoever removed nobody saves a list with a person who is gone: both versions stand, and that row becomes a new one.
  const other = await post(`${at}/participants`, { revision: stale, ...rows, 'rows.1.age': '70' });
  expect([other.status, other.html.includes(t('ui.meanwhile.theirs'))]).toEqual([409, true]);
  expect(other.html).toMatch(/name="rows\.1\.id" value(=""|\/)/);
  expect(other.html).toContain('value="Бакыт Усенов"');

  const venn = {
    'rows.0.id': '',
    'rows.0.name': 'Мектеп',
    'rows.0.size': 'big',
    'rows.2.judgement': 'Аты жок',
  };
  const nameless = await post(`${at}/institutions`, { revision: await revision(), ...venn });
  expect(nameless.status).toBe(422);
  expect(nameless.html).toMatch(/id="f-rows-2-name-error"/);
  expect(nameless.html).toContain('>Аты жок</textarea>');
  const named = { ...venn, 'rows.2.name': 'ФАП', institutionsNotes: 'Жакшы' };
  const drawn = await revision();
  expect((await post(`${at}/institutions`, { revision: drawn, ...named })).to).toContain('/budget?done=');
  const beside = await post(`${at}/institutions`, { revision: drawn, ...named, institutionsNotes: 'Начар' });
  expect(beside.status).toBe(409);
  for (const said of ['>Жакшы</td>', '>Начар</td>', '>Начар</textarea>']) expect(beside.html).toContain(said);

  const pie = { budgetTotal: '1 500,50', 'rows.0.name': 'Жол', 'rows.0.share': '30,5', 'rows.1.share': '10' };
  const half = await post(`${at}/budget`, { revision: await revision(), ...pie, 'rows.0.share': '101' });
  expect(half.status).toBe(422);
  for (const name of ['0-share', '1-name'])
    expect(half.html).toMatch(new RegExp(`id="f-rows-${name}-error"`));
  expect(
    (await post(`${at}/budget`, { revision: await revision(), ...pie, 'rows.1.name': 'Суу' })).to,
  ).toContain('/stickers?done=');
  const shown = (await get(`${at}/budget`)).html;
  for (const value of ['1\u00a0500,50', '30,5']) expect(shown).toContain(`value="${value}"`);

  const sticker = { text: 'Суу жок', participantNumber: '1', sex: '' };
  expect((await post(`${at}/stickers`, sticker)).to).toBe(
    `${at}/stickers?done=needs.done.sticker-added&n=1#one-text`,
  );
  const nobody = await post(`${at}/stickers`, { ...sticker, participantNumber: 'бир' });
  expect([nobody.status, /id="one-participantNumber-error"/.test(nobody.html)]).toEqual([422, true]);
  const [written] = (await get(`${at}/stickers`)).html.match(/\/stickers\/[0-9a-f-]{36}\/correct/)!;
  expect((await post(`${at}${written}`, { text: 'Таза суу жок' })).to).toContain(
    'needs.done.sticker-corrected',
  );
});
