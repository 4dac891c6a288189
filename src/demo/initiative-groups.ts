// The three initiative groups of the textbook municipality: their names, sizes and problems are the book's (seed-000, 5.8:
// 11 + 9 + 9); every member is invented.

import type { VillageKey } from './kok-irim.ts';

export type DemoMember = readonly [
  fullName: string,
  sex: 'female' | 'male',
  birthYear: number,
  village: VillageKey,
  post: string,
  /** Agreed to be named in public. */
  named: boolean,
];

export type DemoGroup = {
  readonly nameKy: string;
  readonly nameRu: string;
  readonly problems: readonly string[];
  readonly place: string;
  /** The first leads, the second writes. */
  readonly members: readonly DemoMember[];
};

// Tables of this file have a row a line, however long.
// prettier-ignore
export const groups: readonly DemoGroup[] = [
  {
    nameKy: 'Өнүгүү', nameRu: 'Развитие',
    problems: ['Жергиликтүү жолдордун абалынын начардыгы', 'Көчөлөрдө жарык жок', 'Көпүрөлөр жок'],
    place: 'Бирдик айылындагы айыл өкмөтүнүн жыйын залы, дүйшөмбү жана бейшемби 15:00дөн',
    members: [
      ['Дүйшеев Кубанычбек Асанович', 'male', 1972, 'birdik', 'дыйкан', true],
      ['Жумабаева Чолпон Мамытовна', 'female', 1985, 'birdik', 'экономист', true],
      ['Иманкулов Талант Бакирович', 'male', 1990, 'aral', 'айдоочу', true],
      ['Калыкова Назгүл Усеновна', 'female', 1979, 'aral', 'дүкөнчү', true],
      ['Мамытов Эрлан Разакович', 'male', 1996, 'birdik', 'ширетүүчү', true],
      ['Ниязова Рахат Садыковна', 'female', 1968, 'birdik', 'үй ээси', false],
      ['Орозов Бактыяр Калыкович', 'male', 1963, 'aral', 'пенсионер', true],
      ['Разаков Нурсултан Алымович', 'male', 1999, 'aral', 'студент', false],
      ['Садыкова Эльнура Асановна', 'female', 1992, 'birdik', 'тигүүчү', true],
      ['Токтоналиев Медер Орозович', 'male', 1981, 'birdik', 'куруучу', true],
      ['Усенов Азамат Ниязович', 'male', 1976, 'aral', 'малчы', false],
    ],
  },
  {
    nameKy: 'Маданият жана маалымат', nameRu: 'Культура и информация',
    problems: ['Маданиятты өнүктүрүү үчүн шарттар жок', 'Жаштар үчүн маалымат жетишсиз', 'Жергиликтүү бюджет боюнча маалымат жетишсиз'],
    place: 'Арал айылынын китепканасы, шаршембиде 16:00дөн',
    members: [
      ['Шадыканова Жамила Эркебаевна', 'female', 1988, 'aral', 'клубдун башчысы', true],
      ['Эркебаев Самат Дүйшеевич', 'male', 1997, 'aral', 'программист', true],
      ['Асанова Бактыгүл Жээнбаевна', 'female', 1970, 'aral', 'музыка мугалими', true],
      ['Бакирова Мээрим Алымовна', 'female', 2001, 'birdik', 'студент', true],
      ['Жээнбаев Чыңгыз Саматович', 'male', 1993, 'birdik', 'журналист', true],
      ['Кожомкулова Сабира Орозовна', 'female', 1982, 'birdik', 'китепканачы', true],
      ['Саматов Руслан Мамытович', 'male', 1987, 'aral', 'мугалим', false],
      ['Алымова Таалайгүл Усеновна', 'female', 1965, 'birdik', 'пенсионер', true],
      ['Дүйшеева Нуржан Бакировна', 'female', 1998, 'aral', 'үй ээси', false],
    ],
  },
  {
    nameKy: 'Билим берүү', nameRu: 'Образование',
    problems: ['Мектепке чейинки билим берүү үчүн шарттар жок'],
    place: 'Бирдик орто мектебинин мугалимдер бөлмөсү, жума күнү 15:00дөн',
    members: [
      ['Мамытова Гүлзат Токтоналиевна', 'female', 1977, 'birdik', 'мектептин директорунун орун басары', true],
      ['Асанов Айбек Кожомкулович', 'male', 1984, 'birdik', 'мугалим', true],
      ['Жумабаева Айнура Разаковна', 'female', 1991, 'birdik', 'эне', true],
      ['Калыкова Зейнеп Саматовна', 'female', 1994, 'aral', 'эне', true],
      ['Ниязов Максат Эркебаевич', 'male', 1989, 'birdik', 'фермер', true],
      ['Орозова Урия Садыковна', 'female', 1960, 'birdik', 'пенсионер, тарбиячы', true],
      ['Садыков Бекзат Иманкулович', 'male', 1995, 'aral', 'соодагер', false],
      ['Усенова Шааркан Жумабаевна', 'female', 1986, 'birdik', 'фельдшер', true],
      ['Разакова Жылдыз Мамытовна', 'female', 1999, 'birdik', 'эне', false],
    ],
  },
];
