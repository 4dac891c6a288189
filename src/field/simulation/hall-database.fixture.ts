import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { Database } from '../../platform/db/connect.ts';
import type { Web } from '../../platform/http/web.ts';
import { decidePhones, joinPhone, phoneOf, sendStickers } from '../../hall/data/phones.ts';
import { updatesSince } from '../../hall/data/updates.ts';
import { openHall, setGallery } from '../../hall/data/halls.ts';
import type { OpenedHall } from '../../hall/rules/hall.ts';
import type { HallKeys } from '../app/hall/host.ts';
import type { HallAnswer, HallQuestion, HallServer } from './hub.fixture.ts';
import type { Life, World } from './world.fixture.ts';

/** A hall of the hub's real program: its routes on a database of its own, as on the laptop. */
export class DatabaseHall implements HallServer {
  #hall: OpenedHall;
  readonly #open: () => Promise<OpenedHall>;
  readonly #db: Database;
  readonly #hub: Hono<Web>;
  readonly #world: World;

  private constructor(
    world: World,
    db: Database,
    hub: Hono<Web>,
    hall: OpenedHall,
    open: () => Promise<OpenedHall>,
  ) {
    this.#world = world;
    this.#db = db;
    this.#hub = hub;
    this.#hall = hall;
    this.#open = open;
  }

  get hallId(): string {
    return this.#hall.id;
  }

  async keys(): Promise<HallKeys> {
    const { rows } = await this.#db.owner.query(`select 1 from hall where id = $1`, [this.hallId]);
    if (rows.length === 0) this.#hall = await this.#open();
    return { ...this.#hall, addresses: [] };
  }

  /** Opens halls for one meeting; the world is known only when a story begins. */
  static async open(
    db: Database,
    hub: Hono<Web>,
    meetingId: string,
    now: Date,
  ): Promise<(world: World) => DatabaseHall> {
    const about = {
      meetingId,
      title: 'Арал',
      lang: 'ky' as const,
      stickersPerPerson: 20,
      askSex: false,
      meeting: null,
    };
    const open = async () => {
      const hall = await openHall(db, about, null, now);
      await setGallery(db, hall.id, 'open');
      return hall;
    };
    const hall = await open();
    return (world) => new DatabaseHall(world, db, hub, hall, open);
  }

  killed(): void {
    // What was asked is answered by a program that runs no more.
  }

  /** The program may be killed before it begins, and when all is done and nobody has heard of it. */
  async #during<T>(life: Life, work: () => Promise<T>): Promise<T> {
    await this.#world.pass(this.#world.random() * 40, life);
    const done = await this.#world.hold(work());
    await this.#world.pass(this.#world.random() * 40, life);
    return done;
  }

  async answer({ hall: id, level, method, path, body }: HallQuestion, life: Life): Promise<HallAnswer> {
    const { hostSecret, recorderSecret, wallSecret } = this.#hall;
    const secret = { host: hostSecret, recorder: recorderSecret, wall: wallSecret }[level];
    return await this.#during(life, async () => {
      const answer = await this.#hub.request(
        `http://localhost:3000/hall/${id}${path}`,
        {
          method,
          headers: {
            host: 'localhost:3000',
            'x-hall-secret': secret,
            ...(body && ['/wall', '/end', ''].includes(path) ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: new Uint8Array(body) } : {}),
        },
        { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
      );
      const seq = answer.headers.get('X-Hall-Seq');
      const headers: Record<string, string> = seq === null ? {} : { 'X-Hall-Seq': seq };
      return {
        status: answer.status,
        headers,
        body: new Uint8Array(await answer.arrayBuffer()),
      };
    });
  }

  async writeSticker(text: string, life: Life): Promise<string | undefined> {
    const { id } = this.#hall;
    const now = new Date(this.#world.now);
    return await this.#during(life, async () => {
      const cookieHash = randomUUID();
      const facts = { cookieHash, traceHash: cookieHash, addressHash: cookieHash, again: null, sex: null };
      const joined = await joinPhone(this.#db, id, facts, now);
      // A hall that has ended or is full takes nobody: the person at the phone is told so.
      if (!joined.ok) return undefined;
      const phone = await phoneOf(this.#db, id, cookieHash);
      await decidePhones(this.#db, id, [phone!.id], 'admitted', now);
      await sendStickers(this.#db, id, phone!.id, [{ slot: 1, text }], now);
      const { rows } = await this.#db.owner.query<{ id: string }>(
        `select id from hall_sticker where phone_id = $1`,
        [phone!.id],
      );
      return rows[0]?.id;
    });
  }

  async document(): Promise<Uint8Array | null> {
    return (await updatesSince(this.#db, this.hallId, 0)).update;
  }
}
