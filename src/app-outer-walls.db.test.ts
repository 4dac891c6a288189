import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn } from '../test/acting.ts';
import { gateFor, systemGate } from '../test/database.ts';
import { openDemo } from '../test/demo-store.ts';
import { createApp } from './app.ts';
import { comeByPhone } from './decisions/commands/come-by-phone.ts';
import { openDoor } from './decisions/commands/open-door.ts';
import { registerPerson } from './decisions/commands/register-person.ts';
import { tokenCodes } from './decisions/rules/token-code.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { guestGate } from './platform/auth/guest-gate.ts';
import { signInForTest, testBrowser } from './platform/auth/testing.ts';
import { roles } from './platform/db/gate.ts';
import { runCommand } from './platform/db/command.ts';
import { openSystem } from './platform/db/scope.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';
import { planPlanningMeeting } from './public-meetings/commands/plan-planning-meeting.ts';
import { stageImport } from './territory/commands/stage-import.ts';
import { keepUnits } from './territory/rules/kept-units.ts';
import { templateRows } from './territory/rules/unit-template.ts';

// Every page and file outside of `/m/`, with ids that stand there: for nobody, for people of a municipality, for
// system administrators, for devices, and for whoever holds a secret of a hall. Those of a municipality are walked by
// app-walls.db.test.ts.

let base: Awaited<ReturnType<typeof openDemo>>;
let app: Hono<Web>;
type Reader = 'nobody' | 'staff' | 'away' | 'system' | 'device' | 'awayDevice' | 'host' | 'recorder' | 'wall';
const proofs = new Map<Reader, Record<string, string>>([['nobody', {}]]);
let addresses: readonly { readonly pattern: string; readonly address: string }[] = [];

