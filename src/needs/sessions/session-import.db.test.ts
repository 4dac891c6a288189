import type { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { createApp } from '../../app.ts';
import { createAccount } from '../../platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../../platform/auth/testing.ts';
import { newId } from '../../platform/db/id.ts';
import { testServices, type TestServices } from '../../platform/http/testing.ts';
import type { Web } from '../../platform/http/web.ts';
import { runWaiting } from '../../platform/jobs/jobs.ts';
import { failInterrupted } from '../../platform/jobs/tracked.ts';
import { sheetData, workbookOf } from '../../platform/tables/workbook.fixture.ts';

// A file of sessions from the form to the database, as a person sends it.

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let home: TestMunicipality;
let staff: TestBrowser;
let stranger: TestBrowser;
beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  app = createApp(services);
  home = await makeMunicipality(base.db);
  const away = await makeMunicipality(base.db);
  staff = await browserOf(home.id);
  stranger = await browserOf(away.id);
  await base.db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, 2026, now())`,
    [newId(), home.id],
  );
});
afterAll(async () => await base.drop());

async function browserOf(municipalityId: string): Promise<TestBrowser> {
  const facts = {
    name: 'Чынар',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId, role: 'staff' as const }],
  };
  return testBrowser(app, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
}

const path = (rest = '') => `/m/${home.id}/needs/import${rest}`;

async function upload(bytes: Uint8Array<ArrayBuffer> | string, name: string): Promise<Response> {
  const form = new FormData();
  form.set('csrf', tokenIn(await (await staff.get(path())).text()) ?? '');
  form.set('file', new File([bytes], name));
  const cookie = [...staff.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const headers = { host: 'localhost', cookie };
  return await app.request(`http://localhost${path()}`, { method: 'POST', body: form, headers });
}

const at = (response: Response): string =>
  (response.headers.get('location') ?? '').replace(/^\/(ky|ru|en)/, '');
const stickers = async () =>
  (await base.db.owner.query<{ n: number }>('select count(*)::int as n from statement')).rows[0]!.n;
const head = ['айыл', 'жаш курагы', 'күнү', 'аялдар', 'эркектер', 'көйгөй', 'саны'];
const day = '12.03.2026';
const lines = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(';')).join('\n');

test('what the file says twice over is shown before it counts, and it counts once', async () => {
  const village = home.villages[0]!.name;
  const data = sheetData([
    ['Ак-Жар айыл өкмөтү'],
    head,
    [village, '18-35', day, 10, 11, 'Таза суу', 7],
    [null, '18-35', day, 10, 11, 'Жол', 4],
    [village, '18-35', day, 10, 11, 'Эски', 9],
  ]).replace('<row r="5"', '<row r="5" hidden="1"');
  const book = workbookOf([
    { name: 'Эски', state: 'hidden', data: sheetData([head]) },
    { name: 'Жыйындар', data, after: '<mergeCells><mergeCell ref="A3:A4"/></mergeCells>' },
  ]);
  const sent = await upload(new Uint8Array(book), 'жыйындар.xlsx');
  expect(sent.status).toBe(303);
  const preview = at(sent);
  const html = await (await staff.get(`/ru${preview}`)).text();
  expect(html).toContain('Заголовки столбцов найдены в строке 2');
  expect(html).toContain('Скрытые листы не читались: «Эски»');
  expect(html).toContain('Скрытые строки не читались: 1');
  expect(html).toContain('(первые: A3:A4)');
  expect(await stickers()).toBe(0);

  // Asked twice before the work begins: one job.
  const first = await staff.post(`${preview}/confirm`, {}, { from: preview });
  const second = await staff.post(`${preview}/confirm`, {}, { from: preview });
  expect(at(first)).toMatch(/\/jobs\//);
  expect(at(second)).toBe(at(first));
  const waiting = await staff.get(at(first));
  expect(waiting.headers.get('refresh')).not.toBeNull();
  expect(await (await staff.get(`/ru${preview}`)).text()).toContain('Этот файл сейчас вносится');
  for (const one of [preview, at(first)]) {
    expect((await stranger.get(one)).status).toBe(404);
    expect((await stranger.get(one.replace(home.id, newId()))).status).toBe(404);
  }

  await runWaiting(services);
  const done = await staff.get(at(first));
  expect(done.status).toBe(303);
  expect(at(done)).toContain('done=needs.done.sessions-imported');
  expect(await stickers()).toBe(11);
  const again = await staff.post(`${preview}/confirm`, {}, { from: preview });
  expect(again.status).not.toBe(303);
  await runWaiting(services);
  expect(await stickers()).toBe(11);
});

test('cells that cannot be believed stop the file and are named', async () => {
  const village = home.villages[0]!.name;
  const text = lines([head, [village, '36-55', day, '10', '11', 'Суу', '3', 'дагы']]);
  const answer = await upload(text, 'a.csv');
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('дагы');
  const quoted = await upload(lines([head, [village, '36-55', day, '1', '1', '"Суу" жок', '3']]), 'a.csv');
  expect(quoted.status).toBe(422);
});

test('work that was cut off says so, and is done again, once', async () => {
  const village = home.villages[0]!.name;
  const before = await stickers();
  const text = lines([head, [village, '36-55', day, '10', '11', 'Суу', '3']]);
  const preview = at(await upload(text, 'a.csv'));
  const job = at(await staff.post(`${preview}/confirm`, {}, { from: preview }));
  // As a server leaves it that is killed in the middle.
  await base.db.owner.query(`delete from job_outbox`);
  await base.db.owner.query(
    `update job_run set state = 'running', started_at = now() where state = 'waiting'`,
  );
  await failInterrupted(services);
  const html = await (await staff.get(`/ru${job}`)).text();
  expect(html).toContain('работа прервалась');
  expect(html).toContain(preview);
  const next = at(await staff.post(`${preview}/confirm`, {}, { from: preview }));
  expect(next).not.toBe(job);
  await runWaiting(services);
  expect(await stickers()).toBe(before + 3);
});

test('work that a living process does is not called interrupted', async () => {
  const id = newId();
  await base.db.owner.query(
    `insert into job_run (id, municipality_id, kind, created_by, state, started_at)
     values ($1, $2, 'x.y', 'x', 'running', now())`,
    [id, home.id],
  );
  const keeper = await base.db.owner.connect();
  await keeper.query(`select pg_advisory_lock(hashtextextended('ashar job ' || $1, 0))`, [id]);
  const state = async () =>
    (await base.db.owner.query<{ state: string }>('select state from job_run where id = $1', [id])).rows[0]!
      .state;
  await failInterrupted(services);
  expect(await state()).toBe('running');
  keeper.release(true);
  for (let turn = 0; turn < 50 && (await state()) === 'running'; turn += 1) {
    await failInterrupted(services);
    await sleep(50);
  }
  expect(await state()).toBe('failed');
});
