import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { cases, patience } from '../../../test/generated.ts';
import { heldBy } from '../../../test/thread-time.ts';
import { createApp } from '../../app.ts';
import { createAccount } from '../../platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../../platform/auth/testing.ts';
import { newId } from '../../platform/db/id.ts';
import { testServices, type TestServices } from '../../platform/http/testing.ts';
import type { Web } from '../../platform/http/web.ts';
import { runWaiting } from '../../platform/jobs/jobs.ts';

// The largest files that are taken hold nobody up: while one is read, shown and entered, every other request gets its
// turn within a tenth of a second of the thread's own time.

const longestStand = 100;
/** The request with its megabytes is made and read on this same thread, which the server's has not to do. */
const longestSending = 200;

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let home: TestMunicipality;
let staff: TestBrowser;
beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  app = createApp(services);
  // As many villages as the sessions of the widest file need.
  home = await makeMunicipality(base.db, {
    villages: Array.from(
      { length: 62 },
      (_, at) => `Айыл${String.fromCharCode(1072 + (at % 31), 1072 + Math.floor(at / 31))}`,
    ),
  });
  const facts = {
    name: 'Чынар',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: home.id, role: 'staff' as const }],
  };
  staff = testBrowser(app, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
  await base.db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, 2026, now())`,
    [newId(), home.id],
  );
});
afterAll(async () => await base.drop());

const path = (rest = '') => `/m/${home.id}/needs/import${rest}`;
const at = (response: Response): string =>
  (response.headers.get('location') ?? '').replace(/^\/(ky|ru|en)/, '');
const count = async (table: string) =>
  (await base.db.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;

/** The body of the form with a file, made beforehand: what a browser does is not the server's time. */
async function formWith(text: string): Promise<Buffer<ArrayBuffer>> {
  const part = (name: string, more = '') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const token = tokenIn(await (await staff.get(path())).text()) ?? '';
  return Buffer.from(
    `${part('csrf')}${token}\r\n${part('operationId')}${newId()}\r\n${part('file', '; filename="a.csv"')}${text}\r\n--x--\r\n`,
  );
}

async function upload(body: Buffer<ArrayBuffer>): Promise<Response> {
  const cookie = [...staff.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const headers = { host: 'localhost', cookie, 'content-type': 'multipart/form-data; boundary=x' };
  return await app.request(`http://localhost${path()}`, { method: 'POST', body, headers });
}

const modes = ['аралаш', 'аялдар', 'эркектер'];
const groups = ['18-35', '36-55', '56+'];
/** The session of a number: village, group, kind and part. */
const place = (session: number) => [
  home.villages[Math.floor(session / 81)]!.name,
  groups[Math.floor(session / 27) % 3]!,
  modes[Math.floor(session / 9) % 3]!,
  String(1 + (session % 9)),
];
const head = ['айыл', 'жаш курагы', 'топтун курамы', 'бөлүк', 'күнү', 'катышуучу', 'текст', 'көйгөй'];
/** 20,000 stickers, each a row of its own, in so many sessions, under so many problems. */
const file = (sessions: number, problems: number): string => {
  const each = 20_000 / sessions;
  const rows = Array.from({ length: 20_000 }, (_, row) => {
    const inSession = Math.floor(row / sessions);
    return [
      ...place(row % sessions),
      '12.03.2026',
      String(1 + Math.floor(inSession / 5)),
      `Көчөдө суу жок, кудук алыс, балдар сууну алыстан ташыйт ${'жана дагы '.repeat(10)}${row}`,
      `Көйгөй ${row % problems}`,
    ];
  });
  expect(each).toBeGreaterThanOrEqual(1);
  return [head, ...rows].map((row) => row.join(';')).join('\n');
};

/** A usual year first: the sample tries it alone. The other is the widest that is taken. */
const sizes = [
  { sessions: 50, problems: 25 },
  { sessions: 5000, problems: 20_000 },
];
test.for(sizes.slice(0, cases({ sample: 1, long: sizes.length })))(
  '20,000 stickers in $sessions sessions under $problems problems hold nobody up',
  { timeout: patience({ sample: 300_000, long: 600_000 }) },
  async ({ sessions, problems }) => {
    await base.db.owner.query(
      'truncate placement, grouping, statement, participant, session, meeting, problem, session_import cascade',
    );
    // What is loaded and compiled with the first file and its preview is no part of the measure.
    const small = await upload(await formWith(file(1, 1).split('\n').slice(0, 20).join('\n')));
    expect(small.status).toBe(303);
    await staff.get(at(small));
    await staff.post(`${at(small)}/drop`, {}, { from: at(small) });
    const body = await formWith(file(sessions, problems));
    const sent = await heldBy(async () => await upload(body));
    expect(sent.value.status).toBe(303);
    const preview = at(sent.value);
    const shown = await heldBy(async () => await (await staff.get(preview)).text());
    const confirmed = await heldBy(async () => await staff.post(`${preview}/confirm`, {}, { from: preview }));
    expect(at(confirmed.value)).toMatch(/\/jobs\//);
    const started = performance.now();
    const entered = await heldBy(async () => await runWaiting(services));
    const seconds = (performance.now() - started) / 1000;
    console.log(
      Object.entries({ sent, shown, confirmed, entered })
        .map(([name, { cpu, wall }]) => `${name} ${cpu.toFixed(0)}/${wall.toFixed(0)} ms`)
        .join(', '),
      `page ${shown.value.length} B, entered in ${seconds.toFixed(1)} s`,
    );
    expect(await count('statement')).toBe(20_000);
    expect(await count('session')).toBe(sessions);
    expect(await count('problem')).toBe(problems);
    expect(await count('placement')).toBe(20_000);
    expect(Math.max(shown.cpu, confirmed.cpu, entered.cpu)).toBeLessThan(longestStand);
    expect(sent.cpu).toBeLessThan(longestSending);
  },
);
