import type { ItemsAnswer, ItemsRequest } from '../../rules/items.ts';
import { hearClock } from './api.ts';
import { mostItems, mostSize, nextBatch, pauseAfter } from './batches.ts';
import type { Outbox, OutboxLine } from './outbox.ts';
import { browser, type Ports, type Timer } from './ports.ts';

/** What sending is doing: `stopped` needs a person (the office has struck this device off its list). */
export type Sending =
  | { readonly state: 'idle' | 'sending' }
  | { readonly state: 'pause'; readonly until: number; readonly why: string; readonly error?: unknown }
  | { readonly state: 'stopped'; readonly code: 'device-revoked' | 'device-unknown' };

/**
 * Asks what the office holds of a meeting and puts back among what waits all that it had and has no more.
 * `sent-again`: it lacked something. `unknown`: it could not be asked.
 */
export type Compare = (meetingId: string, doubt: Doubt) => Promise<'same' | 'sent-again' | 'unknown'>;

/** Why: it is known that the office's document lacks something, or it has refused what may build on something lost. */
export type Doubt = 'behind' | 'refused';

/** What the sender asks of the session around it. */
export type Office = {
  readonly compare: Compare;
  /** Told after every answer which store it came from; undefined of a server of before. */
  readonly heard: (store: string | undefined) => void;
};

/** So often something that may be on its way is asked for again before its absence is believed. */
const believed = 3;

/** Items of a version that only another version of the server reads: sent again after an update, not in a minute. */
const hourly = 3_600_000;

/**
 * Sends the outbox whenever there is a network. Everything may break at any moment: an item counts as sent when the
 * office has said so, and one that came twice is one (its id says so).
 */
export class Sender {
  readonly #outbox: Outbox;
  readonly #token: string;
  readonly #version: string;
  #state: Sending = { state: 'idle' };
  #listeners = new Set<() => void>();
  #timer: Timer | undefined;
  readonly #office: Office;
  readonly #ports: Ports;
  #running = false;
  #ended = false;
  #failures = 0;
  /** Shrinks on a line that breaks, down to one item at a time, and grows again. */
  #most = { items: mostItems, size: mostSize };
  /** Items the office has asked to send later, and when, by `Ports.elapsed`: a clock that is put right keeps none back. */
  readonly #held = new Map<string, { until: number; times: number }>();
  /** How often items were refused, perhaps for something that was lacking. */
  readonly #doubted = new Map<string, number>();
  /** What corrections that were sent and not taken yet correct, by their own id. */
  readonly #corrects = new Map<string, string>();
  readonly #unwatch: readonly (() => void)[];

  constructor(outbox: Outbox, token: string, version: string, office: Office, ports: Ports = browser) {
    this.#outbox = outbox;
    this.#token = token;
    this.#version = version;
    this.#office = office;
    this.#ports = ports;
    const wake = () => this.now();
    this.#unwatch = [outbox.watch(() => this.#soon()), ports.onOnline(wake), ports.onTurn(wake)];
    this.#soon();
  }

