// The textbook municipality of the method's book, with invented people.
//
// Known from the book: 122 participants in two villages, 75 of them women; the totals of nine problems; the villages'
// shares of four of them (test/examples/kok-irim.json).
// Our assumptions, since the book does not say:
//  - the other five problems were each named in one village: culture, clean water and bridges in Арал, street light
//    and the local budget in Бирдик;
//  - how the votes fell on the age groups and on women and men;
//  - how many people came to each session, everything about the population, every name, phone and date.
// Tables of this file have a row a line, however long.

import type { IconName } from '../platform/ui/icon.tsx';

export type Sex = 'female' | 'male';
export type VillageKey = 'aral' | 'birdik';
export const ageGroups = ['18-35', '36-55', '56+'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export type DemoVillage = {
  readonly key: VillageKey;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly households: number;
  /** People in the bands 0-17, 18-35, 36-55, 56+. */
  readonly women: readonly [number, number, number, number];
  readonly men: readonly [number, number, number, number];
};

export const bands = ['0-17', '18-35', '36-55', '56+'] as const;

// prettier-ignore
export const villages: readonly DemoVillage[] = [
  { key: 'aral', nameKy: 'Арал', nameRu: 'Арал', households: 268, women: [214, 168, 142, 104], men: [221, 176, 139, 76] },
  { key: 'birdik', nameKy: 'Бирдик', nameRu: 'Бирдик', households: 451, women: [371, 289, 241, 167], men: [382, 301, 232, 122] },
];

export type DemoRole = 'administrator' | 'head' | 'staff' | 'facilitator' | 'deputy' | 'auditor';

export type DemoPerson = {
  /** Also the first part of the e-mail address: `chair@kok-irim.example`. */
  readonly key: string;
  readonly fullName: string;
  readonly sex: Sex;
  readonly birthYear: number;
  readonly occupation: string;
  readonly village?: VillageKey;
  readonly phone: string;
  readonly account?: DemoRole;
};

/** A person as a row; phones differ in their last three digits. */
export type PersonRow<Place extends unknown[] = []> = readonly [
  key: string,
  fullName: string,
  sex: Sex,
  birthYear: number,
  occupation: string,
  phone: number,
  account: DemoRole | null,
  ...Place,
];

export function personOf([key, fullName, sex, birthYear, occupation, phone, account]: PersonRow<
  unknown[]
>): Omit<DemoPerson, 'village'> {
  return {
    key,
    fullName,
    sex,
    birthYear,
    occupation,
    phone: `+996 700 000 ${phone}`,
    account: account ?? undefined,
  };
}

// prettier-ignore
const personRows: readonly PersonRow<[VillageKey]>[] = [
  ['administrator', 'Турдубекова Асель Маратовна', 'female', 1990, 'айыл өкмөтүнүн санариптештирүү боюнча адиси', 101, 'administrator', 'birdik'],
  ['head', 'Мамбетов Бакыт Садырович', 'male', 1974, 'айыл өкмөтүнүн башчысы', 102, 'head', 'birdik'],
  ['chair', 'Абдыраимова Гүлнара Эсеновна', 'female', 1980, 'айыл өкмөтүнүн жооптуу катчысы', 103, 'staff', 'birdik'],
  ['facilitator1', 'Сыдыков Нурлан Жапарович', 'male', 1986, 'мугалим', 104, 'facilitator', 'aral'],
  ['facilitator2', 'Токтосунова Айзада Бекташевна', 'female', 1992, 'китепканачы', 105, 'facilitator', 'birdik'],
  ['facilitator3', 'Жолдошев Эрмек Таалайбекович', 'male', 1994, 'айыл өкмөтүнүн жаштар боюнча адиси', 106, 'facilitator', 'aral'],
  ['facilitator4', 'Исакова Жыпаргүл Асановна', 'female', 1983, 'фельдшер', 107, 'facilitator', 'birdik'],
  ['deputy', 'Осмонов Калыс Дүйшөнович', 'male', 1969, 'айылдык кеңештин депутаты, дыйкан', 108, 'deputy', 'aral'],
  ['auditor', 'Сатыбалдиева Динара Кубатовна', 'female', 1978, 'текшерүү комиссиясынын мүчөсү', 109, 'auditor', 'birdik'],
  ['aral-head', 'Асанов Турат Эркинович', 'male', 1965, 'Арал айылынын башчысы', 110, null, 'aral'],
  ['birdik-head', 'Кадыров Замир Токтогулович', 'male', 1968, 'Бирдик айылынын башчысы', 111, null, 'birdik'],
  ['activist', 'Бейшеева Сейде Мукановна', 'female', 1971, 'аялдар кеңешинин төрайымы', 112, null, 'aral'],
  ['deputy2', 'Асанкулова Мээрим Сагынбековна', 'female', 1987, 'айылдык кеңештин депутаты, тигүүчү', 113, null, 'birdik'],
];

/** Everyone who is known by name. Those with `account` can sign in. */
export const people: readonly DemoPerson[] = personRows.map((row) => ({ ...personOf(row), village: row[7] }));

export type Category = 'executive' | 'deputy' | 'villageHead' | 'activist' | 'organisation' | 'other';

export type MemberRow = readonly [
  person: string,
  role: 'chair' | 'secretary' | 'member',
  category: Category,
  post: string,
];

/** Everybody in a working group of the demonstration is trained. */
export const memberOf = ([person, role, category, post]: MemberRow) => ({
  person,
  role,
  category,
  post,
  trained: true,
});

// prettier-ignore
const memberRows: readonly MemberRow[] = [
  ['chair', 'chair', 'executive', 'жооптуу катчы'],
  ['facilitator2', 'secretary', 'organisation', 'китепканачы'],
  ['facilitator1', 'member', 'organisation', 'мугалим'],
  ['facilitator3', 'member', 'executive', 'жаштар боюнча адис'],
  ['facilitator4', 'member', 'organisation', 'фельдшер'],
  ['deputy', 'member', 'deputy', 'айылдык кеңештин депутаты'],
  ['deputy2', 'member', 'deputy', 'айылдык кеңештин депутаты'],
  ['aral-head', 'member', 'villageHead', 'Арал айылынын башчысы'],
  ['birdik-head', 'member', 'villageHead', 'Бирдик айылынын башчысы'],
  ['activist', 'member', 'activist', 'аялдар кеңешинин төрайымы'],
];

/** Ten people, five of them women, all four categories of the method. */
export const workingGroup = memberRows.map(memberOf);

export type DemoSession = {
  readonly village: VillageKey;
  readonly ageGroup: AgeGroup;
  readonly women: number;
  readonly men: number;
  /** Days after the first Monday of the sessions' week. */
  readonly day: 0 | 1 | 2 | 3 | 4;
  readonly startsAt: '10:00' | '14:00';
  readonly venue: string;
  readonly facilitator: string;
  readonly recorder: string;
};

// prettier-ignore
const sessionRows: readonly (readonly [
  village: VillageKey, ageGroup: AgeGroup, women: number, men: number, day: DemoSession['day'],
  startsAt: DemoSession['startsAt'], venue: string, facilitator: string, recorder: string,
])[] = [
  ['aral', '18-35', 12, 8, 1, '14:00', 'Арал орто мектеби, спорт зал', 'facilitator3', 'facilitator2'],
  ['aral', '36-55', 14, 8, 1, '10:00', 'Арал орто мектеби, жыйындар залы', 'facilitator1', 'facilitator4'],
  ['aral', '56+', 11, 8, 2, '10:00', 'Арал айылынын клубу', 'facilitator1', 'facilitator2'],
  ['birdik', '18-35', 13, 8, 3, '14:00', 'Бирдик айылынын китепканасы', 'facilitator3', 'facilitator4'],
  ['birdik', '36-55', 14, 7, 3, '10:00', 'Бирдик орто мектеби, жыйындар залы', 'facilitator1', 'facilitator2'],
  ['birdik', '56+', 11, 8, 4, '10:00', 'айыл өкмөтүнүн жыйындар залы', 'facilitator4', 'facilitator3'],
];

/** Six sessions: 122 people, 75 women. Two of them had 19 people: the warning under 20 is shown there. */
export const sessions: readonly DemoSession[] = sessionRows.map(
  ([village, ageGroup, women, men, day, startsAt, venue, facilitator, recorder]) => ({
    village,
    ageGroup,
    women,
    men,
    day,
    startsAt,
    venue,
    facilitator,
    recorder,
  }),
);

/** What the groups drew: common to the villages, so that each record has all four methods. */
export const records: Readonly<
  Record<
    VillageKey,
    {
      readonly resources: string;
      readonly institutions: readonly {
        readonly name: string;
        readonly kind: 'localGroup' | 'localInstitution' | 'outside';
        readonly size: 'small' | 'middle' | 'big';
        readonly relation: 'separate' | 'touching' | 'partial' | 'full';
      }[];
      readonly pie: readonly (readonly [string, number])[];
      readonly gallery: string;
    }
  >
> = {
  aral: {
    resources:
      'Картада: эки көчө, мектеп, клуб, үч колонка, сай аркылуу өткөн жол. Ресурстар: бош турган кампа, мектептин спорт залы, жаштар, сайдын кумдак жери.',
    institutions: [
      { name: 'Айыл өкмөтү', kind: 'localInstitution', size: 'big', relation: 'full' },
      { name: 'Мектеп', kind: 'localInstitution', size: 'big', relation: 'partial' },
      { name: 'ТСПАКБ', kind: 'localGroup', size: 'middle', relation: 'touching' },
      { name: 'Аялдар кеңеши', kind: 'localGroup', size: 'middle', relation: 'partial' },
      { name: 'Аксакалдар соту', kind: 'localGroup', size: 'small', relation: 'touching' },
      { name: 'Райондук оорукана', kind: 'outside', size: 'middle', relation: 'separate' },
    ],
    pie: [
      ['айыл өкмөтүнүн аппаратын күтүү', 40],
      ['мектеп', 20],
      ['клуб', 10],
      ['жолдор', 15],
      ['майрамдар', 10],
      ['таза суу', 5],
    ],
    gallery: 'Бирдей маанидеги стикерлер топтолду, талкууда көпүрө менен жол өзүнчө калтырылды.',
  },
  birdik: {
    resources:
      'Картада: төрт көчө, мектеп, китепкана, айыл өкмөтүнүн имараты, эски бала бакчанын имараты. Ресурстар: эски бакчанын имараты, подстанция, атуулдардын демилгеси.',
    institutions: [
      { name: 'Айыл өкмөтү', kind: 'localInstitution', size: 'big', relation: 'full' },
      { name: 'Мектеп', kind: 'localInstitution', size: 'big', relation: 'partial' },
      { name: 'Китепкана', kind: 'localInstitution', size: 'middle', relation: 'partial' },
      { name: 'ФАП', kind: 'localInstitution', size: 'middle', relation: 'touching' },
      { name: 'Жайыт комитети', kind: 'localGroup', size: 'middle', relation: 'touching' },
      { name: 'Электр тармактары ишканасы', kind: 'outside', size: 'big', relation: 'separate' },
    ],
    pie: [
      ['айыл өкмөтүнүн аппаратын күтүү', 45],
      ['мектептер', 20],
      ['китепкана', 5],
      ['жолдор', 10],
      ['көчө жарыгы', 5],
      ['майрамдар жана конок тосуу', 15],
    ],
    gallery:
      'Бала бакча жөнүндө стикерлер өтө көп болду; жаштар маалымат маселесин өзүнчө белгилөөнү суранды.',
  },
};

export type DemoProblem = {
  readonly name: string;
  readonly category: IconName;
  readonly competence: 'local' | 'delegated' | 'outside';
  /** Number in the catalogue of the 23 local matters. */
  readonly localMatter?: number;
  readonly votes: Readonly<Record<VillageKey, readonly [number, number, number]>>;
  /** Women among a hundred who named it. */
  readonly womenPercent: number;
  /** What people wrote: the same thing in their own words. */
  readonly wordings: readonly string[];
};

type Votes = readonly [number, number, number];

// prettier-ignore
const problemRows: readonly (readonly [
  name: string, category: IconName, matter: number | 'delegated', aral: Votes, birdik: Votes, womenPercent: number,
  wordings: readonly string[],
])[] = [
  ['Мектепке чейинки билим берүү үчүн шарттар жок', 'kindergarten', 'delegated', [4, 6, 1], [22, 21, 9], 82,
    ['Бала бакча жок', 'Бала бакчага орун жетпейт', 'Балдарды бакчага берүүгө мүмкүн эмес', 'Нет детского сада', 'Мектепке чейинки даярдык жок', 'Бала бакчанын имараты эски']],
  ['Маданиятты өнүктүрүү үчүн шарттар жок', 'culture', 19, [19, 14, 12], [0, 0, 0], 64,
    ['Клуб иштебейт', 'Клубдун чатыры агат', 'Айылда маданий иш-чара өткөрүлбөйт', 'Музыкалык аспаптар жок', 'Не работает клуб', 'Ансамбль жок, көнүгүү өткөрө турган жай жок']],
  ['Жергиликтүү жолдордун абалынын начардыгы', 'road', 6, [5, 7, 5], [5, 9, 9], 42,
    ['Ички жолдор начар', 'Көчөлөрдө чуңкур көп', 'Плохие внутренние дороги', 'Жазында жолдо баткак, машина жүрбөйт', 'Мектепке барчу жол оңдолбойт']],
  ['Калктын таза сууга жеткиликтүүлүгү жок', 'water', 4, [8, 15, 13], [0, 0, 0], 72,
    ['Таза суу жок', 'Ичүүчү суу жетпейт', 'Сууну арыктан ичебиз', 'Нет чистой питьевой воды', 'Колонкалар иштебейт', 'Суу түтүктөрү эскирген']],
  ['Көчөлөрдө жарык жок', 'light', 7, [0, 0, 0], [8, 12, 16], 61,
    ['Көчөлөр караңгы', 'Көчө жарыгы жок', 'Кечинде балдар караңгыда келет', 'Нет освещения на улицах', 'Чырактар күйбөйт']],
  ['Спортту өнүктүрүү үчүн шарттар жок', 'sport', 21, [9, 3, 1], [13, 5, 1], 31,
    ['Спорт зал жок', 'Жаштар машыга турган жай жок', 'Стадион талаптагыдай эмес', 'Нет спортивной площадки', 'Спорт залдын чатыры оңдоону талап кылат']],
  ['Жаштар үчүн маалымат жетишсиз', 'youth', 20, [7, 2, 0], [14, 5, 2], 57,
    ['Жаштарга маалымат жетпейт', 'Интернет-клуб жок', 'Окуу жана жумуш тууралуу маалымат жок', 'Молодёжи негде узнать о работе и учёбе', 'Китепканада жаңы китеп жок']],
  ['Көпүрөлөр жок', 'bridge', 6, [2, 6, 8], [0, 0, 0], 44,
    ['Көпүрө жок', 'Сай аркылуу өтүү кыйын', 'Мост снесло, не восстановили', 'Көпүрөнүн тактайлары чирип калган']],
  ['Жергиликтүү бюджет боюнча маалымат жетишсиз', 'budget', 3, [0, 0, 0], [1, 3, 4], 50,
    ['Бюджет эмнеге жумшаларын билбейбиз', 'Жергиликтүү бюджет тууралуу маалымат жок', 'Нет информации о местном бюджете']],
];

/** Votes by village and by the age groups 18-35, 36-55, 56+. Sums: 63, 45, 40, 36, 36, 32, 30, 16, 8; together 306. */
export const problems: readonly DemoProblem[] = problemRows.map(
  ([name, category, matter, aral, birdik, womenPercent, wordings]) => ({
    name,
    category,
    competence: typeof matter === 'number' ? 'local' : matter,
    localMatter: typeof matter === 'number' ? matter : undefined,
    votes: { aral, birdik },
    womenPercent,
    wordings,
  }),
);

/** How many women among those who named a problem: rounded down, so that a session's women are never exceeded. */
export function womenAmong(votes: number, womenPercent: number): number {
  return Math.floor((votes * womenPercent) / 100);
}

const surnames = (
  'Асанов, Бакиров, Дүйшеев, Жумабаев, Иманкулов, Калыков, Мамытов, Ниязов, Орозов, Разаков, Садыков, ' +
  'Токтоналиев, Усенов, Шадыканов, Эркебаев, Жээнбаев, Кожомкулов, Саматов, Алымов'
).split(', ');
const women = (
  'Айнура, Бүбүсара, Гүлзат, Жамила, Зейнеп, Калыйпа, Мээрим, Назгүл, Рахат, Салтанат, Таалайгүл, Үмүт, ' +
  'Чолпон, Шайыр, Элмира, Жылдыз, Нуржан'
).split(', ');
const men =
  'Азат, Болот, Даник, Жеңиш, Искендер, Кубаныч, Максат, Омурбек, Руслан, Суйун, Темир, Улан, Эрлан'.split(
    ', ',
  );
const occupations =
  'дыйкан, мугалим, үй кожойкеси, соода кызматкери, айдоочу, медайым, жумушсуз, малчы, тигүүчү'.split(', ');

/** Invented people of a session's list: women first, ages inside the group. `seed` makes the sessions differ. */
export function participantsOf(
  session: Pick<DemoSession, 'women' | 'men' | 'ageGroup'>,
  seed: number,
): { fullName: string; sex: Sex; age: number; occupation: string }[] {
  const [from, years] =
    session.ageGroup === '18-35' ? [18, 18] : session.ageGroup === '36-55' ? [36, 20] : [56, 19];
  return Array.from({ length: session.women + session.men }, (_, index) => {
    const sex = index < session.women ? 'female' : 'male';
    const first = (sex === 'female' ? women : men)[
      (index + seed * 5) % (sex === 'female' ? women.length : men.length)
    ]!;
    const family = surnames[(index * 7 + seed * 3) % surnames.length]!;
    const occupation =
      session.ageGroup === '56+' ? 'пенсионер' : occupations[(index * 4 + seed) % occupations.length]!;
    return {
      fullName: `${family}${sex === 'female' ? 'а' : ''} ${first}`,
      sex,
      age: from + ((index * 5 + seed * 3) % years),
      occupation,
    };
  });
}
