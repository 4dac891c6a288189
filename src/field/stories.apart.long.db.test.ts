import { tell } from './simulation/chance.fixture.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { cases, patience, seed } from '../../test/generated.ts';
import { openAssets } from '../platform/http/assets.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { createHub } from '../hall/hub.ts';
import { assign, makeHeldSession, now, Phone } from './receive.fixture.ts';
import { DatabaseHall } from './simulation/hall-database.fixture.ts';
import { DatabaseOffice, type Known } from './simulation/office-database.fixture.ts';
import { Story } from './simulation/story.fixture.ts';

// Some of the stories of sync.apart.long.test.ts with the real commands of the office and the real routes of the hub, each
// on a PostgreSQL of its own.

const only = process.env.ASHAR_STORY;
const stories = only === undefined ? cases({ sample: 6, long: 100 }) : 1;
const first = only === undefined ? seed * 1_000_000 : Number(only);

let office: TestDatabase;
let laptop: TestDatabase;
let hub: Hono<Web>;
let folder: string;
let meetingId: string;
const devices = new Map<string, Known>();
const pictures: Uint8Array<ArrayBuffer>[] = [];

beforeAll(async () => {
  office = await createTestDatabase();
  laptop = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'ashar-stories-'));
  const services = testServices(laptop.db);
  hub = createHub({ services, assets: openAssets(''), port: 3000, shell: new Hono<Web>() });
  const home = await makeMunicipality(office.db);
  const gates = [1, 2].map((number) => home.gate('facilitator', { name: `Адам ${number}` }));
  meetingId = (await makeHeldSession(office, home)).id;
  // Stories write many stickers and register few people.
  await office.db.owner.query(`update session set stickers_per_person = 20`);
  for (const gate of gates) await assign(office, home, meetingId, gate);
  for (const [at, gate] of gates.entries()) {
    const { deviceId } = await Phone.prepare(office, new FolderStore(folder), gate, meetingId);
    devices.set(`device-${at + 1}`, { id: deviceId, gate });
  }
  // Each story works on a copy of it.
  await office.db.close();
  for (let shade = 0; shade < 16; shade += 1) {
    const background = { r: shade * 16, g: 0, b: 0 };
    const picture = sharp({ create: { width: 9, height: 9, channels: 3, background } });
    pictures.push(new Uint8Array(await picture.jpeg().toBuffer()));
  }
});
afterAll(async () => {
  await office.drop();
  await laptop.drop();
  await rm(folder, { recursive: true, force: true });
});

async function play(number: number) {
  const base = await DatabaseOffice.open(office.name, meetingId, devices, new FolderStore(folder));
  try {
    const hall = await DatabaseHall.open(laptop.db, hub, meetingId, now);
    const picture = (one: number) => pictures[one % pictures.length]!;
    const told = await tell(new Story(number, { office: base, hall, picture }), number);
    const listed = await base.listed();
    const { record } = await base.standing();
    const lacking = record.people.filter(({ id }) => !listed.has(id)).map(({ fullName }) => fullName);
    return {
      ...told,
      faults: [
        ...told.faults,
        ...lacking.map((name) => `${name} stands in the document and not in the table`),
        ...base.faults.map((error) => `the office did not expect: ${String(error)}`),
      ],
    };
  } finally {
    await base.drop();
  }
}

/** So many in one test that its time is bounded, and that what was reached is known when a run is cut short. */
const inOne = 25;

for (let from = first; from < first + stories; from += inOne) {
  const until = Math.min(from + inOne, first + stories);
  test(
    `stories ${from} to ${until - 1} end with the same record everywhere on real databases`,
    async () => {
      const failed: string[] = [];
      for (let number = from; number < until && failed.length < 3; number += 1) {
        const { faults, story } = await play(number);
        if (faults.length > 0)
          failed.push([`ASHAR_STORY=${number}`, ...story, 'but at the end:', ...faults].join('\n  '));
      }
      expect(failed.join('\n\n')).toBe('');
    },
    patience({ sample: 180_000, long: 900_000 }),
  );
}
