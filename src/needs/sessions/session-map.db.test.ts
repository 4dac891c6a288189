import { Hono } from 'hono';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { runCommand, type Result } from '../../platform/db/command.ts';
import type { Gate, Role } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { testServices, type TestServices } from '../../platform/http/testing.ts';
import type { Web } from '../../platform/http/web.ts';
import { testPage } from '../../platform/ui/testing.tsx';
import { saveResourceObjects } from './commands/save-resource-objects.ts';
import { findMapPhoto, listResourceObjects } from './data/resource-objects.ts';
import { makeCycle, makeSession } from '../priorities/priorities.fixture.ts';
import { sessionMapRoutes } from './routes/session-map.tsx';

let base: TestDatabase;
let services: TestServices;
let home: TestMunicipality;
let away: TestMunicipality;
let cycleId: string;
let ages = 0;

beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  cycleId = await makeCycle(base.db, home.id);
});
afterAll(async () => await base.drop());

async function newSession(state: 'open' | 'closed' = 'open'): Promise<string> {
  ages += 1;
  return await makeSession(base.db, {
    municipalityId: home.id,
    cycleId,
    villageId: home.villages[0]?.id ?? '',
    ageGroup: `${20 + ages}-${21 + ages}`,
    state,
  });
}

async function drawn(sessionId: string, name: string): Promise<string> {
  const id = newId();
  await base.db.owner.query(
    `insert into resource_object (id, municipality_id, session_id, seq, kind, name, shape, points)
     values ($1, $2, $3, 1, 'water', $4, 'line', '[[100,100],[900,400]]')`,
    [id, home.id, sessionId, name],
  );
  return id;
}

async function run(
  input: Record<string, unknown>,
  gate: Gate = home.gate('staff'),
  operationId?: string,
): Promise<Result<{ id: string; revision: number }>> {
  return await openMunicipality(
    base.db,
    gate,
    async (scope) => await runCommand(scope, saveResourceObjects, input, { operationId }),
  );
}

const objects = async (id: string) =>
  await openMunicipality(base.db, home.gate('staff'), async (scope) => await listResourceObjects(scope, id));

const revisionOf = async (id: string) =>
  (await base.db.owner.query<{ revision: number }>('select revision from meeting where id = $1', [id]))
    .rows[0]?.revision;

test('words are changed and added, the drawing stays where it was, what is left out goes', async () => {
  const id = await newSession();
  const canal = await drawn(id, 'Канал');
  const old = await drawn(id, 'Эски арык');
  const saved = await run({
    id,
    revision: '0',
    rows: [
      {
        id: canal,
        kind: 'water',
        name: ' Чоң канал ',
        condition: 'repair',
        users: ['men', 'everyone'],
        wished: '',
        note: 'Жайында суу аз',
      },
      { id: '', kind: 'special', name: 'Балдар аянтчасы', condition: '', users: 'children', wished: 'yes' },
    ],
  });
  expect(saved).toMatchObject({ ok: true, value: { revision: 1 } });
  const [first, second, ...rest] = await objects(id);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    id: canal,
    order: 1,
    name: 'Чоң канал',
    condition: 'repair',
    users: ['men', 'everyone'],
    wished: false,
    shape: 'line',
    points: [
      [100, 100],
      [900, 400],
    ],
  });
  expect(second).toMatchObject({
    kind: 'special',
    condition: null,
    users: ['children'],
    wished: true,
    shape: 'none',
    points: [],
  });
  expect(await objects(id)).not.toContainEqual(expect.objectContaining({ id: old }));
});

