import { expect, test } from 'vitest';
import {
  attendanceHints,
  attendanceSums,
  bandOfAge,
  bandYears,
  countsFromList,
  nextNumber,
  notYetHere,
  womenShare,
} from './attendance.ts';
import { newDocument, SessionEdits } from './document.ts';
import { recordOf } from './record-of.ts';
import { newItemId } from '../app/core/ids.ts';
import type { SessionPerson } from '../../needs/sessions/rules/session-record.ts';

function meeting(people: readonly Partial<SessionPerson>[] = []) {
  const edits = new SessionEdits(newDocument('x'));
  people.forEach((person, index) =>
    edits.put('people', newItemId(), { number: index + 1, kind: 'community', ...person }),
  );
  return edits;
}

const many = (count: number, person: Partial<SessionPerson>) => Array.from({ length: count }, () => person);

test('deputies and staff of a list are counted apart, people of organisations are participants', () => {
  const edits = meeting([
    ...many(14, { sex: 'female' }),
    ...many(8, { sex: 'male' }),
    { kind: 'organisation', sex: 'male' },
    ...many(2, { kind: 'deputy', sex: 'female' }),
    { kind: 'executive', sex: 'male' },
    { sex: null },
  ]);
  edits.setMeta({ guests: 3 });
  expect(attendanceSums(recordOf(edits.doc))).toEqual({
    people: 24,
    women: 14,
    men: 9,
    sexUnknown: 1,
    organisations: 1,
    deputies: 2,
    executives: 1,
    guests: 3,
  });
});

test('an empty list says nothing; a head count of nought says nought', () => {
  const edits = meeting();
  expect(attendanceSums(recordOf(edits.doc)).people).toBeNull();
  edits.setMeta({ attendance: 'counts' });
  expect(attendanceSums(recordOf(edits.doc)).people).toBeNull();
  edits.setMeta({ women: 0 });
  expect(attendanceSums(recordOf(edits.doc)).people).toBe(0);
});

test('going from the list to a head count and back loses nothing', () => {
  const edits = meeting([...many(3, { sex: 'female' }), { sex: 'male' }, { kind: 'deputy' }]);
  const before = recordOf(edits.doc);
  edits.setMeta({ attendance: 'counts', ...countsFromList(before) });
  expect(attendanceSums(recordOf(edits.doc))).toMatchObject({ people: 4, women: 3, men: 1, deputies: 1 });
  edits.setMeta({ women: 12 });
  edits.setMeta({ attendance: 'list' });
  expect(recordOf(edits.doc).people).toEqual(before.people);
  // Counted once, it is not overwritten by the list.
  expect(countsFromList(recordOf(edits.doc))).toEqual({});
});

test('too few, too many, one voice only', () => {
  const sums = (women: number, men: number) => ({
    people: women + men,
    women,
    men,
    sexUnknown: 0,
    organisations: 0,
    deputies: 0,
    executives: 0,
    guests: 0,
  });
  const codes = (women: number, men: number, mode: 'mixed' | 'women' = 'mixed') =>
    attendanceHints(sums(women, men), mode).map((one) => one.code);
  expect(codes(14, 9)).toEqual([]);
  expect(codes(10, 9)).toEqual(['few-people']);
  expect(codes(13, 13)).toEqual(['many-people']);
  expect(codes(22, 0)).toEqual(['no-men']);
  expect(codes(0, 22)).toEqual(['no-women']);
  expect(codes(22, 0, 'women')).toEqual([]);
  expect(codes(20, 3)).toEqual(['one-sided']);
  expect(codes(0, 0)).toEqual([]);
  expect(attendanceHints(sums(10, 7), 'mixed')[0]!.params).toEqual({ count: 17, minimum: 20, missing: 3 });
  expect(womenShare(sums(14, 9))).toBeCloseTo(14 / 23);
  expect(womenShare(sums(0, 0))).toBeNull();
});

test('a number once called stays its person’s', () => {
  expect(nextNumber([])).toBe(1);
  expect(nextNumber([{ number: 1 }, { number: 7 }])).toBe(8);
});

test('invited people leave the list when they come, namesakes one by one', () => {
  const invited = [
    { name: 'Асанова Гүлнара', sex: null },
    { name: 'Токтогулов Эмил', sex: null },
    { name: 'Токтогулов Эмил', sex: null },
  ];
  expect(notYetHere(invited, [{ fullName: ' асанова  гүлнара' }, { fullName: 'Токтогулов Эмил' }])).toEqual([
    { name: 'Токтогулов Эмил', sex: null },
  ]);
});

test('age groups are read as years', () => {
  expect(bandYears('36–55')).toEqual({ from: 36, to: 55 });
  expect(bandYears('56+')).toEqual({ from: 56, to: null });
  expect(bandYears('жаштар')).toBeNull();
  expect(bandOfAge(36, ['18-35', '36-55', '56+'])).toBe('36-55');
  expect(bandOfAge(90, ['18-35', '36-55', '56+'])).toBe('56+');
  expect(bandOfAge(17, ['18-35'])).toBeNull();
});
