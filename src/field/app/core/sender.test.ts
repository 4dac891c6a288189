import { beforeAll, expect, it } from 'vitest';
import type { ItemsAnswer, ItemsRequest } from '../../rules/items.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { meetingId, Office } from '../../simulation/office.fixture.ts';
import { Disk, identityOf, openStore } from '../../simulation/store.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';
import { OpenMeeting } from './open-meeting.ts';
import { Outbox } from './outbox.ts';
import type { Ports } from './ports.ts';
import { Sender, type Office as Around } from './sender.ts';
import { takeMeeting, type Store } from './store.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

const minute = 60_000;

/** Calls `before` ahead of everything a store reads, writes, seals or opens. */
function watched(store: Store, before: () => Promise<void>): Store {
  const ahead =
    <Given extends unknown[], T>(work: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      await before();
      return await work(...given);
    };
  return {
    ...store,
    read: async (work) =>
      await store.read(
        async (db) => await work({ ...db, get: ahead(db.get.bind(db)), getAll: ahead(db.getAll.bind(db)) }),
      ),
    keep: ahead(store.keep as never),
    seal: ahead(store.seal),
    unseal: ahead(store.unseal),
  };
}

/** One phone whose sender works, with an office that answers `answer` to no more than `most` items at once. */
async function phone(
  answer: (request: ItemsRequest) => ItemsAnswer,
  around: Around,
  before: () => Promise<void> = async () => await Promise.resolve(),
  most = 50,
  clock: () => number = () => 0,
) {
  const world = new World(7);
  const life = { alive: true };
  const store = watched(openStore(world, new Disk(), life, identityOf(1)), before);
  const ports: Ports = {
    now: () => world.now + clock(),
    elapsed: () => world.now,
    after: (milliseconds, work) => world.after(milliseconds, life, work),
    ask: async (_path, options) => {
      await world.pass(100, life);
      const request = JSON.parse(options?.body ?? '') as ItemsRequest;
      if (request.items.length > most)
        return { ok: false, status: 413, code: 'too-large', message: undefined, retryAfter: undefined };
      return { ok: true, value: answer(request) as never };
    },
    hidden: () => false,
    onTurn: () => () => undefined,
    onOnline: () => () => undefined,
    random: () => 0.5,
  };
  const { passes } = world;
  await passes(takeMeeting(store, new Office({ saysNothing: true }).package('device-1')));
  let outbox: Outbox | undefined;
  let meeting: OpenMeeting | undefined;
  await passes(
    (async () => {
      outbox = await Outbox.open(store);
      meeting = await OpenMeeting.open(store, outbox, meetingId, ports);
    })(),
  );
  const sender = new Sender(outbox!, 'token', '1.0.0', around, ports);
  return { world, outbox: outbox!, meeting: meeting!, sender, passes };
}

const alwaysSame: Around = { compare: async () => await Promise.resolve('same'), heard: () => undefined };

it('sends everything, whatever is written at whatever moment of sending', async () => {
  /** Writes and queues just before the so-manieth thing the sender does with the store. */
  const tell = async (moment: number): Promise<{ text: string; moments: number }> => {
    let moments = -1;
    let write = async () => await Promise.resolve();
    // An office that neither says how far it has come nor what it lacks: nothing else mends what is sent wrongly.
    const office = new Office({ saysNothing: true, takesGaps: true });
    const { world, outbox, meeting, sender, passes } = await phone(
      (request) => office.receive(request, 'device-1', Date.now()),
      alwaysSame,
      async () => {
        if (moments < 0) return;
        moments += 1;
        if (moments !== moment) return;
        const seen = moments;
        moments = -1;
        await write();
        moments = seen;
      },
    );
    meeting.edit.setNote('opening', 'one');
    await passes(meeting.flush());
    write = async () => {
      meeting.edit.setNote('opening', 'one two');
      await meeting.flush();
    };
    moments = 0;
    sender.now();
    await world.runUntil(world.now + minute);
    const needed = moments;
    moments = -1;
    // What comes after builds on what came before.
    meeting.edit.put('people', meetingId, { number: 1, fullName: 'Айша', kind: 'community' });
    await passes(meeting.flush());
    await world.runUntil(world.now + 10 * minute);
    expect(outbox.lines.map(({ state }) => state)).not.toContain('waiting');
    const { notes, people } = office.record();
    return { text: `${notes.opening}, ${people.length}`, moments: needed };
  };
  const { moments } = await tell(-2);
  expect(moments).toBeGreaterThan(3);
  for (let moment = 1; moment <= moments; moment += 1)
    expect([moment, (await tell(moment)).text]).toEqual([moment, 'one two, 1']);
});

const sticker = (text: string, corrects: string | null) => ({
  personId: null,
  slot: null,
  text,
  sex: null,
  way: 'typed' as const,
  corrects,
  withdrawn: false,
});

