import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../test/database.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from './platform/auth/testing.ts';
import { newId } from './platform/db/id.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';
import type * as workers from './platform/workers/worker.ts';

// What a person sees, and what stays, when the threads that read and check files are busy or give up.

const limit = vi.hoisted(() => ({ reason: undefined as 'busy' | 'time' | 'memory' | undefined }));
vi.mock('./platform/workers/worker.ts', async (original) => {
  const real = await original<typeof workers>();
  return {
    ...real,
    defineWorker: (module: string, limits: Parameters<typeof real.defineWorker>[1]) => {
      const work = real.defineWorker(module, limits);
      return async (input: never) => {
        if (limit.reason !== undefined) throw new real.WorkerLimit(module, limit.reason);
        return await work(input);
      };
    },
  };
});

let base: TestDatabase;
let app: Hono<Web>;
let home: TestMunicipality;
let staff: TestBrowser;
let admin: TestBrowser;
beforeAll(async () => {
  base = await createTestDatabase();
  app = createApp(testServices(base.db));
  home = await makeMunicipality(base.db);
  await base.db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, 2026, now())`,
    [newId(), home.id],
  );
  const browser = async (facts: Partial<Parameters<typeof createAccount>[1]>) => {
    const account = await createAccount(base.db, { name: 'Чынар', email: `${newId()}@example.kg`, ...facts });
    return testBrowser(app, await signInForTest(base.db, account.id));
  };
  staff = await browser({ roles: [{ municipalityId: home.id, role: 'staff' }] });
  admin = await browser({ systemAdministrator: true });
});
afterAll(async () => await base.drop());

async function upload(who: TestBrowser, path: string, text: string): Promise<Response> {
  const form = new FormData();
  form.set('csrf', tokenIn(await (await who.get(path)).text()) ?? '');
  form.set('on', '2026-01-01');
  form.set('file', new File([text], 'a.csv'));
  const cookie = [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  return await app.request(`http://localhost/ru${path}`, {
    method: 'POST',
    body: form,
    headers: { host: 'localhost', cookie },
  });
}

const said = {
  busy: 'tables.refused.busy',
  time: 'tables.refused.tooHeavy',
  memory: 'tables.refused.tooHeavy',
};

test.for(['busy', 'time', 'memory'] as const)(
  'a file that is not read (%s) is refused in words',
  async (reason) => {
    const { i18nFor } = await import('./platform/i18n/i18n.ts');
    const words = i18nFor('ru').t(said[reason]).slice(0, 25);
    for (const [who, path] of [
      [staff, `/m/${home.id}/needs/import`],
      [admin, '/admin/units/import'],
    ] as const) {
      limit.reason = reason;
      const answer = await upload(who, path, 'а;б\n1;2').finally(() => (limit.reason = undefined));
      expect(answer.status, path).toBe(422);
      expect(await answer.text(), path).toContain(words);
    }
  },
);

test('units whose check is given up stay staged, and are imported when they are sent again', async () => {
  const template = await (await admin.get('/admin/units/import/template.csv')).text();
  const staged = await upload(admin, '/admin/units/import', template);
  expect(staged.status).toBe(303);
  const preview = (staged.headers.get('location') ?? '').replace(/^\/(ky|ru|en)/, '');
  const units = async () =>
    (await base.db.owner.query<{ n: number }>('select count(*)::int as n from unit')).rows[0]!.n;
  const before = await units();
  limit.reason = 'time';
  const looked = await admin.get(`/ru${preview}`).finally(() => (limit.reason = undefined));
  expect(await looked.text()).toContain('Сейчас строки проверить не удалось');
  const token = tokenIn(await (await admin.get(preview)).text()) ?? '';
  limit.reason = 'busy';
  const cookie = [...admin.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const refused = await app.request(`http://localhost/ru${preview}`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: token }),
    headers: { host: 'localhost', cookie },
  });
  limit.reason = undefined;
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Сейчас строки проверить не удалось');
  limit.reason = 'busy';
  const told = await app.request(`http://localhost/ru${preview}`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: token }),
    headers: { host: 'localhost', cookie, accept: 'application/json' },
  });
  limit.reason = undefined;
  expect(await told.json()).toMatchObject({ ok: false, code: 'import-not-checked' });
  expect(await units()).toBe(before);
  const done = await admin.post(preview, {}, { from: preview });
  expect(done.status).toBe(303);
  expect(await units()).toBeGreaterThan(before);
});
