import { expect, test } from 'vitest';
import type { StandingSticker, StickerCard } from './stickers.ts';
import { knownNames, suggestionsFor, sureGroups, titleFor, type StickerSuggestion } from './suggest.ts';
import type { TallyColumn } from './tally.ts';

const standingOf = (id: string, text: string): StandingSticker => ({
  id,
  chain: [id],
  text,
  personId: null,
  slot: null,
  sex: null,
  way: 'typed',
});
const card = (key: string, text: string, count = 1): StickerCard => ({
  key,
  text,
  stickers: Array.from({ length: count }, (_, at) => standingOf(`${key}${at}`, text)),
});
const column = (id: string, name: string, texts: readonly string[] = []): TallyColumn => ({
  id,
  name,
  competence: null,
  localMatter: null,
  votes: texts.length,
  stickers: texts.map((text, at) => standingOf(`${id}${at}`, text)),
});
function all(
  cards: readonly StickerCard[],
  columns: readonly TallyColumn[],
  problems: readonly { name: string }[] = [],
  terms: readonly { ky: string; ru: string }[] = [],
): Map<string, StickerSuggestion> {
  const found = new Map<string, StickerSuggestion>();
  for (const one of suggestionsFor(cards, columns, knownNames(problems, terms, 'ky')))
    if (one) found.set(...one);
  return found;
}

const columns = [
  column('c1', 'Көчөлөрдө жарык жок', ['кечинде көчө караңгы']),
  column('c2', 'Таза суу жетишсиз'),
];

test('a sticker is led to the column that reads alike, by its name or by what stands in it, in both languages', () => {
  const found = all(
    [card('a', 'көчөдө жарык күйбөйт'), card('b', 'Нет чистой воды'), card('c', 'кечинде көчө караңгы')],
    columns,
  );
  expect(found.get('a')?.targets[0]).toEqual({ columnId: 'c1', name: 'Көчөлөрдө жарык жок' });
  expect(found.get('b')?.targets[0]).toEqual({ columnId: 'c2', name: 'Таза суу жетишсиз' });
  expect(found.get('c')).toMatchObject({ sure: true, targets: [{ columnId: 'c1' }] });
});

test('without a column a known name is offered: one of the cycle before the usual ones', () => {
  const cards = [card('a', 'бала бакчада орун жок')];
  expect(all(cards, []).get('a')?.targets).toEqual([
    { columnId: null, name: 'Бала бакча жок же орун жетишпейт' },
  ]);
  expect(all(cards, [], [{ name: 'Бала бакча' }]).get('a')?.targets[0]).toEqual({
    columnId: null,
    name: 'Бала бакча',
  });
});

test('a name that stands on the wall is not offered anew; every card gets an answer', () => {
  const found = all([card('a', 'Таза суу жетишсиз'), card('b', 'эч нерсеге окшобогон нерсе')], columns);
  expect(found.size).toBe(2);
  expect(found.get('a')?.targets.filter((one) => one.columnId === null && /Таза суу/.test(one.name))).toEqual(
    [],
  );
  expect(found.get('b')).toEqual({ targets: [], near: [], sure: false });
});

test('words the office taught count', () => {
  const cards = [card('a', 'зябь кымбат')];
  const wall = [column('c1', 'Айдоо кымбат')];
  expect(all(cards, wall).get('a')?.targets).toEqual([]);
  expect(all(cards, wall, [], [{ ky: 'айдоо', ru: 'зябь' }]).get('a')?.targets[0]).toMatchObject({
    columnId: 'c1',
  });
});

test('sure ones are put together by the column they go to, most stickers first', () => {
  const cards = [card('a', 'Таза суу жетишсиз'), card('b', 'кечинде көчө караңгы', 3), card('c', 'башка')];
  const groups = sureGroups(cards, all(cards, columns));
  expect(groups.map(({ target, cards: list }) => [target.columnId, list.map((one) => one.key)])).toEqual([
    ['c1', ['b']],
    ['c2', ['a']],
  ]);
});

test('a new column starts from the words of the sticker, though a known name is offered', () => {
  expect(all([card('a', 'бала бакчада орун жок')], []).get('a')?.targets).toHaveLength(1);
  expect(titleFor('бала бакчада орун жок')).toBe('Бала бакчада орун жок');
  expect(titleFor(' үкү көп')).toBe('Үкү көп');
});

test('the work comes in pieces: none holds the browser up for long', () => {
  const words = ['жол', 'суу', 'жарык', 'бала бакча', 'таштанды', 'мектеп', 'спорт зал'];
  const cards = Array.from({ length: 125 }, (_, at) =>
    card(`s${at}`, `${words[at % 7]} начар ${at}-көчөдө, ${words[(at * 3 + 1) % 7]} да жок`),
  );
  const wall = Array.from({ length: 60 }, (_, at) =>
    column(
      `c${at}`,
      `${words[at % 7]} ${at}`,
      cards.slice(at, at + 3).map((one) => one.text),
    ),
  );
  const work = suggestionsFor(cards, wall, knownNames([], [], 'ky'));
  let pieces = 0;
  let longest = 0;
  for (;;) {
    // The thread's own time: what else the machine does is not its matter.
    const start = process.threadCpuUsage();
    if (work.next().done) break;
    const { user, system } = process.threadCpuUsage(start);
    longest = Math.max(longest, (user + system) / 1000);
    pieces += 1;
  }
  expect(pieces).toBeGreaterThan(125);
  // On an ordinary machine a piece takes a few milliseconds; ten times that still leaves room for a slow one.
  expect(longest).toBeLessThan(60);
});
