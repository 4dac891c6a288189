import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { giveMissingAddresses } from '../territory/commands/give-missing-addresses.ts';

let base: TestDatabase;
let app: Hono<Web>;
beforeAll(async () => {
  base = await createTestDatabase();
  app = createApp(testServices(base.db));
});
afterAll(async () => await base.drop());

const ask = async (address: string) => await app.request(`http://localhost${encodeURI(address)}`);
const page = async (address: string) => await (await ask(address)).text();
const { t } = i18nFor('ky');

test('an installation without units has no search that finds nothing and no scheme without places', async () => {
  expect(await page('/')).toContain(t('welcome.fresh.title'));
  await createAccount(base.db, { email: 'a@ashar.example', name: 'Асан', roles: [] });
  const html = await page('/');
  expect(html).toContain(t('welcome.how.said'));
  expect(html).not.toContain('action="/places"');
  expect(html).not.toContain('class="scheme"');
  expect(html).toContain('href="/methods"');
  expect((await ask('/places')).status).toBe(200);
});

test('a reader finds a municipality by typing in any letters, by its village, and from the scheme of oblasts', async () => {
  const first = await makeMunicipality(base.db, { villages: ['Арал', 'Бирдик'] });
  await makeMunicipality(base.db, { name: 'Кара-Суу', villages: ['Арал', 'Жаңы-Жол'] });
  await giveMissingAddresses(base.db, new Date());
  const front = await page('/');
  expect(front).toMatch(/<form[^>]+method="get"[^>]+action="\/places"/);
  const led = async (words: string) => (await ask(`/places?q=${words}`)).headers.get('location');
  for (const words of ['Көк-Ирим', 'кок ирим', 'KOK-IRIM', 'бирдик'])
    expect(await led(words), words).toBe('/kok-irim');
  for (const words of ['Jangy-Jol', 'жаны жол']) expect(await led(words), words).toBe('/kara-suu');
  const both = await page('/places?q=арал');
  expect(both).toContain('href="/kok-irim"');
  expect(both).toContain('href="/kara-suu"');
  expect(await page('/places?q=ъъъ')).toContain(t('ui.empty.search.title'));

  const oblast =
    /class="tile" href="(\/places\?in=[0-9a-f-]+)"[^>]*aria-label="Жалал-Абад/.exec(front)?.[1] ?? '';
  const within = await page(oblast);
  expect(within).toContain('Токтогул');
  expect(within).toContain('href="/kok-irim"');
  expect((await ask(`/places?in=${first.id}`)).headers.get('location')).toBe('/kok-irim');
  expect((await ask('/places?in=x')).status).toBe(404);
});
