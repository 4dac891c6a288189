import { tell } from './simulation/chance.fixture.ts';
import { expect, test } from 'vitest';
import { cases, patience, seed } from '../../test/generated.ts';
import { Story } from './simulation/story.fixture.ts';

/** One story alone: ASHAR_STORY with the number that a failure prints. */
const only = process.env.ASHAR_STORY;
const stories = only === undefined ? cases({ sample: 300, long: 10_000 }) : 1;
const first = only === undefined ? seed * 1_000_000 : Number(only);

test(
  `${stories} stories of phones, halls and an office end with the same record everywhere`,
  async () => {
    const failed: string[] = [];
    for (let number = first; number < first + stories && failed.length < 3; number += 1) {
      const { faults, story } = await tell(new Story(number), number);
      if (faults.length > 0)
        failed.push([`ASHAR_STORY=${number}`, ...story, 'but at the end:', ...faults].join('\n  '));
    }
    expect(failed.join('\n\n')).toBe('');
  },
  patience({ sample: 120_000, long: 3_600_000 }),
);
