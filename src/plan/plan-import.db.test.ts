import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../platform/auth/testing.ts';
import { newId } from '../platform/db/id.ts';
import { testServices } from '../platform/http/testing.ts';
import { readTable } from '../platform/tables/read.ts';
import { writeCsv, writeXlsx } from '../platform/tables/write.ts';
import { dropPlanImport } from './commands/drop-plan-import.ts';
import { importPlan } from './commands/import-plan.ts';
import { openDiscussion } from './commands/open-discussion.ts';
import { openPlan } from './commands/open-plan.ts';
import { previewPlanImport } from './commands/preview-plan-import.ts';
import { removeItem } from './commands/remove-item.ts';
import { currentPlan, problems, votedCycle, writtenPlan, type Written } from './plan.fixture.ts';
import { itemsOf, placesOfItems } from './rules/plan.ts';

// A plan that exists as a table, from the file of a person to the plan, and what stops it on the way.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let app: ReturnType<typeof createApp>;
let home: TestMunicipality;
let staff: TestBrowser;
let written: Written;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  app = createApp(testServices(base.db));
});
afterAll(async () => await base?.drop());
beforeEach(async () => {
  home = await makeMunicipality(base.db);
  staff = await browserOf(home.id);
  written = await writtenPlan(base, acting, home);
});

async function browserOf(municipalityId: string): Promise<TestBrowser> {
  const facts = {
    name: 'Чынар',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId, role: 'staff' as const }],
  };
  return testBrowser(app, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
}

const path = (rest = '') => `/m/${home.id}/plan/${written.planId}${rest}`;
const at = (response: Response) =>
  (response.headers.get('location') ?? '').replace(/^\/(ky|ru|en)/, '').replace(/\?.*/, '');
const plan = async () => await currentPlan(acting, home.gate('staff'), written.planId);
const names = async () => itemsOf(await plan()).map((one) => one.name);
const [water, road] = [problems[0][0], problems[1][0]];

