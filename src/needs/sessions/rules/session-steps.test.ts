import { expect, test } from 'vitest';
import { isStepDone, type StepFacts } from './session-steps.ts';

const nothing: StepFacts = {
  state: 'open',
  heldOn: null,
  notes: {},
  institutions: 0,
  mapObjects: 0,
  facts: {
    state: 'open',
    sexMode: 'mixed',
    plannedOn: null,
    heldOn: null,
    women: null,
    men: null,
    agesOutside: 0,
    stickersPerPerson: 5,
    statements: 0,
    ungrouped: 0,
    facilitators: 2,
    sizeless: 0,
    guesses: 0,
    guessTotal: 0,
  },
};

test('resources are recorded by the map or by words', () => {
  expect(isStepDone(nothing, 'resources')).toBe(false);
  expect(isStepDone({ ...nothing, mapObjects: 10 }, 'resources')).toBe(true);
  expect(isStepDone({ ...nothing, notes: { resources: 'Эки булак бар.' } }, 'resources')).toBe(true);
});
