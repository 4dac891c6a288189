import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  systemGate,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { mergeUnits } from '../../territory/commands/merge-units.ts';
import { renameUnit } from '../../territory/commands/rename-unit.ts';
import { splitUnit } from '../../territory/commands/split-unit.ts';
import { giveMissingAddresses } from '../../territory/commands/give-missing-addresses.ts';
import { runCommand } from '../../platform/db/command.ts';
import { openMunicipality, openSystem } from '../../platform/db/scope.ts';
import type { Services } from '../../platform/http/services.ts';
import { testServices } from '../../platform/http/testing.ts';
import type { Web } from '../../platform/http/web.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { testPage } from '../../platform/ui/testing.tsx';
import { createProblem } from '../sessions/commands/create-problem.ts';
import { nameInRussian } from './commands/name-in-russian.ts';
import { publishVillagePriorities } from './commands/publish-village-priorities.ts';
import { withdrawPublication } from './commands/withdraw-publication.ts';
import { makeCycle, makeSession, makeStatements } from './priorities.fixture.ts';
import { forgetPublicPages, placeRoutes, publicRoutes } from './routes/public.tsx';

let base: TestDatabase;
let place: TestMunicipality;
let villageId: string;
let services: Services;
beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  place = await makeMunicipality(base.db);
  villageId = place.villages[0]?.id ?? '';
  await giveMissingAddresses(base.db, new Date());
  const cycleId = await makeCycle(base.db, place.id);
  const sessionId = await makeSession(base.db, {
    municipalityId: place.id,
    cycleId,
    villageId,
    state: 'closed',
    women: 12,
    men: 10,
  });
  await base.db.owner.query(
    `insert into participant (id, municipality_id, meeting_id, number, full_name) values (gen_random_uuid(), $1, $2, 1, 'Жашыруун Катышуучу')`,
    [place.id, sessionId],
  );
  for (const [name, count] of [
    ['Сугат суу жетишсиз', 12],
    ['</script><b>Жол', 7],
  ] as const) {
    const ids = await makeStatements(base.db, place.id, sessionId, `Асан айткан: ${name}`, count);
    await run(createProblem, { cycleId, name, statements: ids.map((id) => ({ id })), reason: 'үлгү' });
  }
});
afterAll(async () => await base.drop());

async function run(command: unknown, input: unknown): Promise<{ id: string }> {
  const result = await openMunicipality(
    base.db,
    place.gate('staff', { name: 'Төрага Төрагаева' }),
    async (scope) => await runCommand(scope, command as Parameters<typeof runCommand>[1], input),
  );
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value as { id: string };
}

function app(lang: Lang = 'ky', baseUrl: string | undefined = 'https://ashar.example'): Hono<Web> {
  const web = new Hono<Web>();
  web.use(async (c, next) => {
    c.set('services', { ...services, env: { ...services.env, baseUrl: baseUrl || undefined } });
    c.set('lang', lang);
    c.set('now', new Date());
    c.set('page', testPage(lang, { path: c.req.path, actor: { name: 'Кызматкер Кызматкеров' } }));
    await next();
  });
  web.route('/p', publicRoutes());
  web.route('/', placeRoutes());
  return web;
}

/** What an answer allows caches, by name. */
const cachesOf = (answer: Response): Record<string, string> =>
  Object.fromEntries(
    (answer.headers.get('cache-control') ?? '').split(', ').map((one) => {
      const [name = '', value = ''] = one.split('=');
      return [name, value];
    }),
  );

