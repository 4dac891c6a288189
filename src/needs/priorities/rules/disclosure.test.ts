import { describe, expect, test } from 'vitest';
import { heldSession, knownProblems, publish, type Told } from './publishing.fixture.ts';
import { readableSnapshot, type FirstSnapshot, type PrioritiesSnapshot } from './snapshot.ts';
import type { SessionVotes } from './priorities.ts';

const problems = knownProblems(['bridge', 'light', 'road', 'school', 'water']);
const group = (ageGroup: string, people: number, votes: Record<string, number>, women = people) =>
  heldSession({ villageId: 'v', ageGroup, people, women, votes });
const list = (
  sessions: readonly SessionVotes[],
  told: Told = new Map(),
  of: string | null = 'v',
): PrioritiesSnapshot => {
  const found = publish(of, sessions, problems, told);
  if (typeof found === 'string') throw new Error(found);
  return found;
};

const young = group('18-35', 20, { water: 40, road: 20, bridge: 2 }, 12);
const middle = group('36-55', 18, { water: 30, road: 25, light: 6 }, 9);
const pair = group('56+', 2, { water: 6, light: 2, bridge: 2 });

describe('groups are judged by people', () => {
  test('few votes of many people are shown, many votes of two people are not', () => {
    const open = list([young, middle]);
    expect(open.priorities.find(({ name }) => name === 'bridge')?.byPart).toEqual([2, 0]);
    expect(open.hidden.groupsOf).toEqual([]);
    const hidden = list([young, middle, pair]);
    expect(hidden.parts).toEqual([]);
    expect(hidden.priorities.map(({ name, votes, byPart }) => [name, votes, byPart])).toEqual([
      ['water', 76, []],
      ['road', 45, []],
      ['light', 8, []],
    ]);
    expect(hidden.hidden.few).toEqual(['bridge']);
    expect(hidden).toMatchObject({ own: [], participants: null });
    expect(hidden.facts).toMatchObject({ people: 40, women: null, votes: 129, possible: null, unused: null });
  });

  test('a village where nobody but a few came is published by no number and is in no sum', () => {
    expect(publish('v', [pair], problems, new Map())).toBe('too-few-people');
    const far = { ...young, villageId: 'w' };
    const whole = list([pair, far], new Map(), null);
    expect(whole.hidden.leftOut.map(({ id }) => id)).toEqual(['v']);
    expect(whole.facts).toMatchObject({ people: 20, sessions: 1, votes: 62 });
  });

  test('a mixed group with few men: ages without sexes, no list of either sex', () => {
    const mixed = group('18-35', 20, { water: 40 }, 18);
    const found = list([mixed, middle]);
    expect(found.participants).toEqual({ ageGroups: ['18-35', '36-55'], people: [20, 18], cells: null });
    expect(found.own.every(({ kind }) => kind === 'ageGroup')).toBe(true);
    expect(found.hidden.sexes).toBe(true);
  });
});

describe('a later publication', () => {
  test('does not tell of a group of few that is new, and says that something waits', () => {
    const told: Told = new Map();
    const first = list([young, middle], told);
    const second = list([young, middle, pair], told);
    expect(second.priorities).toEqual(first.priorities);
    expect([first.hidden.held, second.hidden.held]).toEqual([false, true]);
  });

  test('keeps a small group as it was first counted, also when it is cancelled', () => {
    const told: Told = new Map();
    const first = list([young, middle, pair], told);
    expect(list([young, middle], told).priorities).toEqual(first.priorities);
    const more = group('56+', 22, { water: 60, light: 30 });
    expect(list([young, middle, more], told).priorities).toEqual(first.priorities);
  });

  test('takes corrected stickers, and people when none or at least five came or went', () => {
    const told: Told = new Map();
    list([young, middle], told);
    const regrouped = group('18-35', 20, { water: 38, road: 22, bridge: 2 }, 12);
    expect(list([regrouped, middle], told).priorities[0]?.byPart).toEqual([38, 30]);
    const oneMore = group('18-35', 21, { water: 43, road: 22, bridge: 2 }, 13);
    expect(list([oneMore, middle], told).priorities[0]?.byPart).toEqual([38, 30]);
    const fiveMore = group('18-35', 25, { water: 63, road: 22, bridge: 2 }, 17);
    expect(list([fiveMore, middle], told).priorities[0]?.byPart).toEqual([63, 30]);
    // Away from the last publication by five, but from the first by one only.
    const between = group('18-35', 19, { water: 33, road: 22, bridge: 2 }, 11);
    expect(list([between, middle], told).priorities[0]?.byPart).toEqual([63, 30]);
  });

  test('does not take back or add a merge that would give a small total away', () => {
    const told: Told = new Map();
    const first = list([young, middle, pair], told);
    const merge = { id: 'm', villageId: 'v', fromProblemId: 'bridge', intoProblemId: 'road', reason: 'бир' };
    const second = publish('v', [young, middle, pair], problems, told, [merge]);
    expect(second).toMatchObject({ priorities: first.priorities, merges: [], hidden: { held: true } });
  });

  test('of the municipality first: the village keeps to what it told', () => {
    const told: Told = new Map();
    list([young, middle, pair], told, null);
    expect(list([young, middle], told).hidden).toMatchObject({ groupsOf: [{ id: 'v' }], held: true });
  });
});

test('a rule that weighs groups against each other is refused where a group is hidden', () => {
  const told: Told = new Map();
  expect(typeof publish('v', [young, pair], problems, told, [], 'raw')).toBe('object');
  expect(publish('v', [young, pair], problems, new Map(), [], 'equal-groups')).toBe('rule-needs-groups');
});

test('a stored list of the first format shows its totals only', () => {
  const { hidden: _hidden, ...now } = list([young, middle]);
  const first = { ...now, format: 1 } as unknown as FirstSnapshot;
  const shown = readableSnapshot(first);
  expect(shown).toMatchObject({ parts: [], own: [], participants: null, facts: { women: null, men: null } });
  expect(shown.priorities.map(({ votes, byPart }) => [votes, byPart])).toEqual([
    [70, []],
    [45, []],
    [6, []],
    [2, []],
  ]);
});

test('two lists that leave room alone and none together: the first one stands', () => {
  const known = knownProblems(['p0', 'p1', 'p3']);
  const told: Told = new Map();
  const small = heldSession({ villageId: 'v', ageGroup: '26-35', people: 1, votes: { p0: 5 } });
  const other = (people: number, votes: Record<string, number>) =>
    heldSession({ villageId: 'v', ageGroup: '46-55', people, votes });
  const first = publish('v', [small, other(24, { p0: 120 })], known, told);
  const second = publish('v', [small, other(10, { p0: 4, p1: 1, p3: 1 })], known, told);
  if (typeof first === 'string' || typeof second === 'string') throw new Error('not published');
  expect(first.priorities.map(({ name, votes }) => [name, votes])).toEqual([['p0', 125]]);
  expect(second.priorities).toEqual(first.priorities);
  expect(second.hidden).toMatchObject({ few: [], held: true });
  // What leaves room beside the first is published again.
  const third = publish('v', [small, other(10, { p0: 45, p1: 5 })], known, told);
  expect(third).toMatchObject({ facts: { people: 11 } });
});
