import { expect, test } from 'vitest';
import { addressWord, isNear, soundKey } from './latin.ts';

test('names of the country become the words that its maps write, without dots and signs', () => {
  for (const [name, word] of [
    ['Көк-Ирим', 'kok-irim'],
    ['Арал', 'aral'],
    ['Жалал-Абад', 'jalal-abad'],
    ['Дөң-Арык', 'dong-aryk'],
    ['Чүй', 'chuy'],
    ['Өзгөн', 'ozgon'],
    ['Кызыл  Туу (2)', 'kyzyl-tuu-2'],
    ['Хайдаркен', 'haydarken'],
    ['Щорс', 'shchors'],
    ['Цветочное', 'tsvetochnoe'],
    ['Объездное', 'obezdnoe'],
    ['Юрьевка', 'yurevka'],
    ['Эчкили-Таш', 'echkili-tash'],
    ['Kök-Jar', 'kok-jar'],
    ['№ 5', '5'],
    ['«…»', ''],
  ])
    expect(addressWord(name!), name).toBe(word);
  expect(addressWord('Ы'.repeat(300))).toHaveLength(60);
});

test('a name is found however it is written: in Kyrgyz, Russian, and by whoever types Latin letters', () => {
  const ways = ['Жаңы-Жол', 'Жаны Жол', 'Jangy-Jol', 'Jany Jol', 'zhany-zhol', 'Djany Jol', 'JANI JOL'];
  expect(new Set(ways.map(soundKey)).size).toBe(1);
  expect(soundKey('Mayluu-Suu')).toBe(soundKey('Майлуу-Суу'));
  expect(soundKey('Kök-Irim')).toBe(soundKey('кок ирим'));
  expect(soundKey('Кара-Тоо')).not.toBe(soundKey('Кара-Таш'));
});

test('a slip of one letter is near, two in a long word, and no more', () => {
  expect(isNear('kokirim', 'kokrim', 1)).toBe(true);
  expect(isNear('kokirim', 'kkoirim', 1)).toBe(true);
  expect(isNear('kokirim', 'kokirimov', 1)).toBe(false);
  expect(isNear('aral', 'toktogul', 2)).toBe(false);
  expect(isNear('', 'a', 1)).toBe(true);
});
