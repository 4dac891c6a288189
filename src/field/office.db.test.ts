import { webcrypto } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { saveKnownExpenses } from '../needs/sessions/commands/save-known-expenses.ts';
import { knownBudget } from '../needs/sessions/data/known-expenses.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser } from '../platform/auth/testing.ts';
import { gateOfAccount } from '../platform/auth/sign-in-gate.ts';
import { runCommand, type Command } from '../platform/db/command.ts';
import { roles, type Gate, type Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { testServices, type TestServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { drawCode, hashCode, makeCode } from './commands/make-code.ts';
import { prepareDevice } from './commands/prepare-device.ts';
import { recoverDevice, recoverDeviceByCode } from './commands/recover-device.ts';
import { renameDevice } from './commands/rename-device.ts';
import { revokeDevice } from './commands/revoke-device.ts';
import { officePrivateKey } from './data/devices.ts';
import type { DeviceAnswer, MeetingPackage, MeetingSummary } from './rules/items.ts';
import { insertLeader, insertSession } from '../../test/meetings.ts';

type AnyCommand = Command<z.ZodType, unknown, MunicipalityScope>;

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let home: TestMunicipality;
let away: TestMunicipality;
let now = new Date('2026-03-20T06:00:00Z');
let homeCycle: string;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  services = testServices(base.db, { clock: () => now });
  app = createApp(services);
  homeCycle = await makeCycle(home, 2026);
});
afterAll(async () => await base.drop());
beforeEach(async () => {
  await base.db.owner.query('delete from auth_attempt');
  now = new Date(now.getTime() + 3_600_000);
});

const sql = async <T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await base.db.owner.query<T>(text, values)).rows;

async function makeCycle(where: TestMunicipality, year: number): Promise<string> {
  const id = newId();
  await sql(`insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, now())`, [
    id,
    where.id,
    year,
  ]);
  return id;
}

/** Sessions of one group are told apart by their part. */
let part = 0;
async function makeSession(where: TestMunicipality, cycleId: string, over: { state?: string } = {}) {
  const id = newId();
  part += 1;
  const village = { municipalityId: where.id, cycleId, villageId: where.villages[0]?.id ?? null };
  const plan = { state: over.state ?? 'planned', plannedOn: '2026-04-01', startsAt: '10:00', venue: 'Клуб' };
  return await insertSession(base.db.owner, { id, ...village, ...plan, part });
}

/** An account with roles, and a person of this municipality it belongs to. */
async function makeAccount(where: TestMunicipality, ...held: Role[]) {
  const account = await createAccount(base.db, {
    name: `Айгүл ${newId().slice(-4)}`,
    email: `${newId()}@example.kg`,
    roles: held.map((role) => ({ municipalityId: where.id, role })),
  });
  await sql(`update role_assignment set valid_from = '2026-01-01' where account_id = $1`, [account.id]);
  const personId = newId();
  await sql(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Айгүл Сынакова', $3)`,
    [personId, where.id, account.id],
  );
  return { id: account.id, personId };
}

async function assign(where: TestMunicipality, sessionId: string, personId: string) {
  await insertLeader(base.db.owner, { municipalityId: where.id, meetingId: sessionId, personId });
}

async function gateOf(accountId: string, where = home): Promise<Gate> {
  const gate = await gateOfAccount(base.db, accountId, where.id, now);
  if (!gate) throw new Error('no gate');
  return gate;
}

async function run(command: AnyCommand, input: unknown, gate: Gate) {
  return await openMunicipality(base.db, gate, async (scope) => await runCommand(scope, command, input), {
    now,
  });
}

