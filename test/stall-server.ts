import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { demoPassword } from '../src/platform/auth/demo.ts';
import { tokenIn } from '../src/platform/auth/testing.ts';
import { newId } from '../src/platform/db/id.ts';
import { createEmptyDatabase } from './database.ts';
import { root, startServer } from './server.ts';

/** Somebody who sends requests, with what proves who it is. */
export type Sender = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The token of its forms, where it has forms. */
  readonly csrf?: string;
};

export type Hall = { readonly id: string; readonly code: string; readonly hostSecret: string };

/** One look at the server's thread: how long since the look before, how much of that its own work took, memory. */
export type Tick = { readonly at: number; readonly gap: number; readonly cpu: number; readonly rss: number };

export type StallServer = {
  readonly url: string;
  readonly municipality: string;
  /** A session that takes items. */
  readonly session: string;
  /** Some ids by table. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  readonly senders: ReadonlyMap<string, Sender>;
  /** Signs somebody of the demonstration in anew. */
  readonly signIn: (email: string) => Promise<Sender>;
  /** Opens a hall: its host, its second recorder, its wall and a phone. */
  readonly openHall: () => Promise<{ readonly hall: Hall; readonly senders: readonly Sender[] }>;
  readonly ticks: () => Tick[];
  readonly output: () => string;
  readonly stop: () => Promise<void>;
};

const form = 'application/x-www-form-urlencoded';
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

let addresses = 0;
/** A header that says another address each time: the brakes by address are not what is tried here. */
export function fromAnother(): { 'x-forwarded-for': string } {
  addresses += 1;
  return { 'x-forwarded-for': `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}` };
}

/** People of the demonstration, one for each role, and one who belongs elsewhere. */
const people = {
  administrator: 'administrator@kok-irim.example',
  head: 'head@kok-irim.example',
  staff: 'chair@kok-irim.example',
  facilitator: 'facilitator1@kok-irim.example',
  deputy: 'deputy@kok-irim.example',
  auditor: 'auditor@kok-irim.example',
  system: 'system@ashar.example',
  stranger: 'chair@ak-jar.example',
} as const;

/** The real program with the demonstration, its thread watched, and everybody signed in who can be. */
export async function startStallServer(): Promise<StallServer> {
  const database = await createEmptyDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-stall-'));
  const report = path.join(folder, 'loop');
  const server = await startServer({
    command: 'demo',
    databaseUrl: database.url,
    patience: 240_000,
    environment: {
      NODE_OPTIONS: `--import=${path.join(root, 'test', 'loop-probe.mjs')}`,
      ASHAR_LOOP_PROBE: report,
      TRUST_PROXY: '1',
    },
  });
  const stop = async () => {
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  // Who cannot be signed in leaves no server behind.
  try {
    const { url } = server;
    const { municipality, session, ids } = await recordsOf(database.url);

    const signIn = async (email: string): Promise<Sender> => {
      const page = await fetch(`${url}/sign-in`);
      const body = new URLSearchParams({
        csrf: tokenIn(await page.text()) ?? '',
        account: email,
        password: demoPassword,
      });
      const headers = { cookie: cookieOf(page), ...fromAnother() };
      const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, headers, redirect: 'manual' });
      const cookie = cookieOf(answer);
      const own = await (await fetch(`${url}/account`, { headers: { cookie } })).text();
      return { name: email, headers: { cookie }, csrf: tokenIn(own) ?? '' };
    };

    const senders = new Map<string, Sender>();
    for (const [name, email] of Object.entries(people)) {
      const sender = await signIn(email);
      if (!sender.csrf) throw new Error(`${email} is not signed in`);
      senders.set(name, { ...sender, name });
    }
    const front = await fetch(`${url}/sign-in`);
    senders.set('nobody', {
      name: 'nobody',
      headers: { cookie: cookieOf(front) },
      csrf: tokenIn(await front.text()) ?? '',
    });
    senders.set('device', await prepareDevice(url, municipality, senders.get('staff')!));
    const openHall = async () => await newHall(url, senders.get('device')!.headers);

    return {
      ...{ url, municipality, session, ids, senders, signIn, openHall },
      output: server.output,
      ticks: () =>
        readFileSync(report, 'utf8')
          .trim()
          .split('\n')
          .map((line) => line.split(' ').map(Number))
          .map(([at = 0, gap = 0, cpu = 0, rss = 0]) => ({ at, gap, cpu, rss })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function recordsOf(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async (text: string, values: readonly string[] = []) =>
    (await client.query<{ id: string }>(text, [...values])).rows.map(({ id }) => id);
  const [municipality = ''] = await rows(
    `select unit_id as id from unit_version where name_ky like 'Көк-Ирим%' order by kind limit 1`,
  );
  const [session = ''] = await rows(
    `select id from meeting where kind = 'session' and municipality_id = $1 order by state = 'open' desc, id desc limit 1`,
    [municipality],
  );
  const tables = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  const ids = new Map<string, readonly string[]>();
  for (const { name } of tables.rows)
    ids.set(name, await rows(`select id from "${name}" order by id desc limit 3`));
  await client.end();
  return { municipality, session, ids };
}

async function prepareDevice(url: string, municipality: string, staff: Sender): Promise<Sender> {
  const shown = await fetch(`${url}/m/${municipality}/field/code`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: staff.csrf ?? '' }),
    headers: staff.headers,
  });
  // With the space it is shown with: an id on the page may look like one with a hyphen.
  const code = /[A-Z0-9]{4} [A-Z0-9]{4}/.exec(await shown.text())?.[0] ?? '';
  const made = await fetch(`${url}/field/api/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, label: 'x' }),
  });
  const { token } = (await made.json()) as { token?: string };
  if (token === undefined) throw new Error(`the device was not prepared: ${made.status}`);
  return { name: 'device', headers: { authorization: `Bearer ${token}` } };
}

async function newHall(url: string, device: Readonly<Record<string, string>>) {
  const about = { title: 'Арал', lang: 'ky', stickersPerPerson: 5, askSex: false, meeting: {} };
  const opened = await fetch(`${url}/hall`, {
    method: 'POST',
    headers: { ...device, 'content-type': 'application/json', ...fromAnother() },
    body: JSON.stringify({ meetingId: newId(), ...about }),
  });
  if (opened.status !== 201) throw new Error(`no hall was opened: ${opened.status}`);
  type Secrets = { readonly recorderSecret: string; readonly wallSecret: string };
  const hall = (await opened.json()) as Hall & Secrets;
  const address = fromAnother();
  const page = await fetch(`${url}/j/${hall.code}`, { headers: address });
  const cookie = cookieOf(page);
  await fetch(`${url}/j/${hall.code}/join`, {
    method: 'POST',
    headers: { ...address, 'content-type': form, cookie },
    body: 'sex=',
    redirect: 'manual',
  });
  const by = (name: string, secret: string): Sender => ({ name, headers: { 'x-hall-secret': secret } });
  const senders: readonly Sender[] = [
    by('host', hall.hostSecret),
    by('recorder', hall.recorderSecret),
    by('wall', hall.wallSecret),
    { name: 'phone', headers: { cookie } },
  ];
  return { hall, senders };
}
