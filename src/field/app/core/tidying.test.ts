import { beforeAll, expect, it } from 'vitest';
import { recordOf } from '../../rules/record-of.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { Office } from '../../simulation/office.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

/** A phone with an open meeting that was changed so often, each change kept in a row of its own. */
async function worked(changes: number) {
  const world = new World(5);
  const device = new Device(world, { office: new Office(), up: true }, 1);
  const { passes } = world;
  const open = async () => {
    await passes(device.start());
    await passes(device.openMeeting());
  };
  await open();
  device.line = { ...device.line, dead: true };
  for (let number = 1; number <= changes; number += 1) {
    device.meeting!.edit.setNote('opening', `${number}`);
    await passes(device.meeting!.kept());
  }
  const rows = () => device.disk.stores.get('updates')!.size;
  const said = () => recordOf(device.meeting!.doc).notes.opening;
  return { world, device, passes, open, rows, said };
}

it('makes one row of many when the meeting is closed, and the next opening reads the same', async () => {
  const { device, passes, rows, said } = await worked(120);
  expect(rows()).toBeGreaterThanOrEqual(120);
  await passes(device.closeMeeting());
  expect(rows()).toBe(1);
  await passes(device.openMeeting());
  expect(said()).toBe('120');
});

it('makes one row of many while a meeting is worked in, and a kill in the middle loses nothing', async () => {
  const { world, device, passes, open, rows, said } = await worked(120);
  expect(rows()).toBeGreaterThanOrEqual(120);
  await world.runUntil(world.now + 60_000);
  expect(rows()).toBe(1);
  device.kill();
  await open();
  expect(said()).toBe('120');
  device.meeting!.edit.setNote('opening', 'андан кийин');
  await passes(device.meeting!.kept());
  device.kill();
  await open();
  expect(said()).toBe('андан кийин');
});

it('leaves every row where it is when one of them cannot be read', async () => {
  const { device, passes, open, rows, said } = await worked(120);
  device.kill();
  const updates = device.disk.stores.get('updates')!;
  const [first] = updates.keys();
  updates.set(first!, {
    ...(updates.get(first!) as object),
    sealed: { iv: new Uint8Array(12), data: new Uint8Array([255, 255, 255]).buffer },
  });
  await open();
  await passes(device.closeMeeting());
  expect(rows()).toBeGreaterThanOrEqual(120);
  await passes(device.openMeeting());
  expect(typeof said()).toBe('string');
});
