import { describe, expect, it } from 'vitest';
import { cases, random, seed } from '../../test/generated.ts';
import { NameIndex } from './name-index.ts';
import { cleanName, nameKey, possibleKey } from './names.ts';

const firsts = ['Ак', 'Кара', 'Кызыл', 'Көк', 'Жаңы', 'Чоң', 'Үч', 'Тоң', 'Сары', 'Орто', 'Эски', 'Семён'];
const seconds = ['Суу', 'Тоо', 'Төө', 'Жар', 'Ирим', 'Булак', 'Өзөн', 'Узун', 'Үзүн', 'Таш', 'Талаа', 'Жол'];

const twins: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АаВеЕКкМмНоОрРсСТуУхХө'].map((letter, index) => [letter, [...'AaBeEKkMmHoOpPcCTyYxXɵ'][index]!]),
);
const dashes = [
  '-',
  ' ',
  '–',
  '—',
  '\u2011',
  '\u2010',
  ' - ',
  ' – ',
  '\u00a0',
  '\u202f',
  '  ',
  '-\u00ad',
  '\u2212',
];
const invisible = ['\u200b', '\u00ad', '\u200d', '\u2060', '\ufeff', '\u200e'];

/** A spelling that nobody would call another name. */
function respelt(name: string, next: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const cased = pick([name, name, name.toUpperCase(), name.toLowerCase()]);
  const letters = [...cased].map((letter) => {
    const roll = next();
    if (letter === '-') return pick(dashes);
    if (roll < 0.2) return twins[letter] ?? letter;
    return roll < 0.25 && letter !== ' ' ? letter + pick(invisible) : letter;
  });
  const text = letters.join('').replaceAll('ё', pick(['ё', 'е', 'е\u0308']));
  return pick([text, ` ${text}`, `${text}\u00a0`, text.normalize('NFD')]);
}

describe('generated names', () => {
  const names = firsts.flatMap((first) =>
    seconds.flatMap((second) => [`${first}-${second}`, `${first}-${second} ${second}`]),
  );

  it('any harmless respelling is the same name', () => {
    const next = random(seed);
    for (let n = 0; n < cases({ sample: 2000, long: 300_000 }); n++) {
      const name = names[Math.floor(next() * names.length)]!;
      const other = respelt(name, next);
      expect(nameKey(other), JSON.stringify({ name, other })).toBe(nameKey(name));
      expect(nameKey(cleanName(other)), JSON.stringify({ name, other })).toBe(nameKey(name));
      // Folding what is folded changes nothing: keys may be kept.
      expect(nameKey(nameKey(other))).toBe(nameKey(other));
    }
  });

  it('two different villages of a list never become one without a word', () => {
    const next = random(seed + 1);
    for (let n = 0; n < cases({ sample: 100, long: 20_000 }); n++) {
      const list = [...new Set(Array.from({ length: 12 }, () => names[Math.floor(next() * names.length)]!))];
      const index = new NameIndex<string>();
      for (const name of list) index.add(name, name);
      for (const name of list) {
        // Even where Тоо and Төө, Узун and Үзүн stand beside each other.
        expect(index.find(respelt(name, next))).toMatchObject({ kind: 'same', value: name });
        const typed = name
          .replaceAll('ө', 'о')
          .replaceAll('Ө', 'О')
          .replaceAll('ү', 'у')
          .replaceAll('Ү', 'У');
        const found = index.find(typed.replaceAll('ң', 'н'));
        const rivals = list.filter((other) => possibleKey(other) === possibleKey(name));
        if (rivals.length > 1 && !list.includes(typed)) expect(found.kind).not.toBe('possible');
        else if (rivals.length === 1) expect(found).toMatchObject({ value: name });
      }
    }
  });
});
