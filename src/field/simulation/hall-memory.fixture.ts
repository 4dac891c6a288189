import * as Y from 'yjs';
import join from '../../hall/data/updates.worker.ts';
import type { HallKeys } from '../app/hall/host.ts';
import type { HallSticker, HallVector } from '../../hall/rules/hall.ts';
import { roomFor } from '../../hall/rules/updates.ts';
import { weigh } from '../../hall/rules/weight.ts';
import { isPicture } from '../../hall/rules/update-check.ts';
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

type State = {
  readonly id: string;
  rows: readonly Row[];
  readonly photos: Map<string, Uint8Array>;
  readonly stickers: HallSticker[];
  wall: number;
  ended: boolean;
};

const unknown = json({ code: 'hall-unknown' }, 404);
const over = json({ code: 'hall-ended' }, 409);

export class MemoryHall implements HallServer {
  readonly #world: World;
  #halls = 0;
  #hall: State;
  /** Whether it was deleted: its host has everything. */
  #gone = false;
  #seq = 0;
  #stickers = 0;
  /** Transactions of the hall go one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(world: World) {
    this.#world = world;
    this.#hall = this.#open();
  }

  #open(): State {
    this.#halls += 1;
    const id = `00000000-0000-7000-8000-0000000000a${this.#halls % 10}`;
    return { id, rows: [], photos: new Map(), stickers: [], wall: 0, ended: false };
  }

  get hallId(): string {
    return this.#hall.id;
  }

  async keys(): Promise<HallKeys> {
    if (this.#gone) {
      this.#hall = this.#open();
      this.#gone = false;
    }
    const secrets = { hostSecret: 'host', recorderSecret: 'recorder', wallSecret: 'wall' };
    return await Promise.resolve({ id: this.#hall.id, code: 'ABCDEF', addresses: [], ...secrets });
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

  /** A change of a hall that still stands when its turn comes. */
  async #change(
    hall: State,
    life: Life,
    work: () => HallAnswer,
    also: 'ended' | 'open' = 'open',
  ): Promise<HallAnswer> {
    return await this.#commit(life, () => {
      if (this.#gone || hall !== this.#hall) return unknown;
      return hall.ended && also === 'open' ? over : work();
    });
  }

  async answer({ hall: id, level, method, path, body }: HallQuestion, life: Life): Promise<HallAnswer> {
    const hall = this.#hall;
    if (this.#gone || id !== hall.id) return unknown;
    const [, photo] = /^\/photos\/(.+)$/.exec(path) ?? [];
    if (path === '/state') return json(this.#vector(hall, level === 'host'));
    if (path === '/updates') return await this.#append(hall, body ?? new Uint8Array(), life);
    if (path.startsWith('/updates')) return this.#since(hall, Number(/since=(\d+)/.exec(path)?.[1]));
    if (path === '/photos') return json({ ids: [...hall.photos.keys()] });
    if (photo !== undefined && method === 'GET') {
      const data = hall.photos.get(photo);
      return data ? { status: 200, body: data } : json({}, 404);
    }
    if (photo !== undefined && body && isPicture(body)) {
      return await this.#change(hall, life, () => {
        hall.photos.set(photo, hall.photos.get(photo) ?? body);
        return json({ ok: true });
      });
    }
    if (path.startsWith('/stickers')) {
      const since = /since=([^&]+)/.exec(path)?.[1];
      const from = since === undefined ? 0 : Date.parse(decodeURIComponent(since)) - 60_000;
      const stickers = hall.stickers
        .filter(({ at }) => Date.parse(at) > from)
        .sort((a, b) => (a.at < b.at ? -1 : 1));
      return json({ stickers });
    }
    if (path === '/phones') return json({ phones: [], strangersFlood: false });
    if (path === '/wall') return await this.#change(hall, life, () => json({ seq: (hall.wall += 1) }));
    if (path === '/end') {
      const end = () => {
        hall.ended = true;
        return json({ ok: true });
      };
      return await this.#change(hall, life, end, 'ended');
    }
    if (path === '' && method === 'DELETE' && body) return await this.#delete(hall, body, life);
    return json({}, 422);
  }

  /** The host has taken all it names: the hall is deleted, unless more came. */
  async #delete(hall: State, body: Uint8Array, life: Life): Promise<HallAnswer> {
    const has = JSON.parse(new TextDecoder().decode(body)) as { seq: number; stickers: number };
    const remove = () => {
      if (!hall.ended) return json({ code: 'hall-not-ended' }, 409);
      if (this.#last(hall) > has.seq || hall.stickers.length > has.stickers)
        return json({ code: 'hall-has-more' }, 409);
      this.#gone = true;
      return json({ ok: true });
    };
    return await this.#change(hall, life, remove, 'ended');
  }

  #last(hall: State): number {
    return hall.rows.at(-1)?.seq ?? 0;
  }

  #vector(hall: State, host: boolean): HallVector {
    return {
      updates: this.#last(hall),
      stickers: host ? hall.stickers.length : 0,
      photos: hall.photos.size,
      phones: '',
      wall: hall.wall,
      gallery: hall.ended ? 'closed' : 'open',
      ended: hall.ended,
    };
  }

  async #append(hall: State, data: Uint8Array, life: Life): Promise<HallAnswer> {
    await this.#world.pass(this.#world.random() * 30, life);
    const seen = join({ updates: [data] });
    if (seen.state !== 'good') return json({ code: seen.state }, 422);
    const change = { bytes: data.length, structs: seen.structs, clients: seen.clients };
    let compacted = false;
    for (;;) {
      let compact = false;
      const answer = await this.#change(hall, life, () => {
        const weights = hall.rows.map((row) => ({ ...weigh(row.data), bytes: row.data.length }));
        const sum = (of: 'bytes' | 'structs' | 'clients') => weights.reduce((all, one) => all + one[of], 0);
        const held = {
          rows: hall.rows.length,
          bytes: sum('bytes'),
          structs: sum('structs'),
          clients: sum('clients'),
        };
        const room = roomFor(held, change, compacted, compactAt);
        compact = room === 'compact';
        if (room !== 'room') return json({ code: 'hall-full' }, 409);
        const before = this.#last(hall);
        hall.rows = [...hall.rows, { seq: (this.#seq += 1), data }];
        return json({ seq: this.#seq, before });
      });
      if (!compact) return answer;
      await this.#compact(hall, life);
      compacted = true;
    }
  }

  async #compact(hall: State, life: Life): Promise<void> {
    const { rows } = hall;
    const last = rows.at(-1);
    await this.#world.pass(this.#world.random() * 30, life);
    const joined = join({ updates: rows.map(({ data }) => data) });
    if (!last || joined.state !== 'good') return;
    await this.#commit(life, () => {
      const upTo = hall.rows.filter(({ seq }) => seq <= last.seq);
      if (upTo.map(({ seq }) => seq).join() !== rows.map(({ seq }) => seq).join()) return;
      hall.rows = [{ seq: last.seq, data: joined.data }, ...hall.rows.filter(({ seq }) => seq > last.seq)];
    });
  }

  #since(hall: State, since: number): HallAnswer {
    const rows = hall.rows.filter(({ seq }) => seq > since);
    const seq = String(rows.at(-1)?.seq ?? since);
    const data = rows.length === 0 ? new Uint8Array() : Y.mergeUpdates(rows.map((row) => row.data));
    return { status: 200, headers: { 'X-Hall-Seq': seq }, body: data };
  }

  async writeSticker(text: string, life: Life): Promise<string | undefined> {
    // The moment is taken when it comes, the row is there later: a younger one may be there before.
    const at = new Date(this.#world.now).toISOString();
    const hall = this.#hall;
    await this.#world.pass(this.#world.random() * 2_000, life);
    let kept: string | undefined;
    await this.#change(hall, life, () => {
      this.#stickers += 1;
      kept = `0000000e-0000-7000-8000-${this.#stickers.toString(16).padStart(12, '0')}`;
      hall.stickers.push({ id: kept, slot: 1, text, at, phone: 1, personId: null, sex: null });
      return json({ ok: true });
    });
    return kept;
  }

  async document(): Promise<Uint8Array | null> {
    const data = this.#hall.rows.map((row) => row.data);
    return await Promise.resolve(data.length === 0 ? null : Y.mergeUpdates(data));
  }
}