test('unpublished is not there; published is a light, cacheable page without anybody’s name', async () => {
  const path = '/kok-irim/2026/aral';
  for (const address of [path, `${path}.csv`, `${path}.json`, `${path}/poster.pdf`, '/kok-irim/2026']) {
    expect((await app().request(address)).status, address).toBe(404);
  }
  const published = await run(publishVillagePriorities, { year: 2026, villageId });
  forgetPublicPages();
  const answer = await app().request(path);
  expect(answer.status).toBe(200);
  // After a withdrawal nobody but a reader's own browser goes on showing it, and that for a minute.
  const addresses = [path, `${path}.csv`, `${path}.json`, `${path}/poster.pdf`, '/kok-irim'];
  for (const address of addresses) {
    const first = await app().request(address);
    const again = { 'if-none-match': first.headers.get('etag') ?? '' };
    for (const one of [first, await app().request(address, { headers: again })])
      expect(cachesOf(one), address).toEqual({
        ...{ public: '', 'max-age': '60', 's-maxage': '0', 'must-revalidate': '' },
      });
  }
  const html = await answer.text();
  expect(html).toContain('Сугат суу жетишсиз');
  for (const name of ['Жашыруун', 'Асан айткан', 'Төрагаева', 'Кызматкеров', 'csrf', '</script><b>'])
    expect(html, name).not.toContain(name);
  expect(Buffer.byteLength(html)).toBeLessThan(30 * 1024);
  const data = JSON.parse(/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as Record<string, unknown>;
  expect(data).toMatchObject({ '@type': 'Dataset', url: `https://ashar.example${path}` });

  const etag = answer.headers.get('etag') ?? '';
  expect((await app().request(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect(await (await app('ru').request(path)).text()).toContain('Не хватает поливной воды');

  const csv = await (await app().request(`${path}.csv`)).text();
  expect(csv.split('\r\n')[1]).toContain('Сугат суу жетишсиз,12');
  const json = (await (await app().request(`${path}.json`)).json()) as {
    priorities: unknown[];
    version: number;
  };
  expect(json.version).toBe(1);
  expect(json.priorities).toHaveLength(2);
  const poster = await app().request(`${path}/poster.pdf`);
  expect(poster.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await poster.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await (await app().request('/kok-irim')).text()).toContain(path);

  // Sixty strangers, each calling the server by another name, get one sheet that was made once.
  const before = papers().length;
  const strange = app('ky', '');
  const sheets = Array.from({ length: 60 }, async (_, at) => {
    const headers = { host: `evil-${at}.example`, 'x-forwarded-host': `evil-${at}.example` };
    const answer = await strange.request(`${path}/poster.pdf`, { headers });
    return hash('sha256', new Uint8Array(await answer.arrayBuffer()));
  });
  expect(new Set(await Promise.all(sheets)).size).toBe(1);
  expect(papers().length).toBe(before + 1);
  const kept = await app().request(`${path}/poster.pdf`, {
    headers: { 'if-none-match': poster.headers.get('etag') ?? '' },
  });
  expect(kept.status).toBe(304);

  await run(withdrawPublication, { publicationId: published.id, reason: 'ката' });
  forgetPublicPages();
  expect((await app().request(path)).status).toBe(404);
  expect((await app().request(`${path}.json`)).status).toBe(404);
  expect((await app().request(`${path}/poster.pdf`)).status).toBe(404);
});

const papers = () => readdirSync(join(services.env.dataFolder, 'papers'));

test('odd addresses are not found, never an error', async () => {
  for (const address of [
    '/p/nobody',
    '/p/00000000-0000-7000-8000-000000000000',
    `/p/${place.id}/0000`,
    `/p/${place.id}/9999/villages/${villageId}`,
    `/p/${place.id}/2026/villages/------------------------------------.csv`,
    `/p/${villageId}`,
    '/nobody',
    '/kok-irim/0000',
    '/kok-irim/2026/nobody',
    '/kok-irim/2026/nobody.csv',
    '/%00',
    '/-',
  ])
    expect((await app().request(address)).status, address).toBe(404);
});

test('Russian readers get the office’s own Russian, and Kyrgyz that says so while there is none', async () => {
  const path = '/kok-irim/2026/aral';
  const { rows } = await base.db.owner.query<{ id: string; cycleId: string }>(
    `select id, cycle_id as "cycleId" from problem where municipality_id = $1 and name like '%Жол'`,
    [place.id],
  );
  const { id: problemId, cycleId } = rows[0]!;
  const pageIn = async (lang: Lang) => {
    forgetPublicPages();
    return await (await app(lang).request(path)).text();
  };
  await run(publishVillagePriorities, { year: 2026, villageId });
  const without = await pageIn('ru');
  expect(without).toMatch(/<span lang="ky">[^<]*Жол<\/span>/);
  expect(without).toContain(i18nFor('ru').t('needs.public.in-kyrgyz'));
  expect(without).toContain(i18nFor('ru').t('needs.public.nothing-hidden'));
  await run(nameInRussian, { cycleId, names: [{ problemId, nameRu: 'Дорога плохая' }] });
  // What is published stays as it is until it is published anew.
  expect(await pageIn('ru')).not.toContain('Дорога плохая');
  await run(publishVillagePriorities, { year: 2026, villageId });
  const named = await pageIn('ru');
  expect(named).toContain('Дорога плохая');
  expect(named).not.toContain(i18nFor('ru').t('needs.public.in-kyrgyz'));
  expect(await pageIn('ky')).not.toContain('Дорога плохая');
  expect(await pageIn('en')).toMatch(/<span lang="ky">[^<]*Жол<\/span>/);
  expect(await (await app('ru').request(`${path}.csv`)).text()).toContain('Дорога плохая');
});

/** Where an address leads, and what stands there. */
async function follow(address: string, lang: Lang = 'ky'): Promise<{ ways: string[]; answer: Response }> {
  forgetPublicPages();
  const ways: string[] = [];
  for (let next = address; ;) {
    const answer = await app(lang).request(next);
    const to = answer.headers.get('location');
    if (answer.status !== 301 || to === null) return { ways, answer };
    ways.push((next = to));
    if (ways.length > 3) throw new Error(`${address} leads on and on`);
  }
}

test('addresses by ids and words written otherwise lead to the one people type; files are given at both', async () => {
  const page = '/kok-irim/2026/aral';
  const old = `/p/${place.id}/2026/villages/${villageId}`;
  for (const address of [old, '/KOK-IRIM/2026/Aral', encodeURI('/Көк-Ирим/2026/Арал')])
    expect((await follow(address)).ways, address).toEqual([page]);
  expect((await follow(`/p/${place.id}`)).ways).toEqual(['/kok-irim']);
  const canonical = `<https://ashar.example${page}>; rel="canonical"`;
  for (const address of [`${old}.json`, `${page}.json`]) {
    const { ways, answer } = await follow(address);
    expect([ways, answer.status, answer.headers.get('link')], address).toEqual([[], 200, canonical]);
  }
  expect((await follow(`${old}/poster.pdf`)).answer.status).toBe(200);
  // A year of which only villages publish is a page as well: the way up from their lists leads to it.
  const year = await (await follow('/kok-irim/2026')).answer.text();
  expect(year).toContain(`href="${page}"`);
  expect(await (await follow(page)).answer.text()).toContain('href="/kok-irim/2026"');
});

test('a word of nobody is the ordinary 404 with the names near to it', async () => {
  const { answer } = await follow('/kokirm');
  expect(answer.status).toBe(404);
  const html = await answer.text();
  expect(html).toContain(i18nFor('ky').t('http.404.title'));
  expect(html).toMatch(/<a href="\/kok-irim">Көк-Ирим<\/a>/);
  expect(html).toContain('name="robots" content="noindex"');
  expect(html).toMatch(/<form[^>]+method="get"[^>]+action="\/places"/);
});

test('what was opened by a form or a sign-in is not in the page that is kept for everybody', async () => {
  forgetPublicPages();
  const web = new Hono<Web>();
  web.use(async (c, next) => {
    c.set('services', services);
    c.set('lang', 'ky');
    c.set('now', new Date());
    c.set('page', testPage('ky', { path: c.req.path, done: 'Жалган кабар', homePath: '/m/1' }));
    await next();
  });
  web.route('/', placeRoutes());
  const html = await (await web.request('/kok-irim/2026/aral')).text();
  expect(html).not.toContain('Жалган кабар');
  expect(html).not.toContain('/m/1');
});

test('renamed, merged and divided: every address that ever led to a list leads to where it stands', async () => {
  const change = async (command: unknown, input: object) => {
    const made = await openSystem(
      base.db,
      systemGate(),
      async (scope) => await runCommand(scope, command as Parameters<typeof runCommand>[1], input),
    );
    if (!made.ok) throw new Error(JSON.stringify(made));
    return made.value as { id: string };
  };
  const [, other] = place.villages;
  const names = (name: string) => ({ nameKy: name, nameRu: name });
  await change(renameUnit, { unitId: villageId, ...names('Жаңы-Арал'), on: '2026-02-01' });
  await change(renameUnit, {
    unitId: place.id,
    ...names('Бирлик айыл аймагы'),
    kind: 'aiylAimak',
    on: '2026-02-01',
  });
  expect((await follow('/kok-irim/2026/aral')).ways).toEqual(['/birlik/2026/jangy-aral']);
  expect((await follow('/kok-irim')).ways).toEqual(['/birlik']);

  // The village's own list is read under its last name; what it has none of leads to the village that it became.
  await change(mergeUnits, {
    ...{ unitIds: [villageId, other!.id], continueAs: other!.id, parentId: place.id },
    ...names('Бирдик'),
    on: '2026-03-01',
  });
  const { ways, answer } = await follow('/kok-irim/2026/aral');
  expect([ways, answer.status]).toEqual([['/birlik/2026/jangy-aral'], 200]);
  await base.db.owner.query(`update publication set unit_id = $1 where unit_id = $2`, [other!.id, villageId]);
  expect((await follow('/kok-irim/2026/aral')).ways).toEqual(['/birlik/2026/birdik']);

  const parts = ['Түндүк', 'Түштүк'].map((name) => ({ ...names(name), kind: 'aiylAimak' }));
  await change(splitUnit, {
    ...{ unitId: place.id, keep: false, parts, children: { [other!.id]: 1 } },
    on: '2026-04-01',
  });
  const divided = await follow('/kok-irim');
  expect(divided.ways).toEqual([]);
  const html = await divided.answer.text();
  expect(html).toContain('href="/tunduk"');
  expect(html).toContain('href="/tushtuk"');
  // What was published stays where it was published.
  expect((await follow('/kok-irim/2026/birdik')).answer.status).toBe(200);
});
