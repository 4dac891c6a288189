import { expect, test } from 'vitest';
import { secretBehind } from './hall.ts';

test('a secret may be scanned or typed, in any case, with dashes or spaces', () => {
  for (const hash of ['#GKBHWFYJQA2N', '#gkbh-wfyj-qa2n', '#GKBH%20WFYJ%20QA2N', 'gkbhwfyjqa2n'])
    expect(secretBehind(hash)).toBe('GKBHWFYJQA2N');
  // One of a hall that was opened before secrets could be typed stays as it is.
  const long = 'aB3_xY-0123456789abcdefABCDEF012';
  expect(secretBehind(`#${long}`)).toBe(long);
  for (const hash of ['', '#', '#/m/01a22e3e/map', '#GKBH', '#GKBH-WFYJ-QA2N-X'])
    expect(secretBehind(hash)).toBe('');
});
