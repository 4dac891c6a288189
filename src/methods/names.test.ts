import { describe, expect, it } from 'vitest';
import { eatenName, lostLetters, nameFault, titleFault } from './name-faults.ts';
import { NameIndex } from './name-index.ts';
import { cleanName, mixesAlphabets, nameKey, possibleKey, searchKey, strangeLetters } from './names.ts';
import { readCount } from './written-count.ts';

describe('one name, however it is typed', () => {
  it.each([
    ['Кара-Суу', 'Кара\u2011Суу'],
    ['Кара-Суу', 'Кара–Суу'],
    ['Кара-Суу', 'Кара — Суу'],
    ['Кара-Суу', 'Кара − Суу'],
    ['Кара-Суу', 'Кара Суу'],
    ['Кара-Суу', 'Кара\u00a0Суу'],
    ['Кара-Суу', 'Кaра-Суу'],
    ['Кара-Суу', 'Кара\u00adСуу'],
    ['Кара-Суу', 'Кара-\u00adСуу'],
    ['Кара-Суу', 'Кара\u200bСуу'],
    ['Кара-Суу', 'Кара-С\u200bуу'],
    ['Кара-Суу', ' КАРА-СУУ '],
    ['Кара-Суу', 'KAPA-CУУ'],
    ['Кара-Суу', 'Кара́-Суу'],
    ['Арал', 'Aрал'],
    ['Оро', 'Opo'],
    ['Таза суу жок', 'Tаза суу жок'],
    ['Өзгөрүш', 'Ɵзгɵрүш'],
    ['Өзгөрүш', 'Öзгөрүш'],
    ['Тоң', 'Тоӊ'],
    ['Семёновка', 'Семеновка'],
    ['Семёновка', 'Семе\u0308новка'],
    ['«Достук» көчөсү', '"Достук" көчөсү'],
    ['XX-Партсъезд', 'ХХ-Партсъезд'],
  ])('%s is %s', (one, other) => {
    expect(nameKey(other)).toBe(nameKey(one));
  });

  it.each([
    ['Кара-Тоо', 'Кара-Төө'],
    ['Карасуу', 'Кара-Суу'],
    ['Жаны-Жер', 'Жаңы-Жер'],
    ['Озгоруш', 'Өзгөрүш'],
    ['Узгон', 'Үзгөн'],
    ['Таза суу жок', 'Таза суу жок!'],
  ])('%s and %s are possibly one, not the same', (one, other) => {
    expect(nameKey(other)).not.toBe(nameKey(one));
    expect(possibleKey(other)).toBe(possibleKey(one));
  });

  it('keeps apart what only looks short: figures, other words, words of Latin letters', () => {
    expect(possibleKey('5-1 участок')).not.toBe(possibleKey('51 участок'));
    expect(possibleKey('Достук 1')).toBe(possibleKey('Достук-1'));
    expect(nameKey('Wi-Fi жок')).toBe('wi fi жок');
    expect(nameKey('Ак-Суу')).not.toBe(nameKey('Ак-Сай'));
  });

  it('a search finds ө typed as о and о typed as ө', () => {
    expect(searchKey('КӨК-ИРИМ')).toContain(searchKey('кок ир'));
    expect(searchKey('Кок-Ирим')).toContain(searchKey('көк'));
  });

  it('is kept as it was written, without what nobody sees', () => {
    expect(cleanName('  Кара\u2011Суу\u200b  айылы ')).toBe('Кара-Суу айылы');
    expect(cleanName('Кара\u00adСуу')).toBe('Кара-Суу');
    expect(cleanName('Ак – Жар')).toBe('Ак – Жар');
  });

  it('names the letters of another alphabet', () => {
    expect(strangeLetters('Aрал')).toEqual(['A']);
    expect(strangeLetters('Opo')).toEqual(['O', 'p', 'o']);
    expect(strangeLetters('ХХI кылым, IV топ, Wi-Fi')).toEqual([]);
    expect(mixesAlphabets('Aрал')).toBe(true);
    expect(mixesAlphabets('IT-парк, Wi-Fi, ХХI')).toBe(false);
  });
});

