import { expect, test } from 'vitest';
import { cases, long, patience, random, seed } from '../../../../test/generated.ts';
import { fewestValues, isSmallGroup } from '../../../methods/suppression.ts';
import { heldSession, knownProblems, publish, type Told } from './publishing.fixture.ts';
import type { SessionVotes } from './priorities.ts';
import type { PrioritiesSnapshot } from './snapshot.ts';

const ages = ['16-25', '26-35', '36-45', '46-55', '56-65', '66+'];
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Ways to put at most `most` stickers on so many problems. */
function* ways(problems: number, most: number): Generator<number[]> {
  if (problems === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first++) {
    for (const rest of ways(problems - 1, most - first)) yield [first, ...rest];
  }
}

// The reader here knows the program and everything published, and compares it with every other world.
test.each([
  { problems: ['a', 'b'], stickers: 1, most: long ? 10 : 8 },
  ...(long
    ? [
        { problems: ['a', 'b'], stickers: 2, most: 9 },
        { problems: ['a', 'b', 'c'], stickers: 1, most: 9 },
      ]
    : []),
])(
  'two groups, $problems, $stickers stickers each: what is published fits at least four values of each hidden number',
  ({ problems, stickers, most }) => {
    const known = knownProblems(problems);
    const neighbours = ages
      .slice(0, 2)
      .map((ageGroup) => heldSession({ villageId: 'w', ageGroup, people: 12, votes: { a: 9, b: 4 } }));
    /** Everything published → per group and problem, the values it can have in a world where the group is small. */
    const seen = new Map<string, Set<number>[]>();
    for (let first = 1; first < most; first++) {
      for (let second = 1; first + second <= most; second++) {
        for (const one of ways(problems.length, first * stickers)) {
          for (const two of ways(problems.length, second * stickers)) {
            if (!isSmallGroup(first) && !isSmallGroup(second)) continue;
            const sessions = [one, two].map((votes, index) =>
              heldSession({
                villageId: 'v',
                ageGroup: ages[index] ?? '',
                people: index === 0 ? first : second,
                votes: Object.fromEntries(problems.map((id, at) => [id, votes[at] ?? 0])),
                stickers,
              }),
            );
            if (sum(one) + sum(two) === 0) continue;
            const told: Told = new Map();
            const village = publish('v', sessions, known, told);
            const whole = publish(null, [...sessions, ...neighbours], known, told);
            if (typeof village === 'string') continue;
            const key = JSON.stringify([village, whole]);
            let cells = seen.get(key);
            if (!cells) seen.set(key, (cells = [...one, ...two].map(() => new Set<number>())));
            if (isSmallGroup(first)) one.forEach((value, at) => cells[at]?.add(value));
            if (isSmallGroup(second)) two.forEach((value, at) => cells[problems.length + at]?.add(value));
          }
        }
      }
    }
    expect(seen.size).toBeGreaterThan(10);
    for (const [key, cells] of seen) {
      const [village] = JSON.parse(key) as [PrioritiesSnapshot];
      const named = new Set([...village.priorities.map(({ name }) => name), ...village.hidden.few]);
      cells.forEach((values, at) => {
        const name = problems[at % problems.length] ?? '';
        if (named.has(name)) {
          expect(
            values.size,
            `${name} group ${Math.floor(at / problems.length)}: ${key}`,
          ).toBeGreaterThanOrEqual(fewestValues);
        }
      });
    }
  },
  patience({ sample: 20_000, long: 900_000 }),
);

type World = { readonly sessions: readonly SessionVotes[]; readonly villages: readonly string[] };
const problemIds = Array.from({ length: 9 }, (_, index) => `p${index}`);
const known = knownProblems(problemIds);

