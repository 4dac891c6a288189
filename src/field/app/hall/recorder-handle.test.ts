import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { newDocument, SessionEdits } from '../../rules/document.ts';
import { recordOf } from '../../rules/record-of.ts';
import { HallLink } from '../core/hall-link.ts';
import { stateOf, type RecorderState } from './recorder-state.ts';
import { MemoryHall } from '../../simulation/hall-memory.fixture.ts';
import { Hub } from '../../simulation/hub.fixture.ts';
import { goodLine } from '../../simulation/line.fixture.ts';
import { about } from '../../simulation/office.fixture.ts';
import { Recorder } from '../../simulation/recorder.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

const words = (code: string) => new TextEncoder().encode(JSON.stringify({ code }));

const photoId = '0000000f-0000-7000-8000-000000000001';
const picture = () => new Blob([new Uint8Array([0xff, 0xd8, 0xff, 1])]);

async function hall() {
  const world = new World(1);
  const server = new MemoryHall(world);
  const hub = new Hub(world, server);
  const recorder = new Recorder(world, hub, about);
  const pass = async (seconds: number) => await world.runUntil(world.now + seconds * 1000);
  /** What the line above the recorder's page says. */
  const says = async () => {
    let said: RecorderState | undefined;
    void stateOf(recorder.meeting!).then((state) => (said = state));
    await pass(1);
    return said;
  };
  /** The first place, as the hall's host writes in it. */
  const host = async (doc = newDocument(about.id)) => {
    const ports = hub.portsFor({ alive: true }, 'host', () => goodLine);
    const link = new HallLink({ id: server.hallId, secret: 'host' }, doc, undefined, ports);
    link.start();
    await pass(10);
    return { doc, link };
  };
  const ask = async (method: string, path: string, body: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const question = { hall: server.hallId, level: 'host' as const, method, path, body: bytes };
    let status = 0;
    void server.answer(question, { alive: true }).then((answer) => (status = answer.status));
    await pass(1);
    expect(status).toBe(200);
  };
  /** Whether all that was changed is on the device; undefined while it is being written. */
  const kept = async () => {
    let said: boolean | undefined;
    void recorder.meeting!.kept().then(
      () => (said = true),
      () => (said = false),
    );
    await pass(1);
    return said;
  };
  const atHub = async () => {
    const doc = newDocument(about.id);
    const bytes = await hub.server.document();
    if (bytes) Y.applyUpdate(doc, bytes);
    return recordOf(doc).notes.opening;
  };
  void recorder.morning();
  await pass(10);
  return { world, server, hub, recorder, pass, says, host, ask, kept, atHub };
}

test('what a full device could not keep is written before anything later is called kept', async () => {
  const { recorder, pass, kept, atHub } = await hall();
  recorder.line = { ...goodLine, dead: true };
  recorder.disk.full = true;
  recorder.meeting!.edit.setNote('opening', 'Суу');
  expect(await kept()).toBe(false);
  recorder.disk.full = false;
  recorder.meeting!.edit.setNote('opening', 'Суу жок');
  expect(await kept()).toBe(true);
  // The page dies before the hall has heard of any of it.
  recorder.kill();
  recorder.line = goodLine;
  void recorder.morning();
  await pass(60);
  expect(await atHub()).toBe('Суу жок');
  expect(recorder.disk.unsent.size).toBe(0);
});

test('what a full device could not keep is kept by itself when there is room', async () => {
  const { recorder, pass } = await hall();
  recorder.line = { ...goodLine, dead: true };
  recorder.disk.full = true;
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await pass(5);
  expect(recorder.meeting!.keeping).toBe('failed');
  recorder.disk.full = false;
  await pass(10);
  expect(recorder.meeting!.keeping).toBe('kept');
});

test('what a hall that was closed has not heard goes into the next one of the meeting', async () => {
  const { server, recorder, pass, says, host, ask, kept, atHub } = await hall();
  const first = await host();
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await pass(10);
  expect(await says()).toBe('live');
  // It builds on what the hall has, and so do the words after it.
  recorder.line = { ...goodLine, dead: true };
  recorder.meeting!.edit.setNote('opening', 'Суу жок');
  await pass(0);
  void recorder.meeting!.takePhoto(photoId, picture());
  await pass(5);
  const { updates } = first.link.status.vector!;
  await ask('POST', '/end', {});
  await ask('DELETE', '', { seq: updates, stickers: 0 });
  recorder.line = goodLine;
  await pass(60);
  expect(await says()).toBe('left');
  recorder.meeting!.edit.setNote('opening', 'Суу жок, жол жок');
  expect(await kept()).toBe(true);

  const { id } = await server.keys();
  recorder.scan(id);
  await pass(10);
  // The recorder is there before the host has brought anything.
  const again = await host(first.doc);
  await pass(10);
  expect(recordOf(again.doc).notes.opening).toBe('Суу жок, жол жок');
  expect(recordOf(recorder.meeting!.doc).notes.opening).toBe('Суу жок, жол жок');
  expect(await atHub()).toBe('Суу жок, жол жок');
  expect(recorder.disk).toMatchObject({ unsent: new Map(), photos: new Map() });
  expect(await says()).toBe('live');
});