describe('names found among those that stand', () => {
  const index = new NameIndex<string>();
  index.add('Кара-Тоо', 'тоо');
  index.add('Кара-Төө', 'төө');
  index.add('Көк-Ирим', 'ирим');
  index.add('Кок-Ирим', 'ирим');
  index.add('Жаңы-Жол', 'жол');

  it('takes the exact one first, then the same, then a possible one', () => {
    expect(index.find('Кара-Тоо')).toEqual({ kind: 'same', value: 'тоо', name: 'Кара-Тоо' });
    expect(index.find('кара – төө')).toEqual({ kind: 'same', value: 'төө', name: 'Кара-Төө' });
    expect(index.find('Жаны-Жол')).toEqual({ kind: 'possible', value: 'жол', name: 'Жаңы-Жол' });
    expect(index.find('Кок-Ирим')).toMatchObject({ kind: 'same', value: 'ирим' });
  });

  it('never chooses between two, and finds nothing in nothing', () => {
    expect(index.find('Кара-Тоө')).toEqual({ kind: 'ambiguous', names: ['Кара-Тоо', 'Кара-Төө'] });
    expect(index.find('Арал')).toEqual({ kind: 'none' });
    expect(index.find(' – ')).toEqual({ kind: 'none' });
  });

  it('an exact spelling wins over a twin that is the same after folding', () => {
    const twins = new NameIndex<number>();
    twins.add('Ак-Жар', 1);
    twins.add('Ак Жар', 2);
    expect(twins.find('Ак Жар')).toMatchObject({ kind: 'same', value: 2 });
    expect(twins.find('ак – жар')).toEqual({ kind: 'ambiguous', names: ['Ак-Жар', 'Ак Жар'] });
  });
});

describe('a name is a name', () => {
  it.each<readonly [string, string]>([
    ...['2026-05-01', '01.05.2026', '1.5.26', '01.май', '08.мар', '8-мар', '1-May', 'май.26', '46143'].map(
      (text) => [text, 'date-for-name'] as const,
    ),
    ...['123', '12,5', '4,17E+13'].map((text) => [text, 'number-for-name'] as const),
    ...['#N/A', '#ССЫЛКА!', '#NAME?', '#Н/Д'].map((text) => [text, 'formula-error-for-name'] as const),
    ...['<b>x</b>', 'Ак&nbsp;Жар'].map((text) => [text, 'markup-in-name'] as const),
    ...['?зг?р?ш', 'Ак-Т?р', 'Кара-Т??', 'Ке?', 'Кызыл-?', '\ufffdзг'].map(
      (text) => [text, 'letters-lost-in-name'] as const,
    ),
    ...['.', '😀', '- 5 -'].map((text) => [text, 'no-letter-in-name'] as const),
    ['Aрал', 'alphabets-mixed-in-name'],
  ])('%s: %s', (text, fault) => {
    expect(nameFault(text)).toBe(fault);
  });

  it.each(['1-Май', '8-Март', '9-Май көчөсү', '22-Партсъезд', 'Май', 'Ак-Жар', 'Кызыл-Октябрь', 'Wi-Fi'])(
    '%s is one',
    (text) => {
      expect(nameFault(text)).toBeNull();
      expect(eatenName(text)).toBeNull();
      expect(lostLetters(text)).toBe(false);
    },
  );

  it('lets a question be what people named, unless letters were lost in it', () => {
    for (const text of ['Суу жокпу?', 'Жарык качан болот?']) {
      expect(titleFault(text)).toBeNull();
      expect(lostLetters(text)).toBe(false);
    }
    for (const text of ['Таза суу ж?к', 'К?ч? жарыгы', 'Кара-Т??', 'Суу ж\ufffdк'])
      expect(titleFault(text), text).toBe('letters-lost-in-name');
  });

  it('believes the file that a cell was a date or a number', () => {
    expect(nameFault('1-Май', 'date')).toBe('date-for-name');
    expect(nameFault('x', 'number')).toBe('number-for-name');
  });
});

describe('written counts', () => {
  it.each([
    ['', null],
    ['12', 12],
    ['1 234', 1234],
    ['1\u00a0234\u00a0567', 1234567],
    ['12,0', 12],
    ['12.00', 12],
    ['0', 0],
  ])('%j is %j', (text, value) => {
    expect(readCount(text)).toEqual({ ok: true, value });
  });
  it.each([
    ['1.000', 'count-thousands'],
    ['2,000', 'count-thousands'],
    ['1.234', 'count-thousands'],
    ['992,445', 'count-thousands'],
    ['1,234,567.00', 'count-thousands'],
    ['1.5', 'count-fraction'],
    ['1,50', 'count-fraction'],
    ['-3', 'count-negative'],
    ['−3', 'count-negative'],
    ['1E+3', 'count-scientific'],
    ['4,17E+13', 'count-scientific'],
    ['12 34', 'count-malformed'],
    ['көп', 'count-malformed'],
    ['-', 'count-malformed'],
  ])('%j is refused: %s', (text, code) => {
    expect(readCount(text)).toEqual({ ok: false, code });
  });
});