test('an old revision, a stranger’s object, a nameless new one and nonsense change nothing', async () => {
  const id = await newSession();
  const other = await newSession();
  const here = await drawn(id, 'Көл');
  const elsewhere = await drawn(other, 'Башка көл');
  expect(await run({ id, revision: 7, rows: [] })).toMatchObject({ code: 'edited-meanwhile' });
  expect(await run({ id, revision: 0, rows: [{ id: elsewhere, name: 'Меники' }] })).toMatchObject({
    code: 'resource-object-not-found',
  });
  expect(
    await run({
      id,
      revision: 0,
      rows: [
        { id: here, name: 'А' },
        { id: here, name: 'Б' },
      ],
    }),
  ).toMatchObject({ code: 'resource-object-not-found' });
  expect(await run({ id, revision: 0, rows: [{ name: '  ' }] })).toMatchObject({
    fields: { 'rows.0.name': { code: 'resource-object-without-name' } },
  });
  for (const row of [
    { name: 'x', kind: 'castle' },
    { name: 'x', condition: 'bad' },
    { name: 'x', users: ['admin'] },
    { name: 'x', shape: 'point', points: [[0, 0]] },
    { name: 'x'.repeat(201) },
  ]) {
    expect(await run({ id, revision: 0, rows: [row] })).toMatchObject({ code: 'invalid-input' });
  }
  expect((await objects(id)).map((one) => one.name)).toEqual(['Көл']);
  expect(await revisionOf(id)).toBe(0);
  const closed = await newSession('closed');
  expect(await run({ id: closed, revision: 0, rows: [] })).toMatchObject({ code: 'session-closed' });
});

test('two who save at once: one stands, the other is told; a double click is one', async () => {
  const id = await newSession();
  const both = await Promise.all(
    ['Биринчи', 'Экинчи'].map(async (name) => await run({ id, revision: 0, rows: [{ name }] })),
  );
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.find((one) => !one.ok)).toMatchObject({ code: 'edited-meanwhile' });
  expect(await objects(id)).toHaveLength(1);
  const operation = newId();
  const staff = home.gate('staff');
  const rows = [{ id: (await objects(id))[0]?.id, name: 'Бир' }, { name: 'Эки' }];
  const clicks = await Promise.all(
    [1, 2].map(async () => await run({ id, revision: 1, rows }, staff, operation)),
  );
  expect(clicks).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await objects(id)).toHaveLength(2);
});

test('policy: who may write the map, and nobody of another municipality', async () => {
  const id = await newSession();
  await drawn(id, 'Көл');
  const everybody: readonly Role[] = ['administrator', 'head', 'staff', 'facilitator', 'deputy', 'auditor'];
  for (const role of everybody) {
    const label = `save-resource-objects as ${role}`;
    const answer = await run({ id, revision: 999, rows: [] }, home.gate(role));
    // Those who may are stopped by the revision; a facilitator of other sessions may not.
    expect(answer, label).toMatchObject({
      ok: false,
      code: ['head', 'staff'].includes(role) ? 'edited-meanwhile' : 'forbidden',
    });
    const stranger = await run({ id, revision: 0, rows: [] }, away.gate(role));
    expect(stranger.ok, `${label} of another municipality`).toBe(false);
  }
  const account = newId();
  const person = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Алып баруучу', $3)`,
    [person, home.id, account],
  );
  await base.db.owner.query(
    `insert into meeting_leader (municipality_id, meeting_id, person_id, role) values ($1, $2, $3, 'facilitator')`,
    [home.id, id, person],
  );
  const [lake] = await objects(id);
  expect(
    await run(
      { id, revision: 0, rows: [{ id: lake?.id, name: 'Көл' }] },
      home.gate('facilitator', { accountId: account }),
    ),
  ).toMatchObject({ ok: true });
  expect(await objects(id)).toHaveLength(1);
});

function web(gate: Gate, municipalityId = home.id): Hono<Web> {
  const app = new Hono<Web>();
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('lang', 'ky');
    c.set('now', new Date());
    c.set('gate', gate);
    c.set('page', testPage('ky', { path: c.req.path, municipality: { id: municipalityId, name: 'Арал' } }));
    if (c.req.method === 'POST') {
      const values: Record<string, string | string[]> = {};
      for (const [name, value] of new URLSearchParams(await c.req.text())) {
        const before = values[name];
        values[name] =
          before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
      }
      c.set('body', { values, files: {} });
    }
    await next();
  });
  app.route('/m/:municipalityId/needs', sessionMapRoutes());
  return app;
}

