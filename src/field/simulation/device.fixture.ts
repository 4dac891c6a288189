import type { Reply } from '../app/core/api.ts';
import * as meetings from '../app/core/open-meeting.ts';
import type { OpenMeeting } from '../app/core/open-meeting.ts';
import type { Ports } from '../app/core/ports.ts';
import { Session } from '../app/core/session.ts';
import { takeMeeting, type Store } from '../app/core/store.ts';
import type { ItemsRequest, MeetingPackage } from '../rules/items.ts';
import { meetingId, type Office } from './office.fixture.ts';
import { Disk, identityOf, openStore } from './store.fixture.ts';
import type { Life, World } from './world.fixture.ts';

/** How a line is just now: parts of requests that meet with each misfortune. */
export type Line = {
  readonly dead: boolean;
  /** The request is lost, or its answer. */
  readonly loses: number;
  /** The office gets it a second time, later. */
  readonly doubles: number;
  /** Longest way of a request or an answer, in milliseconds. */
  readonly slow: number;
};

export const goodLine: Line = { dead: false, loses: 0, doubles: 0, slow: 300 };

/** A phone: its disk, its clock, its line, and the real programs while they run. */
export class Device {
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
  readonly #world: World;
  readonly #office: { readonly office: Office; up: boolean };
  readonly #turns = new Set<() => void>();
  readonly #online = new Set<() => void>();

  constructor(world: World, office: { office: Office; up: boolean }, number: number) {
    this.#world = world;
    this.#office = office;
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

  /** Takes the meeting along, or takes it along anew. */
  async takeAlong(): Promise<boolean> {
    const reply = await this.#ask<MeetingPackage>(
      `/field/api/sessions/${meetingId}`,
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
    const world = this.#world;
    const { line } = this;
    const broken = (code: string): Reply<T> => ({
      ok: false,
      code,
      status: 0,
      message: undefined,
      retryAfter: undefined,
    });
    const way = () => 5 + world.random() * line.slow;
    if (line.dead) {
      await world.pass(10, life);
      return broken('offline');
    }
    const answer = await new Promise<Reply<T> | 'slow'>((resolve) => {
      world.after((options.seconds ?? 30) * 1000, life, () => resolve('slow'));
      const arrive = (then: (reply: Reply<T>) => void) => {
        // The office works in a life of its own.
        world.after(way(), { alive: true }, () => {
          if (!this.#office.up) return;
          then(this.#serve(path, options.body) as Reply<T>);
        });
      };
      if (world.chance(line.doubles))
        world.after(world.random() * 120_000, { alive: true }, () => arrive(() => undefined));
      if (world.chance(line.loses)) {
        world.after(way(), life, () => resolve(broken('offline')));
        return;
      }
      const lost = world.chance(line.loses);
      arrive((reply) => {
        if (lost) world.after(way(), life, () => resolve(broken('offline')));
        else world.after(way(), life, () => resolve(reply));
      });
    });
    return answer === 'slow' ? broken('slow') : answer;
  }

  #serve(path: string, body: string | undefined): Reply<unknown> {
    const { office } = this.#office;
    const device = `device-${this.number}`;
    // Everything goes through JSON, as on the line.
    if (body !== undefined)
      this.#world.tell(
        `office hears ${this.name}: ${(JSON.parse(body) as ItemsRequest).items.map((one) => one.body.kind).join()}`,
      );
    else this.#world.tell(`office is asked by ${this.name}: ${path.slice(-20)}`);
    const value: unknown =
      body !== undefined
        ? office.receive(JSON.parse(body) as ItemsRequest, device, this.#world.now)
        : path.endsWith('/held')
          ? office.held(device)
          : office.package(device);
    return { ok: true, value: JSON.parse(JSON.stringify(value)) as unknown };
  }
}
