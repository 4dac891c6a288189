import { expect, test } from 'vitest';
import type { KnownProblem } from '../../rules/problem.ts';
import { mergePairs } from './alike.ts';
import { priorityList, type SessionVotes } from './priorities.ts';

/** A village's list: names with their votes, and the sign where somebody chose one. */
function listed(rows: readonly (readonly [name: string, votes: number, category?: string])[]) {
  const problems = new Map<string, KnownProblem>(
    rows.map(([name, , category]) => [
      name,
      { id: name, name, category: category ?? null, competence: null, localMatter: null },
    ]),
  );
  const session: SessionVotes = {
    id: 's',
    villageId: 'v',
    ageGroup: '18-35',
    sexMode: 'mixed',
    part: 1,
    state: 'closed',
    heldOn: null,
    people: 22,
    women: 11,
    men: 11,
    stickersPerPerson: 5,
    statements: rows.reduce((sum, [, votes]) => sum + votes, 0),
    votes: new Map(rows.map(([name, votes]) => [name, votes])),
  };
  return mergePairs(priorityList({ list: 'v', sessions: [session], problems, merges: [] }));
}

const names = (pairs: ReturnType<typeof listed>['likely']) =>
  pairs.map((pair) => `${pair.first.name} + ${pair.second.name}`);

/** What four sessions of one village left behind. */
const village = [
  ['Сугат суу жетишсиз', 40],
  ['Ички жолдордун абалы начар', 30],
  ['Таштанды өз убагында чыгарылбайт', 20],
  ['Көчө жарыгы жок', 15],
  ['ФАП жок', 12],
  ['Интернет начар', 9],
  ['Дарыгер жок', 8],
  ['Спорт аянтча', 7],
  ['Бала бакча', 6],
  ['Интернет жана байланыш начар', 5],
  ['Спорт менен машыгууга шарт', 4],
  ['Бала бакчада орун', 3],
] as const;

test('pairs of one kind are named though the order stays, and by other words too', () => {
  const { likely } = listed(village);
  expect(names(likely)).toEqual(
    expect.arrayContaining([
      'Интернет начар + Интернет жана байланыш начар',
      'Спорт аянтча + Спорт менен машыгууга шарт',
      'Бала бакча + Бала бакчада орун',
      'ФАП жок + Дарыгер жок',
    ]),
  );
  expect(likely.find((pair) => pair.first.name === 'Бала бакча')).toMatchObject({
    changes: 'nothing',
    mergedVotes: 9,
  });
});

test('what has nothing in common is not among them, however much it would change', () => {
  const { likely, others } = listed(village);
  for (const pair of names(likely)) expect(pair).not.toMatch(/Сугат.*(жол|ФАП|Таштанды)|жарыгы/);
  expect(names(others)).toContain('Ички жолдордун абалы начар + Таштанды өз убагында чыгарылбайт');
});

test('culture and information for the young stay among them, since joined they would be first', () => {
  const { likely } = listed([
    ['Мектепке чейинки билим', 63, 'kindergarten'],
    ['Маданият', 45, 'culture'],
    ['Жаштар үчүн маалымат', 30, 'youth'],
  ]);
  expect(likely.map((pair) => pair.changes)).toEqual(['first']);
});

test('what joining two would do is said as it is, however far down they stand', () => {
  const { likely } = listed([
    ['Ичүүчү суу жок', 37],
    ['Мектептин имараты начар абалда', 34],
    ['Таштанды өз убагында чыгарылбайт', 21],
    ['Көчө жарыгы жок', 17],
    ['Жол жаман', 16],
    ['Бала бакчада орун жок', 15],
    ['Сугат суу жетишсиз', 12],
    ['ФАП жок', 11],
    ['Көпүрө бузулган', 10],
    ['Электр жарыгы өчөт', 9],
    ['Автобус каттабайт', 8],
    ['Бала бакча жетишсиз', 7],
  ]);
  const pair = likely.find((one) => `${one.first.name} ${one.second.name}`.match(/бакча/gi)?.length === 2);
  expect([pair?.mergedVotes, pair?.changes]).toEqual([22, 'top']);
});