  get state(): Sending {
    return this.#state;
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  end(): void {
    this.#ended = true;
    this.#timer?.stop();
    for (const end of this.#unwatch) end();
  }

  /** Tries at once, whatever pause was on. */
  now(): void {
    if (this.#ended || this.#ports.hidden()) return;
    this.#timer?.stop();
    for (const held of this.#held.values()) held.until = 0;
    void this.#run();
  }

  #set(state: Sending): void {
    this.#state = state;
    this.#outbox.makers.resting = state.state === 'pause' || state.state === 'stopped';
    for (const listener of [...this.#listeners]) listener();
  }

  /** Something has come into the outbox: what is being written together is sent together. */
  #soon(): void {
    if (this.#running || this.#ended || this.#state.state === 'pause' || this.#state.state === 'stopped')
      return;
    this.#timer?.stop();
    this.#timer = this.#ports.after(400, () => void this.#run());
  }

  #waiting(): OutboxLine[] {
    return this.#outbox.lines.filter((line) => line.state === 'waiting');
  }

  async #run(): Promise<void> {
    if (this.#running || this.#ended) return;
    this.#running = true;
    try {
      if (this.#outbox.makers.resting) await this.#outbox.makers.makeAll();
      for (;;) {
        const moment = this.#ports.elapsed();
        const batch = nextBatch(
          this.#waiting(),
          (id) => (this.#held.get(id)?.until ?? 0) > moment,
          this.#most,
        );
        if (batch.length === 0 || this.#ended) break;
        this.#set({ state: 'sending' });
        if (!(await this.#send(batch))) return;
      }
      const next = Math.min(...this.#waiting().map((line) => this.#held.get(line.id)?.until ?? Infinity));
      if (Number.isFinite(next)) this.#pause(Math.max(1000, next - this.#ports.elapsed()), 'later');
      else this.#set({ state: 'idle' });
    } catch (error) {
      // The device did not keep what came of it: what was sent is sent once more, which changes nothing.
      this.#pause(30_000, 'not-kept', error);
    } finally {
      this.#running = false;
    }
  }

  #pause(milliseconds: number, why: string, error?: unknown): void {
    if (this.#ended) return;
    this.#timer?.stop();
    this.#set({ state: 'pause', until: this.#ports.now() + milliseconds, why, error });
    this.#timer = this.#ports.after(milliseconds, () => void this.#run());
  }

  #hold(id: string, milliseconds?: number): void {
    const times = (this.#held.get(id)?.times ?? 0) + 1;
    this.#held.set(id, {
      until: this.#ports.elapsed() + (milliseconds ?? pauseAfter(times + 2, this.#ports.random)),
      times,
    });
  }

  /** Sends one batch; false when sending must stop for now. */
  async #send(lines: readonly Pick<OutboxLine, 'seq'>[]): Promise<boolean> {
    const { items, lost } = await this.#outbox.take(lines);
    for (const line of lost)
      await this.#outbox.refuse(line.seq, line.id, { code: 'unreadable', message: null });
    if (items.length === 0) return true;
    const sent = new Set(items.map(({ id }) => id));
    const batch = this.#outbox.lines.filter((line) => sent.has(line.id));
    for (const { id, body } of items)
      if (body.kind === 'sticker' && body.sticker.corrects !== null)
        this.#corrects.set(id, body.sticker.corrects);
    const asked = this.#ports.now();
    const request: ItemsRequest = { sentAt: new Date(asked).toISOString(), app: this.#version, items };
    const reply = await this.#ports.ask<ItemsAnswer>('/field/api/items', {
      token: this.#token,
      body: JSON.stringify(request),
      seconds: 120,
    });
    if (this.#ended) return false;
    if (reply.ok && Array.isArray(reply.value.results)) {
      hearClock(Date.parse(reply.value.receivedAt), asked, this.#ports.now());
      this.#failures = 0;
      this.#most = {
        items: Math.min(mostItems, this.#most.items * 2),
        size: Math.min(mostSize, this.#most.size * 2),
      };
      await this.#take(batch, reply.value);
      return true;
    }
    const code = reply.ok ? 'offline' : reply.code;
    const status = reply.ok ? 0 : reply.status;
    if (status === 401 && (code === 'device-revoked' || code === 'device-unknown')) {
      this.#set({ state: 'stopped', code });
      return false;
    }
    // The request itself was not liked: the items go one by one, and the one that is not liked steps aside.
    if (status === 400 || status === 413 || status === 422 || status === 500) {
      if (batch.length > 1) {
        this.#most = { items: 1, size: mostSize };
        return true;
      }
      const [only] = batch;
      if (only && status !== 500)
        await this.#outbox.refuse(only.seq, only.id, {
          code,
          message: reply.ok ? null : (reply.message ?? null),
        });
      else if (only) this.#hold(only.id);
      // A server that fails at everything is left alone for a while; one bad item does not look like that.
      if (status === 500 && (this.#failures += 1) >= 3) {
        this.#pause(pauseAfter(this.#failures, this.#ports.random), code);
        return false;
      }
      return true;
    }
    this.#failures += 1;
    this.#most = {
      items: Math.max(1, this.#most.items >> 1),
      size: Math.max(60_000, this.#most.size >> 1),
    };
    const told = reply.ok ? undefined : reply.retryAfter;
    this.#pause(Math.max((told ?? 0) * 1000, pauseAfter(this.#failures, this.#ports.random)), code);
    return false;
  }

  /**
   * Whether an item was refused for something that may be on its way: it waits here, or another device has just sent
   * it. Only a repeated refusal is believed, and none while what it needs still waits: that may have a longer pause.
   */
  #mayCome({ meeting, id }: OutboxLine, code: string): boolean {
    const ofDocument = code === 'writer-unknown' || code === 'too-many-stickers-together';
    if (code !== 'sticker-corrects-unknown' && !ofDocument) return false;
    if ((this.#doubted.get(id) ?? 0) < believed) return true;
    const waiting = this.#waiting().filter((line) => line.meeting === meeting);
    if (ofDocument) return waiting.some(({ kind }) => kind === 'document');
    const ids = new Set(waiting.map((line) => line.id));
    // Down the line of corrections: only a ring of them, which no phone of ours makes, would wait for itself.
    const seen = new Set([id]);
    let at = this.#corrects.get(id);
    while (at !== undefined && ids.has(at)) {
      if (seen.has(at)) return false;
      seen.add(at);
      at = this.#corrects.get(at);
    }
    return seen.size > 1;
  }

  /** Corrections that were refused for want of what has now come are asked again. */
  async #askAgain(come: ReadonlySet<string>): Promise<void> {
    const now = this.#outbox.lines.filter(({ id, state, note }) => {
      const corrected = this.#corrects.get(id);
      return (
        state === 'refused' &&
        note?.code === 'sticker-corrects-unknown' &&
        corrected !== undefined &&
        come.has(corrected)
      );
    });
    if (now.length === 0) return;
    for (const { id } of now) this.#doubted.delete(id);
    await this.#outbox.again(now.map(({ seq }) => seq));
  }

  async #take(batch: readonly OutboxLine[], answer: ItemsAnswer): Promise<void> {
    const results = new Map(answer.results.map((result) => [result.id, result]));
    const done: number[] = [];
    const refused: { line: OutboxLine; code: string; message: string | null }[] = [];
    const gaps = new Set<string>();
    for (const line of batch) {
      const result = results.get(line.id);
      if (result?.state === 'done') {
        done.push(line.seq);
        this.#held.delete(line.id);
        this.#doubted.delete(line.id);
        this.#corrects.delete(line.id);
      } else if (result?.state === 'refused') {
        const { code = 'refused', message = null } = result;
        refused.push({ line, code, message });
      } else {
        if (result?.code === 'document-gap') gaps.add(line.meeting);
        this.#hold(line.id, result?.code === 'schema-too-new' ? hourly : undefined);
      }
    }
    const behind = await this.#outbox.done(done, answer.vectors);
    await this.#askAgain(new Set(batch.filter(({ seq }) => done.includes(seq)).map(({ id }) => id)));
    this.#office.heard(answer.store);
    // An office that has gone back to an older backup lacks what this builds on: it is told first what it lacks, and
    // what it refuses meanwhile is not believed.
    const doubtful = new Set([...gaps, ...behind, ...refused.map(({ line }) => line.meeting)]);
    const lacking = new Set<string>();
    for (const meeting of doubtful) {
      const compared = await this.#office.compare(
        meeting,
        gaps.has(meeting) || behind.has(meeting) ? 'behind' : 'refused',
      );
      if (compared !== 'same') lacking.add(meeting);
    }
    for (const { line } of refused) this.#doubted.set(line.id, (this.#doubted.get(line.id) ?? 0) + 1);
    for (const { line, code, message } of refused) {
      if (lacking.has(line.meeting)) this.#hold(line.id);
      else if (this.#mayCome(line, code)) this.#hold(line.id, 3_000);
      else await this.#outbox.refuse(line.seq, line.id, { code, message });
    }
  }
}
