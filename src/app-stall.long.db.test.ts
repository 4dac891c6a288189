import { afterAll, beforeAll, expect, test } from 'vitest';
import { long, patience, random, seed } from '../test/generated.ts';
import { forms, itemShapes, photoShapes, run, updateShapes, uploads } from '../test/hostile-bodies.ts';
import type { Sent, Shape } from '../test/hostile-bodies.ts';
import { fromAnother, startStallServer, type Hall, type Sender } from '../test/stall-server.ts';
import type { StallServer } from '../test/stall-server.ts';
import { createApp } from './app.ts';
import type { Database } from './platform/db/connect.ts';
import { newId } from './platform/db/id.ts';
import { testServices } from './platform/http/testing.ts';

// While any single request of any role runs, everybody else is answered. The real server gets what is worst for each
// of its routes, one request at a time, while a neighbour goes on asking for /healthz and a public page. A route fails
// when the thread of the requests stood still for half a second and itself used the processor for 400 ms of it, or
// when the neighbour waited that long while the thread used as much: noise of a busy machine is neither.

let server: StallServer;
beforeAll(async () => {
  server = await startStallServer();
}, 300_000);
afterAll(async () => await server?.stop());

const next = random(seed);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

type Route = { readonly method: string; readonly pattern: string };

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every route, what ends something last. Those that take any method are tried with one, in the long run with each. */
function routes(): Route[] {
  const seen = new Map<string, Route>();
  for (const [at, { method, path }] of createApp(testServices({} as Database)).routes.entries()) {
    const any = long ? everyMethod : [everyMethod[(at + seed) % everyMethod.length] ?? 'GET'];
    for (const one of method === 'ALL' ? any : [method])
      seen.set(`${one} ${path}`, { method: one, pattern: path });
  }
  const ends = ({ method, pattern }: Route) =>
    Number(method === 'DELETE' || /\/end$|sessions\/end|sign-out|account\/password/.test(pattern));
  return [...seen.values()].sort((a, b) => ends(a) - ends(b));
}

/** Whose work the route is, first, and who else may knock. */
function knocking({ pattern }: Route): {
  readonly own: readonly string[];
  readonly others: readonly string[];
} {
  const roles = ['staff', 'head', 'administrator', 'facilitator', 'deputy', 'auditor'];
  if (pattern.startsWith('/field/api')) return { own: ['device'], others: ['nobody', 'staff'] };
  if (pattern === '/hall') return { own: ['device'], others: ['nobody'] };
  if (pattern.startsWith('/hall')) return { own: ['host', 'recorder'], others: ['wall', 'nobody'] };
  if (pattern.startsWith('/j')) return { own: ['phone'], others: ['nobody'] };
  if (pattern.startsWith('/admin')) return { own: ['system'], others: ['nobody', 'staff'] };
  if (pattern.startsWith('/m/')) return { own: roles, others: ['nobody', 'stranger', 'system'] };
  return { own: ['nobody', 'staff'], others: ['system'] };
}

