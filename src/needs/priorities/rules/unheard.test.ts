import { expect, test } from 'vitest';
import type { SessionVotes } from './priorities.ts';
import { heldSession, knownProblems, publish } from './publishing.fixture.ts';
import type { PrioritiesSnapshot } from './snapshot.ts';

const problems = knownProblems(['p']);
const heard = (villageId: string, ageGroup: string, people: number) =>
  heldSession({ villageId, ageGroup, people, women: Math.floor(people / 2), votes: { p: people * 5 } });
const ahead = (villageId: string, ageGroup: string): SessionVotes => ({
  ...heard(villageId, ageGroup, 20),
  ...{ state: 'planned', people: null, women: null, men: null, statements: 0, votes: new Map() },
});
const unheardIn = (list: string | null, sessions: readonly SessionVotes[], ages: readonly string[] = []) =>
  (publish(list, sessions, problems, new Map(), [], 'raw', ages) as PrioritiesSnapshot).unheard?.map(
    ({ place, groups }) => [place.id, ...groups.map((group) => group.ageGroup)],
  );

test('groups whose session is still ahead are named, those that were heard are not', () => {
  const sessions = [
    heard('Арал', '18-35', 20),
    ahead('Арал', '36-55'),
    ahead('Арал', '18-35'),
    ahead('Бирдик', '56+'),
  ];
  expect(unheardIn('Арал', sessions)).toEqual([['Арал', '36-55']]);
  expect(unheardIn(null, sessions)).toEqual([
    ['Арал', '36-55'],
    ['Бирдик', '56+'],
  ]);
  expect(unheardIn('Арал', [heard('Арал', '18-35', 20)])).toEqual([]);
});

test('an age that has no session is named too, and one whose session was cancelled', () => {
  const sessions = [
    heard('Арал', '18-35', 20),
    ahead('Арал', '56+'),
    { ...ahead('Арал', '36-55'), state: 'cancelled' as const },
  ];
  expect(unheardIn('Арал', sessions, ['18-35', '36-55', '56+'])).toEqual([['Арал', '36-55', '56+']]);
  expect(unheardIn('Арал', [heard('Арал', '18-35', 3)], ['18-35', '36-55'])).toBeUndefined();
});

test('a session whose stickers nobody has grouped is named, and neither its people nor its stickers are counted', () => {
  const waiting = (place: string, age: string, people: number): SessionVotes => ({
    ...heard(place, age, people),
    ...{ statements: people * 3, votes: new Map() },
  });
  const sessions = [heard('Туз', '36-55', 20), waiting('Туз', '18-35', 18), ahead('Туз', '18-35')];
  const list = publish(null, sessions, problems, new Map()) as PrioritiesSnapshot;
  expect(list.facts).toMatchObject({
    ...{ sessions: 1, people: 20, women: 10, men: 10, votes: 100, possible: 100, unused: 0, notGrouped: 0 },
  });
  expect(list.participants?.people).toEqual([20]);
  expect(list.unheard?.[0]?.groups).toEqual([{ ageGroup: '18-35', sexMode: 'mixed', waits: true }]);
  expect(unheardIn('Арал', [heard('Туз', '36-55', 20), waiting('Арал', '56+', 3)])).toEqual([
    ['Арал', '56+'],
  ]);
});

test('grouped later, it comes in as a session that was held later would', () => {
  const told = new Map();
  const first = heard('Туз', '36-55', 20);
  const later = heard('Туз', '18-35', 18);
  publish(null, [first, { ...later, votes: new Map() }], problems, told);
  const list = publish(null, [first, later], problems, told) as PrioritiesSnapshot;
  expect(list.facts).toMatchObject({ sessions: 2, people: 38, votes: 190 });
  expect(list.unheard).toEqual([]);
  const few = heard('Туз', '56+', 3);
  const kept = publish(null, [first, later, few], problems, told) as PrioritiesSnapshot;
  expect(kept.facts).toMatchObject({ sessions: 2, people: 38, votes: 190 });
});

test('a village that tells only its totals does not tell which of its groups spoke', () => {
  const sessions = [heard('Арал', '18-35', 20), heard('Арал', '36-55', 3), ahead('Арал', '56+')];
  expect(unheardIn('Арал', sessions)).toEqual([]);
});
