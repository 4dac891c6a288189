import { keepError } from '../app/core/keep.ts';
import { RecorderMeeting } from '../app/hall/recorder-handle.ts';
import type { RecorderKeeping } from '../app/hall/recorder-store.ts';
import type { MeetingPackage } from '../rules/items.ts';
import type { Writer } from './device.fixture.ts';
import type { Hub } from './hub.fixture.ts';
import { goodLine, type Line } from './line.fixture.ts';
import type { Life, World } from './world.fixture.ts';

/** What lies on a recorder's device whether its page is open or not. */
class RecorderDisk {
  full = false;
  next = 0;
  unsent = new Map<number, Uint8Array>();
  photos = new Map<string, Blob>();
  turn: Promise<unknown> = Promise.resolve();
}

/** The recorder's IndexedDB, in memory, while one page lasts: a write is there whole or not at all; it may be full. */
function openKeeping(world: World, disk: RecorderDisk, life: Life): RecorderKeeping {
  disk.turn = Promise.resolve();
  const moment = async () => await world.pass(world.random() * 4, life);
  const write = async <T>(work: () => T, grows: boolean): Promise<T> => {
    const run = async () => {
      await moment();
      if (grows && disk.full) throw keepError(new DOMException('full', 'QuotaExceededError'));
      return work();
    };
    const turn = disk.turn.then(run, run);
    disk.turn = turn.catch(() => undefined);
    const done = await turn;
    await moment();
    return done;
  };
  return {
    async all() {
      await moment();
      return { updates: [...disk.unsent.values()], last: [...disk.unsent.keys()].at(-1) ?? 0 };
    },
    add: async (update) =>
      await write(() => {
        disk.next += 1;
        disk.unsent.set(disk.next, update);
        return disk.next;
      }, true),
    forget: async (upTo) =>
      await write(() => {
        for (const key of [...disk.unsent.keys()]) if (key <= upTo) disk.unsent.delete(key);
      }, false),
    addPhoto: async (id, data) => await write(() => void disk.photos.set(id, data), true),
    async photo(id) {
      await moment();
      return disk.photos.get(id);
    },
    async photoIds() {
      await moment();
      return [...disk.photos.keys()];
    },
    forgetPhoto: async (id) => await write(() => void disk.photos.delete(id), false),
  };
}

/** The hall's second recorder: the real program of its page over a line and a disk that fail. */
export class Recorder implements Writer {
  readonly name = 'recorder';
  readonly disk = new RecorderDisk();
  line: Line = goodLine;
  clock = 0;
  life: Life = { alive: false };
  #meeting: RecorderMeeting | undefined;
  /** The hall whose code was scanned last. */
  #hallId: string;
  readonly #world: World;
  readonly #hub: Hub;
  readonly #info: MeetingPackage;

  constructor(world: World, hub: Hub, info: MeetingPackage) {
    this.#world = world;
    this.#hub = hub;
    this.#hallId = hub.server.hallId;
    this.#info = info;
  }

  get meeting(): RecorderMeeting | undefined {
    return this.life.alive ? this.#meeting : undefined;
  }

  /** Scans the code of a hall; the page of another one goes. */
  scan(hallId: string): void {
    if (hallId !== this.#hallId) this.kill();
    this.#hallId = hallId;
    void this.morning();
  }

  async morning(): Promise<void> {
    if (this.life.alive) return;
    this.life = { alive: true };
    const { life } = this;
    const ports = this.#hub.portsFor(life, 'recorder', () => this.line);
    const hall = { id: this.#hallId, secret: 'recorder' };
    const drafts = { get: () => '', set: () => undefined };
    const keeping = openKeeping(this.#world, this.disk, life);
    this.#meeting = new RecorderMeeting(hall, this.#info, keeping, drafts, ports);
    this.#meeting.start();
    await Promise.resolve();
  }

  kill(): void {
    this.life.alive = false;
    this.#meeting = undefined;
  }

  turn(): void {
    // Nothing of it hangs on whether the page is seen.
  }

  online(): void {
    this.#meeting?.link.look();
  }
}
