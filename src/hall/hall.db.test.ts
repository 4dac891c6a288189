import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { gateOfAccount } from '../platform/auth/sign-in-gate.ts';
import { runCommand } from '../platform/db/command.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { openAssets } from '../platform/http/assets.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { drawCode, hashCode, makeCode } from '../field/commands/make-code.ts';
import { prepareDeviceByCode } from '../field/commands/prepare-device.ts';
import { purgeHalls } from './data/halls.ts';
import type { HallOpened, HallPhones, HallSticker, HallVector } from './rules/hall.ts';
import { createHub } from './hub.ts';

const lan = '192.168.43.10';
const port = 3000;

let database: TestDatabase;
let hub: Hono<Web>;

/** A hub with memory of its own, as after a restart; the database stays. */
function startHub(): Hono<Web> {
  const shell = new Hono<Web>();
  shell.get('/field', (c) => c.text('the app'));
  const services = testServices(database.db);
  return createHub({ services, assets: openAssets(''), port, shell, addresses: () => [lan] });
}

beforeAll(async () => {
  database = await createTestDatabase();
  hub = startHub();
});
afterAll(async () => await database.drop());

type Asked = {
  readonly from?: string;
  readonly host?: string;
  readonly secret?: string;
  readonly method?: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Record<string, string>;
};

async function ask(path: string, asked: Asked = {}, at = hub): Promise<Response> {
  const { from = '127.0.0.1', host = 'localhost:3000', secret, json, bytes } = asked;
  const headers: Record<string, string> = { host, ...asked.headers };
  if (secret !== undefined) headers['x-hall-secret'] = secret;
  if (json !== undefined) headers['content-type'] = 'application/json';
  const body = json === undefined ? bytes && new Uint8Array(bytes) : JSON.stringify(json);
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST');
  return await at.request(
    `http://${host}${path}`,
    { method, headers, ...(body === undefined ? {} : { body }) },
    {
      incoming: { socket: { remoteAddress: from } },
    },
  );
}

async function openHall(facts: Record<string, unknown> = {}): Promise<HallOpened> {
  const json = {
    meetingId: newId(),
    title: 'Арал, 18–35 жаш',
    lang: 'ky',
    stickersPerPerson: 5,
    askSex: false,
    meeting: { village: 'Арал' },
    ...facts,
  };
  const answer = await ask('/hall', { json });
  expect(answer.status).toBe(201);
  return (await answer.json()) as HallOpened;
}

/** A participant's phone on the hotspot: keeps its cookie, follows no redirect. */
class Phone {
  cookie = '';
  readonly address: string;
  readonly code: string;
  readonly browser: string;
  constructor(code: string, address: string, browser = 'Android 8') {
    this.code = code;
    this.address = address;
    this.browser = browser;
  }
  async ask(path: string, form?: Record<string, string>, json = false): Promise<Response> {
    const answer = await ask(`/j/${this.code}${path}`, {
      from: this.address,
      host: `${lan}:3000`,
      method: form ? 'POST' : 'GET',
      headers: {
        'user-agent': this.browser,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(json ? { accept: 'application/json' } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { bytes: new TextEncoder().encode(new URLSearchParams(form).toString()) } : {}),
    });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0]!;
    return answer;
  }
  async see(path = ''): Promise<string> {
    return await (await this.ask(path)).text();
  }
  async join(): Promise<void> {
    await this.ask('');
    expect((await this.ask('/join', {})).status).toBe(303);
  }
}

const phonesOf = async (hall: HallOpened): Promise<HallPhones> =>
  (await (await ask(`/hall/${hall.id}/phones`, { secret: hall.hostSecret })).json()) as HallPhones;
const stickersOf = async (hall: HallOpened): Promise<HallSticker[]> =>
  (
    (await (await ask(`/hall/${hall.id}/stickers`, { secret: hall.hostSecret })).json()) as {
      stickers: HallSticker[];
    }
  ).stickers;

async function admitAll(hall: HallOpened): Promise<void> {
  const { phones } = await phonesOf(hall);
  const json = { ids: phones.map(({ id }) => id), state: 'admitted' };
  expect((await ask(`/hall/${hall.id}/phones`, { secret: hall.hostSecret, json })).status).toBe(200);
}
const setGallery = async (hall: HallOpened, state: 'open' | 'closed') =>
  await ask(`/hall/${hall.id}/gallery`, { secret: hall.hostSecret, method: 'PUT', json: { state } });

