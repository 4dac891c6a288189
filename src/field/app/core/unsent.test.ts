import { beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fromBase64 } from '../../rules/base64.ts';
import { newDocument } from '../../rules/document.ts';
import type { Item } from '../../rules/items.ts';
import { recordOf } from '../../rules/record-of.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { Office } from '../../simulation/office.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';
import { unsentItems } from './save-file.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

/** A phone whose line is dead, with a first note that was tried to be sent. */
async function cutOff(seed: number) {
  const world = new World(seed);
  const device = new Device(world, { office: new Office(), up: true }, 1);
  const { passes } = world;
  await passes(device.start());
  while (!device.meeting) await passes(device.openMeeting());
  device.line = { ...device.line, dead: true };
  const { meeting } = device;
  // A phone under load: what is asked of its disk and its ciphers comes late, and not in the order it was asked.
  const { seal, read } = device.store!;
  const late = async () => await world.pass(world.random() * 60, device.life);
  Object.assign(device.store!, {
    seal: async (...about: Parameters<typeof seal>) => {
      await late();
      return await seal(...about);
    },
    read: async (...about: Parameters<typeof read>) => {
      await late();
      return await read(...about);
    },
  });
  meeting.edit.setNote('opening', 'биринчи');
  await passes(meeting.flush());
  await world.runUntil(world.now + 60_000);
  return { world, passes, session: device.session!, meeting };
}

/** The note that stands in these items. */
function noteIn(meetingId: string, items: readonly Item[]): string | undefined {
  const doc = newDocument(meetingId);
  for (const { body } of items)
    if (body.kind === 'document') Y.applyUpdate(doc, Uint8Array.from(fromBase64(body.update)));
  return recordOf(doc).notes.opening;
}

const seeds = Array.from({ length: 150 }, (_, seed) => seed + 1);

it('what was changed last is in the file, whatever else makes the outbox ready meanwhile', async () => {
  for (const seed of seeds) {
    const { world, passes, session, meeting } = await cutOff(seed);
    const aWhile = async () => await world.runUntil(world.now + world.upTo(150));
    meeting.edit.setNote('opening', 'экинчи');
    // A try to send; a screen is left and hands on what was typed; the outbox opens; its button is pressed; a try to send.
    const work = [meeting.flush()];
    await aWhile();
    meeting.edit.setNote('opening', 'үчүнчү');
    work.push(meeting.flush());
    await aWhile();
    const file = unsentItems(session);
    await aWhile();
    work.push(meeting.flush());
    expect(noteIn(meeting.id, await passes(file)), `seed ${seed}`).toBe('үчүнчү');
    await passes(Promise.all(work));
    expect(noteIn(meeting.id, await passes(session.outbox.items())), `seed ${seed}`).toBe('үчүнчү');
  }
});

it('what is changed while the file is being made takes nothing out of it', async () => {
  for (const seed of seeds) {
    const { world, passes, session, meeting } = await cutOff(seed);
    meeting.edit.setNote('opening', 'экинчи');
    const file = unsentItems(session);
    const work: Promise<void>[] = [];
    for (const later of ['үчүнчү', 'төртүнчү']) {
      await world.runUntil(world.now + world.upTo(300));
      meeting.edit.setNote('opening', later);
      work.push(meeting.flush());
    }
    expect(['экинчи', 'үчүнчү', 'төртүнчү'], `seed ${seed}`).toContain(
      noteIn(meeting.id, await passes(file)),
    );
    await passes(Promise.all(work));
  }
});
