import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmptyDatabase } from '../test/database.ts';
import { cases, patience, random, seed } from '../test/generated.ts';
import { root, startServer, type RunningServer } from '../test/server.ts';
import { createApp } from './app.ts';
import { demoPassword } from './platform/auth/demo.ts';
import { tokenIn } from './platform/auth/testing.ts';
import type { Database } from './platform/db/connect.ts';
import { newId } from './platform/db/id.ts';
import { testServices } from './platform/http/testing.ts';

// While any single request of any role runs, everybody else is answered. The real server gets what is worst for each
// of its routes, one request at a time, while a neighbour goes on asking for /healthz and a public page. A route fails
// when the thread of the requests stood still for half a second and itself used the processor for 400 ms of it, or
// when the neighbour waited that long while the thread used as much: noise of a busy machine is neither.

let server: RunningServer;
let database: { url: string; drop: () => Promise<void> };
const folder = mkdtempSync(path.join(tmpdir(), 'ashar-stall-'));
const report = path.join(folder, 'loop');
type Sender = { readonly name: string; readonly headers: Record<string, string>; readonly csrf?: string };
const senders: Sender[] = [];
const ids = new Map<string, readonly string[]>();
let municipality = '';
let hall = { id: newId(), code: 'ABCDEF', hostSecret: '' };

const form = 'application/x-www-form-urlencoded';
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

async function signIn(email: string): Promise<Sender> {
  const page = await fetch(`${server.url}/sign-in`);
  const body = new URLSearchParams({
    csrf: tokenIn(await page.text()) ?? '',
    account: email,
    password: demoPassword,
  });
  const answer = await fetch(`${server.url}/sign-in`, {
    method: 'POST',
    body,
    headers: { cookie: cookieOf(page) },
    redirect: 'manual',
  });
  const cookie = cookieOf(answer);
  const own = await (await fetch(`${server.url}/account`, { headers: { cookie } })).text();
  return { name: email, headers: { cookie }, csrf: tokenIn(own) ?? '' };
}

