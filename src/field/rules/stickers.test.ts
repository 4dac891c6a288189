import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newDocument, SessionEdits } from './document.ts';
import { stickersOf } from './record-of.ts';
import type { Sticker } from './items.ts';
import {
  cardsOf,
  chainsOf,
  correctionOf,
  standing,
  stickersOfPerson,
  stickerSums,
  stickerText,
  withdrawalOf,
  type NewSticker,
} from './stickers.ts';

let made = 0;
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
function sticker(over: Partial<Sticker> = {}): Sticker {
  made += 1;
  return {
    id: idOf(made),
    personId: null,
    slot: null,
    text: `көйгөй ${made}`,
    sex: null,
    way: 'typed',
    corrects: null,
    withdrawn: false,
    deviceTime: '2026-11-21T05:00:00.000Z',
    ...over,
  };
}
const kept = (one: NewSticker): Sticker => sticker(one);
const only = (stickers: readonly Sticker[]) => {
  const [one] = standing(stickers);
  if (!one) throw new Error('nothing stands');
  return one;
};

test('a correction stands instead of the corrected one and keeps its writer and place', () => {
  const first = sticker({ personId: idOf(900), slot: 3, text: 'жол жаман' });
  const second = kept(correctionOf(only([first]), '  жол   бузулган '));
  const third = kept(correctionOf(only([first, second]), 'жол бузулган, чуңкур'));
  const [one, ...rest] = standing([first, second, third]);
  expect(rest).toEqual([]);
  expect(one).toMatchObject({
    id: third.id,
    chain: [third.id, second.id, first.id],
    text: 'жол бузулган, чуңкур',
    personId: idOf(900),
    slot: 3,
  });
});

test('a withdrawn sticker does not count, and can be brought back', () => {
  const first = sticker({ text: 'суу жок' });
  const gone = kept(withdrawalOf(only([first])));
  expect(standing([first, gone])).toEqual([]);
  const [withdrawn] = chainsOf([first, gone]).withdrawn;
  expect(withdrawn).toMatchObject({ id: gone.id, text: 'суу жок' });
  const back = kept(correctionOf(withdrawn!, withdrawn!.text));
  expect(standing([first, gone, back]).map((one) => [one.id, one.text])).toEqual([[back.id, 'суу жок']]);
});

test('of two corrections of one sticker the earlier counts, in whatever order they arrive', () => {
  const first = sticker();
  const one = kept(correctionOf(only([first]), 'бир'));
  const other = kept(correctionOf(only([first]), 'эки'));
  for (const list of [
    [first, one, other],
    [other, one, first],
  ]) {
    expect(standing(list).map(({ text }) => text)).toEqual(['бир']);
    expect(chainsOf(list).void).toEqual([other]);
  }
});

test('a correction whose sticker is not here, and ones that name each other, do not count', () => {
  const lost = sticker({ corrects: idOf(999_999) });
  const a = sticker();
  const b = sticker({ corrects: a.id });
  const circle = [{ ...a, corrects: b.id }, b];
  expect(standing([lost, ...circle])).toEqual([]);
  expect(chainsOf([lost, ...circle]).void).toHaveLength(3);
});

test('a withdrawal of a withdrawal says nothing new', () => {
  const first = sticker();
  const gone = kept(withdrawalOf(only([first])));
  const again = sticker({ corrects: gone.id, withdrawn: true });
  expect(standing([first, gone, again])).toEqual([]);
  expect(chainsOf([first, gone, again]).void).toEqual([again]);
});

test('two devices that worked apart agree after they are merged', () => {
  const left = newDocument('m');
  const right = newDocument('m');
  const first = sticker({ personId: idOf(901), slot: 1 });
  new SessionEdits(left).addStickers([first]);
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  new SessionEdits(left).addStickers([
    kept(correctionOf(only([first]), 'сол')),
    sticker({ personId: idOf(901), slot: 2 }),
  ]);
  new SessionEdits(right).addStickers([
    kept(withdrawalOf(only([first]))),
    sticker({ personId: idOf(901), slot: 2 }),
  ]);
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  const seen = standing(stickersOf(left));
  expect(seen).toEqual(standing(stickersOf(right)));
  // The correction was made first; both second stickers stand, nothing written is lost.
  expect(seen.map(({ text }) => text)).toHaveLength(3);
  expect(seen[0]?.text).toBe('сол');
});

