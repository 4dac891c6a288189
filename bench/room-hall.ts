import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../test/server.ts';
import type { HallOpened, HallPhones, HallSticker } from '../src/hall/rules/hall.ts';
import { figure, p95, rounded, type Figure } from './figure.ts';

const capability = 'room';
const phoneCount = 40;
const each = 5;
/** Seconds over which the phones send; the requirement allows a minute. */
const within = 30;

export type HallMeasured = {
  /** Milliseconds from sending a form to its answer. */
  readonly times: readonly number[];
  readonly sent: number;
  /** Stickers that are not there, and those that are there more than once. */
  readonly lost: number;
  readonly doubled: number;
  readonly seconds: number;
};

type Answer = { readonly status: number; readonly text: string; readonly cookie: string | undefined };

/**
 * Forty phones at one laptop: each joins, is admitted and sends its five stickers one by one, some of them twice as
 * after a double click, while a wall and a recorder listen and the other phones keep looking at their pages.
 * Each phone has an address of its own, as on a hotspot. @throws Error when the hub does not start.
 */
export async function measureHall(): Promise<HallMeasured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-hub-'));
  const hub = await startServer({ command: 'hub', folder });
  const ends: (() => void)[] = [];
  try {
    const opened = await fetch(`${hub.url}/hall`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        meetingId: '01990000-0000-7000-8000-000000000001',
        title: 'Арал, 18–35 жаш',
        lang: 'ky',
        stickersPerPerson: each,
        askSex: false,
        meeting: {},
      }),
    });
    const hall = (await opened.json()) as HallOpened;
    const call = async (rest: string, method: string, json?: unknown, secret = hall.hostSecret) =>
      await fetch(`${hub.url}/hall/${hall.id}${rest}`, {
        method,
        headers: { 'content-type': 'application/json', 'x-hall-secret': secret },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
    for (const secret of [hall.wallSecret, hall.recorderSecret, hall.hostSecret]) {
      const stop = new AbortController();
      const stream = await fetch(`${hub.url}/hall/${hall.id}/events`, {
        headers: { 'x-hall-secret': secret },
        signal: stop.signal,
      });
      void stream.text().catch(() => undefined);
      ends.push(() => stop.abort());
    }

    const phones = Array.from({ length: phoneCount }, (_, at) =>
      phone(hub.url, hall.code, `127.0.1.${at + 1}`),
    );
    ends.push(() => phones.forEach(({ close }) => close()));
    for (const one of phones) {
      await one.ask('');
      await one.ask('/join', 'sex=');
    }
    const listed = (await (await call('/phones', 'GET')).json()) as HallPhones;
    await call('/phones', 'POST', { ids: listed.phones.map(({ id }) => id), state: 'admitted' });
    await call('/gallery', 'PUT', { state: 'open' });

    const times: number[] = [];
    const texts: string[] = [];
    const started = performance.now();
    await Promise.all(
      phones.map(async (one, at) => {
        for (let slot = 1; slot <= each; slot += 1) {
          // Spread evenly, with a beat of its own for each phone: some meet, most do not.
          const due = ((slot - 1 + ((at * 7) % phoneCount) / phoneCount) / each) * within * 1000;
          await sleep(Math.max(0, started + due - performance.now()));
          await one.ask('');
          const text = `${at + 1}-телефондун ${slot}-көйгөйү`;
          texts.push(text);
          const twice = (at + slot) % 5 === 0 ? 2 : 1;
          const body = `s${slot}=${encodeURIComponent(text)}`;
          await Promise.all(
            Array.from({ length: twice }, async () => {
              const begun = performance.now();
              const answer = await one.ask('/send', body);
              times.push(performance.now() - begun);
              if (answer.status !== 303) throw new Error(`a phone was answered ${answer.status}`);
            }),
          );
        }
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const { stickers } = (await (await call('/stickers', 'GET')).json()) as { stickers: HallSticker[] };
    const counts = new Map<string, number>();
    for (const { text } of stickers) counts.set(text, (counts.get(text) ?? 0) + 1);
    return {
      times,
      sent: texts.length,
      lost: texts.filter((text) => !counts.has(text)).length,
      doubled: stickers.length - counts.size,
      seconds,
    };
  } finally {
    for (const end of ends) end();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures of the hall for `npm run bench -- --only room`. */
export async function hallFigures(): Promise<Figure[]> {
  let work: Promise<HallMeasured> | undefined;
  const measured = async () => await (work ??= measureHall());
  return [
    await figure(
      {
        capability,
        name: '40 phones send 200 stickers through one laptop, p95',
        unit: 'ms',
        bar: 'under 150',
      },
      (ms) => ms < 150,
      async () => {
        const { times, seconds, sent } = await measured();
        return {
          value: p95(times),
          note: `${sent} stickers in ${rounded(seconds)} s, ${times.length} requests with double clicks; the longest took ${rounded(Math.max(...times))} ms`,
        };
      },
    ),
    await figure(
      { capability, name: 'stickers of phones lost or doubled', unit: 'stickers', bar: 'none' },
      (count) => count === 0,
      async () => {
        const { lost, doubled } = await measured();
        return lost + doubled;
      },
    ),
  ];
}

function phone(url: string, code: string, localAddress: string) {
  const agent = new Agent({ keepAlive: true, localAddress, maxSockets: 2 });
  let cookie = '';
  const ask = async (rest: string, body?: string): Promise<Answer> =>
    await new Promise((resolve, reject) => {
      const sent = request(
        `${url}/j/${code}${rest}`,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            'user-agent': 'Android 8',
            ...(cookie === '' ? {} : { cookie }),
            ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => {
            cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie;
            resolve({ status: response.statusCode ?? 0, text, cookie });
          });
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server has closed a line that was idle just as it was used again: browsers ask again by themselves.
        if (sent.reusedSocket && error.code === 'ECONNRESET') ask(rest, body).then(resolve, reject);
        else reject(error);
      });
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