const shapesOf = ({ method, pattern }: Route): readonly (Shape | undefined)[] => {
  if (method === 'GET') return [undefined];
  if (/^\/field\/api\/items$/.test(pattern)) return [...itemShapes, ...forms];
  if (/^\/hall\/:id\/updates$/.test(pattern)) return updateShapes;
  if (/^\/hall\/:id\/photos\//.test(pattern)) return photoShapes;
  if (/\/import$/.test(pattern)) return uploads;
  return forms;
};

type Turn = { readonly route: Route; readonly sender: string; readonly shape: Shape | undefined };

/**
 * Each route once from somebody whose work it is, with one of the bodies it takes; in the long run each of them, and
 * each sender. Where pictures, tables and documents are taken, the sample has two turns.
 */
function plan(): Turn[] {
  return routes().flatMap((route, at): Turn[] => {
    const { own, others } = knocking(route);
    const shapes = shapesOf(route);
    const turn = (sender: string, index: number): Turn => ({
      ...{ route, sender },
      shape: shapes[(index + at + seed) % shapes.length],
    });
    if (!long) {
      const dear = shapes === forms || route.method === 'GET' ? 1 : 2;
      const who = at % 5 === 4 ? others : own;
      return Array.from({ length: dear }, (_, index) => turn(pick(who), index * 5));
    }
    return [
      ...shapes.map((_, index) => turn(own[(index + seed) % own.length] ?? 'nobody', index)),
      ...[...own, ...others].map((sender, index) => turn(sender, index)),
    ];
  });
}

function addressOf({ pattern }: Route, hall: Hall): string {
  const filled = pattern.replace(/:(\w+)(\{[^}]*(?:\{[^}]*\}[^}]*)*\})?/g, (_, name: string) => {
    if (name === 'municipalityId') return server.municipality;
    if (name === 'code') return hall.code;
    if (name === 'id' && pattern.startsWith('/hall')) return hall.id;
    if (name === 'year') return '2026';
    if (/file|format/.test(name))
      return pick(['ky.pdf', 'both.docx', 'export.csv', '2026.csv', 'plan.xlsx', 'report.pdf']);
    const table = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const known = [...server.ids]
      .filter(([one]) => one === table || one.endsWith(`_${table}`))
      .flatMap(([, list]) => list);
    return pick(known.length > 0 ? known : [newId()]);
  });
  const queries = [
    `?q=${encodeURIComponent(run(3000, next)).slice(0, 6000)}&size=A4`,
    `?${'q=1&'.repeat(2000)}`,
    `?since=0&page=999999999&sort=${'%2D'.repeat(2000)}`,
  ];
  return `${filled.replace('*', 'a/'.repeat(500))}${pick(queries).replace(/%[0-9A-F]?$/, '')}`;
}

type Sending = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly status: number | string;
};

/** Sends one turn and waits for its whole answer; what follows without end is left after half a second. */
async function send({ route, shape }: Turn, sender: Sender, hall: Hall, sent?: Sent): Promise<Sending> {
  const from = Date.now();
  const headers = {
    ...sender.headers,
    ...fromAnother(),
    origin: server.url,
    ...(sent ? { 'content-type': sent.type } : {}),
    ...(sender.csrf && sent?.type === 'application/json' ? { 'x-csrf-token': sender.csrf } : {}),
  };
  const sending = fetch(server.url + addressOf(route, hall), {
    method: route.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(route.pattern.endsWith('/events') ? 500 : 60_000),
    ...(sent ? { body: sent.body as BodyInit } : {}),
  });
  const status = await sending
    .then(async (answer) => (await answer.arrayBuffer(), answer.status))
    .catch((error: unknown) => String(error));
  const name = `${sender.name} ${route.method} ${route.pattern} ${shape?.name ?? ''}`;
  return { name, from, to: Date.now(), status };
}

type Wait = { readonly page: string; readonly from: number; readonly to: number; readonly status: number };

/** The server closes a line that was silent as it is used again: browsers then ask once more, on a new one. */
async function fetchAgain(address: string): Promise<Response> {
  const ask = async () => await fetch(address, { headers: fromAnother() });
  return await ask().catch(ask);
}