async function upload(
  rows: Parameters<typeof writeCsv>[0] | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  form.set('csrf', tokenIn(await (await staff.get(path('/import'))).text()) ?? '');
  const table = rows instanceof Uint8Array;
  form.set('file', new File([table ? rows : writeCsv(rows)], table ? 'план.xlsx' : 'план.csv'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const cookie = [...staff.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const headers = { host: 'localhost', cookie };
  return await app.request(`http://localhost/ru${path('/import')}`, { method: 'POST', body: form, headers });
}
/** What stops a file, as the command says it. */
const stopped = async (preview: string, rows: object[] = []) => {
  const input = { importId: preview.split('/').at(-1)!, rows };
  const result = await acting.run(home.gate('staff'), importPlan, input);
  return result.ok ? 'entered' : result.code;
};
const confirm = async (preview: string, fields: Record<string, string> = {}) =>
  await staff.post(`${preview}/confirm`, fields, { from: preview });

const head = [
  'Багыт',
  'Айыл',
  'Көйгөй',
  'Тапшырма',
  'Иш-чара',
  'Кадамдар',
  'Натыйжалар',
  'Ресурстар',
  'Мөөнөтү',
];
const row = (name: string, problem: string = road) => [
  'Жолдор',
  home.villages[0]!.name,
  problem,
  'Жолду оңдоо',
  name,
  '1. Смета\n2. Шагыл төгүү',
  '1. Смета бекитилди\n2. 1 км жол оңдолду',
  'Баары: 300 000\nЖергиликтүү бюджет: 200 000\nЭмгек: 100 000',
  '2026',
];

test('a table comes into the plan when it was looked at and confirmed, and once', async () => {
  const sent = await upload([head, row('Шагыл төгүү'), row('Арык казуу')]);
  expect(sent.status).toBe(303);
  const preview = at(sent);
  const html = await (await staff.get(`/ru${preview}`)).text();
  expect(html).toContain('Шагыл төгүү');
  expect(await names()).toEqual(['1,2 км түтүк төшөө']);
  expect((await confirm(preview)).status).toBe(303);
  expect(await names()).toEqual(['1,2 км түтүк төшөө', 'Шагыл төгүү', 'Арык казуу']);
  const place = placesOfItems(await plan()).find(({ item }) => item.name === 'Шагыл төгүү')!;
  // The problem stood in the plan: the item is under it, with the place and votes that it had.
  expect(place.problem).toMatchObject({ name: road, rank: 2, votes: 4, villageId: home.villages[0]!.id });
  expect(place.task.text).toBe('Жолду оңдоо');
  expect(place.item).toMatchObject({ cost: 30_000_000n, startsOn: '2026-01-01', endsOn: '2026-12-31' });
  expect(place.item.steps.map((one) => one.result)).toEqual(['Смета бекитилди', '1 км жол оңдолду']);
  expect(place.item.commitments).toMatchObject([
    { source: 'localBudget', giver: 'municipality', amount: 20_000_000n, year: 2026, promised: false },
    { source: 'labour', giver: 'community', amount: 10_000_000n, valuation: '«план.csv» файлындагыдай' },
  ]);

  expect((await confirm(preview)).status).toBe(422);
  expect(await stopped(preview)).toBe('plan-import-done');
  const again = at(await upload([head, row('Шагыл төгүү'), row('Жаңы көпүрө')]));
  expect(await stopped(again)).toBe('plan-import-twice');
  const refused = await confirm(again);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Шагыл төгүү');
  // All or nothing.
  expect(await names()).toHaveLength(3);
});

test('our own table of a plan comes back as it was', async () => {
  const before = itemsOf(await plan())[0]!;
  const book = await staff.get(path('/items.xlsx'));
  const bytes = new Uint8Array(await book.arrayBuffer());
  await acting.done(home.gate('staff'), removeItem, { itemId: written.itemId });
  expect(await names()).toEqual([]);
  expect((await confirm(at(await upload(bytes)))).status).toBe(303);
  const [after] = itemsOf(await plan());
  const { id: _, revision: __, commitments, ...facts } = before;
  expect(after).toMatchObject(facts);
  expect(after!.commitments).toMatchObject(commitments.map(({ id: _id, ...one }) => one));
});

test('the template has a row for each problem of the plan and is read when items are written in', async () => {
  for (const format of ['xlsx', 'csv']) {
    const answer = await staff.get(path(`/import/template.${format}`));
    const table = readTable(new Uint8Array(await answer.arrayBuffer()), `a.${format}`);
    const [sheet] = table.ok ? table.sheets : [];
    const [headings, ...rows] = sheet!.rows;
    expect(rows).toHaveLength(3);
    const filled = rows.map((cells) =>
      headings!.map((heading, index) =>
        heading === headings![1] && cells.includes(road) ? 'Шагыл' : (cells[index] ?? ''),
      ),
    );
    const got = await upload(new Uint8Array(await writeXlsx([{ name: 'a', rows: [headings!, ...filled] }])));
    expect(got.status, await got.text()).toBe(303);
  }
});

test('a problem of no such name is tied by hand, and an item without one is not entered', async () => {
  const preview = at(await upload([head, row('Шагыл төгүү', 'Жолдун чаңы')]));
  expect(await stopped(preview)).toBe('plan-import-problem');
  const refused = await confirm(preview, { 'rows.0.tie': '0', 'rows.0.problemId': '' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Шагыл төгүү');
  const all = (await plan()).directions.flatMap((one) => one.problems);
  const problemId = all.find((one) => one.name === road)!.problemId;
  // A problem of somebody else's cycle is none.
  const away = await makeMunicipality(base.db);
  await votedCycle(base, acting, away);
  const theirs = await base.db.owner.query<{ id: string }>(
    'select id from problem where municipality_id = $1 limit 1',
    [away.id],
  );
  const foreign = await confirm(preview, { 'rows.0.tie': '0', 'rows.0.problemId': theirs.rows[0]!.id });
  expect(foreign.status).toBe(422);
  expect((await confirm(preview, { 'rows.0.tie': '0', 'rows.0.problemId': problemId })).status).toBe(303);
  expect(placesOfItems(await plan()).at(-1)!.problem.name).toBe(road);
});

test('a heading that is not known is asked about, and mistakes are named by their row', async () => {
  const rows = [
    ['Көйгөй', 'Эмне кылабыз', 'Канча'],
    [water, 'Көпүрө салуу', '700 миң'],
  ];
  const asked = await upload(rows);
  expect(asked.status).toBe(422);
  const html = await asked.text();
  expect(html).toContain('Столбец «Эмне кылабыз»');
  const told = { 'heading.0': 'Эмне кылабыз', 'map.0': 'item', 'heading.1': 'Канча', 'map.1': 'cost' };
  const preview = at(await upload(rows, told));
  expect((await confirm(preview)).status).toBe(303);
  expect(itemsOf(await plan()).find((one) => one.name === 'Көпүрө салуу')?.cost).toBe(70_000_000n);

  const wrong = await upload([head, row('Шагыл'), ['', 'Москва', road, '', 'Жол', '', '', 'көп', '2026']]);
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toMatch(/Строка 7[\s\S]*Москва/);
});

test('personal numbers stop a file, and what was left out is kept nowhere', async () => {
  const rows = [
    [...head, 'ПИН'],
    [...row('Шагыл төгүү'), '21203198512345'],
  ];
  const asked = await upload(rows);
  expect(asked.status).toBe(422);
  const html = await asked.text();
  expect(html).toContain('персональные номера');
  expect(html).not.toContain('21203198512345');
  const sent = await upload(rows, { leavePersonal: 'yes' });
  expect(sent.status).toBe(303);
  const kept = await base.db.owner.query(
    `select 1 from plan_import where items::text like '%21203198512345%'`,
  );
  expect(kept.rows).toEqual([]);
});

test('what a file may hold that no database does is taken out, and rubbish is refused', async () => {
  const sent = await upload([head, row('Шагыл\u0000 төгүү')]);
  if (sent.status === 303) {
    expect((await confirm(at(sent))).status).toBe(303);
    expect(await names()).toContain('Шагыл төгүү');
  } else expect(sent.status).toBe(422);
  for (const bytes of ['', 'PK\u0003\u0004rubbish', '%PDF-1.7', '\u0000\u0000\u0000'])
    expect((await upload(new TextEncoder().encode(bytes))).status).toBe(422);
});

test('a file is its own municipality’s and its own plan’s', async () => {
  const preview = at(await upload([head, row('Шагыл төгүү')]));
  const away = await makeMunicipality(base.db);
  const stranger = await browserOf(away.id);
  expect((await stranger.get(preview)).status).toBe(404);
  expect((await stranger.get(preview.replace(home.id, away.id))).status).toBe(404);
  const importId = preview.split('/').at(-1)!;
  for (const command of [importPlan, dropPlanImport])
    expect(await acting.run(away.gate('staff'), command, { importId, rows: [] })).toMatchObject({
      ok: false,
      code: 'plan-import-gone',
    });
  const dropped = await staff.post(`${preview}/drop`, {}, { from: preview });
  expect(dropped.status).toBe(303);
  expect((await confirm(preview)).status).toBe(422);
  expect(await names()).toHaveLength(1);
});

test('nothing comes in by a file once residents read the plan', async () => {
  const preview = at(await upload([head, row('Шагыл төгүү')]));
  await acting.done(home.gate('staff'), openDiscussion, {
    id: written.planId,
    discussionUntil: '2026-07-10',
  });
  const importId = preview.split('/').at(-1)!;
  expect(await acting.run(home.gate('staff'), importPlan, { importId, rows: [] })).toMatchObject({
    code: 'plan-not-draft',
  });
  const input = { id: written.planId, fileName: 'а', items: '[]', said: '{}' };
  expect(await acting.run(home.gate('staff'), previewPlanImport, input)).toMatchObject({
    code: 'plan-not-draft',
  });
});

test('a village that is gone since the file was read stops it', async () => {
  const preview = at(await upload([head, row('Шагыл төгүү')]));
  const importId = preview.split('/').at(-1)!;
  await base.db.owner.query(
    `update plan_import set items = jsonb_set(items, '{0,villageId}', to_jsonb($2::text)) where id = $1`,
    [importId, newId()],
  );
  expect(await acting.run(home.gate('staff'), importPlan, { importId, rows: [] })).toMatchObject({
    code: 'plan-import-village',
  });
});

test('a plan of 300 items comes in at once', async () => {
  const year = 2027;
  const cycleId = await votedCycle(base, acting, home, year);
  const { id } = await acting.done(home.gate('staff'), openPlan, {
    ...{ cycleId, fromYear: year, toYear: year, lang: 'ru' },
  });
  written = { ...written, planId: id };
  const rows = Array.from({ length: 300 }, (_, index) =>
    row(`Шагыл төгүү ${index}`, index % 2 ? road : water),
  );
  expect((await confirm(at(await upload([head, ...rows])))).status).toBe(303);
  const made = await plan();
  expect(itemsOf(made)).toHaveLength(300);
  expect(made.directions.map((one) => [one.title, one.problems.length])).toEqual([['Жолдор', 2]]);
});
