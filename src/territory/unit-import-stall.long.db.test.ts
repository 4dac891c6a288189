import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { long, patience } from '../../test/generated.ts';
import { heldBy } from '../../test/thread-time.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../platform/auth/testing.ts';
import { newId } from '../platform/db/id.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { importColumns, templatePopulation } from './rules/unit-columns.ts';
import { importRowLimit } from './rules/unit-import.ts';

// The largest file of units that is taken holds nobody up: while it is read, shown and entered, every other request
// gets its turn long before the half second that pages have, by the thread's own time.

const longestStand = 250;
/** The request with its megabytes is made and read on this same thread, which the server's has not to do. */
const longestSending = 250;

let base: TestDatabase;
let app: Hono<Web>;
let admin: TestBrowser;
beforeAll(async () => {
  base = await createTestDatabase();
  app = createApp(testServices(base.db));
  const facts = { name: 'Асель', email: `${newId()}@example.kg`, systemAdministrator: true };
  admin = testBrowser(app, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
});
afterAll(async () => await base.drop());

const path = '/admin/units/import';
const at = (response: Response): string =>
  (response.headers.get('location') ?? '').replace(/^\/(ky|ru|en)/, '');

async function formWith(text: string): Promise<Buffer<ArrayBuffer>> {
  const part = (name: string, more = '') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const token = tokenIn(await (await admin.get(path)).text()) ?? '';
  return Buffer.from(
    `${part('csrf')}${token}\r\n${part('on')}2026-01-01\r\n${part('file', '; filename="a.csv"')}${text}\r\n--x--\r\n`,
  );
}

async function upload(body: Buffer<ArrayBuffer>): Promise<Response> {
  const cookie = [...admin.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const headers = { host: 'localhost', cookie, 'content-type': 'multipart/form-data; boundary=x' };
  return await app.request(`http://localhost${path}`, { method: 'POST', body, headers });
}

const letters = 'абвгдежзийклмнопрстуфхцчшэюя';
const name = (at: number) =>
  `Ай${letters[at % 28] ?? ''}${letters[Math.floor(at / 28) % 28] ?? ''}${letters[Math.floor(at / 784)] ?? ''}`;
/** As many units as a file may have: one oblast, one district, municipalities of fifty villages each. */
function file(bands: readonly string[], more = 0): string {
  const row = (level: string, own: string, parent: string, kind = '') => [
    level,
    own,
    own,
    parent,
    kind,
    '',
    '',
  ];
  const rows = [row('oblast', 'Мисал облусу', ''), row('district', 'Мисал району', 'Мисал облусу')];
  let municipality = '';
  for (let at = 0; rows.length < importRowLimit; at += 1) {
    if (at % 51 === 0) {
      municipality = `${name(at)} айыл аймагы`;
      rows.push(row('municipality', municipality, 'Мисал району', 'aiylAimak'));
    } else
      rows.push([
        ...row('village', name(at), municipality).slice(0, 6),
        `${380 + more}`,
        ...bands.map((_, band) => `${at + band + more}`),
      ]);
  }
  return [[...importColumns, ...bands], ...rows].map((cells) => cells.join(';')).join('\n');
}

const widest = ['female', 'male'].flatMap((sex) =>
  Array.from({ length: 40 }, (_, year) => `${sex}_${2 * year}_${2 * year + 1}`),
);
test.for(long ? [templatePopulation, widest] : [templatePopulation])(
  '5,000 units hold nobody up',
  { timeout: patience({ sample: 120_000, long: 600_000 }) },
  async (bands) => {
    // What is loaded and compiled with the first file is no part of the measure.
    expect((await upload(await formWith('level'))).status).toBeLessThan(500);
    await base.db.owner.query('truncate unit cascade');
    // New units; then the same ones with other numbers of people, of which all are taken.
    for (const more of long ? [0, 1] : [0]) {
      const body = await formWith(file(bands, more));
      const sent = await heldBy(async () => await upload(body));
      expect(sent.value.status).toBe(303);
      const preview = at(sent.value);
      const shown = await heldBy(async () => await (await admin.get(preview)).text());
      const take = ['households', 'people'];
      const entered = await heldBy(async () => await admin.post(preview, { take }, { from: preview }));
      console.log(
        Object.entries({ sent, shown, entered })
          .map(([step, { cpu, wall }]) => `${step} ${cpu.toFixed(0)}/${wall.toFixed(0)} ms`)
          .join(', '),
      );
      expect(at(entered.value)).toContain(more === 0 ? 'territory.done.imported' : 'changed=4');
      expect(Math.max(shown.cpu, entered.cpu)).toBeLessThan(longestStand);
      expect(sent.cpu).toBeLessThan(longestSending);
    }
    const counted = await base.db.owner.query<{ n: number }>('select count(*)::int as n from unit');
    expect(counted.rows[0]?.n).toBe(importRowLimit);
  },
);