/** Asks for a page again and again until told to stop; the page is made anew each time. */
function neighbour(page: string, going: () => boolean): Promise<Wait[]> {
  const ask = async () => {
    const waits: Wait[] = [];
    while (going()) {
      const from = Date.now();
      const answer = await fetchAgain(`${server.url}${page}?n=${waits.length}`);
      await answer.arrayBuffer();
      waits.push({ page, from, to: Date.now(), status: answer.status });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    return waits;
  };
  return ask();
}

test(
  'while any request of any role runs, every other page is answered, and memory stays',
  { timeout: patience({ sample: 300_000, long: 3_000_000 }) },
  async () => {
    const turns = plan();
    expect(new Set(turns.map(({ route }) => `${route.method} ${route.pattern}`)).size).toBeGreaterThan(270);
    // What is dear to make is made before anybody is waited for.
    const aims = { csrf: '', room: 900_000, sessionId: server.session, random: next };
    for (const shape of new Set(turns.map((turn) => turn.shape))) await shape?.make(aims);
    let going = true;
    const neighbours = ['/healthz', `/p/${server.municipality}`].map(
      async (page) => await neighbour(page, () => going),
    );
    const began: Sending[] = [];
    let opened = await server.openHall();
    for (const [at, turn] of turns.entries()) {
      const { pattern } = turn.route;
      // A hall whose device sent something too dear rests for a minute, and a phone that sends too often does too.
      if ((/^\/(hall|j)\//.test(pattern) && at % 3 === 0) || /^\/hall\/:id\/updates$/.test(pattern))
        opened = await server.openHall();
      // What ends a session ends one of its own.
      const leaves = /sign-out|sessions\/end|account\/password/.test(pattern);
      const sender = leaves
        ? await server.signIn('facilitator2@kok-irim.example')
        : (server.senders.get(turn.sender) ?? opened.senders.find(({ name }) => name === turn.sender));
      if (!sender) throw new Error(`nobody is ${turn.sender}`);
      const room = sender.csrf === undefined || sender.name === 'nobody' ? 60_000 : 900_000;
      const aim = { csrf: sender.csrf, room, sessionId: server.session, random: next };
      const sent = await turn.shape?.make(aim);
      began.push(await send(turn, sender, opened.hall, sent));
    }
    going = false;
    const waits = (await Promise.all(neighbours)).flat();
    judge(began, waits);
  },
);

function judge(began: readonly Sending[], waits: readonly Wait[]): void {
  const all = server.ticks().filter(({ at }) => at >= (began[0]?.from ?? 0));
  const at = (moment: number) =>
    began.findLast(({ from, to }) => from <= moment && moment <= to + 50)?.name ?? '-';
  const used = (from: number, to: number) =>
    all.filter((tick) => tick.at > from && tick.at <= to).reduce((sum, { cpu }) => sum + cpu, 0);
  const dearest = all.toSorted((a, b) => b.cpu - a.cpu).slice(0, 8);
  const largest = all.reduce((a, b) => (b.rss > a.rss ? b : a));
  const tenths = Array.from({ length: 10 }, (_, tenth) => all[Math.floor((tenth * all.length) / 10)]?.rss);
  const slowest = began.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, 8);
  const turnedAway = began.filter(({ status }) => status === 429 || status === 503);
  console.log(
    [
      `${began.length} requests, ${waits.length} of the neighbours, longest wait ${Math.max(...waits.map(({ from, to }) => to - from))} ms by the clock`,
      `dearest: ${dearest.map((tick) => `${tick.cpu} ms ${at(tick.at - 1)}`).join(' | ')}`,
      `slowest: ${slowest.map(({ name, from, to }) => `${to - from} ms ${name}`).join(' | ')}`,
      `memory ${tenths.join(' ')} MB, most ${largest.rss} MB during ${at(largest.at)}`,
      `turned away: ${turnedAway.map(({ name, status }) => `${name} ${status}`).join(' | ')}`,
    ].join('\n'),
  );
  expect({
    seed,
    stood: all
      .filter(({ gap, cpu }) => gap >= 500 && cpu >= 400)
      .map((tick) => `${at(tick.at - 1)}: ${tick.gap} ms, ${tick.cpu} of its own`),
    waited: waits
      .filter(({ from, to }) => to - from >= 500 && used(from, to) >= 400)
      .map(({ page, from, to }) => `${page} waited ${to - from} ms during ${at(from)}`),
    strange: waits.filter(({ status }) => status !== 200),
    unanswered: began.filter(
      ({ name, status }) =>
        typeof status === 'string' && !/ECONN|fetch failed/.test(status) && !name.includes('/events'),
    ),
    faults: began.filter(({ status }) => status === 500),
    megabytes: largest.rss < 600,
  }).toEqual({ seed, stood: [], waited: [], strange: [], unanswered: [], faults: [], megabytes: true });
  // Brakes that hold the test itself up would make it see nothing.
  expect(turnedAway.length).toBeLessThan(began.length / 10);
}
