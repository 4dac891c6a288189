import { beforeAll, expect, it } from 'vitest';
import { Device } from '../../simulation/device.fixture.ts';
import { Office } from '../../simulation/office.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

const minute = 60_000;

/** A phone with an open meeting; `made` counts how often all its changes were made into an item. */
async function atWork() {
  const world = new World(11);
  const office = new Office();
  const device = new Device(world, { office, up: true }, 1);
  const { passes } = world;
  const counted = { made: 0 };
  const open = async () => {
    await passes(device.start());
    const { outbox } = device.session!;
    const put = outbox.putDocument.bind(outbox);
    outbox.putDocument = async (...given) => {
      counted.made += 1;
      return await put(...given);
    };
    await passes(device.openMeeting());
  };
  await open();
  return { world, office, device, passes, counted, open };
}

it('makes the whole meeting into an item for each try to send it, not at each rest of the fingers', async () => {
  const { world, office, device, counted } = await atWork();
  device.line = { ...device.line, dead: true };
  for (let number = 1; number <= 60; number += 1) {
    device.meeting!.edit.setNote('opening', 'сөз '.repeat(number));
    await world.runUntil(world.now + 10_000);
  }
  const tries = device
    .session!.outbox.lines.filter(({ kind }) => kind === 'document')
    .reduce((sum, line) => sum + line.tries, 0);
  expect(tries).toBeGreaterThan(1);
  expect(counted.made).toBeLessThanOrEqual(tries + 1);
  expect(counted.made).toBeLessThan(20);
  device.line = { ...device.line, dead: false };
  device.online();
  await world.runUntil(world.now + minute);
  expect(office.record().notes.opening).toBe('сөз '.repeat(60));
  expect(device.session!.outbox.lines.every(({ state }) => state === 'done')).toBe(true);
});

it('loses nothing of a rested line when the app is killed: what was in no item is sent after the next start', async () => {
  const { world, office, device, passes, open } = await atWork();
  device.line = { ...device.line, dead: true };
  for (const text of ['бир', 'бир эки', 'бир эки үч']) {
    device.meeting!.edit.setNote('opening', text);
    await world.runUntil(world.now + 12_000);
  }
  await passes(device.meeting!.kept());
  // The last word is in no item yet: nothing would be sent now.
  expect(device.session!.outbox.makers.resting).toBe(true);
  device.kill();
  await open();
  device.line = { ...device.line, dead: false };
  device.online();
  await world.runUntil(world.now + 2 * minute);
  expect(office.record().notes.opening).toBe('бир эки үч');
});
