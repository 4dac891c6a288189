import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { GalleryColumn } from '../../needs/sessions/rules/session-record.ts';
import { newDocument, SessionEdits } from './document.ts';
import { recordOf, stickersOf } from './record-of.ts';
import type { Sticker } from './items.ts';
import { correctionOf, standing } from './stickers.ts';
import { placedOf, rankedOf, tallyOf } from './tally.ts';
import { StepUndo } from './undo.ts';

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const sticker = (n: number, over: Partial<Sticker> = {}): Sticker => ({
  id: idOf(n),
  personId: null,
  slot: null,
  text: `көйгөй ${n}`,
  sex: null,
  way: 'typed',
  corrects: null,
  withdrawn: false,
  deviceTime: '2026-11-21T05:00:00.000Z',
  ...over,
});
const column = (n: number, name = `топ ${n}`): GalleryColumn => ({
  id: idOf(1000 + n),
  order: n,
  name,
  competence: null,
  localMatter: null,
});

/** The session of Annex 10: 75 votes of people of 18–35 years. */
const annex10: readonly (readonly [string, number])[] = [
  ['ички жолдордун начар абалы', 12],
  ['клубдун чатырынын начар абалы', 12],
  ['ичүүчү суунун жетишсиздиги', 10],
  ['мектептердин начар абалы', 10],
  ['сугат суу', 9],
  ['бала бакчанын жоктугу', 6],
  ['жарыктын жоктугу', 6],
  ['жаштар үчүн шарттардын жетишсиздиги', 5],
  ['интернетке жеткиликтүүлүктүн жоктугу', 5],
];

test('the sample session is counted as its minutes say: 12, 12, 10, 10, 9 | 6, 6, 5, 5', () => {
  const columns = annex10.map(([name], at) => column(at, name));
  const stickers: Sticker[] = [];
  const placed: Record<string, string> = {};
  // Stickers are read person by person, so they come in mixed.
  for (let round = 0; round < 12; round += 1)
    for (const [at, [, votes]] of annex10.entries())
      if (round < votes) {
        stickers.push(sticker(stickers.length + 1));
        placed[idOf(stickers.length)] = idOf(1000 + at);
      }
  const tally = tallyOf(standing(stickers), columns, placed);
  expect(tally).toMatchObject({ stickers: 75, ungrouped: 0 });
  const ranked = rankedOf(tally.columns);
  expect(ranked.map((one) => one.votes)).toEqual([12, 12, 10, 10, 9, 6, 6, 5, 5]);
  expect(ranked.map((one) => one.rank)).toEqual([1, 1, 3, 3, 5, 6, 6, 8, 8]);
  expect(ranked.map((one) => one.tied)).toEqual([true, true, true, true, false, true, true, true, true]);
  expect(ranked.filter((one) => one.top).map((one) => one.name)).toEqual(
    annex10.slice(0, 5).map(([name]) => name),
  );
});

test('all that are equal to the fifth lead; a column without votes is not ranked', () => {
  const columns = [3, 3, 2, 1, 1, 1, 0].map((votes, at) => ({
    ...column(at),
    votes,
    stickers: [],
  }));
  const ranked = rankedOf(columns);
  expect(ranked).toHaveLength(6);
  expect(ranked.every((one) => one.top)).toBe(true);
  expect(ranked.map((one) => one.rank)).toEqual([1, 1, 3, 4, 4, 4]);
});

test('a corrected sticker stays where it stood', () => {
  const first = sticker(1);
  const [one] = standing([first]);
  const fixed = sticker(2, correctionOf(one!, 'оңдолду'));
  const tally = tallyOf(standing([first, fixed]), [column(1)], { [first.id]: idOf(1001) });
  expect(tally.columns[0]).toMatchObject({ votes: 1 });
  // Taken out since: the newer place holds.
  const out = { [first.id]: idOf(1001), [fixed.id]: null };
  expect(tallyOf(standing([first, fixed]), [column(1)], out)).toMatchObject({ ungrouped: 1 });
});

test('a sticker in a column that another device removed is ungrouped, not lost', () => {
  const tally = tallyOf(standing([sticker(1)]), [], { [idOf(1)]: idOf(1001) });
  expect(tally).toMatchObject({ stickers: 1, ungrouped: 1, columns: [] });
});

test('votes and ungrouped always add up to the stickers that stand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.nat(5), { nil: null }), { maxLength: 60 }),
      fc.nat(4),
      (places, count) => {
        const stickers = places.map((_, at) => sticker(at));
        const placed = Object.fromEntries(
          places.map((place, at) => [idOf(at), place === null ? null : idOf(1000 + place)]),
        );
        const columns = Array.from({ length: count }, (_, at) => column(at));
        const tally = tallyOf(standing(stickers), columns, placed);
        const votes = tally.columns.reduce((sum, one) => sum + one.votes, 0);
        expect(votes + tally.ungrouped).toBe(stickers.length);
        const ranked = rankedOf(tally.columns);
        expect(ranked.map((one) => one.votes)).toEqual(
          [...ranked.map((one) => one.votes)].sort((a, b) => b - a),
        );
      },
    ),
  );
});

test('two devices group apart: after merging both see the same wall and no sticker counts twice', () => {
  const left = newDocument('m');
  const right = newDocument('m');
  const both = [new SessionEdits(left), new SessionEdits(right)] as const;
  both[0].addStickers([1, 2, 3, 4].map((n) => sticker(n)));
  both[0].put('columns', idOf(1001), { order: 1, name: 'Жол' });
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  both[0].place([idOf(1), idOf(2)], idOf(1001));
  both[1].put('columns', idOf(1002), { order: 1, name: 'Суу' });
  both[1].place([idOf(2), idOf(3)], idOf(1002));
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  const [a, b] = [left, right].map((doc) =>
    tallyOf(standing(stickersOf(doc)), recordOf(doc).columns, placedOf(doc)),
  );
  expect(a).toEqual(b);
  expect(a).toMatchObject({ stickers: 4, ungrouped: 1 });
});

test('merging two columns is one step of undo', () => {
  const doc = newDocument('m');
  const edit = new SessionEdits(doc);
  edit.addStickers([1, 2].map((n) => sticker(n)));
  for (const n of [1, 2]) {
    edit.put('columns', idOf(1000 + n), { order: n, name: `топ ${n}` });
    edit.place([idOf(n)], idOf(1000 + n));
  }
  const undo = StepUndo.of(doc, 'gallery')!;
  const seen = () => tallyOf(standing(stickersOf(doc)), recordOf(doc).columns, placedOf(doc));
  const before = seen();
  edit.together(() => {
    edit.place([idOf(1)], idOf(1002));
    edit.remove('columns', idOf(1001));
  });
  expect(seen().columns.map((one) => one.votes)).toEqual([2]);
  expect(undo.undo()).toMatchObject({ of: 'columns', change: 'came', name: 'топ 1' });
  expect(seen()).toEqual(before);
});
