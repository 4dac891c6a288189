import type { HallPorts } from '../app/hall/feed.ts';
import type { HallKeys } from '../app/hall/host.ts';
import type { HallLevel } from '../../hall/rules/hall.ts';
import { overLine, way, type Line } from './line.fixture.ts';
import type { Life, World } from './world.fixture.ts';

/** What is asked of a hub, and what it says. */
export type HallQuestion = {
  /** Id of the hall, which may be gone. */
  readonly hall: string;
  readonly level: HallLevel;
  readonly method: string;
  /** Behind the hall's own address. */
  readonly path: string;
  readonly body: Uint8Array | undefined;
};
export type HallAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What keeps a hall: in memory by the program's rules, or its real routes on a real database. */
export interface HallServer {
  /** The hall that stands, or stood last. */
  readonly hallId: string;
  /** The hall that stands, or a new one of the same meeting when the last is gone. */
  keys(): Promise<HallKeys>;
  /** @param life of the hub's program: an answer comes only while it runs */
  answer(question: HallQuestion, life: Life): Promise<HallAnswer>;
  /** A person writes on their own phone; resolves with the sticker's id when it is kept, or not at all. */
  writeSticker(text: string, life: Life): Promise<string | undefined>;
  /** The program has ended in the middle of whatever it did. */
  killed(): void;
  /** The whole document, for the end of the story. */
  document(): Promise<Uint8Array | null>;
}

type Stream = { readonly tell: () => void; readonly cut: () => void };

/** Many things that happen at once are told together, as by the hub itself. */
const gathers = 40;
/** Less often than the hub, still within what a device waits for a word: each costs the world turns. */
const beatsEvery = 35_000;

/** The laptop that is the centre of a hall: its program may be killed at any moment and started again. */
export class Hub {
  readonly server: HallServer;
  life: Life = { alive: true };
  readonly #world: World;
  readonly #streams = new Set<Stream>();

  constructor(world: World, server: HallServer) {
    this.#world = world;
    this.server = server;
  }

  kill(): void {
    this.life.alive = false;
    this.server.killed();
    for (const stream of [...this.#streams]) stream.cut();
    this.#streams.clear();
  }

  start(): void {
    if (!this.life.alive) this.life = { alive: true };
  }

  /** Somebody in the hall writes a sticker on their own phone. */
  async writeSticker(text: string): Promise<string | undefined> {
    const id = await this.server.writeSticker(text, this.life);
    this.#announce();
    return id;
  }

  /** The world of a device of the hall, as its program sees it. */
  portsFor(life: Life, level: HallLevel, line: () => Line): HallPorts {
    const world = this.#world;
    return {
      after: (milliseconds, work) => world.after(milliseconds, life, work),
      onOnline: () => () => undefined,
      fetch: async (address, init) => await this.#fetch(address as string, init ?? {}, level, life, line),
    };
  }

  async #fetch(
    address: string,
    init: RequestInit,
    level: HallLevel,
    life: Life,
    line: () => Line,
  ): Promise<Response> {
    const [, hall = '', path = ''] = /^\/hall\/([^/]+)(.*)$/.exec(address) ?? [];
    const question: HallQuestion = {
      hall,
      level,
      method: init.method ?? 'GET',
      path: path === '/events' ? '/state' : path,
      body: typeof init.body === 'string' ? new TextEncoder().encode(init.body) : (init.body as Uint8Array),
    };
    const answer = await new Promise<HallAnswer>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
      // Who asks has a patience of its own.
      void overLine(this.#world, line(), life, 600, async () => await this.#serve(question)).then((said) => {
        if (said === 'offline' || said === 'slow') reject(new TypeError(said));
        else resolve(said);
      });
    });
    return path === '/events' && answer.status === 200
      ? this.#stream(question, life, line, init.signal ?? undefined)
      : responseOf(answer);
  }

  async #serve(question: HallQuestion): Promise<HallAnswer | undefined> {
    const { life } = this;
    if (!life.alive) return undefined;
    const answer = await this.server.answer(question, life);
    if (question.method !== 'GET') {
      this.#world.tell(`hub hears ${question.level}: ${question.method} ${question.path.slice(0, 12)}`);
      this.#announce();
    }
    return answer;
  }

  #announce(): void {
    for (const stream of [...this.#streams]) stream.tell();
  }

  /** The hub's stream of news. Once a part of it is lost the rest never comes: only silence tells of it. */
  #stream(question: HallQuestion, life: Life, line: () => Line, signal: AbortSignal | undefined): Response {
    const world = this.#world;
    const hub = this.life;
    const come: Uint8Array[] = [];
    let wake: (() => void) | undefined;
    let broken = false;
    let stuck = false;
    let planned = false;
    const rouse = () => {
      wake?.();
      wake = undefined;
    };
    const send = (text: string) => {
      const now = line();
      if (now.dead || world.chance(now.loses)) stuck = true;
      if (stuck) return;
      world.after(way(world, now), life, () => {
        come.push(new TextEncoder().encode(text));
        rouse();
      });
    };
    const stream: Stream = {
      tell: () => {
        if (planned || stuck || broken) return;
        planned = true;
        world.after(gathers, hub, () => {
          planned = false;
          void this.server.answer(question, hub).then(({ status, body }) => {
            // The hall is gone: the stream ends.
            if (status === 200) send(`data: ${new TextDecoder().decode(body)}\n\n`);
            else stream.cut();
          });
        });
      },
      cut: () => {
        if (!life.alive) return;
        broken = true;
        world.after(way(world, line()), life, rouse);
      },
    };
    const beat = () => {
      if (stuck || broken || !life.alive) {
        this.#streams.delete(stream);
        return;
      }
      send(': \n\n');
      world.after(beatsEvery, hub, beat);
    };
    this.#streams.add(stream);
    world.after(beatsEvery, hub, beat);
    stream.tell();
    signal?.addEventListener('abort', () => {
      this.#streams.delete(stream);
      broken = true;
      rouse();
    });
    const read = async (): Promise<{ done: boolean; value: Uint8Array | undefined }> => {
      if (come.length === 0 && !broken) await new Promise<void>((resolve) => (wake = resolve));
      if (come.length > 0) return { done: false, value: come.shift() };
      throw new TypeError('the stream broke');
    };
    return { ok: true, status: 200, body: { getReader: () => ({ read }) } } as unknown as Response;
  }
}

function responseOf({ status, headers = {}, body }: HallAnswer): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    body: null,
    json: async () => await Promise.resolve(JSON.parse(new TextDecoder().decode(body)) as unknown),
    arrayBuffer: async () => await Promise.resolve(Uint8Array.from(body).buffer),
  } as unknown as Response;
}
