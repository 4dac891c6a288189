import { tell } from '../../simulation/chance.fixture.ts';
import { expect, test } from 'vitest';
import { recordOf } from '../../rules/record-of.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { MemoryHall } from '../../simulation/hall-memory.fixture.ts';
import { Hub } from '../../simulation/hub.fixture.ts';
import { goodLine } from '../../simulation/line.fixture.ts';
import { about, Office } from '../../simulation/office.fixture.ts';
import { Recorder } from '../../simulation/recorder.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

const photoId = '0000000f-0000-7000-8000-000000000001';

/** A hall with its host and its second recorder, in the time and chance of a story. */
async function inHall(
  work: (all: {
    readonly server: MemoryHall;
    readonly device: Device;
    readonly recorder: Recorder;
    readonly pass: (seconds: number) => Promise<void>;
    /** Whether the host could end the hall. */
    readonly end: () => Promise<boolean | undefined>;
  }) => Promise<void>,
): Promise<void> {
  const world = new World(1);
  const pass = async (seconds: number) => await world.runUntil(world.now + seconds * 1000);
  const begin = async () => {
    const server = new MemoryHall(world);
    const hub = new Hub(world, server);
    const device = new Device(world, { office: new Office(), up: true, hub }, 1);
    void device.morning();
    await pass(20);
    device.enterHall(await server.keys());
    const recorder = new Recorder(world, hub, about);
    void recorder.morning();
    await pass(20);
    const end = async () => {
      let ended: boolean | undefined;
      void device.hall!.end().then(
        () => (ended = true),
        () => (ended = false),
      );
      await pass(60);
      return ended;
    };
    await work({ server, device, recorder, pass, end });
  };
  await tell({ world, tell: begin }, 1);
}

test('a hall is not deleted before its host has every picture', async () => {
  await inHall(async ({ server, device, recorder, pass, end }) => {
    const { answer } = server;
    server.answer = async (question, life) =>
      question.method === 'GET' && question.path.startsWith('/photos/')
        ? { status: 503, body: new Uint8Array() }
        : await answer.call(server, question, life);
    const picture = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 1])]);
    void recorder.meeting!.takePhoto(photoId, picture);
    await pass(10);
    expect(recorder.disk.photos.size).toBe(0);
    expect(await end()).toBe(false);
    server.answer = answer;
    expect(await end()).toBe(true);
    expect(device.disk.stores.get('photos')!.has(photoId)).toBe(true);
    expect(server.hallId).not.toBe((await server.keys()).id);
  });
});

test('a hall that has ended is asked no more, whatever was under way', async () => {
  await inHall(async ({ server, pass, end }) => {
    const { answer } = server;
    let asked = 0;
    let give = () => {};
    const late = new Promise<void>((resolve) => (give = resolve));
    server.answer = async (question, life) => {
      if (question.level === 'host') asked += 1;
      // A phone has joined, and the list of phones is still on its way when the hall ends.
      if (question.path === '/phones') {
        await late;
        return { status: 503, body: new Uint8Array() };
      }
      const given = await answer.call(server, question, life);
      if (question.path !== '/state') return given;
      const state = { ...JSON.parse(new TextDecoder().decode(given.body)), phones: 7 } as unknown;
      return { ...given, body: new TextEncoder().encode(JSON.stringify(state)) };
    };
    await pass(30);
    expect(await end()).toBe(true);
    await pass(10);
    const before = asked;
    give();
    await pass(300);
    expect(asked).toBe(before);
  });
});

test('what is changed while a hall is being ended does not keep its host from what the others wrote', async () => {
  await inHall(async ({ device, recorder, pass, end }) => {
    // The hall has the recorder's words, and the host has not heard of them yet.
    device.hallLine = { ...goodLine, dead: true };
    recorder.meeting!.edit.setNote('opening', 'Суу');
    await pass(30);
    device.hallLine = goodLine;
    const { settle } = device.hall!.link;
    // The end is heard by the hall before these words are.
    device.hall!.link.settle = async function () {
      device.meeting!.edit.setNote('closing', 'Жол');
      device.hall!.link.settle = settle;
      await Promise.resolve();
    };
    expect(await end()).toBe(true);
    await pass(10);
    expect(recordOf(device.meeting!.doc).notes.opening).toBe('Суу');
  });
});

test('an ended hall is not asked without end', async () => {
  await inHall(async ({ server, device, pass }) => {
    const question = { hall: server.hallId, level: 'host' as const, method: 'POST', path: '/end' };
    void server.answer({ ...question, body: undefined }, { alive: true });
    await pass(1);
    let written = 0;
    const { answer } = server;
    server.answer = async (question, life) => {
      if (question.method !== 'GET') written += 1;
      return await answer.call(server, question, life);
    };
    device.meeting!.edit.setNote('closing', 'Жол');
    await pass(600);
    expect(written).toBeLessThan(5);
  });
});

test('a hall that was being ended when its meeting was closed is not deleted, and can be ended again', async () => {
  await inHall(async ({ server, device, pass, end }) => {
    // The wish to end it waits for what is under way; meanwhile the meeting is closed and opened anew.
    const { hall } = device;
    let go = () => {};
    hall!.link.settle = async () => await new Promise((resolve) => (go = resolve));
    const first = hall!.end().then(
      () => true,
      () => false,
    );
    await pass(1);
    void device.closeMeeting();
    await pass(5);
    void device.openMeeting();
    await pass(30);
    go();
    await pass(60);
    expect(device.hall).not.toBe(hall);
    expect(await first).toBe(false);
    const { id } = await server.keys();
    expect(server.hallId).toBe(id);
    expect(await end()).toBe(true);
    expect((await server.keys()).id).not.toBe(id);
  });
});
