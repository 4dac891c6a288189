import { expect, test } from 'vitest';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import type { PublicationHead } from '../data/publications.ts';
import { heldSession, knownProblems, publish } from '../rules/publishing.fixture.ts';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';
import { posterOf } from './poster.ts';

const votes = { жол: 21, суу: 5, жарык: 1 };
const held = (villageId: string, ageGroup: string, heldOn: string | null, people = 20) => ({
  ...heldSession({ villageId, ageGroup, people, votes }),
  heldOn,
});
const listOf = (...sessions: ReturnType<typeof held>[]) =>
  publish(null, sessions, knownProblems(Object.keys(votes)), new Map()) as PrioritiesSnapshot;
const snapshot = {
  ...listOf(held('a', '18-35', '2026-11-29'), held('b', '18-35', '2026-11-28')),
  year: 2027,
};
const head: PublicationHead = {
  id: '1',
  kind: 'municipality-priorities',
  unitId: 'm',
  year: 2027,
  version: 1,
  publishedAt: new Date('2026-11-30T06:00:00Z'),
};
const poster = (of: PrioritiesSnapshot, lang: 'ky' | 'ru') =>
  posterOf(of, head, i18nFor(lang), 'https://a.kg/b');
const seen = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test('the poster says for which cycle and on which days people met; one published before keeps its sentence', () => {
  expect(snapshot.days).toEqual({ from: '2026-11-28', to: '2026-11-29' });
  expect(poster(snapshot, 'ky').subtitle).toBe(
    '2027-жылдын цикли үчүн 2026-жылдын 28–29-ноябрында өткөн ЖМБА-сессиялардын добуштары',
  );
  expect(seen(poster(snapshot, 'ky').subtitleRu)).toBe(
    'Голоса сессий СИНС для цикла 2027 года, прошедших 28–29 ноября 2026 г.',
  );
  const { days: _, ...before } = snapshot;
  expect(poster(before, 'ky').subtitle).toBe('2027-жылдагы ЖМБА-сессиялардын добуштары');
});

test('days nobody wrote down, and those of a village that is left out, are not told', () => {
  expect(listOf(held('a', '18-35', null)).days).toBeUndefined();
  const few = listOf(held('a', '18-35', '2026-11-28'), held('b', '18-35', '2026-12-24', 2));
  expect(few.hidden.leftOut.map(({ id }) => id)).toEqual(['b']);
  expect(few.days).toEqual({ from: '2026-11-28', to: '2026-11-28' });
});

test('in Russian the word under each number agrees with it', () => {
  expect(poster(snapshot, 'ru').rows.map((row) => [row.votes, row.votesLabel])).toEqual([
    [42, 'голоса'],
    [10, 'голосов'],
    [2, 'голоса'],
  ]);
  const one = listOf(held('a', '18-35', null));
  expect(poster(one, 'ru').rows.map((row) => [row.votes, row.votesLabel])).toEqual([
    [21, 'голос'],
    [5, 'голосов'],
    [1, 'голос'],
  ]);
});
