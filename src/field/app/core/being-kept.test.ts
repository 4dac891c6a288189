import { beforeAll, expect, it } from 'vitest';
import { stickersOf } from '../../rules/record-of.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { Office } from '../../simulation/office.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

const written = {
  personId: null,
  slot: null,
  text: 'Суу жок',
  sex: null,
  way: 'typed' as const,
  corrects: null,
  withdrawn: false,
};

/** What is seen of stickers while one is written: those being kept, and those that count, at each change. */
async function seenOf(full: boolean) {
  const world = new World(3);
  const device = new Device(world, { office: new Office(), up: true }, 1);
  const { passes } = world;
  await passes(device.start());
  await passes(device.openMeeting());
  const meeting = device.meeting!;
  const seen: string[] = [];
  const look = () => {
    const now = `${meeting.beingKept.length} being kept, ${stickersOf(meeting.doc).length} counted`;
    if (seen.at(-1) !== now) seen.push(now);
  };
  look();
  meeting.watch(look);
  device.disk.full = full;
  const work = meeting.addStickers([written]);
  // At once: before anything has been written.
  look();
  const told = await passes(work).then(
    () => 'kept',
    () => 'refused',
  );
  look();
  return { seen, told };
}

it('shows a sticker at once as being kept, and counts it when it is on the device', async () => {
  expect(await seenOf(false)).toEqual({
    seen: ['0 being kept, 0 counted', '1 being kept, 0 counted', '0 being kept, 1 counted'],
    told: 'kept',
  });
});

it('takes a sticker back that the device could not keep, and says so', async () => {
  expect(await seenOf(true)).toEqual({
    seen: ['0 being kept, 0 counted', '1 being kept, 0 counted', '0 being kept, 0 counted'],
    told: 'refused',
  });
});
