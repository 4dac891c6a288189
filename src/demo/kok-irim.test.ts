import { expect, test } from 'vitest';
import book from '../../test/examples/kok-irim.json' with { type: 'json' };
import sample from '../../test/examples/sample-session.json' with { type: 'json' };
import { budgetPie, institutions, mixedStickers, stickers } from './ak-jar.ts';
import { people, problems, sessions, villages, womenAmong, workingGroup, ageGroups } from './kok-irim.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('the demonstration adds up to the book', () => {
  expect(sum(sessions.map(({ women, men }) => women + men))).toBe(book.participants);
  expect(sum(sessions.map(({ women }) => women))).toBe(book.women);
  for (const row of book.rows) {
    const problem = problems.find(({ name }) => name === row.problem);
    const { aral, birdik } = problem!.votes;
    expect(sum(aral) + sum(birdik), row.problem).toBe(row.total);
    if (row.Арал !== undefined) expect([sum(aral), sum(birdik)], row.problem).toEqual([row.Арал, row.Бирдик]);
  }
  expect(sum(problems.flatMap(({ votes }) => [...votes.aral, ...votes.birdik]))).toBe(
    book.expected.totalVotes,
  );
  expect(villages.map(({ women, men }) => sum(women) + sum(men))).toEqual([1240, 2105]);
});

test('nobody has more stickers than five, women and men alike', () => {
  for (const session of sessions) {
    const group = ageGroups.indexOf(session.ageGroup);
    const votes = problems.map((problem) => problem.votes[session.village][group]!);
    const women = problems.map((problem, index) => womenAmong(votes[index]!, problem.womenPercent));
    expect(sum(women)).toBeLessThanOrEqual(session.women * 5);
    expect(sum(votes) - sum(women)).toBeLessThanOrEqual(session.men * 5);
  }
});

test('the working group keeps the rules it shows', () => {
  const members = workingGroup.map(({ person }) => people.find(({ key }) => key === person)!);
  expect(members).toHaveLength(10);
  expect(members.filter(({ sex }) => sex === 'female').length).toBeGreaterThanOrEqual(4);
  expect(new Set(workingGroup.map(({ category }) => category))).toEqual(
    new Set(['executive', 'deputy', 'villageHead', 'activist', 'organisation']),
  );
});

test('the open session is the sample session, made larger', () => {
  expect(stickers.map(({ topic }) => topic)).toEqual(sample.votes.map(([topic]) => topic));
  expect(mixedStickers()).toHaveLength(125);
  expect([...mixedStickers()].sort()).toEqual(
    stickers
      .flatMap(({ count, wordings }) =>
        Array.from({ length: count }, (_, i) => wordings[i % wordings.length]!),
      )
      .sort(),
  );
  expect([...institutions]).toEqual(sample.institutionsByImportance);
  expect(Object.fromEntries(budgetPie)).toEqual(sample.budgetPiePercent);
});