/** Groups of 1 to 30 people, many of them small; a few problems take most stickers, several have next to none. */
function makeWorld(next: () => number): World {
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const villages = Array.from({ length: whole(1, 8) }, (_, index) => `v${index}`);
  const sessions = villages.flatMap((villageId) => {
    const tiny = next() < 0.2;
    return ages.slice(0, whole(1, 6)).map((ageGroup) => {
      const people = tiny || next() < 0.35 ? whole(1, 4) : whole(5, 30);
      const named = problemIds.slice(0, whole(1, problemIds.length));
      const votes: Record<string, number> = {};
      for (let sticker = next() < 0.5 ? people * 5 : whole(0, people * 5); sticker > 0; sticker--) {
        const id = named[Math.floor(next() ** 3 * named.length)] ?? 'p0';
        votes[id] = (votes[id] ?? 0) + 1;
      }
      return heldSession({ villageId, ageGroup, people, women: whole(0, people), votes });
    });
  });
  return { sessions, villages };
}

/** Some sessions come to have other people and stickers, some are new, some are cancelled. */
function corrected(world: World, next: () => number): World {
  const changed = makeWorld(next);
  const sessions = world.sessions.flatMap((session) => {
    const chance = next();
    if (chance < 0.1) return [];
    if (chance < 0.3) return [changed.sessions.find((one) => one.id === session.id) ?? session];
    if (chance < 0.5) {
      const votes = new Map(session.votes).set('p1', (session.votes.get('p1') ?? 0) + 1);
      return [
        {
          ...session,
          people: (session.people ?? 0) + 1,
          women: (session.women ?? 0) + 1,
          votes,
          statements: session.statements + 1,
        },
      ];
    }
    return [session];
  });
  const ids = new Set(world.sessions.map(({ id }) => id));
  const late = changed.sessions.filter((one) => !ids.has(one.id) && world.villages.includes(one.villageId));
  return { ...world, sessions: [...sessions, ...late.slice(0, 2)] };
}

/**
 * Values that a hidden number can have by the lists of one village alone, for a reader who knows which group is small:
 * people of the village and stickers of each, totals that are told, one sticker at least for each that is not.
 * With other groups joined to one this is a table of two columns, where row sums and column limits decide.
 */
function possibleValues(lists: readonly PrioritiesSnapshot[], name: string): Set<number> {
  const values = new Set<number>();
  for (let people = 1; people <= 4; people++) {
    for (let value = 0; value <= people * 5; value++) {
      if (lists.every((list) => fits(list, name, people, value))) values.add(value);
    }
  }
  return values;
}

function fits(list: PrioritiesSnapshot, name: string, people: number, value: number): boolean {
  const others = list.facts.people - people;
  if (others < list.facts.sessions - 1) return false;
  const told = list.priorities.find((entry) => entry.name === name)?.votes;
  const mine = told ?? Math.max(1, value);
  if (value > mine) return false;
  const rest =
    sum(list.priorities.filter((entry) => entry.name !== name).map(({ votes }) => votes)) +
    list.hidden.few.filter((one) => one !== name).length;
  // The small group takes what it can of the other problems, the other groups the rest.
  return rest + mine - Math.min(people * 5, value + rest) <= others * 5;
}

