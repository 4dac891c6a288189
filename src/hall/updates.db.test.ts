import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { newId } from '../platform/db/id.ts';
import { openAssets } from '../platform/http/assets.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { sendStickers } from './data/phones.ts';
import { appendUpdate, updatesSince } from './data/updates.ts';
import { deleteHall, endHall, openHall } from './data/halls.ts';
import type { OpenedHall } from './rules/hall.ts';
import { breaking } from '../field/rules/breaking.fixture.ts';
import { documentLimits, weigh } from './rules/weight.ts';
import { createHub } from './hub.ts';

let database: TestDatabase;
let hub: Hono<Web>;

beforeAll(async () => {
  database = await createTestDatabase();
  const services = testServices(database.db);
  hub = createHub({ services, assets: openAssets(''), port: 3000, shell: new Hono<Web>() });
});
afterAll(async () => await database.drop());

const now = new Date('2026-03-20T04:00:00Z');

async function open(): Promise<OpenedHall> {
  const about = {
    meetingId: newId(),
    title: 'Арал',
    lang: 'ky' as const,
    stickersPerPerson: 5,
    askSex: false,
    meeting: null,
  };
  return await openHall(database.db, about, null, now);
}

async function post(hall: OpenedHall, secret: string, bytes: Uint8Array) {
  const answer = await hub.request(
    `http://localhost:3000/hall/${hall.id}/updates`,
    {
      method: 'POST',
      headers: { host: 'localhost:3000', 'x-hall-secret': secret },
      body: new Uint8Array(bytes),
    },
    { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
  );
  return { status: answer.status, ...((await answer.json()) as { code?: string }) };
}

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 128);
  }
};

/** As many pieces as two bytes each can say: none of them is anything, and each costs. */
function poison(pieces: number, client = 7): Uint8Array {
  const head = [1, ...varint(pieces), ...varint(client), 0];
  const bytes = new Uint8Array(head.length + pieces * 2 + 1);
  bytes.set(head);
  for (let at = 0; at < pieces; at += 1) bytes[head.length + at * 2 + 1] = 1;
  return bytes;
}

/** Milliseconds of this thread's processor that the work took. */
async function ownTime<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const began = process.threadCpuUsage();
  const value = await work();
  const { user, system } = process.threadCpuUsage(began);
  return { ms: (user + system) / 1000, value };
}

it('a poisoned change is refused without being read by the thread of the requests', async () => {
  const hall = await open();
  const bytes = poison(documentLimits.structs + 50_000);
  expect(bytes.length).toBeLessThan(1024 * 1024);
  // Warm: the thread is started, the paths of the request are compiled.
  const good = (word: string) => {
    const doc = new Y.Doc();
    doc.getText('note:opening').insert(0, word);
    return Y.encodeStateAsUpdate(doc);
  };
  expect((await post(hall, hall.recorderSecret, good('бир'))).status).toBe(200);
  const here = await ownTime(() => weigh(bytes));
  expect(here.value.structs).toBeGreaterThan(documentLimits.structs);
  const there = await ownTime(async () => await post(hall, hall.recorderSecret, bytes));
  expect(there.value).toMatchObject({ status: 422, code: 'document-too-dear' });
  expect(there.ms).toBeLessThan(here.ms / 2 + 30);
  // Whoever sent it rests; the host goes on.
  expect((await post(hall, hall.recorderSecret, good('эки'))).status).toBe(503);
  expect((await post(hall, hall.hostSecret, good('үч'))).status).toBe(200);
});

it('a change that would break the documents of the others is told to nobody', async () => {
  const hall = await open();
  const bytes = breaking(newId(), 1000);
  expect(await post(hall, hall.recorderSecret, bytes)).toMatchObject({ status: 422, code: 'invalid-input' });
  expect(await updatesSince(database.db, hall.id, 0)).toEqual({ seq: 0, update: null });
});

