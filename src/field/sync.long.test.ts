import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cases, patience, random, seed } from '../../test/generated.ts';
import { Story } from './simulation/story.fixture.ts';

// Chance comes from the story's seed alone: Yjs and our ids draw from here.
const chance = vi.hoisted(() => {
  const drawn = { next: (): number => 0 };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    configurable: true,
    value: <T extends Uint8Array | Uint32Array>(array: T): T => {
      for (let at = 0; at < array.length; at += 1) array[at] = Math.floor(drawn.next() * 2 ** 32);
      return array;
    },
  });
  return drawn;
});

const RealDate = Date;
let now = 0;
class StoryDate extends RealDate {
  constructor(...given: [] | [number | string]) {
    if (given.length === 0) super(Math.floor(now));
    else super(given[0]);
  }
  static override now(): number {
    return Math.floor(now);
  }
}

beforeAll(() => {
  Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } });
});
afterAll(() => {
  globalThis.Date = RealDate;
});

async function tell(number: number) {
  chance.next = random(number ^ 0x5eed);
  const story = new Story(number);
  globalThis.Date = StoryDate as DateConstructor;
  Object.defineProperty(story.world, 'now', {
    get: () => now,
    set: (moment: number) => (now = moment),
  });
  now = RealDate.UTC(2026, 2, 20, 4);
  try {
    return await story.tell();
  } finally {
    globalThis.Date = RealDate;
  }
}

/** One story alone: ASHAR_STORY with the number that a failure prints. */
const only = process.env.ASHAR_STORY;
const stories = only === undefined ? cases({ sample: 300, long: 10_000 }) : 1;
const first = only === undefined ? seed * 1_000_000 : Number(only);

test(
  `${stories} stories of phones and an office end with the same record everywhere`,
  async () => {
    const failed: string[] = [];
    for (let number = first; number < first + stories && failed.length < 3; number += 1) {
      const { faults, story } = await tell(number);
      if (faults.length > 0)
        failed.push([`ASHAR_STORY=${number}`, ...story, 'but at the end:', ...faults].join('\n  '));
    }
    expect(failed.join('\n\n')).toBe('');
  },
  patience({ sample: 120_000, long: 3_600_000 }),
);