/** A code as the page gives it out. */
async function codeFor(accountId: string, deviceId?: string): Promise<string> {
  const code = drawCode();
  const codeHash = hashCode(services.env.secret, code);
  const made = await run(
    makeCode as unknown as AnyCommand,
    deviceId === undefined ? { kind: 'prepare', codeHash } : { kind: 'recover', codeHash, deviceId },
    await gateOf(accountId),
  );
  if (!made.ok) throw new Error(made.code);
  return code;
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: unknown; headers: Headers }> {
  const answer = await app.request(`http://localhost${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json(), headers: answer.headers };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function prepare(accountId: string, label = 'Redmi'): Promise<DeviceAnswer> {
  const { status, json } = await send('POST', '/field/api/devices', {
    code: await codeFor(accountId),
    label,
  });
  expect(status).toBe(200);
  return json as DeviceAnswer;
}

describe('one-time codes', () => {
  test('a code makes a device once: the second time it is wrong, and so is one that is too old', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const code = await codeFor(id);
    const first = await send('POST', '/field/api/devices', {
      code: ` ${code.toLowerCase()} `,
      label: 'Redmi',
    });
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const answer = first.json as DeviceAnswer;
    expect(answer).toMatchObject({
      account: { id, lang: 'ky' },
      municipality: { id: home.id, name: 'Көк-Ирим' },
      serverTime: now.toISOString(),
    });
    expect(Buffer.from(answer.recoveryKey, 'base64')).toHaveLength(32);
    expect(Buffer.from(answer.officeKey, 'base64')).toHaveLength(65);
    const again = await send('POST', '/field/api/devices?lang=ru', { code, label: 'Redmi' });
    expect(again).toMatchObject({ status: 422, json: { ok: false, code: 'device-code-wrong' } });
    expect((again.json as { message: string }).message).toContain('Получите новый код');

    const late = await codeFor(id);
    now = new Date(now.getTime() + 30 * 60_000);
    expect((await send('POST', '/field/api/devices', { code: late, label: 'x' })).status).toBe(422);
  });

  test('a name too long for a device is cut and does not cost the code', async () => {
    const code = await codeFor((await makeAccount(home, 'facilitator')).id);
    const label = `${'Телефон '.repeat(7)}Али😀😀`;
    const { status, json } = await send('POST', '/field/api/devices', { code, label });
    expect(status).toBe(200);
    const { deviceId } = json as DeviceAnswer;
    const [row] = await sql('select label from field_device where id = $1', [deviceId]);
    expect(row).toEqual({ label: `${'Телефон '.repeat(7)}Али` });
  });

  test('a newer code ends the one before it', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const before = await codeFor(id);
    const after = await codeFor(id);
    expect((await send('POST', '/field/api/devices', { code: before, label: 'x' })).status).toBe(422);
    expect((await send('POST', '/field/api/devices', { code: after, label: 'x' })).status).toBe(200);
  });

  test('of many who type one code at once, one gets a device', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const code = await codeFor(id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => await send('POST', '/field/api/devices', { code, label: 'x' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sql('select id from field_device where account_id = $1', [id])).toHaveLength(1);
  });

  test('a code whose account lost its roles, or was disabled, opens nothing', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const code = await codeFor(id);
    await sql('delete from role_assignment where account_id = $1', [id]);
    expect((await send('POST', '/field/api/devices', { code, label: 'x' })).status).toBe(422);
    const other = await makeAccount(home, 'staff');
    const second = await codeFor(other.id);
    await sql('update auth_user set disabled_at = now() where id = $1', [other.id]);
    expect((await send('POST', '/field/api/devices', { code: second, label: 'x' })).status).toBe(422);
    expect(await sql('select id from field_device where account_id in ($1, $2)', [id, other.id])).toEqual([]);
  });

  test('guessing is braked, and a right code while the brake is off takes the count back', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const wrong = async () => await send('POST', '/field/api/devices', { code: 'KM7P3XHT', label: 'x' });
    for (let at = 0; at < 4; at += 1) expect((await wrong()).status).toBe(422);
    await prepare(id);
    for (let at = 0; at < 5; at += 1) expect((await wrong()).status).toBe(422);
    const braked = await wrong();
    expect(braked.status).toBe(429);
    expect(Number(braked.headers.get('retry-after'))).toBeGreaterThan(0);
    // Even the right code waits.
    const code = await codeFor(id);
    expect((await send('POST', '/field/api/devices', { code, label: 'x' })).status).toBe(429);
  });

  test('only JSON is heard: a form of another site cannot send that', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const code = await codeFor(id);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      '',
    ]) {
      const answer = await app.request('http://localhost/field/api/devices', {
        method: 'POST',
        headers: type === '' ? {} : { 'content-type': type },
        body: JSON.stringify({ code, label: 'x' }),
      });
      expect(answer.status).toBe(415);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect(await sql('select id from field_device where account_id = $1', [id])).toEqual([]);
  });

  test('nothing secret is kept as it was given out', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const code = await codeFor(id);
    const { json } = await send('POST', '/field/api/devices', { code, label: 'Redmi' });
    const { token, recoveryKey } = json as DeviceAnswer;
    const kept = JSON.stringify([
      await sql('select * from field_code'),
      await sql('select * from field_device'),
      await sql('select * from field_key'),
      await sql('select * from audit_entry'),
      await sql('select * from operation'),
    ]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(token.split('.')[2]);
    expect(kept).not.toContain(recoveryKey);
  });

  test('one pair of keys for the municipality, whose private half opens what was sealed for the public one', async () => {
    const first = await prepare((await makeAccount(home, 'facilitator')).id);
    const second = await prepare((await makeAccount(home, 'head')).id);
    expect(second.officeKey).toBe(first.officeKey);
    const other = await makeAccount(away, 'staff');
    const code = drawCode();
    await run(
      makeCode as unknown as AnyCommand,
      { kind: 'prepare', codeHash: hashCode(services.env.secret, code) },
      await gateOf(other.id, away),
    );
    const theirs = (await send('POST', '/field/api/devices', { code, label: 'x' })).json as DeviceAnswer;
    expect(theirs.officeKey).not.toBe(first.officeKey);

    const bytes = await openMunicipality(
      base.db,
      home.gate('staff'),
      async (scope) => await officePrivateKey(scope, services.env.secret),
    );
    const { subtle } = webcrypto;
    const kind = { name: 'ECDH', namedCurve: 'P-256' };
    const key = await subtle.importKey('pkcs8', bytes!, kind, true, ['deriveBits']);
    const jwk = await subtle.exportKey('jwk', key);
    const point = Buffer.concat([
      Buffer.from([4]),
      Buffer.from(jwk.x!, 'base64url'),
      Buffer.from(jwk.y!, 'base64url'),
    ]);
    expect(point.toString('base64')).toBe(first.officeKey);
    const sealedElsewhere = await openMunicipality(
      base.db,
      home.gate('staff'),
      async (scope) => await officePrivateKey(scope, 'another secret of another installation'),
    );
    expect(sealedElsewhere).toBeUndefined();
  });
});

describe('a forgotten PIN', () => {
  test('the office or the owner lets the store be opened, once, and the journal says who', async () => {
    const owner = await makeAccount(home, 'facilitator');
    const head = await makeAccount(home, 'head');
    const device = await prepare(owner.id);
    for (const giver of [head.id, owner.id]) {
      const code = await codeFor(giver, device.deviceId);
      const answer = await send('POST', '/field/api/recover', { code, deviceId: device.deviceId });
      expect(answer).toMatchObject({ status: 200, json: { recoveryKey: device.recoveryKey } });
      const again = await send('POST', '/field/api/recover', { code, deviceId: device.deviceId });
      expect(again.status).toBe(422);
      const [entry] = await sql<{ actor_id: string }>(
        `select * from audit_entry where action = 'field.recover-device' order by seq desc limit 1`,
      );
      expect(JSON.stringify(entry)).toContain(giver);
    }
  });

  test('what was sealed under another secret of the installation is lost, and that is said', async () => {
    const owner = await makeAccount(home, 'facilitator');
    const { deviceId } = await prepare(owner.id);
    const [secret, code] = ['the secret that came after, long enough too', drawCode()];
    const input = { kind: 'recover', codeHash: hashCode(secret, code), deviceId };
    expect(await run(makeCode as unknown as AnyCommand, input, await gateOf(owner.id))).toMatchObject({
      ok: true,
    });
    expect(await recoverDeviceByCode(base.db, secret, { code, deviceId }, now)).toMatchObject({
      code: 'device-key-lost',
    });
  });

  test('a code is for one device only, and not for one that was ended', async () => {
    const owner = await makeAccount(home, 'facilitator');
    const first = await prepare(owner.id);
    const second = await prepare(owner.id);
    const code = await codeFor(owner.id, first.deviceId);
    expect((await send('POST', '/field/api/recover', { code, deviceId: second.deviceId })).status).toBe(422);
    // A code to prepare is none to recover, and the other way round.
    expect((await send('POST', '/field/api/devices', { code, label: 'x' })).status).toBe(422);
    await sql('update field_device set revoked_at = now() where id = $1', [first.deviceId]);
    const answer = await send('POST', '/field/api/recover', { code, deviceId: first.deviceId });
    expect(answer).toMatchObject({ status: 422, json: { code: 'device-ended' } });
    expect(JSON.stringify(answer.json)).not.toContain(first.recoveryKey);
  });
});

describe('the token of a device', () => {
  const ask = async (token: string) => await send('GET', '/field/api/sessions', undefined, bearer(token));

  test('it is let in until its access, its account or its roles end', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const { token, deviceId } = await prepare(id);
    expect((await ask(token)).status).toBe(200);
    await sql('update auth_user set disabled_at = now() where id = $1', [id]);
    expect(await ask(token)).toMatchObject({ status: 401, json: { ok: false, code: 'device-revoked' } });
    await sql('update auth_user set disabled_at = null where id = $1', [id]);
    expect((await ask(token)).status).toBe(200);
    await sql('update role_assignment set valid_to = $2 where account_id = $1', [id, now]);
    expect(await ask(token)).toMatchObject({ status: 401, json: { code: 'device-revoked' } });
    await sql('update role_assignment set valid_to = null where account_id = $1', [id]);
    await sql('update field_device set revoked_at = now() where id = $1', [deviceId]);
    expect(await ask(token)).toMatchObject({ status: 401, json: { code: 'device-revoked' } });
  });

  test('a role that works with no device lets nobody in', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const { token } = await prepare(id);
    await sql(`update role_assignment set role = 'deputy' where account_id = $1`, [id]);
    expect(await ask(token)).toMatchObject({ status: 401, json: { code: 'device-revoked' } });
  });

  test('nothing else is a token, and a cookie is none', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const { token } = await prepare(id);
    const [mid = '', did = '', secret = ''] = token.split('.');
    const flipped = `${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    for (const wrong of [
      '',
      'x',
      `${mid}.${did}`,
      `${mid}.${did}.${flipped}`,
      `${mid}.${did}.${secret}A`,
      `${away.id}.${did}.${secret}`,
      `${mid}.${newId()}.${secret}`,
      `${mid}.not-an-id.${secret}`,
    ]) {
      expect(await ask(wrong)).toMatchObject({ status: 401, json: { ok: false, code: 'device-unknown' } });
    }
    const cookie = await signInForTest(base.db, id, now);
    expect((await send('GET', '/field/api/sessions', undefined, { cookie })).status).toBe(401);
    expect(
      (await send('POST', '/field/api/items', { sentAt: '', app: '', items: [] }, { cookie })).status,
    ).toBe(401);
  });

  test('what needs no form’s token there is reached by no other address, however it is written', async () => {
    const { id } = await makeAccount(home, 'head');
    const cookie = await signInForTest(base.db, id, now);
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const codes = async () => (await sql('select count(*)::int as n from field_code'))[0];
    const before = await codes();
    const post = async (path: string) =>
      (await app.request(`http://localhost${path}`, { method: 'POST', headers: form, body: 'x=1' })).status;
    const target = `m/${home.id}/field/code`;
    expect(await post(`/${target}`)).toBe(403);
    for (const start of ['/field/api/', '/ru/field/api/', '/hall/', '/j/', '//field/api/', '/field/api%2F']) {
      for (const up of ['', '../', '../../', '..%2F..%2F', '%2e%2e/%2e%2e/', '..;/..;/', '..\\..\\', '/'])
        expect([start + up, await post(start + up + target)]).toEqual([
          start + up,
          expect.toSatisfy((status: number) => status >= 400 && status < 500),
        ]);
    }
    expect(await codes()).toEqual(before);
  });

  test('when it spoke last, with which app and with which clock, is known', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const { token, deviceId } = await prepare(id);
    const aYearAhead = new Date(now.getTime() + 365 * 86_400_000).toISOString();
    const body = { sentAt: aYearAhead, app: '1.4.0', items: [] };
    const answer = await send('POST', '/field/api/items', body, bearer(token));
    expect(answer).toMatchObject({ status: 200, json: { receivedAt: now.toISOString(), results: [] } });
    const [row] = await sql('select app, clock_off, last_seen_at from field_device where id = $1', [
      deviceId,
    ]);
    expect(row).toMatchObject({ app: '1.4.0', clock_off: 365 * 24 * 60, last_seen_at: now });
    const strange = { sentAt: '+275760-09-13T00:00:00Z', app: 'a\u0000b', items: [] };
    expect((await send('POST', '/field/api/items', strange, bearer(token))).status).toBe(200);
  });

  test('a device gone wild is braked alone', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const wild = await prepare(id);
    const quiet = await prepare(id);
    const answers = await Promise.all(Array.from({ length: 620 }, async () => await ask(wild.token)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await ask(quiet.token)).status).toBe(200);
  });
});