async function admittedPhone(hall: HallOpened, address: string, browser?: string): Promise<Phone> {
  const phone = new Phone(hall.code, address, browser);
  await phone.join();
  await admitAll(hall);
  await setGallery(hall, 'open');
  return phone;
}

describe('who may what at a hub', () => {
  it('gives the app and the right to open a hall to the laptop alone', async () => {
    expect(await (await ask('/field')).text()).toBe('the app');
    const others = { from: '192.168.43.77', host: `${lan}:3000` };
    const opening = { meetingId: newId(), title: 'x', lang: 'ky', stickersPerPerson: 5, askSex: false };
    for (const path of ['/field', '/field/api/sessions', '/', '/healthz', '/m/1', '/admin', '/sign-in'])
      expect((await ask(path, others)).status, path).toBe(404);
    expect((await ask('/hall', { ...others, json: opening })).status).toBe(403);
    // The laptop under its address on the network, or a neighbour who only says it is the laptop.
    expect((await ask('/hall', { from: lan, host: `${lan}:3000`, json: opening })).status).toBe(403);
    expect((await ask('/hall', { ...others, host: 'localhost:3000', json: opening })).status).toBe(403);
    // A page of another site in the laptop's browser.
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await ask('/hall', { json: opening, headers })).status).toBe(403);
  });

  it('takes no proxy on the laptop for the laptop', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'])
      expect((await ask('/field', { headers: { [name]: '203.0.113.9' } })).status, name).toBe(404);
    const hall = await openHall();
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask(`/hall/${hall.id}/phones`, { secret: hall.hostSecret, headers })).status).toBe(403);
  });

  it('keeps no package that cannot be written or read again', async () => {
    const depth = 200_000;
    const text = JSON.stringify({
      meetingId: newId(),
      title: 'x',
      lang: 'ky',
      stickersPerPerson: 5,
      askSex: false,
      meeting: 0,
    }).replace('"meeting":0', `"meeting":${'['.repeat(depth)}${']'.repeat(depth)}`);
    const bytes = new TextEncoder().encode(text);
    const headers = { 'content-type': 'application/json' };
    expect((await ask('/hall', { bytes, headers })).status).toBe(400);
    const hall = await openHall();
    for (const since of ['-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'x'])
      expect(
        (
          await ask(`/hall/${hall.id}/stickers?since=${encodeURIComponent(since)}`, {
            secret: hall.hostSecret,
          })
        ).status,
        since,
      ).toBe(422);
  });

  it('answers nobody who calls it by a foreign name', async () => {
    for (const host of [
      'evil.example:3000',
      'localhost',
      'localhost:80',
      '10.1.2.3:3000',
      'localhost.evil.example:3000',
    ])
      expect((await ask('/field', { host })).status, host).toBe(421);
  });

  it('passes nothing on without the operator’s office', async () => {
    const answer = await ask('/field/api/sessions');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'office-unreachable' });
  });

  it('knows three levels of secrets', async () => {
    const hall = await openHall();
    const another = await openHall();
    const table: [string, string, unknown, number[]][] = [
      // path, method, body, [host, recorder, wall]
      ['', 'GET', undefined, [200, 200, 200]],
      ['/state', 'GET', undefined, [200, 200, 200]],
      ['/wall/state', 'GET', undefined, [200, 200, 200]],
      ['/meeting', 'GET', undefined, [200, 200, 403]],
      ['/updates?since=0', 'GET', undefined, [200, 200, 403]],
      ['/photos', 'GET', undefined, [200, 200, 403]],
      ['/phones', 'GET', undefined, [200, 403, 403]],
      ['/stickers', 'GET', undefined, [200, 403, 403]],
      ['/phones', 'POST', { ids: [], state: 'admitted' }, [200, 403, 403]],
      [`/phones/${newId()}`, 'POST', { state: 'refused' }, [200, 403, 403]],
      [`/phones/${newId()}`, 'DELETE', undefined, [404, 403, 403]],
      ['/gallery', 'PUT', { state: 'closed' }, [200, 403, 403]],
      ['/wall', 'PUT', { nothing: 1 }, [422, 403, 403]],
      ['', 'DELETE', { seq: 0, stickers: 0 }, [409, 403, 403]],
    ];
    for (const [path, method, json, expected] of table) {
      const secrets = [hall.hostSecret, hall.recorderSecret, hall.wallSecret];
      for (const [at, secret] of secrets.entries()) {
        const answer = await ask(`/hall/${hall.id}${path}`, { method, secret, ...(json ? { json } : {}) });
        expect(answer.status, `${method} ${path} as ${at}`).toBe(expected[at]);
      }
      const asked = { method, ...(json ? { json } : {}) };
      // Secrets of another hall, and none at all; not from one address, which would be slowed.
      for (const [at, secret] of [another.hostSecret, 'x'.repeat(32), ''].entries())
        expect(
          (await ask(`/hall/${hall.id}${path}`, { ...asked, secret, from: `127.0.1.${at + 1}` })).status,
          `${method} ${path} with a secret of elsewhere: ${at}`,
        ).toBe(404);
    }
    // The host's secret is heard from the laptop only.
    const outside = { from: '192.168.43.77', host: `${lan}:3000` };
    expect((await ask(`/hall/${hall.id}/phones`, { ...outside, secret: hall.hostSecret })).status).toBe(403);
    expect((await ask(`/hall/${hall.id}/updates`, { ...outside, secret: hall.recorderSecret })).status).toBe(
      200,
    );
  });

  it('keeps secrets as hashes and slows who guesses', async () => {
    const hall = await openHall();
    const rows = await database.db.owner.query<{ text: string }>('select hall::text as text from hall');
    for (const { text } of rows.rows) {
      for (const secret of [hall.hostSecret, hall.recorderSecret, hall.wallSecret])
        expect(text).not.toContain(secret);
    }
    const outside = { from: '192.168.43.9', host: `${lan}:3000` };
    let last = 0;
    for (let at = 0; at < 40; at += 1)
      last = (await ask(`/hall/${hall.id}`, { ...outside, secret: `wrong-wrong-wrong-${at}` })).status;
    expect(last).toBe(429);
    // Others of the same address go on.
    expect((await ask(`/hall/${hall.id}`, { ...outside, secret: hall.recorderSecret })).status).toBe(200);
  });
});