it('many dear changes together fill a hall and stop nobody from reading it', async () => {
  const hall = await open();
  const part = Math.floor(documentLimits.structs / 2) - 1000;
  const kept: string[] = [];
  for (const client of [1, 2, 3]) {
    const done = await appendUpdate(database.db, hall.id, poison(part, client), now);
    kept.push(done.ok ? 'kept' : done.code);
  }
  expect(kept).toEqual(['kept', 'kept', 'hall-full']);
  const { update } = await updatesSince(database.db, hall.id, 0);
  expect(weigh(update!).clients).toBe(2);
  // What is said again costs no room for ever: together it counts once.
  const second = await open();
  for (let time = 0; time < 4; time += 1)
    expect(await appendUpdate(database.db, second.id, poison(part, 1), now)).toMatchObject({ ok: true });
}, 60_000);

it('changes that come while others are put together are all kept, once', async () => {
  const hall = await open();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let at = 0; at < 240; at += 1) doc.getText('note:opening').insert(at, String(at % 10));
  const seqs: number[] = [];
  const writer = async (own: readonly Uint8Array[]) => {
    for (const bytes of own) {
      const done = await appendUpdate(database.db, hall.id, bytes, now);
      if (!done.ok) throw new Error(done.code);
      seqs.push(done.seq);
    }
  };
  const parts = [0, 1, 2, 3].map((part) => updates.filter((_, at) => at % 4 === part));
  // One reads on all the while, from where it is.
  const read = new Y.Doc();
  let since = 0;
  let writing = true;
  const follow = async () => {
    const news = await updatesSince(database.db, hall.id, since);
    if (news.update) Y.applyUpdate(read, news.update);
    since = news.seq;
  };
  const reading = (async () => {
    while (writing) await follow();
  })();
  await Promise.all(parts.map(writer));
  writing = false;
  await reading;
  await follow();
  expect(new Set(seqs).size).toBe(240);
  expect(read.getText('note:opening').toJSON()).toBe(doc.getText('note:opening').toJSON());
  const { rowCount } = await database.db.owner.query('select 1 from hall_update where hall_id = $1', [
    hall.id,
  ]);
  expect(rowCount).toBeLessThan(100);
}, 60_000);

/** A hall that has ended, with a phone that may send. */
async function withPhone() {
  const hall = await open();
  const phone = newId();
  await database.db.owner.query(
    `insert into hall_phone (id, hall_id, number, cookie_hash, trace_hash, state) values ($1, $2, 1, $3, '', 'admitted')`,
    [phone, hall.id, phone],
  );
  await endHall(database.db, hall.id, now);
  return { hall, phone };
}

it('a hall does not go while a sticker is on its way into it', async () => {
  const { hall, phone } = await withPhone();
  const client = await database.db.owner.connect();
  try {
    // As sendStickers does, held just before its end.
    await client.query('begin');
    await client.query('select id from hall where id = $1 for key share', [hall.id]);
    await client.query(
      `insert into hall_sticker (id, hall_id, phone_id, slot, text, at) values ($1, $2, $3, 1, 'суу', now())`,
      [newId(), hall.id, phone],
    );
    const going = deleteHall(database.db, hall.id, { seq: 0, stickers: 0 });
    const early = await Promise.race([
      going,
      new Promise((resolve) => setTimeout(() => resolve('waits'), 300)),
    ]);
    expect(early).toBe('waits');
    await client.query('commit');
    expect(await going).toBe('more-came');
  } finally {
    client.release();
  }
  expect(await deleteHall(database.db, hall.id, { seq: 0, stickers: 1 })).toBe('done');
});

it('a sticker that comes while its hall goes is not called kept', async () => {
  for (let time = 0; time < 20; time += 1) {
    const { hall, phone } = await withPhone();
    await database.db.owner.query(`update hall set gallery = 'open' where id = $1`, [hall.id]);
    const [sent, gone] = await Promise.all([
      sendStickers(database.db, hall.id, phone, [{ slot: 1, text: 'жол' }], now),
      deleteHall(database.db, hall.id, { seq: 0, stickers: 0 }),
    ]);
    // Either the hall stands with the sticker, or it is gone and the phone was told so.
    expect([gone, sent.ok]).toEqual(gone === 'done' ? ['done', false] : ['more-came', true]);
  }
});