test(
  'over generated municipalities and their corrections no hidden number has fewer than four values',
  () => {
    const next = random(seed);
    let [hiddenCells, shownCells] = [0, 0];
    for (let round = cases({ sample: 100, long: 5_000 }); round > 0; round--) {
      let world = makeWorld(next);
      const told: Told = new Map();
      const former = new Map<string, PrioritiesSnapshot[]>();
      for (let version = 1; version <= 3; version++) {
        const before = new Map(told);
        const lists = new Map<string, PrioritiesSnapshot>();
        const together = next() < 0.5 ? publish(null, world.sessions, known, told) : undefined;
        for (const village of world.villages) {
          const list = publish(village, world.sessions, known, told);
          if (typeof list === 'string') continue;
          lists.set(village, list);
          former.set(village, [...(former.get(village) ?? []), list]);
        }
        const whole = together ?? publish(null, world.sessions, known, told);
        for (const [village, list] of lists) {
          const groups = told.get(village)?.groups ?? [];
          const small = groups.filter((group) => isSmallGroup(group.people));
          shownCells += list.parts.length * list.priorities.length;
          if (small.length === 0) continue;
          expect(list.parts, village).toEqual([]);
          expect([list.own, list.participants, list.facts.women, list.facts.unused]).toEqual([
            [],
            null,
            null,
            null,
          ]);
          for (const name of [...list.priorities.map((entry) => entry.name), ...list.hidden.few]) {
            hiddenCells += small.length;
            const values = possibleValues(
              (former.get(village) ?? []).filter((one) => JSON.stringify(one).includes(`"${name}"`)),
              name,
            );
            expect(values.size, `${village} ${name} ${JSON.stringify(list)}`).toBeGreaterThanOrEqual(
              fewestValues,
            );
          }
          // The order says no more than the numbers do.
          const votes = list.priorities.map((entry) => entry.votes);
          expect(votes).toEqual([...votes].sort((a, b) => b - a));
          for (const entry of list.priorities) {
            expect(entry.rank).toBe(votes.filter((one) => one > entry.votes).length + 1);
            expect(entry.share).toBeCloseTo(entry.votes / sum(votes), 12);
          }
        }
        // The municipality's list adds up what the villages show: it tells nothing that they do not.
        if (typeof whole !== 'string') {
          const missing = whole.hidden.leftOut.map(({ id }) => id);
          for (const entry of whole.priorities) {
            const shown = [...lists].map(
              ([, list]) => list.priorities.find((one) => one.name === entry.name)?.votes ?? 0,
            );
            expect(entry.votes).toBe(sum(shown));
          }
          expect([...lists.keys()].some((id) => missing.includes(id))).toBe(false);
        }
        // Whoever compares two publications sees nobody's change or that of at least five people.
        for (const [village, state] of told) {
          const then = new Map((before.get(village)?.groups ?? []).map((group) => [group.id, group]));
          if (!before.has(village)) continue;
          for (const id of new Set([...then.keys(), ...state.groups.map((group) => group.id)])) {
            const [old, now] = [then.get(id), state.groups.find((group) => group.id === id)];
            if (JSON.stringify(old) === JSON.stringify(now)) continue;
            for (const people of [old?.people ?? 0, now?.people ?? 0])
              expect(isSmallGroup(people)).toBe(false);
            expect(isSmallGroup(Math.abs((old?.people ?? 0) - (now?.people ?? 0))), `${village} ${id}`).toBe(
              false,
            );
          }
          expect(state.shows).toBe(before.get(village)?.shows);
        }
        world = corrected(world, next);
      }
    }
    expect(hiddenCells).toBeGreaterThan(100);
    expect(shownCells).toBeGreaterThan(100);
  },
  patience({ sample: 20_000, long: 900_000 }),
);

test('with ordinary groups nothing is hidden', () => {
  const next = random(seed + 1);
  for (let round = 0; round < 100; round++) {
    const sessions = ages.slice(0, 3).map((ageGroup) => {
      const people = 10 + Math.floor(next() * 16);
      const votes = Object.fromEntries(problemIds.map((id) => [id, Math.floor(next() ** 4 * people)]));
      return heldSession({
        villageId: 'v',
        ageGroup,
        people,
        women: 5 + Math.floor(next() * (people - 9)),
        votes,
      });
    });
    for (const list of ['v', null]) {
      const found = publish(list, sessions, known, new Map());
      if (typeof found === 'string') throw new Error(found);
      expect(found.hidden).toEqual({ groupsOf: [], leftOut: [], few: [], sexes: false, held: false });
      const asked = new Set(sessions.flatMap((one) => [...one.votes.keys()]));
      expect(found.priorities).toHaveLength(asked.size);
    }
  }
});