describe('meetings and packages', () => {
  test('a facilitator gets the own meetings, the office all of the cycle, others nothing', async () => {
    const sessions = [await makeSession(home, homeCycle), await makeSession(home, homeCycle)];
    const cancelled = await makeSession(home, homeCycle, { state: 'cancelled' });
    const elsewhere = await makeSession(away, await makeCycle(away, 2026));
    const facilitator = await makeAccount(home, 'facilitator');
    await assign(home, sessions[0]!, facilitator.personId);
    await assign(home, cancelled, facilitator.personId);
    const own = await prepare(facilitator.id);
    const office = await prepare((await makeAccount(home, 'staff')).id);
    const list = async (token: string) =>
      (await send('GET', '/field/api/sessions', undefined, bearer(token))).json as MeetingSummary[];
    expect((await list(own.token)).map(({ id }) => id)).toEqual([sessions[0]]);
    expect((await list(office.token)).map(({ id }) => id)).toEqual(expect.arrayContaining(sessions));
    expect((await list(office.token)).map(({ id }) => id)).not.toContain(cancelled);
    expect((await list(own.token))[0]).toMatchObject({
      meeting: 'session',
      municipality: 'Көк-Ирим',
      village: 'Арал',
      ageGroup: '18-35',
      plannedOn: '2026-04-01',
      startsAt: '10:00',
      state: 'planned',
    });
    const get = async (token: string, id: string) =>
      (await send('GET', `/field/api/sessions/${id}`, undefined, bearer(token))).status;
    expect(await get(own.token, sessions[0]!)).toBe(200);
    expect(await get(own.token, sessions[1]!)).toBe(404);
    expect(await get(office.token, sessions[1]!)).toBe(200);
    for (const token of [own.token, office.token]) {
      expect(await get(token, elsewhere)).toBe(404);
      expect(await get(token, cancelled)).toBe(404);
      expect(await get(token, newId())).toBe(404);
      expect(await get(token, 'not-an-id')).toBe(404);
    }
  });

  test('a cycle opened for next year does not hide the one that goes on; finished ones are left out', async () => {
    const past = await makeCycle(home, 2020);
    const running = await makeSession(home, past, { state: 'open' });
    const { token } = await prepare((await makeAccount(home, 'head')).id);
    const ids = async () =>
      ((await send('GET', '/field/api/sessions', undefined, bearer(token))).json as MeetingSummary[]).map(
        ({ id }) => id,
      );
    expect((await ids())[0]).toBe(running);
    await sql('update cycle set finished_at = now() where id = $1', [past]);
    expect(await ids()).not.toContain(running);
  });

  test('a package holds what the room needs and nobody’s contacts', async () => {
    const id = await makeSession(home, homeCycle);
    const facilitator = await makeAccount(home, 'facilitator');
    await assign(home, id, facilitator.personId);
    const invited = newId();
    await sql(
      `insert into person (id, municipality_id, full_name, sex, street) values ($1, $2, 'Бакыт Асанов', 'male', 'Ленин 5')`,
      [invited, home.id],
    );
    await sql(
      `insert into person_contact (municipality_id, person_id, phone) values ($1, $2, '+996700112233')`,
      [home.id, invited],
    );
    await sql(`insert into invitation (municipality_id, meeting_id, person_id) values ($1, $2, $3)`, [
      home.id,
      id,
      invited,
    ]);
    const problemId = newId();
    await sql(
      `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, 'Суу жок', '', '')`,
      [problemId, home.id, homeCycle],
    );
    await sql(
      `insert into matcher_term (id, municipality_id, ky, ru, by_name) values ($1, $2, 'суу', 'вода', '')`,
      [newId(), home.id],
    );
    const stickers = [newId(), newId()];
    await sql(
      `insert into statement (id, municipality_id, session_id, text, by_account_id, by_name, way, device_time)
       values ($1, $2, $3, 'Суу жок', 'a', 'b', 'phone', '2026-04-01T05:00:00Z')`,
      [stickers[0], home.id, id],
    );
    await sql(
      `insert into statement (id, municipality_id, session_id, text, corrects_id, withdrawn, by_account_id, by_name)
       values ($1, $2, $3, 'Суу жок', $4, true, 'a', 'b')`,
      [stickers[1], home.id, id, stickers[0]],
    );
    await sql(
      `insert into field_document (municipality_id, meeting_id, meeting, state) values ($1, $2, 'session', '\\x0000')`,
      [home.id, id],
    );
    await run(
      saveKnownExpenses as unknown as AnyCommand,
      {
        cycleId: homeCycle,
        version: '0',
        year: 2026,
        rows: [{ key: 'schools', name: 'Мектептер', amount: '1 000 000,50' }],
      },
      home.gate('staff'),
    );
    const { token } = await prepare(facilitator.id);
    const { json } = await send('GET', `/field/api/sessions/${id}?lang=ru`, undefined, bearer(token));
    const found = json as MeetingPackage;
    expect(found).toMatchObject({
      id,
      municipalityId: home.id,
      cycleName: '2026',
      stickersPerPerson: 5,
      ageGroups: ['18-35', '36-55', '56+'],
      facilitators: ['Айгүл Сынакова'],
      invited: [{ name: 'Бакыт Асанов', sex: 'male' }],
      programme: { opening: 15, gallery: 20 },
      problems: [{ id: problemId, name: 'Суу жок' }],
      terms: [{ ky: 'суу', ru: 'вода' }],
      budget: {
        year: 2026,
        total: '100000050',
        items: [{ key: 'schools', name: 'Мектептер', amount: '100000050' }],
      },
      tiles: null,
      mapBase: 'sheet',
      document: 'AAA=',
      stickers: [
        {
          id: stickers[0],
          text: 'Суу жок',
          way: 'phone',
          corrects: null,
          deviceTime: '2026-04-01T05:00:00.000Z',
        },
        { id: stickers[1], corrects: stickers[0], withdrawn: true },
      ],
      priorities: [],
    });
    expect(JSON.stringify(found)).not.toMatch(/996700112233|Ленин 5/);
  });

  test('map tiles of the operator come along', async () => {
    const id = await makeSession(home, homeCycle);
    const { token } = await prepare((await makeAccount(home, 'head')).id);
    const tiled = createApp({
      ...services,
      env: { ...services.env, tilesUrl: 'https://t.example.kg/{z}/{x}/{y}.png', tilesAttribution: '© Ж' },
    });
    const answer = await tiled.request(`http://localhost/field/api/sessions/${id}`, {
      headers: bearer(token),
    });
    expect(((await answer.json()) as MeetingPackage).tiles).toEqual({
      url: 'https://t.example.kg/{z}/{x}/{y}.png',
      attribution: '© Ж',
      centre: null,
    });
  });
});

