import { expect, test } from 'vitest';
import { stagesLeft, stageState } from './stages.ts';

const today = '2026-06-20';
const nothing = { begun: false, done: false, startsOn: null };

test('a stage that should have begun is late until people say when it begins', () => {
  const facts = { ...nothing, startsOn: '2026-06-01' };
  expect(stageState(facts, undefined, today)).toBe('late');
  expect(stageState(facts, { mark: 'later', on: '2026-07-01' }, today)).toBe('ahead');
  expect(stageState(facts, { mark: 'later', on: '2026-06-10' }, today)).toBe('late');
  expect(stageState({ ...nothing, startsOn: today }, undefined, today)).toBe('ahead');
});

test('what was done counts whatever was said before', () => {
  expect(stageState({ ...nothing, begun: true }, { mark: 'skipped', on: null }, today)).toBe('current');
  expect(
    stageState({ begun: true, done: true, startsOn: null }, { mark: 'later', on: '2026-07-01' }, today),
  ).toBe('done');
  expect(stageState(nothing, { mark: 'skipped', on: null }, today)).toBe('skipped');
  expect(stageState(nothing, { mark: 'begun', on: null }, today)).toBe('current');
  expect(stageState(nothing, { mark: 'done', on: null }, today)).toBe('done');
});

test('stages that are neither done nor left out hold a cycle open', () => {
  const states = new Map([
    ['needs', 'done'],
    ['groups', 'skipped'],
    ['plan', 'current'],
    ['report', 'late'],
  ] as const);
  expect(stagesLeft(states)).toEqual(['plan', 'report']);
});