it('lets no correction be refused for good while what it corrects is on its way', async () => {
  const office = new Office();
  let first = '';
  let asked = 0;
  const compared: ('same' | 'sent-again')[] = [];
  const { world, outbox, meeting, sender, passes } = await phone(
    (request) => {
      // The office lacks what the first correction corrects, once: it pauses longer than the second one does.
      if (request.items.some(({ id }) => id === first) && (asked += 1) === 1) {
        compared.push('sent-again');
        const refusal = { state: 'refused' as const, code: 'sticker-corrects-unknown' };
        return { receivedAt: new Date().toISOString(), results: [{ id: first, ...refusal }] };
      }
      return office.receive(request, 'device-1', Date.now());
    },
    { compare: async () => await Promise.resolve(compared.shift() ?? 'same'), heard: () => undefined },
    undefined,
    1,
  );
  const write = async (text: string, corrects: string | null): Promise<string> =>
    ((await passes(meeting.addStickers([sticker(text, corrects)]))) as readonly { id: string }[])[0]!.id;
  const old = await write('суу', null);
  await world.runUntil(world.now + minute);
  first = await write('суу жок', old);
  const second = await write('таза суу жок', first);
  const seen = new Set<string>();
  outbox.watch(() => {
    for (const { id, state } of outbox.lines) seen.add(`${id} ${state}`);
  });
  await world.runUntil(world.now + 10 * minute);
  expect([...office.state.statements.keys()].sort()).toEqual([old, first, second].sort());
  expect(seen).not.toContain(`${second} refused`);
  sender.end();
});

it('asks again for a correction that was refused once what it corrects has come', async () => {
  const office = new Office();
  const refuse = new Set<string>();
  const { world, outbox, meeting, sender, passes } = await phone((request) => {
    const answer = office.receive(
      { ...request, items: request.items.filter(({ id }) => !refuse.has(id)) },
      'device-1',
      Date.now(),
    );
    const results = request.items.map(
      ({ id }) =>
        answer.results.find((one) => one.id === id) ?? { id, state: 'refused' as const, code: 'forbidden' },
    );
    return { ...answer, results };
  }, alwaysSame);
  const write = async (text: string, corrects: string | null): Promise<string> =>
    ((await passes(meeting.addStickers([sticker(text, corrects)]))) as readonly { id: string }[])[0]!.id;
  const stateOf = (id: string) => outbox.lines.find((line) => line.id === id)?.state;
  // Sent together: the office refuses the one for itself and the other for want of it.
  const old = await write('жол', null);
  refuse.add(old);
  const ids = [old, await write('жаман жол', old)];
  await world.runUntil(world.now + 5 * minute);
  expect(ids.map(stateOf)).toEqual(['refused', 'refused']);
  refuse.clear();
  await passes(outbox.again(outbox.lines.filter(({ id }) => id === old).map(({ seq }) => seq)));
  await world.runUntil(world.now + 5 * minute);
  expect(ids.map(stateOf)).toEqual(['done', 'done']);
  sender.end();
});

it('asks again after the next opening of the app for what the office has meanwhile', async () => {
  const world = new World(11);
  const at = { office: new Office(), up: true };
  const device = new Device(world, at, 1);
  const { passes } = world;
  const open = async () => {
    await passes(device.start());
    await passes(
      (async () => {
        if (!(await device.session!.open(meetingId))) {
          await device.takeAlong();
          await device.session!.open(meetingId);
        }
      })(),
    );
  };
  await open();
  device.line = { ...device.line, dead: true };
  const ids: string[] = [];
  await passes(
    (async () => {
      const [old] = await device.meeting!.addStickers([sticker('кыш', null)]);
      const [next] = await device.meeting!.addStickers([sticker('суук кыш', old!.id)]);
      ids.push(old!.id, next!.id);
      const line = device.session!.outbox.lines.find(({ id }) => id === next!.id)!;
      const code = 'sticker-corrects-unknown';
      await device.session!.outbox.refuse(line.seq, line.id, { code, message: null });
    })(),
  );
  device.line = { ...device.line, dead: false };
  device.online();
  // The app is closed as soon as the office has the first.
  while (!at.office.state.statements.has(ids[0]!)) await world.runUntil(world.now + 10);
  device.kill();
  await open();
  await world.runUntil(world.now + 15 * minute);
  expect([...at.office.state.statements.keys()].sort()).toEqual([...ids].sort());
});

it('holds nothing back by a clock that was put right meanwhile', async () => {
  const office = new Office();
  let ahead = 400 * 24 * 60 * minute;
  let asked = 0;
  const { world, outbox, meeting, sender, passes } = await phone(
    (request) => {
      asked += 1;
      if (asked > 1) return office.receive(request, 'device-1', Date.now());
      const results = request.items.map(({ id }) => ({ id, state: 'later' as const, code: 'busy' }));
      return { receivedAt: new Date().toISOString(), results };
    },
    alwaysSame,
    undefined,
    50,
    () => ahead,
  );
  await passes(meeting.addStickers([sticker('суу', null)]));
  while (asked === 0) await world.runUntil(world.now + 100);
  ahead = 0;
  await world.runUntil(world.now + 15 * minute);
  expect(new Set(outbox.lines.map(({ state }) => state))).toEqual(new Set(['done']));
  sender.end();
});

it('waits for no ring of corrections for ever', async () => {
  const office = new Office();
  const { world, outbox, meeting, sender, passes } = await phone(
    (request) => office.receive(request, 'device-1', Date.now()),
    alwaysSame,
  );
  const [one, two] = [
    '0000000f-0000-7000-8000-000000000001',
    '0000000f-0000-7000-8000-000000000002',
  ] as const;
  const deviceTime = '2026-03-20T04:00:00.000Z';
  const ring = [
    { ...sticker('бир', two), id: one, deviceTime },
    { ...sticker('эки', one), id: two, deviceTime },
  ];
  await passes(meeting.takeStickers(ring));
  await world.runUntil(world.now + 10 * minute);
  expect(outbox.lines.filter(({ kind }) => kind === 'sticker').map(({ state }) => state)).toEqual([
    'refused',
    'refused',
  ]);
  sender.end();
});
