import { expect, test } from 'vitest';
import { isFullDisk, isUnavailable } from './errors.ts';

const postgres = (code: string) => Object.assign(new Error('x'), { severity: 'ERROR', code });
const wrapped = (cause: Error) => new Error('Failed query', { cause });

test('a full disk, the database’s or ours, is told from a fault of the program', () => {
  for (const error of [postgres('53100'), Object.assign(new Error('x'), { code: 'ENOSPC' })]) {
    expect([isFullDisk(error), isUnavailable(error)]).toEqual([true, true]);
    expect([isFullDisk(wrapped(error)), isUnavailable(wrapped(error))]).toEqual([true, true]);
  }
  expect([isFullDisk(postgres('57P03')), isUnavailable(postgres('57P03'))]).toEqual([false, true]);
  for (const error of [postgres('42P01'), new Error('x'), 'x'])
    expect([isFullDisk(error), isUnavailable(error)]).toEqual([false, false]);
});
