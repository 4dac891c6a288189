import { expect, test } from 'vitest';
import { wordsWith, Wall } from './wall.ts';
import { measured, offered, type Part } from './wall.fixture.ts';

test.each([
  // The same object with another trouble, or the same trouble with another object, is another problem.
  ['Жол бузулган, көчөдө чуңкур көп', ['Көчөдө ээсиз иттер көп']],
  ['Жаштарга иш жок', ['Жаштар үчүн маалымат жетишсиз']],
  ['Жол чаң', ['Кышында жолдор тазаланбайт']],
  ['Спорт зал жок', ['Спорт залдын абалы начар']],
  ['Жол жаман, асфальт жок', ['Кышында жолдор тазаланбайт']],
  ['Спорт аянтча жок', ['Спорт залдын абалы начар', 'Балдар ойной турган жай жок']],
  ['Сугат суу жок', ['Таза ичүүчү суу жетишсиз', 'Суу түтүктөрү эскирген']],
  ['Ичүүчү суунун акысы кымбат', ['Таза ичүүчү суу жетишсиз', 'Ичүүчү суу үзгүлтүк менен келет']],
  ['Суу түтүгү эскирген', ['Таза ичүүчү суу жетишсиз', 'Арыктар тазаланбайт']],
  ['Мал дарыгери жок', ['Айылда дарыгер жок']],
  ['В садике не хватает воспитателей', ['Бала бакча жок же орун жетишпейт', 'Мугалимдер жетишпейт']],
  ['Мектепте логопед жок', ['Мугалимдер жетишпейт', 'Мектептин имараты начар абалда']],
])('«%s» is not led to what means something else', (text, names) => {
  expect(offered(text, names)?.fresh ?? true).toBe(true);
});

test.each([
  ['Жол бузулган, көчөдө чуңкур көп', 'Ички жолдордун абалы начар'],
  ['Жол жаман, асфальт жок', 'Ички жолдордун абалы начар'],
  ['Көчөлөр түнкүсүн караңгы', 'Көчө жарыгы жок'],
  ['Жаштарга иш жок', 'Жумуш орундары жетишсиз'],
  ['иш жок', 'Безработица'],
  ['Дороги в селе разбиты', 'Жолдор начар'],
  ['кочодо жарык жок', 'Нет уличного освещения'],
  ['Детсадка очередь көп', 'Бала бакча жетишсиз'],
  ['suu jok', 'Суу жок'],
])('«%s» is offered «%s» when it stands', (text, name) => {
  expect(offered(text, ['Көпүрө эски', name, 'Ит көп'])).toMatchObject({ name, fresh: false });
});

test('a usual name that means what a standing problem means is not offered anew', () => {
  expect(offered('Көчөлөр түнкүсүн караңгы', ['Көчө жарыгы жок'])).toMatchObject({ name: 'Көчө жарыгы жок' });
  expect(offered('Таза суу жок', ['Ичүүчү суу жетпейт'])?.fresh).toBe(false);
  expect(offered('балдарга бакчада орун жок', ['Бала бакча'])?.fresh).toBe(false);
});

test('what is not understood is offered nothing', () => {
  expect(offered('', ['Суу жок'])).toBeUndefined();
  expect(offered('үкү көп', ['Ит көп'])).toBeUndefined();
  expect(offered('Айылда логопед жок', [])).toBeUndefined();
  expect(offered('спорт зал', ['Спорт залдын абалы начар', 'Спорт зал жок'])).toBeUndefined();
});

test('words in common still order the list', () => {
  const wall = new Wall(
    wordsWith([]),
    [
      { id: 'drink', name: 'Ичүүчү суу жок', texts: [] },
      { id: 'irrigation', name: 'Сугат суу жетишсиз', texts: [] },
      { id: 'dogs', name: 'Ит көп', texts: [] },
    ],
    [],
  );
  expect(wall.answer('Сугат суунун акысы кымбат')).toMatchObject({
    offer: undefined,
    near: ['irrigation', 'drink'],
  });
});

test('what people put together teaches, unless the names say otherwise', () => {
  const wall = new Wall(
    wordsWith([]),
    [
      { id: 'a', name: 'Балдар жөнүндө', texts: ['Мектепте суу жок', 'Мектептин дааратканасы эски'] },
      { id: 'b', name: 'Ички жолдордун абалы начар', texts: ['Көпүрө эски'] },
    ],
    [],
  );
  expect(wall.answer('мектептин ажатканасы эскирген').offer).toMatchObject({ id: 'a', sure: false });
  expect(wall.answer('Мектепте суу жок').offer).toMatchObject({ id: 'a', sure: true });
  expect(wall.answer('жол эски').offer).toMatchObject({ id: 'b' });
});

test('words the office taught are words of the lexicon', () => {
  const wall = (terms: { ky: string; ru: string }[]) =>
    new Wall(wordsWith(terms), [{ id: 'a', name: 'Көпүрөнүн абалы начар', texts: [] }], []);
  expect(wall([]).answer('виадук разрушен').offer).toBeUndefined();
  expect(wall([{ ky: 'көпүрө', ru: 'виадук' }]).answer('виадук разрушен').offer).toMatchObject({ id: 'a' });
});

/** Floors: what is sure, what one tap chooses, and how much of what stands is found at one tap, in hundredths. */
const floors: Readonly<Record<Part, { sureWrong: number; wrong: number; found: number }>> = {
  trying: { sureWrong: 2, wrong: 5, found: 60 },
  proof: { sureWrong: 2, wrong: 10, found: 35 },
  own: { sureWrong: 2, wrong: 5, found: 60 },
};

test.each(Object.entries(floors) as [Part, (typeof floors)[Part]][])(
  'offers are right on the stickers for %s',
  (part, floor) => {
    const sums = measured(part);
    expect((100 * sums.sureWrong) / sums.sure).toBeLessThanOrEqual(floor.sureWrong);
    expect((100 * sums.wrong) / sums.offers).toBeLessThanOrEqual(floor.wrong);
    expect((100 * sums.found) / sums.standing).toBeGreaterThanOrEqual(floor.found);
  },
);
