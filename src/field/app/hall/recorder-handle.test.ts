import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { newDocument, recordOf, SessionEdits } from '../../rules/document.ts';
import { HallLink } from '../core/hall-link.ts';
import { MemoryHall } from '../../simulation/hall-memory.fixture.ts';
import { Hub } from '../../simulation/hub.fixture.ts';
import { goodLine } from '../../simulation/line.fixture.ts';
import { about } from '../../simulation/office.fixture.ts';
import { Recorder } from '../../simulation/recorder.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

const words = (code: string) => new TextEncoder().encode(JSON.stringify({ code }));

async function hall() {
  const world = new World(1);
  const hub = new Hub(world, new MemoryHall(world));
  const recorder = new Recorder(world, hub, about);
  const pass = async (seconds: number) => await world.runUntil(world.now + seconds * 1000);
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
  return { hub, recorder, pass, kept, atHub };
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