beforeAll(async () => {
  base = await openDemo();
  const services = testServices(base.db, { files: base.files });
  app = createApp(services);
  const one = async (text: string, values: unknown[] = []) =>
    (await base.db.owner.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  const named = `select unit_id as id from unit_version where name_ky like $1 and kind is not null limit 1`;
  const [home, away] = [await one(named, ['Көк-Ирим%']), await one(named, ['Ак-Жар%'])];
  for (const [reader, municipalityId] of [
    ['staff', home],
    ['away', away],
  ] as const) {
    const { id } = await createAccount(base.db, {
      name: 'Айгүл Сынакова',
      email: `${reader}@walls.example`,
      demo: true,
      roles: roles.map((role) => ({ municipalityId, role })),
    });
    const cookie = await signInForTest(base.db, id);
    proofs.set(reader, { cookie });
    const browser = testBrowser(app, cookie);
    const shown = await browser.post(`/m/${municipalityId}/field/code`, {});
    const code = /[A-Z0-9]{4} [A-Z0-9]{4}/.exec(await shown.text())?.[0] ?? '';
    const made = await app.request('http://localhost/field/api/devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'localhost' },
      body: JSON.stringify({ code, label: 'Redmi' }),
    });
    const { token } = (await made.json()) as { token: string };
    proofs.set(reader === 'staff' ? 'device' : 'awayDevice', { authorization: `Bearer ${token}` });
  }
  const system = await one('select account_id as id from system_administrator limit 1');
  proofs.set('system', { cookie: await signInForTest(base.db, system) });
  const opened = await app.request('http://localhost/hall', {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'localhost', ...proofs.get('device') },
    body: JSON.stringify({
      meetingId: randomUUID(),
      title: 'Арал',
      lang: 'ky',
      stickersPerPerson: 5,
      askSex: false,
      meeting: {},
    }),
  });
  const hall = (await opened.json()) as Record<string, string>;
  for (const level of ['host', 'recorder', 'wall'] as const)
    proofs.set(level, { 'x-hall-secret': hall[`${level}Secret`] ?? '' });
  const place = `select coalesce(snapshot->'unit'->>'id', id::text) as id from publication where municipality_id = $1 and withdrawn_at is null`;
  const ids: Record<string, string> = {
    ...(await openedDoor(home, services.env.secret)),
    municipalityId: home,
    code: hall['code'] ?? '',
    id: hall['id'] ?? '',
    villageId: await one(`${place} and kind = 'village-priorities' limit 1`, [home]),
    publicationId: await one(
      `select id from publication where municipality_id = $1 and withdrawn_at is null and kind like 'act:%' limit 1`,
      [home],
    ),
    place: await one(`select word as id from unit_address where within_id is null and unit_id = $1`, [home]),
    village: await one(
      `select word as id from unit_address a join publication p on p.unit_id = a.unit_id
        where p.municipality_id = $1 and p.withdrawn_at is null and p.kind = 'village-priorities' and a.within_id = $1
        order by p.year desc limit 1`,
      [home],
    ),
    unitId: home,
    year: await one(`select max(year)::text as id from publication where municipality_id = $1`, [home]),
    meetingId: await one(
      `select substring(kind from 9) as id from publication where municipality_id = $1 and kind like 'meeting:%' and withdrawn_at is null limit 1`,
      [home],
    ),
    itemId: await one(`select id from plan_item where municipality_id = $1 order by id limit 1`, [home]),
    problemId: await one(
      `select r.id from plan_problem r where r.municipality_id = $1 and r.village_id = (${place} and kind = 'village-priorities' limit 1)::uuid limit 1`,
      [home],
    ),
    topic: 'selection',
    importId: await staged(),
    sessionId: await one(
      `select s.id from meeting s join cycle c on c.id = s.cycle_id where s.municipality_id = $1 and s.kind = 'session' and s.state = 'planned' and c.finished_at is null limit 1`,
      [home],
    ),
  };
  const patterns = app.routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/m/'));
  addresses = [...new Set(patterns.map(({ path }) => path))].map((pattern) => ({
    pattern,
    address: pattern
      .replace(/:year\{\[0-9\]\{4\}\\\.(csv|json)\}/, `${ids['year']}.$1`)
      .replace(/villages\/:file\{.*\}$/, `villages/${ids['villageId']}.json`)
      .replace(/:file\{\[\^.*\}$/, `${ids['village']}.json`)
      .replace(/:file\{\(\?:ky\|ru\|both\).*\}$/, 'ky.pdf')
      .replace(/:file\{\(\?:ky\|ru\|en\).*\}$/, 'ky.json')
      .replace(/:icon\{.*\}$/, 'icon-192.png')
      .replace('manual/:reader/:page', 'manual/staff/cycle')
      .replace('sessions/:id', `sessions/${ids['sessionId']}`)
      .replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, (_, name: string) => ids[name] ?? name),
  }));
}, 240_000);
afterAll(async () => await base.drop());

/** A meeting with its short address: somebody holds a number, and a phone waits at the door. */
async function openedDoor(home: string, secret: string): Promise<Record<string, string>> {
  const { done } = actingIn(base.db);
  const staff = gateFor('staff', home);
  const codes = tokenCodes(secret);
  const { rows } = await base.db.owner.query<{ cycle: string; village: string }>(
    `select cycle_id as cycle, village_id as village from meeting where municipality_id = $1 and kind = 'session' limit 1`,
    [home],
  );
  const { id } = await done(staff, planPlanningMeeting, { cycleId: rows[0]!.cycle, plannedOn: '2020-01-06' });
  const { code: door } = await done(staff, openDoor, { id, selfRegister: 'yes' });
  const person = {
    fullName: 'Эшиктеги Бейтааныш',
    sex: 'female',
    villageId: rows[0]!.village,
    mayVote: 'yes',
  };
  const { tokenId } = await done(staff, registerPerson, { id, ...person, codes });
  const ticket = 'a-ticket-of-24-letters-x';
  const ticketHash = codes.ticketHash(id, ticket);
  await done(guestGate(home), comeByPhone, { meetingId: id, ticketHash, ...person });
  return { door, ticket, codes: codes.codeOf(tokenId!) };
}

/** A file of units that waits for its look. */
async function staged(): Promise<string> {
  const kept = keepUnits(templateRows().map((cells) => cells.map(String)));
  const input = { fileName: 'а.csv', digest: kept.digest, on: '2024-01-01' };
  return await openSystem(base.db, systemGate(), async (scope) => {
    const made = await runCommand(scope, stageImport(kept), input);
    if (!made.ok) throw new Error(made.code);
    return made.value.id;
  });
}

