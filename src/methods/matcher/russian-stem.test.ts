import fc from 'fast-check';
import snowball from 'snowball-stemmers';
import { expect, test } from 'vitest';
import { wordsOf } from './fold.ts';
import { russianStemOf } from './russian-stem.ts';
import { labelledStatements } from './statements.fixture.ts';

const reference = snowball.newStemmer('russian');
const same = (word: string): void => {
  expect([word, russianStemOf(word)]).toEqual([word, reference.stem(word)]);
};

test('words of statements have the stems of Snowball', () => {
  const words = labelledStatements.flatMap(({ ky, ru }) => [...ky, ...ru]).flatMap(wordsOf);
  expect(words.length).toBeGreaterThan(100);
  for (const word of words) same(word.replaceAll('ё', 'е'));
});

test.each([
  ['дороги', 'дорог'],
  ['освещения', 'освещен'],
  ['водопроводные', 'водопроводн'],
  ['строящихся', 'строя'],
  ['разбившись', 'разб'],
  ['молодость', 'молод'],
  ['важнейшие', 'важн'],
  ['ржавенн', 'ржавен'],
  ['', ''],
  ['жбм', 'жбм'],
  ['фап', 'фап'],
])('%s → %s', (word, stem) => {
  expect(russianStemOf(word)).toBe(stem);
  same(word);
});

const ends =
  'ивши вшись сь ся ее ими ого ующ нн вш ем ете ейте ила ено нно ешь ю ую иями ией ью ост ость ейш ейше н нн ь и в а я'.split(
    ' ',
  );
const letters = fc.string({ unit: fc.constantFrom(...'абвгдеийклмнопрстуцщыьюяө'), maxLength: 7 });

test('any letters with any endings have the stem of Snowball', () => {
  fc.assert(
    fc.property(letters, fc.array(fc.constantFrom(...ends), { maxLength: 3 }), (root, tail) =>
      same(root + tail.join('')),
    ),
    { numRuns: 20_000 },
  );
});
