import { random } from '../../../test/generated.ts';
import type { World } from './world.fixture.ts';

// Chance and time of the programs come from the story that is told. To be imported first: Yjs takes the source of its
// chance when it is loaded.

const RealDate = Date;
let next = (): number => 0;
let story: { readonly world: World } | undefined;

Object.defineProperty(globalThis.crypto, 'getRandomValues', {
  configurable: true,
  value: <T extends Uint8Array | Uint32Array>(array: T): T => {
    for (let at = 0; at < array.length; at += 1) array[at] = Math.floor(next() * 2 ** 32);
    return array;
  },
});

const told = (): number => Math.floor(story?.world.now ?? RealDate.now());

class StoryDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [told()] : given) as [number]));
  }
  static override now(): number {
    return told();
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof RealDate;
  }
}

/** Bytes that are there at once: those of Node come when they like, and a story must be the same each time. */
class StoryBlob {
  readonly #parts: readonly Uint8Array[];
  constructor(parts: readonly (ArrayBuffer | Uint8Array)[] = []) {
    this.#parts = parts.map((part) => new Uint8Array(part));
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return await Promise.resolve(Uint8Array.from(this.#parts.flatMap((part) => [...part])).buffer);
  }
}

const settings = new Map<string, string>();
const localStorage = {
  getItem: (key: string) => settings.get(key) ?? null,
  setItem: (key: string, value: string) => void settings.set(key, value),
};

const before = { Date: RealDate, Blob: globalThis.Blob };

/** Tells a story with its own time and chance; afterwards all is as before. */
export async function tell<T>(
  one: { readonly world: World; readonly tell: () => Promise<T> },
  number: number,
): Promise<T> {
  next = random(number ^ 0x5eed);
  story = one;
  settings.clear();
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: localStorage });
  Object.assign(globalThis, {
    Date: StoryDate,
    Blob: StoryBlob,
    IDBKeyRange: { bound: () => undefined },
    document: { hidden: false },
    requestAnimationFrame: (work: () => void) => one.world.after(16, { alive: true }, work),
  });
  try {
    return await one.tell();
  } finally {
    story = undefined;
    Object.assign(globalThis, before);
  }
}
