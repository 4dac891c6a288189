import * as Y from 'yjs';
import join from '../data/hall-updates.worker.ts';
import type { HallSticker, HallVector } from '../rules/hall.ts';
import { roomFor } from '../rules/hall-updates.ts';
import { weigh } from '../rules/merge.ts';
import { isPicture } from '../rules/update-check.ts';
import type { HallAnswer, HallQuestion, HallServer } from './hub.fixture.ts';
import type { Life, World } from './world.fixture.ts';

// A hall in memory, by the program's own rules: what a change is, how many find room, how they are put together.
// A row is there when its transaction has ended; the numbers come in the order of the transactions.

type Row = { readonly seq: number; readonly data: Uint8Array };

const json = (value: unknown, status = 200): HallAnswer => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
});

/** Put together far sooner than in earnest, so that each story sees it. */
const compactAt = 8;

export class MemoryHall implements HallServer {
  readonly hallId = '00000000-0000-7000-8000-00000000000a';
  readonly #world: World;
  #rows: readonly Row[] = [];
  #seq = 0;
  readonly #photos = new Map<string, Uint8Array>();
  readonly #stickers: HallSticker[] = [];
  #wall = 0;
  /** Transactions of the hall go one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(world: World) {
    this.#world = world;
  }

  killed(): void {
    // What waited or was going on is undone.
    this.#turn = Promise.resolve();
  }

  async #commit<T>(life: Life, work: () => T): Promise<T> {
    const run = async () => {
      await this.#world.pass(this.#world.random() * 20, life);
      return work();
    };
    const turn = this.#turn.then(run, run);
    this.#turn = turn.catch(() => undefined);
    const done = await turn;
    // Between the end of the transaction and the answer the program may be killed too.
    await this.#world.pass(this.#world.random() * 20, life);
    return done;
  }

  async answer({ level, method, path, body }: HallQuestion, life: Life): Promise<HallAnswer> {
    const [, photo] = /^\/photos\/(.+)$/.exec(path) ?? [];
    if (path === '/state') return json(this.#vector(level === 'host'));
    if (path === '/updates') return await this.#append(body ?? new Uint8Array(), life);
    if (path.startsWith('/updates')) return this.#since(Number(/since=(\d+)/.exec(path)?.[1]));
    if (path === '/photos') return json({ ids: [...this.#photos.keys()] });
    if (photo !== undefined && method === 'GET') {
      const data = this.#photos.get(photo);
      return data ? { status: 200, body: data } : json({}, 404);
    }
    if (photo !== undefined && body && isPicture(body)) {
      await this.#commit(life, () => this.#photos.set(photo, this.#photos.get(photo) ?? body));
      return json({ ok: true });
    }
    if (path.startsWith('/stickers')) {
      const since = /since=([^&]+)/.exec(path)?.[1];
      const from = since === undefined ? 0 : Date.parse(decodeURIComponent(since)) - 60_000;
      const stickers = this.#stickers
        .filter(({ at }) => Date.parse(at) > from)
        .sort((a, b) => (a.at < b.at ? -1 : 1));
      return json({ stickers });
    }
    if (path === '/phones') return json({ phones: [], strangersFlood: false });
    if (path === '/wall') return json({ seq: await this.#commit(life, () => (this.#wall += 1)) });
    return json({}, 422);
  }

  #vector(host: boolean): HallVector {
    return {
      updates: this.#rows.at(-1)?.seq ?? 0,
      stickers: host ? this.#stickers.length : 0,
      photos: this.#photos.size,
      phones: '',
      wall: this.#wall,
      gallery: 'open',
      ended: false,
    };
  }

  async #append(data: Uint8Array, life: Life): Promise<HallAnswer> {
    await this.#world.pass(this.#world.random() * 30, life);
    const seen = join({ updates: [data] });
    if (seen.state !== 'good') return json({ code: seen.state }, 422);
    const change = { bytes: data.length, structs: seen.structs, clients: seen.clients };
    let compacted = false;
    for (;;) {
      const done = await this.#commit(life, () => {
        const weights = this.#rows.map((row) => ({ ...weigh(row.data), bytes: row.data.length }));
        const sum = (of: 'bytes' | 'structs' | 'clients') => weights.reduce((all, one) => all + one[of], 0);
        const held = {
          rows: this.#rows.length,
          bytes: sum('bytes'),
          structs: sum('structs'),
          clients: sum('clients'),
        };
        const room = roomFor(held, change, compacted, compactAt);
        if (room !== 'room') return room;
        const before = this.#rows.at(-1)?.seq ?? 0;
        this.#rows = [...this.#rows, { seq: (this.#seq += 1), data }];
        return { seq: this.#seq, before };
      });
      if (done === 'full') return json({ code: 'hall-full' }, 409);
      if (done !== 'compact') return json(done);
      await this.#compact(life);
      compacted = true;
    }
  }

  async #compact(life: Life): Promise<void> {
    const rows = this.#rows;
    const last = rows.at(-1);
    await this.#world.pass(this.#world.random() * 30, life);
    const joined = join({ updates: rows.map(({ data }) => data) });
    if (!last || joined.state !== 'good') return;
    await this.#commit(life, () => {
      const upTo = this.#rows.filter(({ seq }) => seq <= last.seq);
      if (upTo.map(({ seq }) => seq).join() !== rows.map(({ seq }) => seq).join()) return;
      this.#rows = [{ seq: last.seq, data: joined.data }, ...this.#rows.filter(({ seq }) => seq > last.seq)];
    });
  }

  #since(since: number): HallAnswer {
    const rows = this.#rows.filter(({ seq }) => seq > since);
    const seq = String(rows.at(-1)?.seq ?? since);
    const data = rows.length === 0 ? new Uint8Array() : Y.mergeUpdates(rows.map((row) => row.data));
    return { status: 200, headers: { 'X-Hall-Seq': seq }, body: data };
  }

  async writeSticker(text: string, life: Life): Promise<string> {
    // The moment is taken when it comes, the row is there later: a younger one may be there before.
    const at = new Date(this.#world.now).toISOString();
    const id = `0000000e-0000-7000-8000-${(this.#stickers.length + 1).toString(16).padStart(12, '0')}`;
    const sticker: HallSticker = { id, slot: 1, text, at, phone: 1, personId: null, sex: null };
    await this.#world.pass(this.#world.random() * 2_000, life);
    return await this.#commit(life, () => {
      const free = {
        ...sticker,
        id: `${id.slice(0, -6)}${this.#stickers.length.toString(16).padStart(6, '0')}`,
      };
      this.#stickers.push(free);
      return free.id;
    });
  }

  async document(): Promise<Uint8Array | null> {
    const data = this.#rows.map((row) => row.data);
    return await Promise.resolve(data.length === 0 ? null : Y.mergeUpdates(data));
  }
}
