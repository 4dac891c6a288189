import { expect, test } from 'vitest';
import { wideKey, wideLetters } from './names.ts';
import { initialsPattern, personPattern, personWords } from './person-names.ts';

const speaksOf = (name: string, text: string): boolean =>
  new RegExp(personPattern(personWords(name)) ?? '(?!)', 'u').test(wideKey(text));

test('a person is found in either order, with and without a patronymic, with endings', () => {
  for (const name of [
    'Асанов Бакыт',
    'Бакыт Асанов',
    'Асанов Бакыт Токтогулович',
    'Бакыт Токтогулович Асанов',
  ]) {
    for (const text of [
      'Асанов Бакыт айтты',
      'муну Бакыт Асанов сунуштады',
      'АСАНОВ  БАКЫТ',
      'Асановдун Бакыты',
      'Асанов Бакыт Токтогулович',
      'Бакыт Токтогулович Асановго',
      'Aсaнов Бaкыт',
      '["Асанов", "Бакыт"]',
      '{"name": "Бакыт", "surname": "Асанов"}',
      'Бакыт\n\nАсанов',
    ]) {
      expect(speaksOf(name, text), `${name} in ${text}`).toBe(true);
    }
    for (const text of [
      'Асанов Нурлан',
      'Бакыт Ниязов',
      '[{"name": "Асанов"}, {"name": "Бакыт"}]',
      'Асановдун үйүнүн жанында жол жок, муну Бакыт айтты',
    ])
      expect(speaksOf(name, text), `${name} in ${text}`).toBe(false);
  }
  expect(speaksOf('Асанов Бакыт Токтогулович', 'Бакыт Токтогулович')).toBe(true);
  expect(speaksOf('Жээнбек уулу Өмүр', 'Омур Жээнбек')).toBe(true);
  expect(speaksOf('Жээнбек уулу Өмүр', 'Асан уулу Өмүр')).toBe(false);
});

test('a surname with an initial may be the person, before and behind, with a second initial, with endings', () => {
  const mayBe = (name: string, text: string): boolean =>
    new RegExp(initialsPattern(personWords(name)) ?? '(?!)', 'u').test(wideKey(text));
  for (const name of ['Асанова Гүлнара', 'Гүлнара Асанова', 'Асанова Гүлнара Бакытовна']) {
    for (const text of [
      'Асанова Г.',
      'муну Асанова Г айтты',
      'Г. Асанова',
      'Г.Асанова кол койду',
      'АСАНОВА Г.Б.',
      'Г. Б. Асановага',
      'Асановага Г. жооп берилди',
      'Acaнoвa Г.',
    ])
      expect(mayBe(name, text), `${name} in ${text}`).toBe(true);
    for (const text of [
      'Асанова Н.',
      'Асанова Гүлзат',
      'г. Ош, Асанова Н.',
      'Асанова келди',
      '["Асанова"], ["Г."]',
      'жыйынг Асанова',
    ])
      expect(mayBe(name, text), `${name} in ${text}`).toBe(false);
  }
  expect(initialsPattern(personWords('Асанова Г.'))).toBeUndefined();
});

test('a name of one word is nobody in particular', () => {
  expect(personPattern(personWords('Бакыт'))).toBeUndefined();
  expect(personPattern(personWords('Бакыт А.'))).toBeUndefined();
});

test('every letter of the widest fold has its place, and folding twice is folding once', () => {
  const { from, to } = wideLetters;
  expect(new Set(from).size).toBe([...from].length);
  expect([...from].every((letter) => letter.length === 1)).toBe(true);
  expect(wideKey(to)).toBe(to);
  expect(wideKey('Ñurlan Өмүр Кара\u00adСуу ё')).toBe(wideKey('Ңurlan Омур КараСуу е'));
});
