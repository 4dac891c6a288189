import { describe, expect, it } from 'vitest';
import { dayMonth, fullDate, inCase, lastWordOfNumber, numberInCase, ordinal, possessive } from './kyrgyz.ts';

describe('Kyrgyz dates', () => {
  it('give every month its possessive ending', () => {
    const days = Array.from({ length: 12 }, (_, i) => fullDate(`2026-${String(i + 1).padStart(2, '0')}-05`));
    expect(days).toEqual([
      '2026-жылдын 5-январы',
      '2026-жылдын 5-февралы',
      '2026-жылдын 5-марты',
      '2026-жылдын 5-апрели',
      '2026-жылдын 5-майы',
      '2026-жылдын 5-июну',
      '2026-жылдын 5-июлу',
      '2026-жылдын 5-августу',
      '2026-жылдын 5-сентябры',
      '2026-жылдын 5-октябры',
      '2026-жылдын 5-ноябры',
      '2026-жылдын 5-декабры',
    ]);
  });

  it('give every month its dative in running text', () => {
    const days = Array.from({ length: 12 }, (_, i) =>
      dayMonth(`2026-${String(i + 1).padStart(2, '0')}-25`, 'dative'),
    );
    expect(days).toEqual([
      '25-январга',
      '25-февралга',
      '25-мартка',
      '25-апрелге',
      '25-майга',
      '25-июнга',
      '25-июлга',
      '25-августка',
      '25-сентябрга',
      '25-октябрга',
      '25-ноябрга',
      '25-декабрга',
    ]);
  });

  it('put a case after the possessive', () => {
    expect(fullDate('2026-05-12', 'dative')).toBe('2026-жылдын 12-майына');
    expect(fullDate('2026-06-05', 'locative')).toBe('2026-жылдын 5-июнунда');
    expect(fullDate('2026-06-05', 'genitive')).toBe('2026-жылдын 5-июнунун');
    expect(fullDate('2026-04-01', 'ablative')).toBe('2026-жылдын 1-апрелинен');
    expect(fullDate('2026-08-31', 'accusative')).toBe('2026-жылдын 31-августун');
  });

  it('show what is no date as it came', () => {
    expect(fullDate('2026-02-30')).toBe('2026-02-30');
    expect(dayMonth('жок')).toBe('жок');
  });
});

describe('Kyrgyz cases', () => {
  it.each([
    ['Арал', 'Аралдын', 'Аралга', 'Аралды', 'Аралда', 'Аралдан'],
    ['Бирдик', 'Бирдиктин', 'Бирдикке', 'Бирдикти', 'Бирдикте', 'Бирдиктен'],
    ['көйгөй', 'көйгөйдүн', 'көйгөйгө', 'көйгөйдү', 'көйгөйдө', 'көйгөйдөн'],
    ['суу', 'суунун', 'сууга', 'сууну', 'сууда', 'суудан'],
    ['жол', 'жолдун', 'жолго', 'жолду', 'жолдо', 'жолдон'],
    ['бала бакча', 'бала бакчанын', 'бала бакчага', 'бала бакчаны', 'бала бакчада', 'бала бакчадан'],
    ['мектеп', 'мектептин', 'мектепке', 'мектепти', 'мектепте', 'мектептен'],
    ['Көк-Ирим', 'Көк-Иримдин', 'Көк-Иримге', 'Көк-Иримди', 'Көк-Иримде', 'Көк-Иримден'],
  ])('%s', (word, genitive, dative, accusative, locative, ablative) => {
    expect([
      inCase(word, 'genitive'),
      inCase(word, 'dative'),
      inCase(word, 'accusative'),
      inCase(word, 'locative'),
      inCase(word, 'ablative'),
    ]).toEqual([genitive, dative, accusative, locative, ablative]);
  });

  it('voice к and п before the possessive', () => {
    expect(possessive('аймак')).toBe('аймагы');
    expect(possessive('аймак', 'dative')).toBe('аймагына');
    expect(possessive('топ')).toBe('тобу');
    expect(possessive('бала бакча', 'genitive')).toBe('бала бакчасынын');
    expect(possessive('Токмок', 'nominative', { voicing: false })).toBe('Токмоку');
  });
});

describe('Kyrgyz numbers', () => {
  it.each([
    [25, '25тен'],
    [20, '20дан'],
    [6, '6дан'],
    [3, '3төн'],
    [9, '9дан'],
    [10, '10дон'],
    [100, '100дөн'],
    [1000, '1000ден'],
    [0, '0дөн'],
    [40, '40тан'],
  ])('%i takes the ending of its word', (n, text) => {
    expect(numberInCase(n, 'ablative')).toBe(text);
  });

  it('read their last word', () => {
    expect(lastWordOfNumber(1_000_000)).toBe('миллион');
    expect(lastWordOfNumber(2_500)).toBe('жүз');
    expect(lastWordOfNumber(35)).toBe('беш');
    expect(lastWordOfNumber(3_000_000_000)).toBe('миллиард');
  });

  it('are ordinals with a hyphen', () => {
    expect(ordinal(3, 'жыйын')).toBe('3-жыйын');
  });
});