describe('the shared document', () => {
  it('passes changes on, in an order that nobody reads past, and survives a restart', async () => {
    const hall = await openHall();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let at = 0; at < 30; at += 1) doc.getMap('meta').set(`key${at}`, at);
    const answers = await Promise.all(
      updates.map(async (bytes) => {
        const answer = await ask(`/hall/${hall.id}/updates`, { secret: hall.recorderSecret, bytes });
        expect(answer.status).toBe(200);
        return (await answer.json()) as { seq: number; before: number };
      }),
    );
    // Each stands right behind the one before it: no number is given out of order.
    const sorted = [...answers].sort((a, b) => a.seq - b.seq);
    sorted.slice(1).forEach((one, at) => expect(one.before).toBe(sorted[at]!.seq));
    const after = await ask(`/hall/${hall.id}/updates?since=0`, { secret: hall.hostSecret }, startHub());
    const read = new Y.Doc();
    Y.applyUpdate(read, new Uint8Array(await after.arrayBuffer()));
    expect(read.getMap('meta').toJSON()).toEqual(doc.getMap('meta').toJSON());
    expect(Number(after.headers.get('x-hall-seq'))).toBe(sorted.at(-1)!.seq);
  });

  it('puts many changes together without losing one', async () => {
    const hall = await openHall();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let at = 0; at < 210; at += 1) doc.getText('note:opening').insert(at, 'а');
    // Thirty at a time: one by one, a busy machine lets each wait for its turn five times.
    for (let at = 0; at < updates.length; at += 30) {
      const answers = updates
        .slice(at, at + 30)
        .map(async (bytes) => await ask(`/hall/${hall.id}/updates`, { secret: hall.hostSecret, bytes }));
      for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
    }
    const rows = await database.db.owner.query('select 1 from hall_update where hall_id = $1', [hall.id]);
    expect(rows.rowCount).toBeLessThan(50);
    const read = new Y.Doc();
    const answer = await ask(`/hall/${hall.id}/updates`, { secret: hall.recorderSecret });
    Y.applyUpdate(read, new Uint8Array(await answer.arrayBuffer()));
    expect(read.getText('note:opening').toJSON()).toHaveLength(210);
  }, 60_000);

  it('refuses what is no change and what is too large', async () => {
    const { id, hostSecret: secret } = await openHall();
    expect((await ask(`/hall/${id}/updates`, { secret, bytes: new Uint8Array([9, 9, 9, 255]) })).status).toBe(
      422,
    );
    expect(
      (await ask(`/hall/${id}/updates`, { secret, bytes: new Uint8Array(0), method: 'POST' })).status,
    ).toBe(400);
    expect((await ask(`/hall/${id}/updates`, { secret, bytes: new Uint8Array(1_100_000) })).status).toBe(413);
    expect((await ask(`/hall/${id}/updates?since=x`, { secret })).status).toBe(422);
  });

  it('passes pictures on and takes nothing else for one', async () => {
    const { id, hostSecret, recorderSecret } = await openHall();
    const photo = newId();
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    const put = async (bytes: Uint8Array) =>
      (await ask(`/hall/${id}/photos/${photo}`, { method: 'PUT', secret: recorderSecret, bytes })).status;
    expect(await put(new TextEncoder().encode('<svg onload=alert(1)>'))).toBe(422);
    expect(await put(jpeg)).toBe(200);
    expect(await put(jpeg)).toBe(200);
    const got = await ask(`/hall/${id}/photos/${photo}`, { secret: hostSecret });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(jpeg);
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('streams where the hall stands to each level', async () => {
    const hall = await openHall();
    const controller = new AbortController();
    const answer = await hub.request(
      `http://localhost:3000/hall/${hall.id}/events`,
      { headers: { host: 'localhost:3000', 'x-hall-secret': hall.wallSecret }, signal: controller.signal },
      { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
    );
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body!.getReader();
    const next = async () =>
      JSON.parse(/data: (.*)/.exec(new TextDecoder().decode((await reader.read()).value))![1]!) as HallVector;
    expect(await next()).toMatchObject({ gallery: 'closed', wall: 0, phones: '', ended: false });
    await setGallery(hall, 'open');
    expect(await next()).toMatchObject({ gallery: 'open' });
    await reader.cancel();
  });
});

describe('participants’ phones', () => {
  it('join, wait, are admitted, send and see what they sent', async () => {
    const hall = await openHall();
    const phone = new Phone(hall.code, '192.168.43.20');
    expect(await phone.see()).toContain('Кошулуу');
    await phone.join();
    const waiting = await phone.ask('');
    expect(waiting.headers.get('refresh')).toBe('5');
    expect(await waiting.text()).toContain('<b>1</b>');
    // A phone that waits cannot send.
    await setGallery(hall, 'open');
    expect((await phone.ask('/send', { s1: 'Суу жок' })).status).toBe(303);
    expect(await stickersOf(hall)).toEqual([]);
    await admitAll(hall);
    const form = await phone.see();
    expect(form.match(/<textarea/g)).toHaveLength(5);
    expect(
      (await phone.ask('/send', { s1: '  Жолдор\u0000 бузулган\n', s2: 'Суу түнкүсүн гана келет' })).status,
    ).toBe(303);
    const thanks = await phone.see();
    expect(thanks).toContain('Рахмат!');
    expect(thanks).toContain('Жолдор бузулган');
    const stickers = await stickersOf(hall);
    expect(stickers.map(({ slot, text, phone: number }) => ({ slot, text, number }))).toEqual([
      { slot: 1, text: 'Жолдор бузулган', number: 1 },
      { slot: 2, text: 'Суу түнкүсүн гана келет', number: 1 },
    ]);
    // The three that are left may still be written.
    expect((await phone.see('?more=1')).match(/<textarea/g)).toHaveLength(3);
  });

  it('answer a repeat as the first time and let no slot be written twice', async () => {
    const hall = await openHall();
    const phone = await admittedPhone(hall, '192.168.43.21');
    const form = { s1: 'Бала бакча жок', s2: 'Көчөдө жарык жок' };
    const answers = await Promise.all([1, 2, 3, 4].map(async () => (await phone.ask('/send', form)).status));
    expect(answers).toEqual([303, 303, 303, 303]);
    expect(await stickersOf(hall)).toHaveLength(2);
    // A second try with other words changes nothing and says so.
    const second = await phone.ask('/send', { s1: 'Башка көйгөй' });
    expect(second.headers.get('location')).toBe(`/j/${hall.code}?taken=1`);
    expect(await phone.see('?taken=1')).toContain('мурда жөнөтүлгөн');
    expect((await stickersOf(hall)).map(({ text }) => text)).toEqual(['Бала бакча жок', 'Көчөдө жарык жок']);
    // Beyond the last slot there is nothing.
    await phone.ask('/send', { s6: 'Алтынчы', s0: 'Нөл', s3: 'Үчүнчү' });
    expect(await stickersOf(hall)).toHaveLength(3);
    // Two windows at once on one slot: one of them is kept.
    await Promise.all(['бир', 'эки', 'үч'].map(async (s4) => await phone.ask('/send', { s4 })));
    expect((await stickersOf(hall)).filter(({ slot }) => slot === 4)).toHaveLength(1);
  });

  it('keep the words when the gallery closed meanwhile or one is too long', async () => {
    const hall = await openHall();
    const phone = await admittedPhone(hall, '192.168.43.22');
    const long = await phone.ask('/send', { s1: 'а'.repeat(201), s2: 'Кыска' });
    expect(long.status).toBe(422);
    expect(await long.text()).toContain('Кыска</textarea>');
    await setGallery(hall, 'closed');
    const closed = await phone.ask('/send', { s1: 'Кечиккен сөз' });
    expect(closed.status).toBe(422);
    expect(await closed.text()).toContain('Кечиккен сөз</textarea>');
    expect((await phone.ask('/send', {})).status).toBe(422);
    expect(await stickersOf(hall)).toEqual([]);
  });

  it('show nothing of one phone to another', async () => {
    const hall = await openHall();
    const one = await admittedPhone(hall, '192.168.43.23');
    await one.ask('/send', { s1: 'Менин купуя көйгөйүм' });
    const other = await admittedPhone(hall, '192.168.43.24');
    for (const path of ['', '?more=1', '/another']) expect(await other.see(path)).not.toContain('купуя');
    const stranger = new Phone(hall.code, '192.168.43.25');
    expect(await stranger.see()).not.toContain('купуя');
  });

  it('escape what they write', async () => {
    const hall = await openHall({ title: '<script>alert(1)</script>' });
    const phone = await admittedPhone(hall, '192.168.43.26');
    await phone.ask('/send', { s1: '<img src=x onerror=alert(1)>' });
    const page = await phone.see();
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script>alert');
  });

  it('make one phone of a double click, and mark one that comes again', async () => {
    const hall = await openHall();
    const phone = new Phone(hall.code, '192.168.43.30', 'Android 7');
    await phone.ask('');
    await Promise.all([phone.ask('/join', {}), phone.ask('/join', {})]);
    expect((await phonesOf(hall)).phones).toHaveLength(1);
    // The cookie is lost: same address, same browser.
    const again = new Phone(hall.code, '192.168.43.30', 'Android 7');
    await again.join();
    const different = new Phone(hall.code, '192.168.43.31', 'Android 7');
    await different.join();
    expect((await phonesOf(hall)).phones.map(({ number, again: of }) => [number, of])).toEqual([
      [1, null],
      [2, 1],
      [3, null],
    ]);
  });

  it('get a new, marked number for another person, once for a double click', async () => {
    const hall = await openHall();
    const phone = await admittedPhone(hall, '192.168.43.32');
    await phone.ask('/send', { s1: 'Биринчи кишиники' });
    const before = phone.cookie;
    const ticket = /name="ticket" value="([^"]+)"/.exec(await phone.see('/another'))![1]!;
    await phone.ask('/another', { ticket });
    const fresh = phone.cookie;
    expect(fresh).not.toBe(before);
    phone.cookie = before;
    await phone.ask('/another', { ticket });
    expect(phone.cookie).toBe(fresh);
    const { phones } = await phonesOf(hall);
    expect(phones.map(({ number, state, again }) => [number, state, again])).toEqual([
      [1, 'admitted', null],
      [2, 'waiting', 1],
    ]);
    expect(await phone.see()).toContain('<b>2</b>');
  });

  it('without cookies are told why they cannot join', async () => {
    const hall = await openHall();
    const phone = new Phone(hall.code, '192.168.43.33');
    const answer = await phone.ask('/join', {});
    expect(answer.status).toBe(400);
    expect((await phonesOf(hall)).phones).toEqual([]);
  });

  it('are let go, refused, tied and forgotten by the host', async () => {
    const hall = await openHall();
    const phone = new Phone(hall.code, '192.168.43.34');
    await phone.join();
    const [row] = (await phonesOf(hall)).phones;
    const decide = async (json: unknown) =>
      (await ask(`/hall/${hall.id}/phones/${row!.id}`, { secret: hall.hostSecret, json })).status;
    const personId = newId();
    expect(await decide({ personId })).toBe(200);
    expect(await decide({ state: 'refused' })).toBe(200);
    expect(await phone.see()).toContain('кабыл алынган жок');
    expect((await phonesOf(hall)).phones[0]).toMatchObject({ state: 'refused', personId });
    const forget = async () =>
      (await ask(`/hall/${hall.id}/phones/${row!.id}`, { secret: hall.hostSecret, method: 'DELETE' })).status;
    await decide({ state: 'admitted' });
    await setGallery(hall, 'open');
    await phone.ask('/send', { s1: 'Жол' });
    expect((await stickersOf(hall))[0]).toMatchObject({ personId });
    // What was sent is not thrown away with the phone.
    expect(await forget()).toBe(409);
  });

  it('find no more than eighty places; those who wait or were refused do not take one', async () => {
    const hall = await openHall();
    await Promise.all(
      Array.from({ length: 80 }, async (_, at) => await new Phone(hall.code, `192.168.44.${at + 1}`).join()),
    );
    const { phones } = await phonesOf(hall);
    expect(new Set(phones.map(({ number }) => number)).size).toBe(80);
    await admitAll(hall);
    const late = new Phone(hall.code, '192.168.45.1');
    await late.ask('');
    const refused = await late.ask('/join', {});
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('80');
    const json = { ids: [phones[0]!.id], state: 'refused' };
    await ask(`/hall/${hall.id}/phones`, { secret: hall.hostSecret, json });
    expect((await late.ask('/join', {})).status).toBe(303);
  });

  it('of one address wait eight at a time, and cannot keep the others out', async () => {
    const hall = await openHall();
    const greedy: number[] = [];
    for (let at = 0; at < 10; at += 1) {
      const phone = new Phone(hall.code, '192.168.43.60', `Browser ${at}`);
      await phone.ask('');
      greedy.push((await phone.ask('/join', {})).status);
    }
    expect(greedy).toEqual([...Array<number>(8).fill(303), 409, 409]);
    await new Phone(hall.code, '192.168.43.61').join();
    // Behind one address of an office others come in as soon as the host has let the first ones in.
    await admitAll(hall);
    const next = startHub();
    const late = new Phone(hall.code, '192.168.43.60', 'Late');
    late.cookie = `ashar_phone=${'l'.repeat(32)}`;
    const join = await ask(
      `/j/${hall.code}/join`,
      {
        from: '192.168.43.60',
        host: `${lan}:3000`,
        headers: { cookie: late.cookie, 'content-type': 'application/x-www-form-urlencoded' },
        bytes: new Uint8Array(),
        method: 'POST',
      },
      next,
    );
    expect(join.status).toBe(303);
  });

  it('that were refused do not fill the hall for ever', async () => {
    const hall = await openHall();
    const rows = async () =>
      (await database.db.owner.query('select 1 from hall_phone where hall_id = $1', [hall.id])).rowCount;
    const fill = async (from: number, count: number, age: string) =>
      await database.db.owner.query(
        `insert into hall_phone (id, hall_id, number, cookie_hash, trace_hash, state, created_at)
         select gen_random_uuid(), $1, n, 'c' || n, 't', 'refused', now() - $4::interval
           from generate_series($2::int, $3::int) n`,
        [hall.id, from, from + count - 1, age],
      );
    await fill(1, 500, '1 minute');
    await new Phone(hall.code, '192.168.43.70').join();
    expect(await rows()).toBe(1);
    await fill(1000, 20, '31 minutes');
    await fill(1100, 20, '1 minute');
    await new Phone(hall.code, '192.168.43.71').join();
    expect(await rows()).toBe(22);
  });

  it('that flood are slowed alone, and the host sees which', async () => {
    const hall = await openHall();
    const flooding = await admittedPhone(hall, '192.168.43.40');
    const quiet = await admittedPhone(hall, '192.168.43.41');
    let slowed = 0;
    for (let at = 0; at < 60; at += 1) {
      const answer = await flooding.ask('/send', { s1: 'Ташкын', ...(at < 19 ? {} : { s2: 'Сакталсын' }) });
      if (answer.status !== 429) continue;
      slowed += 1;
      if (slowed > 1) continue;
      // In words, and with what was typed.
      const page = await answer.text();
      expect(page).toContain('секунддан кийин');
      expect(page).toContain('Сакталсын</textarea>');
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(slowed).toBeGreaterThan(30);
    expect((await quiet.ask('/send', { s1: 'Тынч көйгөй' })).status).toBe(303);
    const { phones, strangersFlood } = await phonesOf(hall);
    expect(phones.map(({ number, flooding: flood }) => [number, flood])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(strangersFlood).toBe(false);
    expect((await stickersOf(hall)).map(({ text }) => text)).toEqual(['Ташкын', 'Тынч көйгөй']);
    // Cookies thrown away or made up do not help.
    let strangers = 0;
    for (let at = 0; at < 250; at += 1) {
      const stranger = new Phone(hall.code, '192.168.43.42');
      stranger.cookie = `ashar_phone=${String(at).padStart(32, 'x')}`;
      if ((await stranger.ask('')).status === 429) strangers += 1;
    }
    expect(strangers).toBeGreaterThan(50);
    expect((await phonesOf(hall)).strangersFlood).toBe(true);
  });

  it('know no hall that does not exist or has ended', async () => {
    const phone = new Phone('ZZZZZZ', '192.168.43.50');
    expect((await phone.ask('')).status).toBe(404);
    const hall = await openHall();
    const there = new Phone(hall.code.toLowerCase(), '192.168.43.51');
    expect((await there.ask('')).status).toBe(200);
    await ask(`/hall/${hall.id}/end`, { secret: hall.hostSecret, json: {} });
    expect((await there.ask('')).status).toBe(404);
  });

  it('that try codes are told nothing more, not even of a right one; phones that are in go on', async () => {
    const hall = await openHall();
    const inside = await admittedPhone(hall, '192.168.43.55');
    const guess = async (code: string) => (await new Phone(code, '192.168.43.55').ask('')).status;
    for (let at = 0; at < 61; at += 1) expect(await guess(`ZZZZ${String(at).padStart(2, '0')}`)).toBe(404);
    expect(await guess('ZZZZZZ')).toBe(429);
    expect(await guess(hall.code)).toBe(429);
    expect((await inside.ask('')).status).toBe(200);
    expect((await new Phone(hall.code, '192.168.43.56').ask('')).status).toBe(200);
  });

  it('lose nothing that was acknowledged when the hub is started again in the middle', async () => {
    const hall = await openHall();
    const phone = await admittedPhone(hall, '192.168.43.60');
    await phone.ask('/send', { s1: 'Мурда', s2: 'Экинчи' });
    hub = startHub();
    expect(await phone.see()).toContain('Мурда');
    await phone.ask('/send', { s3: 'Кийин', s1: 'Мурда' });
    expect((await stickersOf(hall)).map(({ text }) => text)).toEqual(['Мурда', 'Экинчи', 'Кийин']);
  });

  it('speak the language of the address', async () => {
    const hall = await openHall({ lang: 'ru' });
    const answer = await ask(`/ru/j/${hall.code}`, { from: '192.168.43.61', host: `${lan}:3000` });
    expect(await answer.text()).toContain('Присоединиться');
  });
});

describe('the end of a hall', () => {
  it('lets phones go and deletes everything once the host has it', async () => {
    const hall = await openHall();
    const phone = await admittedPhone(hall, '192.168.43.70');
    await phone.ask('/send', { s1: 'Акыркы' });
    const secret = hall.hostSecret;
    const remove = async (json: unknown) =>
      (await ask(`/hall/${hall.id}`, { method: 'DELETE', secret, json })).status;
    expect(await remove({ seq: 0, stickers: 1 })).toBe(409);
    await ask(`/hall/${hall.id}/end`, { secret, json: {} });
    const rows = await database.db.owner.query<{ trace: string }>(
      'select trace_hash as trace from hall_phone where hall_id = $1',
      [hall.id],
    );
    expect(rows.rows).toEqual([{ trace: '' }]);
    // The host lacks a sticker: the hall stays.
    expect(await remove({ seq: 0, stickers: 0 })).toBe(409);
    expect(await remove({ seq: 0, stickers: 1 })).toBe(200);
    expect((await ask(`/hall/${hall.id}`, { secret })).status).toBe(404);
    const left = await database.db.owner.query('select 1 from hall_sticker where hall_id = $1', [hall.id]);
    expect(left.rowCount).toBe(0);
  });

  it('comes by itself after a month', async () => {
    const hall = await openHall();
    await purgeHalls(database.db, new Date(Date.now() + 29 * 86_400_000));
    expect((await ask(`/hall/${hall.id}`, { secret: hall.hostSecret })).status).toBe(200);
    await purgeHalls(database.db, new Date(Date.now() + 31 * 86_400_000));
    expect((await ask(`/hall/${hall.id}`, { secret: hall.hostSecret })).status).toBe(404);
  });
});

describe('the office’s own server', () => {
  it('opens halls for prepared devices alone, and serves phones without a session', async () => {
    const office = createApp(testServices(database.db));
    const json = { meetingId: newId(), title: 'Арал', lang: 'ky', stickersPerPerson: 5, askSex: false };
    expect((await ask('/hall', { json }, office)).status).toBe(403);
    const token = `${newId()}.${newId()}.${'x'.repeat(43)}`;
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask('/hall', { json, headers }, office)).status).toBe(403);

    const hall = await openHall();
    const secret = hall.recorderSecret;
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    expect((await ask(`/hall/${hall.id}/updates`, { secret, bytes: update }, office)).status).toBe(200);
    const page = await ask(`/ru/j/${hall.code}`, {}, office);
    expect(await page.text()).toContain('Присоединиться');
    const cookie = page.headers.getSetCookie()[0]!.split(';')[0]!;
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const bytes = new TextEncoder().encode('sex=');
    const joined = await ask(`/ru/j/${hall.code}/join`, { bytes, headers: form }, office);
    expect(joined.headers.get('location')).toBe(`/ru/j/${hall.code}`);
    // A form of another site is not heard.
    const forged = { ...form, cookie: 'ashar_phone=' + 'y'.repeat(32), origin: 'https://evil.example' };
    expect((await ask(`/j/${hall.code}/join`, { bytes, headers: forged }, office)).status).toBe(403);
    expect((await phonesOf(hall)).phones).toHaveLength(1);
  });

  it('ends a hall with the access of the device that opened it, or with its person’s role', async () => {
    const services = testServices(database.db);
    const office = createApp(services);
    const place = await makeMunicipality(database.db);
    const prepare = async () => {
      const account = await createAccount(database.db, {
        name: 'Нурлан Осмонов',
        email: `${newId()}@example.kg`,
        roles: [{ municipalityId: place.id, role: 'facilitator' }],
      });
      const gate = await gateOfAccount(database.db, account.id, place.id, new Date());
      const code = drawCode();
      const input = { kind: 'prepare', codeHash: hashCode(services.env.secret, code) } as const;
      const made = await openMunicipality(
        database.db,
        gate!,
        async (scope) => await runCommand(scope, makeCode, input),
      );
      expect(made.ok).toBe(true);
      const now = new Date();
      const device = await prepareDeviceByCode(database.db, services.env.secret, { code, label: 'T' }, now);
      if (!device.ok) throw new Error(device.code);
      return { accountId: account.id, token: device.value.token };
    };
    const ends: ((device: { accountId: string; token: string }) => string)[] = [
      ({ token }) => `update field_device set revoked_at = now() where id = '${token.split('.')[1] ?? ''}'`,
      ({ accountId }) => `update role_assignment set valid_to = now() where account_id = '${accountId}'`,
      ({ accountId }) => `update auth_user set disabled_at = now() where id = '${accountId}'`,
    ];
    const about = { title: 'Арал', lang: 'ky', stickersPerPerson: 5, askSex: false, meeting: {} };
    for (const end of ends) {
      const device = await prepare();
      const headers = { authorization: `Bearer ${device.token}` };
      const opened = await ask('/hall', { json: { ...about, meetingId: newId() }, headers }, office);
      expect(opened.status).toBe(201);
      const hall = (await opened.json()) as HallOpened;
      const doors = async () =>
        await Promise.all([
          ...[hall.hostSecret, hall.recorderSecret, hall.wallSecret].map(
            async (secret) => (await ask(`/hall/${hall.id}`, { secret }, office)).status,
          ),
          ask(`/hall/${hall.id}/meeting`, { secret: hall.hostSecret }, office).then(({ status }) => status),
          ask(`/j/${hall.code}`, {}, office).then(({ status }) => status),
        ]);
      expect(await doors()).toEqual([200, 200, 200, 200, 200]);
      await database.db.owner.query(end(device));
      expect(await doors()).toEqual([404, 404, 404, 404, 404]);
    }
    // Halls of a hub belong to no device and go on.

    const own = await openHall();
    expect((await ask(`/hall/${own.id}`, { secret: own.hostSecret })).status).toBe(200);
  });
});