test('a closed hall is read until its host has everything', async () => {
  const { recorder, pass, host, ask } = await hall();
  const first = await host();
  first.link.stop();
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await pass(10);
  new SessionEdits(first.doc).setNote('closing', 'Жол');
  await ask('POST', '/end', {});
  const { doc, link } = await host(first.doc);
  expect(recordOf(doc).notes).toMatchObject({ opening: 'Суу', closing: 'Жол' });
  expect(link.status).toMatchObject({ state: 'live', waiting: true });
  await ask('DELETE', '', { seq: link.seq, stickers: 0 });
});

test('a hall without room is not called ended: what it did not take is told, and goes when there is room', async () => {
  const { server, recorder, pass, says, atHub } = await hall();
  const { answer } = server;
  server.answer = async (question, life) =>
    question.method === 'POST'
      ? { status: 409, body: words('hall-full') }
      : await answer.call(server, question, life);
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await pass(30);
  expect(await says()).toBe('refused');
  expect(recorder.disk.unsent.size).toBe(1);
  server.answer = answer;
  await pass(600);
  expect(await says()).toBe('live');
  expect(await atHub()).toBe('Суу');
  expect(recorder.disk.unsent.size).toBe(0);
});

test('what came late to the disk is not forgotten there while the hall refuses it', async () => {
  const { server, recorder, pass, atHub } = await hall();
  recorder.kill();
  const { answer } = server;
  server.answer = async (question, life) =>
    question.method === 'POST'
      ? { status: 409, body: words('hall-full') }
      : await answer.call(server, question, life);
  recorder.disk.full = true;
  void recorder.morning();
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await pass(4);
  recorder.disk.full = false;
  await pass(20);
  expect(recorder.meeting!.keeping).toBe('kept');
  recorder.kill();
  server.answer = answer;
  void recorder.morning();
  await pass(60);
  expect(await atHub()).toBe('Суу');
});

test('what comes to the disk while it is on its way to the hall does not stay there', async () => {
  const { world, server, recorder, pass, says } = await hall();
  const { answer } = server;
  server.answer = async (question, life) => {
    if (question.method === 'POST') await world.pass(8_000, life);
    return await answer.call(server, question, life);
  };
  for (const again of [false, true]) {
    // Once in the middle, and once with the first that a page sends.
    if (again) recorder.kill();
    recorder.disk.full = true;
    void recorder.morning();
    recorder.meeting!.edit.setNote('opening', `Суу ${again}`);
    await pass(2);
    recorder.disk.full = false;
    await pass(4);
    expect(recorder.disk.unsent.size).toBe(1);
    await pass(10);
    expect(recorder.disk.unsent.size).toBe(0);
    expect(await says()).toBe('live');
  }
});

test('a picture the hall does not take is told, and not brought to it at each of its news', async () => {
  const { server, recorder, pass, says, host } = await hall();
  const { answer } = server;
  let asked = 0;
  server.answer = async (question, life) => {
    if (question.method !== 'PUT') return await answer.call(server, question, life);
    asked += 1;
    return { status: 409, body: words('hall-full') };
  };
  void recorder.meeting!.takePhoto(photoId, picture());
  const { doc } = await host();
  for (let word = 0; word < 60; word += 1) {
    new SessionEdits(doc).setNote('closing', `Жол ${word}`);
    await pass(10);
  }
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(8);
  expect(await says()).toBe('refused');
  server.answer = answer;
  await pass(1200);
  expect(await says()).toBe('live');
  expect(recorder.disk.photos.size).toBe(0);
});

test('what the hall refuses is not sent without end, and what others write still comes', async () => {
  const world = new World(1);
  const server = new MemoryHall(world);
  const hub = new Hub(world, server);
  let asked = 0;
  let dear = 0;
  const { answer } = server;
  // Changes of the second place are too dear for the hall; those of the host are not.
  server.answer = async (question, life) => {
    if (question.level !== 'recorder' || question.method !== 'POST')
      return await answer.call(server, question, life);
    asked += 1;
    // As the hub answers: what is too dear is looked at once a minute.
    const rests = world.now - dear < 60_000;
    if (!rests) dear = world.now;
    return rests ? { status: 503, body: words('busy') } : { status: 422, body: words('document-too-dear') };
  };
  const recorder = new Recorder(world, hub, about);
  void recorder.morning();
  await world.runUntil(world.now + 10_000);
  recorder.meeting!.edit.setNote('opening', 'Суу');
  await world.runUntil(world.now + 30 * 60_000);

  expect(recorder.meeting!.refused).toBe('document-too-dear');
  let said: RecorderState | undefined;
  void stateOf(recorder.meeting!).then((state) => (said = state));
  await world.runUntil(world.now + 1_000);
  expect(said).toBe('refused');

  const host = newDocument(about.id);
  const link = new HallLink({ id: server.hallId, secret: 'host' }, host, undefined, {
    ...hub.portsFor({ alive: true }, 'host', () => goodLine),
  });
  link.start();
  await world.runUntil(world.now + 10_000);
  new SessionEdits(host).setNote('closing', 'Жол');
  await world.runUntil(world.now + 30 * 60_000);
  expect(recordOf(recorder.meeting!.doc).notes).toMatchObject({ opening: 'Суу', closing: 'Жол' });
  expect(asked).toBeLessThan(30);
});