test('places of a person: used, free, over, next', () => {
  const person = idOf(902);
  const list = [1, 2, 4].map((slot) => sticker({ personId: person, slot }));
  expect(stickersOfPerson(standing(list), person, 5)).toMatchObject({ used: 3, free: 2, over: 0, next: 3 });
  const full = [...list, ...[3, 5].map((slot) => sticker({ personId: person, slot }))];
  expect(stickersOfPerson(standing(full), person, 5)).toMatchObject({
    used: 5,
    free: 0,
    over: 0,
    next: null,
  });
  const over = [...full, sticker({ personId: person, slot: 5 })];
  expect(stickersOfPerson(standing(over), person, 5)).toMatchObject({
    used: 6,
    free: 0,
    over: 1,
    next: null,
  });
});

test('the same words are one card', () => {
  const list = ['Суу жок', 'суу  жок', 'жол'].map((text) => sticker({ text }));
  expect(cardsOf(standing(list)).map(({ text, stickers }) => [text, stickers.length])).toEqual([
    ['Суу жок', 2],
    ['жол', 1],
  ]);
  expect(stickerText(' a\n\tb ')).toBe('a b');
});

test('sums: 22 people × 5, and what is beyond', () => {
  const list = Array.from({ length: 6 }, () => sticker({ way: 'phone', sex: 'female' }));
  expect(stickerSums(standing(list), { people: 22, each: 5, list: [] })).toMatchObject({
    possible: 110,
    used: 6,
    unused: 104,
    over: 0,
    byWay: { typed: 0, phone: 6, photo: 0 },
    bySex: { female: 6, male: 0, unknown: 0 },
  });
  expect(stickerSums(standing(list), { people: 1, each: 5, list: [] })).toMatchObject({ unused: 0, over: 1 });
  expect(stickerSums(standing(list), { people: null, each: 5, list: [] })).toMatchObject({
    possible: null,
    unused: null,
    over: null,
  });
});

const people = [
  { id: idOf(801), sex: 'female', kind: 'community' },
  { id: idOf(802), sex: 'male', kind: 'organisation' },
  { id: idOf(803), sex: null, kind: 'community' },
] as const;

/** Any history: written, corrected, withdrawn, brought back, by several hands, in any order. */
const history = fc
  .array(
    fc.record({
      corrects: fc.option(fc.nat(30), { nil: null }),
      withdrawn: fc.boolean(),
      person: fc.option(fc.nat(2), { nil: null }),
      way: fc.constantFrom('typed' as const, 'phone' as const, 'photo' as const),
      sex: fc.constantFrom('female' as const, 'male' as const, null),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map((row, at) =>
      sticker({
        id: idOf(at),
        corrects: row.corrects === null ? null : idOf(row.corrects),
        withdrawn: row.corrects !== null && row.withdrawn,
        personId: row.person === null ? null : (people[row.person]?.id ?? null),
        way: row.way,
        sex: row.sex,
      }),
    ),
  );

test('whatever was written, the sums agree with the stickers that stand', () => {
  fc.assert(
    fc.property(history, fc.option(fc.nat(10), { nil: null }), (stickers, count) => {
      const seen = standing(stickers);
      const sums = stickerSums(seen, { people: count, each: 5, list: people });
      const add = (parts: Readonly<Record<string, number>>) =>
        Object.values(parts).reduce((sum, one) => sum + one, 0);
      expect(sums.used).toBe(seen.length);
      expect(add(sums.byWay)).toBe(sums.used);
      expect(add(sums.bySex)).toBe(sums.used);
      if (sums.possible !== null && sums.unused !== null && sums.over !== null)
        expect(sums.possible - sums.unused + sums.over).toBe(sums.used);
      // Each id stands in one chain at most; a chain ends in a sticker nothing that counts corrects.
      const { withdrawn, void: lost } = chainsOf(stickers);
      const all = [...seen, ...withdrawn].flatMap((one) => one.chain);
      expect(new Set(all).size).toBe(all.length);
      expect(all.length + lost.length).toBe(stickers.length);
      // The order of arrival does not matter.
      expect(standing([...stickers].reverse())).toEqual(seen);
    }),
  );
});
