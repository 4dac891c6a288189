import { presences } from '../../../meetings/rules/who-counts.ts';
import { expect, test } from 'vitest';
import { focusDayDoubt, focusHints, focusLength, type FocusColumn, type FocusEntry } from './focus-record.ts';

const entry = (column: FocusColumn, more: Partial<FocusEntry> = {}): FocusEntry => ({
  id: column,
  order: 1,
  problemId: 'p',
  column,
  text: 'Сөз',
  likelihood: column === 'consequence' ? 'happened' : null,
  party: column === 'contribution' ? 'community' : null,
  who: '',
  form: null,
  ...more,
});
const full = (['cause', 'consequence', 'solution', 'contribution'] as const).map((column) => entry(column));
const sums = presences(
  'focusGroup',
  { attendance: 'counts', women: 12, men: 10, deputies: 2, executives: 1, organisations: 3 },
  [],
);
const candidate = { fullName: 'Асан', forInitiativeGroup: true };
const codes = (...input: Parameters<typeof focusHints>) => focusHints(...input).map((hint) => hint.code);

test('the programme of annex 5 takes 170 minutes', () => {
  expect(focusLength).toBe(170);
});

test('a list counts everybody, deputies and staff too', () => {
  const nobody = { women: null, men: null, deputies: null, executives: null, organisations: null };
  expect(presences('focusGroup', { attendance: 'list', ...nobody }, [])).toMatchObject({
    people: null,
    women: null,
  });
  expect(
    presences('focusGroup', { attendance: 'list', ...nobody }, [
      { sex: 'female', kind: 'deputy' },
      { sex: null, kind: 'executive' },
      { sex: 'male', kind: 'organisation' },
      { sex: 'male', kind: 'community' },
    ]),
  ).toEqual({
    people: 4,
    women: 1,
    men: 2,
    sexUnknown: 1,
    deputies: 1,
    executives: 1,
    organisations: 1,
    community: 1,
  });
});

test('a whole record has nothing to look at', () => {
  expect(codes(sums, ['p'], { entries: full, criteria: 'Билет' }, [candidate])).toEqual([]);
});

test('what is missing is named, problem by problem', () => {
  expect(codes(sums, [], { entries: [], criteria: '' }, [])).toEqual([
    'no-topics',
    'no-criteria',
    'no-candidates',
  ]);
  expect(codes(sums, ['p', 'q'], { entries: [entry('cause')], criteria: 'Билет' }, [candidate])).toEqual([
    'no-consequence',
    'no-solution',
    'no-contribution',
    'topic-empty',
  ]);
  const open = [
    ...full.slice(0, 3),
    entry('consequence', { likelihood: null }),
    entry('contribution', { party: null }),
  ];
  expect(codes(sums, ['p'], { entries: open, criteria: 'Билет' }, [{ ...candidate, fullName: ' ' }])).toEqual(
    ['likelihood-open', 'party-open', 'candidate-nameless'],
  );
});

test('fewer than 20 people and more than 25 deserve a look', () => {
  const of = (people: number) =>
    codes({ ...sums, people }, ['p'], { entries: full, criteria: 'Билет' }, [candidate]);
  expect([19, 20, 25, 26].map((people) => of(people))).toEqual([['few-people'], [], [], ['many-people']]);
});

test('a focus group is asked about before its sessions, and outside of one to two weeks after them', () => {
  const open = { last: '2026-11-28', earliest: '2026-12-05', due: '2026-12-12' };
  const asked = (day: string) => focusDayDoubt(day, open)?.code ?? 'no';
  expect(asked('2026-11-20')).toBe('focus-before-sessions');
  expect(asked('2026-11-28')).toBe('focus-before-sessions');
  expect(asked('2026-12-04')).toBe('focus-day-unusual');
  expect([asked('2026-12-05'), asked('2026-12-12')]).toEqual(['no', 'no']);
  expect(asked('2026-12-13')).toBe('focus-day-unusual');
  expect(focusDayDoubt('2026-11-20', open)?.params).toEqual({
    ...{ last: '28.11.2026', from: '05.12.2026', to: '12.12.2026' },
  });
  // An act of the municipality may leave one end open.
  expect(focusDayDoubt('2026-11-29', { ...open, earliest: null })).toBeUndefined();
  expect(focusDayDoubt('2027-11-29', { ...open, due: null })).toBeUndefined();
});
