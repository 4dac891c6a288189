import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandFields } from '../test/commands.ts';
import { openDemo } from '../test/demo-store.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest, tokenIn } from './platform/auth/testing.ts';
import { roles } from './platform/db/gate.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';

// Every route with what nobody should send. The one rule: no answer of 500, whatever comes.

let base: Awaited<ReturnType<typeof openDemo>>;
let app: Hono<Web>;
let municipality = '';
/** Table → some ids of its rows. */
const ids = new Map<string, readonly string[]>();
type Sender = {
  readonly name: string;
  readonly cookie: string;
  readonly token: string;
  /** What proves it besides a cookie: a device's token, a hall's secret. */
  readonly proof?: Readonly<Record<string, string>>;
  /** Where it is heard; everywhere when left out. */
  readonly heard?: RegExp;
};
let hall = { id: '', code: '', hostSecret: '' };
const senders: Sender[] = [];
const crashes: string[] = [];

beforeAll(async () => {
  // Real records behind the addresses, so that the handlers are reached and not only their checks of ids.
  base = await openDemo();
  const log = (facts: unknown, message?: string) => {
    if (message === 'unexpected') crashes.push(JSON.stringify(facts));
  };
  const services = testServices(base.db, {
    files: base.files,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: log },
  });
  app = createApp(services);
  const one = async (text: string) => (await base.db.owner.query<{ id: string }>(text)).rows[0]?.id ?? '';
  municipality = await one(
    `select unit_id as id from unit_version where name_ky like 'Көк-Ирим%' order by kind limit 1`,
  );
  const tables = await base.db.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  for (const { name } of tables.rows) {
    const rows = await base.db.owner.query<{ id: string }>(
      `select id from "${name}" order by id desc limit 4`,
    );
    ids.set(
      name,
      rows.rows.map(({ id }) => id),
    );
  }
  const villages = await base.db.owner.query<{ id: string }>(
    `select u.id from unit u join unit_version v on v.unit_id = u.id where v.parent_id = $1`,
    [municipality],
  );
  ids.set(
    'village',
    villages.rows.map(({ id }) => id),
  );
  const staff = await createAccount(base.db, {
    name: 'Айгүл Сынакова',
    email: 'all@example.kg',
    roles: roles.map((role) => ({ municipalityId: municipality, role })),
  });
  const system = await one('select account_id as id from system_administrator limit 1');
  for (const [name, id] of [
    ['staff', staff.id],
    ['system', system],
  ] as const) {
    const cookie = await signInForTest(base.db, id);
    const page = await app.request('http://localhost/account', { headers: { cookie, host: 'localhost' } });
    senders.push({ name, cookie, token: tokenIn(await page.text()) ?? '' });
  }
  const page = await app.request('http://localhost/sign-in');
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  senders.push({ name: 'nobody', cookie, token: tokenIn(await page.text()) ?? '' });
  await pushDevices();
}, 180_000);
afterAll(async () => await base.drop());

/** A device of the staff member, the host of a hall it opens, and a phone in that hall. */
async function pushDevices(): Promise<void> {
  const staff = senders[0]!;
  const post = async (path: string, headers: Record<string, string>, body: string) =>
    await app.request(`http://localhost${path}`, {
      method: 'POST',
      headers: { host: 'localhost', ...headers },
      body,
    });
  const json = { 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const csrf = `csrf=${encodeURIComponent(staff.token)}`;
  const shown = await post(`/m/${municipality}/field/code`, { ...form, cookie: staff.cookie }, csrf);
  // With the space it is shown with: an id on the page may look like one with a hyphen.
  const code = /[A-Z0-9]{4} [A-Z0-9]{4}/.exec(await shown.text())?.[0] ?? '';
  const made = await post('/field/api/devices', json, JSON.stringify({ code, label: 'x' }));
  const authorization = `Bearer ${((await made.json()) as { token?: string }).token ?? ''}`;
  const opening = { meetingId: randomUUID(), title: 'Арал', lang: 'ky', stickersPerPerson: 5, askSex: false };
  const opened = await post('/hall', { ...json, authorization }, JSON.stringify({ ...opening, meeting: {} }));
  expect([made.status, opened.status]).toEqual([200, 201]);
  hall = (await opened.json()) as typeof hall;
  const page = await app.request(`http://localhost/j/${hall.code}`);
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await post(`/j/${hall.code}/join`, { ...form, cookie }, 'sex=');
  const device = { name: 'device', cookie: '', token: '', proof: { authorization } };
  senders.push({ ...device, heard: /^\/field\/api|^\/hall$/ });
  const proof = { 'x-hall-secret': hall.hostSecret };
  senders.push({ name: 'hall', cookie: '', token: '', proof, heard: /^\/hall\// });
  senders.push({ name: 'phone', cookie, token: '', heard: /^\/j\// });
}

/** Small, seeded, so that a failure can be made again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const oddParts = [
  '00000000-0000-0000-0000-000000000000',
  'not-an-id',
  '%00',
  '%FF',
  '%',
  '%2e%2e%2f',
  '%D0%B0'.repeat(200),
  "'%3Bdrop table unit--",
  '-1',
  '99999999999999999999',
  '__proto__',
  '2026',
  '2026.csv',
  'ky.pdf',
  'x'.repeat(3000),
];
const values = [
  '1',
  '2026-11-20',
  '10:00',
  'суу',
  'female',
  '18-35',
  'yes',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '-1',
  '1e400',
  '99999999999999999999999',
  '2026-02-31',
  '0000-00-00',
  '25:61',
  '[]',
  '{"a":{"b":[1]}}',
  '<script>alert(1)</script>',
  '=1+1',
  'ы'.repeat(20_000),
  `a${' '.repeat(20_000)}b`,
  '"'.repeat(20_000),
  '1\n'.repeat(10_000),
  '<c r="A1" '.repeat(2000),
  '../../etc/passwd',
  '__proto__',
];

/** The field names of the program's own forms, as its views write them and its commands know them. */
const fieldNames = [
  ...new Set([
    ...globSync(['src/*/views/**/*.tsx', 'src/*/*/views/**/*.tsx']).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bname="(\w+)"/g)].map(([, name]) => name ?? ''),
    ),
    ...(await commandFields()),
  ]),
];

const endpoints = () => {
  const seen = new Map<string, { method: string; path: string }>();
  for (const { method, path } of app.routes) {
    if (method !== 'ALL') seen.set(`${method} ${path}`, { method, path });
  }
  // What deletes comes last: the others need what it takes away.
  return [...seen.values()].sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
};

function fill(pattern: string, next: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return pattern.replace(/:(\w+)(\{[^}]*(?:\{[^}]*\}[^}]*)*\})?/g, (_, name: string) => {
    if (name === 'municipalityId') return next() < 0.95 ? municipality : pick(oddParts);
    if (next() < 0.2) return pick(oddParts);
    if (name === 'code') return hall.code;
    if (name === 'id' && pattern.startsWith('/hall')) return hall.id;
    if (name === 'year') return '2026';
    if (/file|format/.test(name)) return pick(['ky.pdf', 'ru.docx', 'export.csv', '2026.csv', 'plan.xlsx']);
    return realId(name.replace(/Id$/, ''), next);
  });
}

