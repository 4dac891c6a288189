import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../test/database.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest, tokenIn } from './platform/auth/testing.ts';
import type { Role } from './platform/db/gate.ts';
import { newId } from './platform/db/id.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';

// Nothing is read before it is known where it comes from, who sends it and whether they may.

let base: TestDatabase;
let app: Hono<Web>;
let home = '';
let other = '';
const cookies = new Map<string, string>();
beforeAll(async () => {
  base = await createTestDatabase();
  home = (await makeMunicipality(base.db)).id;
  other = (await makeMunicipality(base.db)).id;
  app = createApp(testServices(base.db));
  for (const role of ['staff', 'deputy'] satisfies Role[]) {
    const facts = { name: role, email: `${newId()}@example.kg`, roles: [{ municipalityId: home, role }] };
    cookies.set(role, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
  }
});
afterAll(async () => await base.drop());

const multipart = 'multipart/form-data; boundary=x';

/** Posts 2 MB in pieces of 64 KB; answers the status and how many pieces were asked for. */
async function post(path: string, who: string, headers: Record<string, string> = {}) {
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(to) {
        pieces += 1;
        if (pieces > 32) to.close();
        else to.enqueue(new Uint8Array(65_536).fill(0x61));
      },
    },
    { highWaterMark: 0 },
  );
  const cookie = cookies.get(who);
  const answer = await app.request(`http://localhost${path}`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { host: 'localhost', 'content-type': multipart, ...(cookie ? { cookie } : {}), ...headers },
  } as RequestInit);
  return [answer.status, pieces];
}

test('a form with files is read only where files are taken, from those who may send them', async () => {
  const imports = (id: string) => `/m/${id}/needs/import`;
  expect(await post('/sign-in', 'nobody')).toEqual([400, 0]);
  expect(await post('/no/such/page', 'nobody')).toEqual([404, 0]);
  expect(await post(imports(home), 'nobody')).toEqual([303, 0]);
  expect(await post(imports(other), 'staff')).toEqual([404, 0]);
  expect(await post(imports(home), 'deputy')).toEqual([403, 0]);
  expect(await post('/admin/units/import', 'staff')).toEqual([404, 0]);
  expect(await post(`/m/${home}/acts`, 'staff')).toEqual([400, 0]);
  expect(await post(imports(home), 'staff', { origin: 'https://evil.example' })).toEqual([403, 0]);
  expect(await post(imports(home), 'staff', { 'sec-fetch-site': 'cross-site' })).toEqual([403, 0]);
  expect(await post(imports(home), 'staff', { 'x-csrf-token': 'made.up' })).toEqual([403, 0]);
  // Here it is read, and is no form.
  expect(await post(imports(home), 'staff')).toEqual([400, 33]);
});

test('devices and halls prove themselves before anything is read, and have limits of their own', async () => {
  const json = { 'content-type': 'application/json' };
  expect(await post('/field/api/items', 'nobody', json)).toEqual([401, 0]);
  expect(await post('/field/api/devices', 'nobody', json)).toEqual([413, 1]);
  expect(await post('/hall', 'nobody', json)).toEqual([403, 0]);
  expect(await post(`/hall/${newId()}/updates`, 'nobody', { 'x-hall-secret': 'x' })).toEqual([404, 0]);
  expect(await post('/j/ABCDEF/send', 'nobody', { 'content-type': multipart })).toEqual([404, 0]);
});

test('a form without the token is refused although it comes from our pages', async () => {
  const cookie = cookies.get('staff') ?? '';
  const page = await app.request(`http://localhost/m/${home}/needs/import`, {
    headers: { cookie, host: 'localhost' },
  });
  for (const [csrf, status] of [
    ['', 403],
    // There is no cycle here: past the door it is the page that answers.
    [tokenIn(await page.text()) ?? '', 404],
  ] as const) {
    const form = new FormData();
    form.set('csrf', csrf);
    const answer = await app.request(`http://localhost/m/${home}/needs/import`, {
      method: 'POST',
      body: form,
      headers: { cookie, host: 'localhost' },
    });
    expect([csrf.length > 0, answer.status]).toEqual([csrf.length > 0, status]);
  }
});

test('however many ask for health, the database is asked twice a second', async () => {
  let asked = 0;
  const answers = async () => {
    asked += 1;
    return await Promise.resolve(true);
  };
  const counting = createApp(testServices({ ...base.db, answers }));
  const all = Array.from(
    { length: 300 },
    async () => (await counting.request('http://localhost/healthz')).status,
  );
  expect(new Set(await Promise.all(all))).toEqual(new Set([200]));
  expect(asked).toBeLessThanOrEqual(2);
});