const signedIn: readonly Reader[] = ['staff', 'away', 'system'];
/** Of a hall: what each secret opens. */
const ofHall: Record<string, readonly Reader[]> = {
  '': ['host', 'recorder', 'wall'],
  '/state': ['host', 'recorder', 'wall'],
  '/events': ['host', 'recorder', 'wall'],
  '/wall/state': ['host', 'recorder', 'wall'],
  '/meeting': ['host', 'recorder'],
  '/updates': ['host', 'recorder'],
  '/photos': ['host', 'recorder'],
  '/phones': ['host'],
  '/stickers': ['host'],
};
/** Sends on to another page, has nothing in this story, or a built file that tests do not build. */
const elsewhere =
  /^\/(account\/(second-factor|recovery-codes)|admin|favicon.ico|assets\/:file|field\/:icon.*|sign-in\/second-factor|(reset|setup|invitation)\/:token|p\/:municipalityId(\/:year\{\[0-9\]\{4\}\}(\/villages\/:villageId\{[^/]*\})?)?|j\/:code\/(another|w|r)|hall\/:id\/photos\/:photoId)$/;

/** Who reads an address; undefined: everybody, whoever they are. */
function readersOf(pattern: string): readonly Reader[] | undefined {
  if (pattern.startsWith('/account')) return signedIn;
  if (pattern.startsWith('/admin')) return ['system'];
  if (pattern === '/field/api/sessions') return ['device', 'awayDevice'];
  if (pattern.startsWith('/field/api')) return ['device'];
  const hall = /^\/hall\/:id(.*)$/.exec(pattern)?.[1];
  if (hall !== undefined && !['/recorder', '/wall'].includes(hall)) return ofHall[hall] ?? [];
  // Who is signed in has come further already.
  if (['/', '/sign-in'].includes(pattern)) return [...proofs.keys()].filter((one) => !signedIn.includes(one));
  return undefined;
}

const ask = async (address: string, reader: Reader) =>
  await app.request(`http://localhost${address}`, { headers: { host: 'localhost', ...proofs.get(reader) } });

test('each address is read by those who may and by nobody else', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const { pattern, address } of addresses) {
    const readers = readersOf(pattern) ?? [...proofs.keys()];
    for (const reader of proofs.keys()) {
      const answer = await ask(address, reader);
      await answer.body?.cancel();
      const { status } = answer;
      if (elsewhere.test(pattern)) {
        if (status === 200) wrong.push(`${reader} ${status} ${address}`);
      } else if (readers.includes(reader) ? status !== 200 : ![303, 401, 403, 404].includes(status))
        // The system's first page is for those who are signed in, and a system administrator has no municipality.
        if (!(pattern === '/' && reader === 'system')) wrong.push(`${reader} ${status} ${address}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what everybody reads names no participant and no contact; a device sees its own municipality', async () => {
  // Members of the working group stand in the published order; as such they came to the planning meeting too.
  const { rows: private_ } = await base.db.owner.query<{ word: string }>(
    `select full_name as word from participant where length(full_name) > 5
        and full_name not in (select full_name from person p join membership m on m.person_id = p.id)
     union select contact from participant where length(contact) > 5
     union select phone from person_contact where phone is not null
     union select email from person_contact where email is not null`,
  );
  expect(private_.length).toBeGreaterThan(20);
  const told: string[] = [];
  for (const { pattern, address } of addresses) {
    if (readersOf(pattern) !== undefined) continue;
    const answer = await ask(address, 'nobody');
    if (!/text|json/.test(answer.headers.get('content-type') ?? '')) continue;
    const text = await answer.text();
    told.push(...private_.filter(({ word }) => text.includes(word)).map(({ word }) => `${address}: ${word}`));
  }
  expect(told).toEqual([]);
  const listed = async (reader: Reader) => {
    const answer = await ask('/field/api/sessions', reader);
    return JSON.stringify(await answer.json()).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
  };
  const [ours, theirs] = [new Set(await listed('device')), await listed('awayDevice')];
  expect(ours.size).toBeGreaterThan(0);
  expect(theirs.filter((id) => ours.has(id))).toEqual([]);
});