describe('who may do what', () => {
  const all: readonly Role[] = roles;
  const hash = () => hashCode(services.env.secret, drawCode());
  const usesField: readonly Role[] = ['facilitator', 'head', 'staff'];
  const managesAll: readonly Role[] = ['administrator', 'head', 'staff'];

  test('a facilitator manages the own device', async () => {
    const { id } = await makeAccount(home, 'facilitator');
    const { deviceId } = await prepare(id);
    const gate = await gateOf(id);
    expect(
      (await run(renameDevice as unknown as AnyCommand, { id: deviceId, label: ' Менин  телефонум ' }, gate))
        .ok,
    ).toBe(true);
    const wrong = await run(
      revokeDevice as unknown as AnyCommand,
      { id: deviceId, confirmName: 'Redmi' },
      gate,
    );
    expect(wrong).toMatchObject({ ok: false, code: 'device-name-differs', fields: { confirmName: {} } });
    const right = { id: deviceId, confirmName: 'менин телефонум' };
    expect(await run(revokeDevice as unknown as AnyCommand, { ...right, id: newId() }, gate)).toMatchObject({
      code: 'device-not-found',
    });
    expect((await run(revokeDevice as unknown as AnyCommand, right, gate)).ok).toBe(true);
    expect(await run(revokeDevice as unknown as AnyCommand, right, gate)).toMatchObject({
      code: 'device-ended',
    });
  });

  test('prepare-device and recover-device ask for the role again when the code is used', async () => {
    const { deviceId: here } = await prepare((await makeAccount(home, 'facilitator')).id);
    for (const role of all) {
      const gate = home.gate(role);
      const code = hash();
      const row = (kind: string, deviceId: string | null) =>
        sql(
          `insert into field_code (id, municipality_id, account_id, kind, device_id, code_hash, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [
            newId(),
            home.id,
            gate.accountId,
            kind,
            deviceId,
            kind + code.slice(kind.length),
            new Date(now.getTime() + 60_000),
          ],
        );
      await row('prepare', null);
      await row('recover', here);
      const prepared = await run(
        prepareDevice as unknown as AnyCommand,
        {
          codeHash: `prepare${code.slice(7)}`,
          deviceId: newId(),
          label: 'x',
          tokenHash: code,
          recoverySealed: 'x',
          publicKey: 'x',
          privateSealed: 'x',
        },
        gate,
      );
      expect([role, prepared.ok]).toEqual([role, usesField.includes(role)]);
      const recovered = await run(
        recoverDevice as unknown as AnyCommand,
        { codeHash: `recover${code.slice(7)}`, deviceId: here },
        gate,
      );
      expect([role, recovered.ok]).toEqual([role, managesAll.includes(role)]);
      // Somebody else's code, and the same work at another municipality's device.
      const stranger = home.gate(['head', 'facilitator']);
      const stolen = { codeHash: `recover${code.slice(7)}`, deviceId: here };
      expect(await run(recoverDevice as unknown as AnyCommand, stolen, stranger)).toMatchObject({
        ok: false,
      });
      const far = await run(recoverDevice as unknown as AnyCommand, stolen, away.gate(role));
      expect(far.ok).toBe(false);
    }
  });
});

test('the real budget: two people editing at once, amounts and doubles', async () => {
  const cycleId = await makeCycle(home, 2050);
  await sql('update cycle set finished_at = now() where id = $1', [cycleId]);
  const staff = home.gate('staff');
  const save = async (over: Record<string, unknown>) =>
    await run(
      saveKnownExpenses as unknown as AnyCommand,
      { cycleId, version: '0', year: '', rows: [{ key: 'roads', name: 'Жол', amount: '1 500,5' }], ...over },
      staff,
    );
  expect((await save({})).ok).toBe(true);
  expect(await save({})).toMatchObject({ ok: false, code: 'edited-meanwhile' });
  const standing = async () =>
    await openMunicipality(base.db, staff, async (scope) => await knownBudget(scope, cycleId));
  const first = await standing();
  expect(first).toMatchObject({ year: 2050, total: 150_050n, items: [{ key: 'roads', amount: 150_050n }] });
  const version = first?.version;
  const bad = await save({ version, rows: [{ key: '', name: 'Жол', amount: 'көп' }] });
  expect(bad).toMatchObject({ ok: false, fields: { 'rows.0.amount': { code: 'not-money' } } });
  const twice = await save({
    version,
    rows: ['5', '6'].map((amount) => ({ key: 'roads', name: 'Жол', amount })),
  });
  expect(twice).toMatchObject({ ok: false, code: 'expense-twice' });
  expect((await save({ version, rows: [] })).ok).toBe(true);
  expect(await standing()).toBeUndefined();
});

describe('the office’s page', () => {
  test('a code is shown once, large, with its link; devices and arrivals are listed', async () => {
    const { id } = await makeAccount(home, 'facilitator', 'staff');
    const browser = testBrowser(app, await signInForTest(base.db, id, now));
    const at = `/m/${home.id}/field`;
    const shown = await browser.post(`${at}/code`, {}, { from: at });
    expect(shown.status).toBe(200);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const html = await shown.text();
    const code = /#\/prepare\/([A-Z0-9]{8})"/.exec(html)?.[1] ?? '';
    expect(html).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
    expect(html).toContain('data:image/svg+xml;base64,');
    const made = await send('POST', '/field/api/devices', { code, label: '<b>Redmi</b>' });
    const { deviceId } = made.json as DeviceAnswer;
    const list = await (await browser.get(at)).text();
    expect(list).toContain('&lt;b>Redmi');
    expect((await browser.get(`${at}/devices/${deviceId}`)).status).toBe(200);
    expect((await browser.get(`${at}/devices/${newId()}`)).status).toBe(404);
    for (const file of ['devices.csv', 'devices.xlsx', 'arrivals.csv', 'arrivals.xlsx'])
      expect((await browser.get(`${at}/${file}`)).status).toBe(200);
    const renamed = await browser.post(
      `${at}/devices/${deviceId}/name`,
      { label: 'Samsung' },
      { from: `${at}/devices/${deviceId}` },
    );
    expect(renamed.status).toBe(303);
    const refused = await browser.post(
      `${at}/devices/${deviceId}/revoke`,
      { confirmName: 'Redmi' },
      { from: `${at}/devices/${deviceId}` },
    );
    expect(refused.status).toBe(422);
    const gone = await browser.post(
      `${at}/devices/${deviceId}/revoke`,
      { confirmName: 'samsung' },
      { from: `${at}/devices/${deviceId}` },
    );
    expect(gone.status).toBe(303);
  });

  test('the real budget is entered by hand: what is wrong stands beside its field, what was typed is kept', async () => {
    const cycleId = await makeCycle(home, 2060);
    await sql('update cycle set finished_at = now() where id = $1', [cycleId]);
    const { id } = await makeAccount(home, 'staff');
    const browser = testBrowser(app, await signInForTest(base.db, id, now));
    const at = `/m/${home.id}/needs/known-budget`;
    const from = `${at}?cycle=${cycleId}`;
    const version = /name="version" value="([^"]+)"/.exec(await (await browser.get(from)).text())?.[1] ?? '';
    const fields = {
      cycleId,
      version,
      year: '2026',
      'rows.0.key': 'schools',
      'rows.0.name': 'Мектептер',
      'rows.0.amount': '4 500 000',
      'rows.1.key': 'roads',
      'rows.1.name': 'Жолдор',
      'rows.1.amount': '',
      'rows.15.name': '',
      'rows.15.amount': 'көп',
    };
    const refused = await browser.post(at, fields, { from });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('4 500 000');
    expect(html).toMatch(/id="f-rows-15-amount-error"/);
    const saved = await browser.post(at, { ...fields, 'rows.15.amount': '' }, { from });
    expect(saved.status).toBe(303);
    const page = await (await browser.get(from)).text();
    expect(page).toContain('4\u00a0500\u00a0000');
    const again = await browser.post(at, { ...fields, 'rows.15.amount': '' }, { from });
    expect(again.status).toBe(409);
    const reader = await makeAccount(home, 'deputy');
    const other = testBrowser(app, await signInForTest(base.db, reader.id, now));
    expect(await (await other.get(from)).text()).not.toContain('name="version"');
    expect((await other.post(at, { ...fields, version: 'x' }, { from: '/account' })).status).toBe(403);
  });

  test('a facilitator sees own devices only; a deputy and an auditor none', async () => {
    const others = await prepare((await makeAccount(home, 'facilitator')).id, 'Башканыкы');
    const { id } = await makeAccount(home, 'facilitator');
    const own = await prepare(id, 'Меники');
    const browser = testBrowser(app, await signInForTest(base.db, id, now));
    const page = await (await browser.get(`/m/${home.id}/field`)).text();
    expect(page).toContain('Меники');
    expect(page).not.toContain('Башканыкы');
    expect((await browser.get(`/m/${home.id}/field/devices/${own.deviceId}`)).status).toBe(200);
    expect((await browser.get(`/m/${home.id}/field/devices/${others.deviceId}`)).status).toBe(404);
    expect(await (await browser.get(`/m/${home.id}/field/devices.csv`)).text()).not.toContain('Башканыкы');
    for (const role of ['deputy', 'auditor'] as const) {
      const reader = await makeAccount(home, role);
      const other = testBrowser(app, await signInForTest(base.db, reader.id, now));
      expect((await other.get(`/m/${home.id}/field`)).status).toBe(403);
    }
  });
});

test('nothing that is sent to the field API makes a 500', async () => {
  const { id } = await makeAccount(home, 'facilitator');
  const { token } = await prepare(id);
  const bodies: string[] = [
    '',
    '{',
    'null',
    '[]',
    '1',
    '"x"',
    '{"code":1}',
    '{"code":"\\u0000\\ud800","label":"\\u0000"}',
    '{"code":"KM7P3XHT","deviceId":"x"}',
    '{"code":"KM7P3XHT","deviceId":"00000000-0000-0000-0000-000000000000"}',
    `{"code":"${'x'.repeat(200)}"}`,
    '{"__proto__":{"code":"x"}}',
    '{"sentAt":"x","app":"\\u0000","items":[]}',
    '{"sentAt":"0000-00-00","app":"","items":[null,1,"x",{},{"id":"x"},{"id":"00000000-0000-0000-0000-000000000000"}]}',
    `{"sentAt":"2026","app":"","items":[{"id":"${newId()}","schema":1,"sessionId":"${newId()}","meeting":"session","madeAt":"9999999","body":{"kind":"document","update":"!!"}}]}`,
    '{"sentAt":"2026","app":"","items":{"length":5}}',
    '['.repeat(100_000),
  ];
  const paths = [
    'devices',
    'recover',
    'items',
    'sessions',
    'sessions/x',
    'sessions/%00',
    '',
    'x/y',
    '%FF',
    '__proto__',
  ];
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      for (const body of method === 'GET' ? [''] : bodies) {
        await base.db.owner.query('delete from auth_attempt');
        const answer = await app.request(`http://localhost/field/api/${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...bearer(token) },
          ...(method === 'GET' ? {} : { body }),
        });
        expect([method, path, body.slice(0, 80), answer.status < 500]).toEqual([
          method,
          path,
          body.slice(0, 80),
          true,
        ]);
      }
    }
  }
  const huge = await app.request('http://localhost/field/api/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"code":"${'x'.repeat(20_000)}"}`,
  });
  expect(huge.status).toBe(413);
});