beforeAll(async () => {
  database = await createEmptyDatabase();
  server = await startServer({
    command: 'demo',
    databaseUrl: database.url,
    patience: 240_000,
    environment: {
      NODE_OPTIONS: `--import=${path.join(root, 'test', 'loop-probe.mjs')}`,
      ASHAR_LOOP_PROBE: report,
    },
  });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const rows = async (text: string) => (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
  municipality =
    (
      await rows(
        `select unit_id as id from unit_version where name_ky like 'Көк-Ирим%' order by kind limit 1`,
      )
    )[0] ?? '';
  const tables = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  for (const { name } of tables.rows)
    ids.set(name, await rows(`select id from "${name}" order by id desc limit 3`));
  await client.end();

  senders.push(await signIn('chair@kok-irim.example'), await signIn('system@ashar.example'));
  const staff = senders[0];
  const code = await fetch(`${server.url}/m/${municipality}/field/code`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: staff?.csrf ?? '' }),
    headers: staff?.headers ?? {},
  });
  const shown = /[A-Z0-9]{4}[-\s][A-Z0-9]{4}/.exec(await code.text())?.[0] ?? '';
  const made = await fetch(`${server.url}/field/api/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: shown, label: 'x' }),
  });
  const { token = '' } = (await made.json()) as { token?: string };
  const authorization = `Bearer ${token}`;
  const opened = await fetch(`${server.url}/hall`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      meetingId: newId(),
      title: 'Арал',
      lang: 'ky',
      stickersPerPerson: 5,
      askSex: false,
      meeting: {},
    }),
  });
  expect(opened.status).toBe(201);
  hall = { ...hall, ...((await opened.json()) as Partial<typeof hall>) };
  const page = await fetch(`${server.url}/j/${hall.code}`);
  const headers = { 'content-type': form, cookie: cookieOf(page) };
  await fetch(`${server.url}/j/${hall.code}/join`, {
    method: 'POST',
    headers,
    body: 'sex=',
    redirect: 'manual',
  });
  senders.push({ name: 'device', headers: { authorization } });
  senders.push({ name: 'hall', headers: { 'x-hall-secret': hall.hostSecret } });
  senders.push({ name: 'phone', headers: { cookie: headers.cookie } });
  expect([token === '', hall.hostSecret === '', headers.cookie === '']).toEqual([false, false, false]);
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const next = random(seed);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

const fieldNames = [
  'lines',
  'text',
  'name',
  'q',
  'title',
  'reason',
  'on',
  'email',
  'account',
  'values',
  'ballots',
  'rows',
  'stickers',
  'sex',
  '__proto__',
  'constructor',
];
const units = [' ', '0', '"', '-', '\n', 'а', '. ', ';', '<c r="A1" ', '%', '='];
const run = (bytes: number) => {
  const unit = pick(units);
  return `a${unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)))}b`;
};

type Sent = { readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> };
const zip = 'PK\u0003\u0004';

/** One hostile body of the size that is allowed. */
function hostile(sender: Sender, path: string): Sent {
  const signed = sender.csrf !== undefined;
  const room = signed ? 900_000 : 60_000;
  const shapes: (() => Sent)[] = [
    () => ({
      type: form,
      body: `csrf=${sender.csrf ?? ''}&${fieldNames.map((name) => `${name}=${encodeURIComponent(run(room / 60))}`).join('&')}`,
    }),
    () => ({
      type: form,
      body: `csrf=${sender.csrf ?? ''}&lines=${run(room).replace(/[^ -~]|[%&=<"]/g, '+')}`,
    }),
    () => ({
      type: form,
      body: `csrf=${sender.csrf ?? ''}${Array.from({ length: signed ? 19_000 : 5000 }, (_, at) => `&${pick(fieldNames)}=${at}`).join('')}`,
    }),
    () => ({ type: form, body: 'a&'.repeat(room / 2) }),
    () => ({ type: 'application/json', body: '['.repeat(room) }),
    () => ({
      type: 'application/json',
      body: `{"items":[${'{"a":[1,2,{}]},'.repeat(signed ? 9000 : 3000)}1],"sentAt":"","app":"","meeting":[${'[0],'.repeat(5000)}0]}`,
    }),
    () => ({
      type: 'application/json',
      body: JSON.stringify({
        ...Object.fromEntries(fieldNames.map((name) => [name, run(room / 60)])),
        items: Array.from({ length: 1000 }, () => ({ id: newId(), v: 1, kind: 'sticker' })),
        sentAt: 'x',
        app: 'x',
      }),
    }),
  ];
  if (/import/.test(path)) {
    const part = (name: string, text: string, more = '') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`;
    const file = (name: string, text: string) => ({
      type: 'multipart/form-data; boundary=x',
      body: `${part('csrf', sender.csrf ?? '')}${part('on', '2026-01-01')}${part('file', text, `; filename="${name}"`)}--x--\r\n`,
    });
    shapes.splice(
      0,
      shapes.length,
      () => file('a.csv', `a;b\n${'"x;'.repeat(300_000)}`),
      () => file('a.csv', 'a;b;c\n'.repeat(400_000)),
      () => file('a.csv', run(2_000_000)),
      () => file('a.xlsx', zip + run(500_000)),
      () => file('a.json', '['.repeat(2_000_000)),
      () => ({ type: 'multipart/form-data; boundary=x', body: part('a', '').repeat(100_000) }),
    );
  }
  if (/updates|photos/.test(path))
    shapes.push(() => ({
      type: 'application/octet-stream',
      body: new Uint8Array(1_000_000).fill(Math.floor(next() * 256)),
    }));
  return pick(shapes)();
}

function addressOf(pattern: string): string {
  const filled = pattern.replace(/:(\w+)(\{[^}]*(?:\{[^}]*\}[^}]*)*\})?/g, (_, name: string) => {
    if (name === 'municipalityId') return municipality;
    if (name === 'code') return hall.code;
    if (name === 'id' && pattern.startsWith('/hall')) return hall.id;
    if (name === 'year') return '2026';
    if (/file|format/.test(name))
      return pick(['ky.pdf', 'both.docx', 'export.csv', '2026.csv', 'plan.xlsx', 'report.pdf']);
    const table = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const known = [...ids]
      .filter(([one]) => one === table || one.endsWith(`_${table}`))
      .flatMap(([, list]) => list);
    return pick(known.length > 0 ? known : [newId()]);
  });
  return `${filled}?q=${encodeURIComponent(run(3000))}&size=A4`;
}

const senderOf = (path: string): readonly Sender[] => {
  const named = (name: string) => senders.filter((one) => one.name === name);
  if (path.startsWith('/field/api')) return named('device');
  if (path.startsWith('/hall')) return path === '/hall' ? named('device') : named('hall');
  if (path.startsWith('/j')) return named('phone');
  return [path.startsWith('/admin') ? senders[1]! : senders[0]!];
};

type Tick = { readonly at: number; readonly gap: number; readonly cpu: number; readonly rss: number };
const ticks = (): Tick[] =>
  readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .map(([at = 0, gap = 0, cpu = 0, rss = 0]) => ({ at, gap, cpu, rss }));

test(
  'while any request of any role runs, every other page is answered, and memory stays',
  { timeout: patience({ sample: 300_000, long: 1_800_000 }) },
  async () => {
    const seen = new Map<string, { method: string; path: string }>();
    for (const { method, path: pattern } of createApp(testServices({} as Database)).routes) {
      // What signs out, ends the hall or never ends is left to the other tests.
      if (method === 'ALL' || /sign-out|sessions\/end|\/events$|\/end$|account\/password/.test(pattern))
        continue;
      if (method === 'DELETE') continue;
      seen.set(`${method} ${pattern}`, { method, path: pattern });
    }
    expect(seen.size).toBeGreaterThan(150);
    let current = '';
    let going = true;
    const waits: { route: string; page: string; from: number; to: number }[] = [];
    const neighbour = async (page: string) => {
      while (going) {
        const route = current;
        const from = Date.now();
        await (await fetch(server.url + page)).arrayBuffer();
        waits.push({ route, page, from, to: Date.now() });
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    };
    const neighbours = [neighbour('/healthz'), neighbour(`/p/${municipality}`)];
    const began: { route: string; from: number; to: number; status: number | string }[] = [];
    for (const [route, { method, path: pattern }] of seen) {
      for (const sender of senderOf(pattern)) {
        for (let turn = 0; turn < cases({ sample: 1, long: 12 }); turn += 1) {
          const sent = method === 'GET' ? undefined : hostile(sender, pattern);
          const headers = {
            ...sender.headers,
            origin: server.url,
            ...(sent ? { 'content-type': sent.type } : {}),
          };
          if (sender.csrf && sent && sent.type === 'application/json')
            Object.assign(headers, { 'x-csrf-token': sender.csrf });
          current = route;
          const from = Date.now();
          const status = await fetch(server.url + addressOf(pattern), {
            method,
            headers,
            redirect: 'manual',
            signal: AbortSignal.timeout(60_000),
            ...(sent ? { body: sent.body } : {}),
          }).then(
            async (answer) => (await answer.arrayBuffer(), answer.status),
            (error: unknown) => String(error),
          );
          began.push({
            route: `${sender.name} ${route} ${sent?.type.slice(0, 30) ?? ''} ${String(sent?.body.slice(0, 30) ?? '')}`,
            from,
            to: Date.now(),
            status,
          });
        }
      }
    }
    going = false;
    await Promise.all(neighbours);

    const all = ticks();
    const routeAt = (at: number) => began.find(({ from, to }) => from <= at && at <= to + 50)?.route ?? '-';
    const stood = all.filter(({ at, gap, cpu }) => at >= (began[0]?.from ?? 0) && gap >= 500 && cpu >= 400);
    const waited = waits.filter(({ from, to }) => {
      if (to - from < 500) return false;
      return all.filter(({ at }) => at > from && at <= to).reduce((sum, { cpu }) => sum + cpu, 0) >= 400;
    });
    const worst = [...all]
      .filter(({ at }) => at >= (began[0]?.from ?? 0))
      .sort((a, b) => b.cpu - a.cpu)
      .slice(0, 5);
    console.log(
      `worst stands: ${worst.map(({ at, cpu }) => `${cpu} ms ${routeAt(at - 1)}`).join(' | ')}; longest wait ${Math.max(...waits.map(({ from, to }) => to - from))} ms wall; ${began.length} requests, ${waits.length} of the neighbour`,
    );
    const tell = {
      seed,
      stood: stood.map(({ at, gap, cpu }) => `${routeAt(at - 1)}: ${gap} ms, ${cpu} of its own`),
      waited: waited.map(({ route, page, from, to }) => `${route}: ${page} waited ${to - from} ms`),
      unanswered: began.filter(
        ({ status }) => typeof status === 'string' && !/ECONN|fetch failed/.test(status),
      ),
      megabytes: Math.max(...all.filter(({ at }) => at >= (began[0]?.from ?? 0)).map(({ rss }) => rss)) < 600,
    };
    expect(tell).toEqual({ seed, stood: [], waited: [], unanswered: [], megabytes: true });
    expect(began.filter(({ status }) => status === 500)).toEqual([]);
  },
);
