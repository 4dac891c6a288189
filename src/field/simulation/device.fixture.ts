import type { Reply } from '../app/core/api.ts';
import type { MeetingHandle } from '../app/core/handle.ts';
import * as meetings from '../app/core/open-meeting.ts';
import type { OpenMeeting } from '../app/core/open-meeting.ts';
import type { Ports } from '../app/core/ports.ts';
import { Session } from '../app/core/session.ts';
import { takeMeeting, type Store } from '../app/core/store.ts';
import { hallOf, type HallHost, type HallKeys } from '../app/hall/host.ts';
import type { ItemsRequest, MeetingPackage } from '../rules/items.ts';
import { hallDraft } from '../../hall/rules/hall.ts';
import type { Hub } from './hub.fixture.ts';
import { goodLine, overLine, type Line } from './line.fixture.ts';
import type { StoryOffice } from './office.fixture.ts';
import { Disk, identityOf, openStore } from './store.fixture.ts';
import type { Life, World } from './world.fixture.ts';

/** What everybody of a story can reach, and whether it runs just now. */
export type Reach = {
  readonly office: StoryOffice;
  up: boolean;
  readonly hub?: Hub | undefined;
};

/** Somebody who writes in the meeting: on a phone, or at the hall's second place. */
export interface Writer {
  readonly name: string;
  readonly disk: { full: boolean };
  readonly life: Life;
  readonly meeting: MeetingHandle | undefined;
  line: Line;
  /** Milliseconds its clock goes ahead. */
  clock: number;
  /** Opens the program and the meeting where that can be done. */
  morning(): Promise<void>;
  kill(): void;
  turn(hidden: boolean): void;
  online(): void;
}

/** A day with every misfortune takes some 40 requests; who has sent so many sends without end, and is cut off. */
export const mostSent = 300;

/** A phone: its disk, its clock, its line, and the real programs while they run. */
export class Device implements Writer {
  readonly name: string;
  readonly number: number;
  readonly disk = new Disk();
  line: Line = goodLine;
  /** Milliseconds its clock goes ahead. */
  clock = 0;
  life: Life = { alive: false };
  session: Session<Store> | undefined;
  store: Store | undefined;
  hidden = false;
  /** How often it has sent. */
  sent = 0;
  /** The way to the hub of the hall that this device leads. */
  hallLine: Line = goodLine;
  hall: HallHost | undefined;
  readonly #world: World;
  readonly #reach: Reach;
  readonly #turns = new Set<() => void>();
  readonly #online = new Set<() => void>();

  constructor(world: World, reach: Reach, number: number) {
    this.#world = world;
    this.#reach = reach;
    this.number = number;
    this.name = `phone ${number}`;
  }

  get meeting(): OpenMeeting | undefined {
    return this.life.alive ? this.session?.meeting : undefined;
  }

  /** Opens the app: the PIN was right. */
  async start(): Promise<void> {
    this.life = { alive: true };
    this.#turns.clear();
    this.#online.clear();
    this.hidden = false;
    const { life } = this;
    this.store = openStore(this.#world, this.disk, life, identityOf(this.number));
    const ports: Ports = {
      now: () => this.#world.now + this.clock,
      elapsed: () => this.#world.now,
      after: (milliseconds, work) => this.#world.after(milliseconds, life, work),
      ask: async (path, options) => await this.#ask(path, options ?? {}, life),
      hidden: () => this.hidden,
      onTurn: (listener) => {
        this.#turns.add(listener);
        return () => void this.#turns.delete(listener);
      },
      onOnline: (listener) => {
        this.#online.add(listener);
        return () => void this.#online.delete(listener);
      },
      random: this.#world.random,
    };
    const session = await Session.begin(
      this.store,
      '1.0.0',
      ports,
      async () => await Promise.resolve(meetings),
    );
    if (life.alive) this.session = session;
  }

  /** The battery is empty, or the browser was ended: nothing that went on goes on. */
  kill(): void {
    this.life.alive = false;
    this.session = undefined;
  }

  turn(hidden: boolean): void {
    this.hidden = hidden;
    for (const listener of [...this.#turns]) listener();
  }

  online(): void {
    for (const listener of [...this.#online]) listener();
  }

  /** Opens the app: the PIN was right; then the meeting. */
  async morning(): Promise<void> {
    if (this.life.alive) return;
    await this.start();
    await this.openMeeting();
  }

  async openMeeting(): Promise<void> {
    try {
      const { meetingId } = this.#reach.office;
      const meeting = await this.session?.open(meetingId);
      if (!meeting && (await this.takeAlong())) await this.session?.open(meetingId);
      this.enterHall();
    } catch {
      // A full disk: the next touch tries again.
    }
  }

  async closeMeeting(): Promise<void> {
    await this.session?.closeMeeting().catch(() => undefined);
  }

  /** Closes the meeting and takes it along anew. */
  async takeAnew(): Promise<void> {
    if (!this.session) return;
    try {
      await this.session.closeMeeting();
      await this.takeAlong();
      await this.session.open(this.#reach.office.meetingId);
    } catch {
      // Full, or killed; the next touch opens it.
    }
    this.enterHall();
  }

  get leadsHall(): boolean {
    return this.hall !== undefined && this.meeting?.drafts.get(hallDraft) !== '';
  }

  /** Opens a hall at the hub, or goes on with the one that was open before. */
  enterHall(keys?: HallKeys): void {
    const { meeting } = this;
    const { hub } = this.#reach;
    // The program knows one hall of a meeting, and the programs of all phones are one here: only the first phone leads.
    if (!meeting || !hub || this.number !== 1) return;
    if (keys && meeting.drafts.get(hallDraft) === '') meeting.drafts.set(hallDraft, JSON.stringify(keys));
    const { life } = this;
    this.hall = hallOf(
      meeting,
      hub.portsFor(life, 'host', () => this.hallLine),
    );
  }

  /** Takes the meeting along, or takes it along anew. */
  async takeAlong(): Promise<boolean> {
    const reply = await this.#ask<MeetingPackage>(
      `/field/api/sessions/${this.#reach.office.meetingId}`,
      { seconds: 90 },
      this.life,
    );
    if (!reply.ok || !this.store) return false;
    await takeMeeting(this.store, reply.value);
    return true;
  }

  async #ask<T>(
    path: string,
    options: { readonly body?: string; readonly seconds?: number },
    life: Life,
  ): Promise<Reply<T>> {
    const answer = await overLine(this.#world, this.line, life, options.seconds ?? 30, async () =>
      this.#reach.up && this.sent < mostSent
        ? await this.#world.hold(this.#serve(path, options.body))
        : undefined,
    );
    if (answer !== 'offline' && answer !== 'slow') return { ok: true, value: answer as T };
    return { ok: false, code: answer, status: 0, message: undefined, retryAfter: undefined };
  }

  async #serve(path: string, body: string | undefined): Promise<unknown> {
    const { office } = this.#reach;
    const { now } = this.#world;
    const device = `device-${this.number}`;
    // Everything goes through JSON, as on the line.
    if (body === undefined) this.#world.tell(`office is asked by ${this.name}: ${path.slice(-20)}`);
    else {
      const { items } = JSON.parse(body) as ItemsRequest;
      this.sent += 1;
      this.#world.tell(`office hears ${this.name}: ${items.map((one) => one.body.kind).join()}`);
    }
    const value: unknown =
      body !== undefined
        ? await office.receive(JSON.parse(body) as ItemsRequest, device, now)
        : path.endsWith('/held')
          ? await office.held(device)
          : await office.package(device, now);
    return JSON.parse(JSON.stringify(value)) as unknown;
  }
}
