import type { KnownProblem } from '../../rules/problem.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mergeRefusal,
  priorityList,
  rootsOf,
  ruleNamed,
  warningsOf,
  withMerges,
  type Merge,
  type SessionVotes,
} from './priorities.ts';

const problems = new Map<string, KnownProblem>(
  ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => [
    id,
    { id, name: id.toUpperCase(), category: null, competence: null, localMatter: null },
  ]),
);

function session(
  id: string,
  villageId: string,
  votes: Record<string, number>,
  over: Partial<SessionVotes> = {},
): SessionVotes {
  const counts = new Map(Object.entries(votes));
  return {
    id,
    villageId,
    ageGroup: '18-35',
    sexMode: 'mixed',
    part: 1,
    state: 'closed',
    heldOn: null,
    people: 22,
    women: 11,
    men: 11,
    stickersPerPerson: 5,
    statements: [...counts.values()].reduce((x, y) => x + y, 0),
    votes: counts,
    ...over,
  };
}

const merge = (from: string, into: string, villageId: string | null = null): Merge => ({
  id: `${from}${into}${villageId ?? ''}`,
  villageId,
  fromProblemId: from,
  intoProblemId: into,
});

const ids = fc.constantFrom(...problems.keys());
const votesOf = fc.dictionary(ids, fc.integer({ min: 0, max: 60 }), { maxKeys: 7 });
const sessions = fc
  .array(fc.tuple(fc.constantFrom('v1', 'v2', 'v3'), votesOf), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map(([village, votes], i) => session(`s${i}`, village, votes)));
const pairs = fc.array(fc.tuple(ids, ids, fc.constantFrom(null, 'v1', 'v2')), { maxLength: 8 });

/** The merges of the wanted ones that commands would have let through. */
function allowed(wanted: readonly (readonly [string, string, string | null])[]): Merge[] {
  const standing: Merge[] = [];
  for (const [from, into, village] of wanted) {
    const ofList = standing.filter((one) => one.villageId === village);
    if (mergeRefusal(ofList, from, into) === undefined) standing.push(merge(from, into, village));
  }
  return standing;
}

const shown = (list: ReturnType<typeof priorityList>) =>
  list.priorities.map((entry) => [entry.problem.id, entry.rank, entry.votes, entry.tied]);

test('no merge loses or makes a vote, in any list', () => {
  fc.assert(
    fc.property(sessions, pairs, fc.constantFrom(null, 'v1'), (held, wanted, list) => {
      const total = (all: readonly SessionVotes[]) =>
        all.reduce((sum, one) => sum + [...one.votes.values()].reduce((x, y) => x + y, 0), 0);
      expect(total(withMerges(held, allowed(wanted), list))).toBe(total(held));
    }),
  );
});

test('a merge made and taken back brings every list back, whatever else is merged', () => {
  fc.assert(
    fc.property(
      sessions,
      pairs,
      fc.tuple(ids, ids, fc.constantFrom(null, 'v1')),
      (held, wanted, [from, into, village]) => {
        const merges = allowed(wanted);
        const more = allowed([
          ...merges.map((one) => [one.fromProblemId, one.intoProblemId, one.villageId] as const),
          [from, into, village],
        ]);
        const added = more.filter((one) => !merges.some((old) => old.id === one.id));
        for (const list of [null, 'v1', 'v2']) {
          const ofList = list === null ? held : held.filter((one) => one.villageId === list);
          const before = priorityList({ list, sessions: ofList, problems, merges });
          priorityList({ list, sessions: ofList, problems, merges: more });
          const after = priorityList({
            list,
            sessions: ofList,
            problems,
            merges: more.filter((one) => !added.includes(one)),
          });
          expect(shown(after)).toEqual(shown(before));
        }
      },
    ),
  );
});

test('the municipality adds up what the villages list', () => {
  fc.assert(
    fc.property(sessions, pairs, (held, wanted) => {
      const merges = allowed(wanted).filter((one) => one.villageId !== null);
      const sums = new Map<string, number>();
      for (const village of ['v1', 'v2', 'v3']) {
        const own = priorityList({
          list: village,
          sessions: held.filter((one) => one.villageId === village),
          problems,
          merges,
        });
        for (const entry of own.priorities)
          sums.set(entry.problem.id, (sums.get(entry.problem.id) ?? 0) + entry.votes);
      }
      const whole = priorityList({ list: null, sessions: held, problems, merges });
      for (const entry of whole.priorities) expect(entry.votes).toBe(sums.get(entry.problem.id) ?? 0);
    }),
  );
});

test('merges that commands let through never form a ring', () => {
  fc.assert(
    fc.property(pairs, (wanted) => {
      const merges = allowed(wanted).filter((one) => one.villageId === null);
      const root = rootsOf(merges);
      for (const one of merges) {
        expect(root(one.fromProblemId)).toBe(root(one.intoProblemId));
        expect(merges.some((other) => other.fromProblemId === root(one.fromProblemId))).toBe(false);
      }
    }),
  );
});

test("a village's merge moves only that village's votes", () => {
  const held = [session('1', 'v1', { a: 3, b: 4 }), session('2', 'v2', { a: 5 })];
  const list = priorityList({ list: null, sessions: held, problems, merges: [merge('a', 'b', 'v1')] });
  expect(shown(list)).toEqual([
    ['b', 1, 7, false],
    ['a', 2, 5, false],
  ]);
});

test('a tie at the fifth place is shown whole', () => {
  const list = priorityList({
    list: 'v1',
    sessions: [session('1', 'v1', { a: 9, b: 8, c: 7, d: 6, e: 5, f: 5, g: 5 })],
    problems,
    merges: [],
  });
  expect(list.priorities.filter((entry) => entry.rank <= 5)).toHaveLength(7);
});

test('first for one group but missing from the common list', () => {
  const list = priorityList({
    list: 'v1',
    sessions: [
      session('1', 'v1', { a: 30, b: 29, c: 28, d: 27, e: 26 }),
      session('2', 'v1', { g: 20, a: 1 }, { ageGroup: '56+', sexMode: 'women', people: 4, women: 4, men: 0 }),
    ],
    problems,
    merges: [],
  });
  expect(list.own.find((own) => own.group === '56+')?.firstButMissing.map((one) => one.id)).toEqual(['g']);
  expect(list.own.find((own) => own.group === 'female')?.firstButMissing.map((one) => one.id)).toEqual(['g']);
});

test('warnings stand where they belong', () => {
  const codes = warningsOf({
    sessions: [
      session('1', 'v1', { a: 80 }, { people: 15, women: 10, men: 5 }),
      session('2', 'v1', { a: 10 }, { ageGroup: '36-55', state: 'open', statements: 12 }),
    ],
    villageIds: ['v1', 'v2'],
    ageGroups: ['18-35', '36-55', '56+'],
    problems: [{ id: 'a', name: 'Трактор жок', category: null, competence: null, localMatter: null }],
  }).map((warning) => warning.code);
  expect(codes).toEqual([
    'group-silent',
    'village-silent',
    'too-many-stickers',
    'few-people',
    'unused-stickers',
    'not-grouped',
    'sessions-open',
    'wording-tool',
  ]);
});

test('a rule asked for by nonsense is the sum', () => {
  expect(ruleNamed('borda')).toBe('borda');
  expect(ruleNamed('constructor')).toBe('raw');
  expect(ruleNamed(undefined)).toBe('raw');
});