test('page, form without script and files; another municipality finds nothing', async () => {
  const id = await newSession();
  const canal = await drawn(id, 'Канал "Ынтымак" <b>');
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#8899aa' } })
    .jpeg()
    .toBuffer();
  const stored = await services.files.put(picture, { accept: ['image'] });
  if (!stored.ok) throw new Error(stored.code);
  const photo = newId();
  await base.db.owner.query(
    `insert into meeting_photo (id, municipality_id, meeting_id, purpose, file_id, width, height, by_name)
     values ($1, $2, $3, 'map', $4, 400, 300, 'Алып баруучу')`,
    [photo, home.id, id, stored.file.id],
  );
  await base.db.owner.query(`update session set map_base = 'photo', map_photo_id = $1 where id = $2`, [
    photo,
    id,
  ]);
  expect(
    await openMunicipality(base.db, home.gate('staff'), async (scope) => await findMapPhoto(scope, id)),
  ).toEqual({ id: photo, fileId: stored.file.id, width: 400, height: 300 });

  const app = web(home.gate('staff'));
  const at = `/m/${home.id}/needs/sessions/${id}`;
  const page = await (await app.request(`${at}/map`)).text();
  expect(page).toContain(`/photos/${photo}`);
  expect(page).toContain('Канал &quot;Ынтымак&quot; &lt;b>');
  expect(page).toContain('name="rows.0.users"');
  expect(page).not.toContain(' style=');

  const geo = await app.request(`${at}/map.geojson`);
  expect(geo.headers.get('content-type')).toBe('application/geo+json');
  expect(geo.headers.get('cache-control')).toContain('private');
  expect(await geo.json()).toMatchObject({
    type: 'FeatureCollection',
    features: [{ id: canal, geometry: null, properties: { sheet: { type: 'line' } } }],
  });
  const svg = await (await app.request(`${at}/map.svg`)).text();
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).not.toContain('<image');
  expect(svg).not.toContain('<b>');
  const bytes = async (path: string) =>
    new Uint8Array(await (await app.request(`${at}/${path}`)).arrayBuffer());
  const without = await bytes('map.png');
  const withPhoto = await bytes('map.png?photo=yes');
  expect(await sharp(without).metadata()).toMatchObject({ format: 'png', width: 2000 });
  // In the middle of the map: paper without the photo, the photo's own colour with it.
  const colour = async (image: Uint8Array) => {
    const { data } = await sharp(image)
      .extract({ left: 1900, top: 500, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [...data];
  };
  expect((await colour(without))[2]).toBeGreaterThan(240);
  expect((await colour(withPhoto))[0]).toBeLessThan(160);

  const form = new URLSearchParams([
    ['revision', '0'],
    ['operationId', newId()],
    ['rows.0.id', canal],
    ['rows.0.name', 'Канал'],
    ['rows.0.kind', 'water'],
    ['rows.0.users', 'men'],
    ['rows.0.users', 'women'],
    ['rows.1.id', ''],
    ['rows.1.name', 'Мектеп'],
    ['rows.1.kind', 'service'],
    ['rows.2.id', ''],
    ['rows.2.name', ''],
    ['rows.2.kind', 'infrastructure'],
  ]).toString();
  const posted = await app.request(`${at}/map`, { method: 'POST', body: form });
  expect(posted.status).toBe(303);
  expect((await objects(id)).map((one) => [one.name, one.users])).toEqual([
    ['Канал', ['men', 'women']],
    ['Мектеп', []],
  ]);
  // The same form again is of an old version: told, with what was typed, and nothing is doubled.
  const again = await app.request(`${at}/map`, {
    method: 'POST',
    body: form
      .replace(/operationId=[^&]+/, `operationId=${newId()}`)
      .replace('%D0%9C%D0%B5%D0%BA%D1%82%D0%B5%D0%BF', 'Klub'),
  });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('value="Klub"');
  expect(await objects(id)).toHaveLength(2);

  const stranger = web(away.gate('head'), away.id);
  for (const path of ['map', 'map.geojson', 'map.svg', 'map.png', 'map.png?photo=yes']) {
    const answer = await stranger.request(`/m/${away.id}/needs/sessions/${id}/${path}`);
    expect(answer.status, path).toBe(404);
  }
  expect((await app.request(`/m/${home.id}/needs/sessions/not-an-id/map`)).status).toBe(404);
  expect((await app.request(`${at}/map.exe`)).status).toBe(404);
});