/** An id that stands in the table of this name, or in any. */
function realId(name: string, next: () => number): string {
  const table = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const known = [...ids]
    .filter(([one]) => one === table || one.endsWith(`_${table}`))
    .flatMap(([, list]) => list);
  const list = known.length > 0 ? known : [...ids.values()].flat();
  return list[Math.floor(next() * list.length)] ?? randomUUID();
}

test('the list of routes is the whole program', () => {
  expect(endpoints().length).toBeGreaterThan(60);
  expect(fieldNames.length).toBeGreaterThan(20);
});

test('no address, query, form, file or JSON makes an answer of 500', { timeout: 300_000 }, async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const bad: string[] = [];
  for (const { method, path } of endpoints()) {
    for (const sender of senders) {
      if (sender.heard && !sender.heard.test(path)) continue;
      // Follows until the asker goes.
      if (path.endsWith('/events') && sender.heard) continue;
      for (let turn = 0; turn < (sender.name === 'nobody' ? 1 : 3); turn += 1) {
        const headers: Record<string, string> = {
          host: 'localhost',
          cookie: sender.cookie,
          ...sender.proof,
        };
        let address = `http://localhost${pick(['', '', '/ru', '/en'])}${fill(path, next)}`;
        const query = Array.from({ length: Math.floor(next() * 4) }, () => [pick(fieldNames), pick(values)]);
        address += `?${query.map(([name, value]) => `${name}=${encodeURIComponent((value ?? '').toWellFormed())}`).join('&')}${pick(['', '&%zz=%', '&a[b]=1'])}`;
        const init: RequestInit = { method, headers };
        if (method !== 'GET') {
          if (next() < 0.3) headers['accept'] = 'application/json';
          const fields = Array.from({ length: Math.floor(next() * 12) }, () => {
            const name = pick(fieldNames);
            return [name, next() < 0.4 ? realId(name.replace(/Ids?$/, ''), next) : pick(values)] as const;
          });
          const kind = next();
          if (kind < 0.5) {
            const form = new URLSearchParams([...fields.map(([name, value]) => [name, value])]);
            if (sender.token) form.set('csrf', sender.token);
            init.body = form;
          } else if (kind < 0.75) {
            const form = new FormData();
            for (const [name, value] of fields) form.append(name, value.toWellFormed());
            form.set('csrf', sender.token);
            const bytes = Uint8Array.from({ length: 200 }, () => Math.floor(next() * 256));
            form.set(
              'file',
              new File(
                [pick(['a;b\n1;2', '', 'PK\u0003\u0004']), bytes],
                pick(['a.xlsx', 'b.csv', '../c.exe']),
              ),
            );
            init.body = form;
          } else {
            headers['content-type'] = pick([
              'application/json',
              'application/json',
              'multipart/form-data; boundary=x',
              'text/xml',
            ]);
            headers['x-csrf-token'] = sender.token;
            init.body = pick([
              '{',
              '[]',
              'null',
              '{"__proto__":{"a":1}}',
              JSON.stringify(Object.fromEntries(fields)),
              '{"people":[1,{"a":[]}]}',
              '['.repeat(100_000),
              `{"a":${'['.repeat(90)}${']'.repeat(90)}}`,
              `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`.repeat(2000),
            ]);
          }
        }
        let status: number;
        try {
          const answer = await app.request(address, init);
          status = answer.status;
          await answer.arrayBuffer();
        } catch (error) {
          // An address that no client could send (URL itself refuses it).
          if (error instanceof TypeError && /URL/.test(error.message)) continue;
          throw error;
        }
        if (status >= 500) bad.push(`${status} ${sender.name} ${method} ${path} ← ${address.slice(0, 200)}`);
        // Signing out or ending sessions would leave the rest of the run outside.
        if (path.includes('sign-out') || path.includes('sessions/end')) {
          await base.db.owner.query('update auth_session set ended_at = null');
        }
        if (/^\/hall\/:id(\/end)?$/.test(path)) await base.db.owner.query('update hall set ended_at = null');
      }
    }
  }
  expect({ seed, bad: bad.slice(0, 20), crashes: crashes.slice(0, 5) }).toEqual({
    seed,
    bad: [],
    crashes: [],
  });
});
