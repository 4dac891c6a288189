/* eslint-disable max-lines -- the invented people and stickers of one municipality: data */
// The textbook municipality of the method's book, with invented people.
//
// Known from the book: 122 participants in two villages, 75 of them women; the totals of nine problems; the villages'
// shares of four of them (test/examples/kok-irim.json).
// Our assumptions, since the book does not say:
//  - the other five problems were each named in one village: culture, clean water and bridges in Арал, street light
//    and the local budget in Бирдик;
//  - how the votes fell on the age groups and on women and men;
//  - how many people came to each session, everything about the population, every name, phone and date.

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

export const villages: readonly DemoVillage[] = [
  {
    key: 'aral',
    nameKy: 'Арал',
    nameRu: 'Арал',
    households: 268,
    women: [214, 168, 142, 104],
    men: [221, 176, 139, 76],
  },
  {
    key: 'birdik',
    nameKy: 'Бирдик',
    nameRu: 'Бирдик',
    households: 451,
    women: [371, 289, 241, 167],
    men: [382, 301, 232, 122],
  },
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

/** Everyone who is known by name. Those with `account` can sign in. */
export const people: readonly DemoPerson[] = [
  {
    key: 'administrator',
    fullName: 'Турдубекова Асель Маратовна',
    sex: 'female',
    birthYear: 1990,
    occupation: 'айыл өкмөтүнүн санариптештирүү боюнча адиси',
    village: 'birdik',
    phone: '+996 700 000 101',
    account: 'administrator',
  },
  {
    key: 'head',
    fullName: 'Мамбетов Бакыт Садырович',
    sex: 'male',
    birthYear: 1974,
    occupation: 'айыл өкмөтүнүн башчысы',
    village: 'birdik',
    phone: '+996 700 000 102',
    account: 'head',
  },
  {
    key: 'chair',
    fullName: 'Абдыраимова Гүлнара Эсеновна',
    sex: 'female',
    birthYear: 1980,
    occupation: 'айыл өкмөтүнүн жооптуу катчысы',
    village: 'birdik',
    phone: '+996 700 000 103',
    account: 'staff',
  },
  {
    key: 'facilitator1',
    fullName: 'Сыдыков Нурлан Жапарович',
    sex: 'male',
    birthYear: 1986,
    occupation: 'мугалим',
    village: 'aral',
    phone: '+996 700 000 104',
    account: 'facilitator',
  },
  {
    key: 'facilitator2',
    fullName: 'Токтосунова Айзада Бекташевна',
    sex: 'female',
    birthYear: 1992,
    occupation: 'китепканачы',
    village: 'birdik',
    phone: '+996 700 000 105',
    account: 'facilitator',
  },
  {
    key: 'facilitator3',
    fullName: 'Жолдошев Эрмек Таалайбекович',
    sex: 'male',
    birthYear: 1994,
    occupation: 'айыл өкмөтүнүн жаштар боюнча адиси',
    village: 'aral',
    phone: '+996 700 000 106',
    account: 'facilitator',
  },
  {
    key: 'facilitator4',
    fullName: 'Исакова Жыпаргүл Асановна',
    sex: 'female',
    birthYear: 1983,
    occupation: 'фельдшер',
    village: 'birdik',
    phone: '+996 700 000 107',
    account: 'facilitator',
  },
  {
    key: 'deputy',
    fullName: 'Осмонов Калыс Дүйшөнович',
    sex: 'male',
    birthYear: 1969,
    occupation: 'айылдык кеңештин депутаты, дыйкан',
    village: 'aral',
    phone: '+996 700 000 108',
    account: 'deputy',
  },
  {
    key: 'auditor',
    fullName: 'Сатыбалдиева Динара Кубатовна',
    sex: 'female',
    birthYear: 1978,
    occupation: 'текшерүү комиссиясынын мүчөсү',
    village: 'birdik',
    phone: '+996 700 000 109',
    account: 'auditor',
  },
  {
    key: 'aral-head',
    fullName: 'Асанов Турат Эркинович',
    sex: 'male',
    birthYear: 1965,
    occupation: 'Арал айылынын башчысы',
    village: 'aral',
    phone: '+996 700 000 110',
  },
  {
    key: 'birdik-head',
    fullName: 'Кадыров Замир Токтогулович',
    sex: 'male',
    birthYear: 1968,
    occupation: 'Бирдик айылынын башчысы',
    village: 'birdik',
    phone: '+996 700 000 111',
  },
  {
    key: 'activist',
    fullName: 'Бейшеева Сейде Мукановна',
    sex: 'female',
    birthYear: 1971,
    occupation: 'аялдар кеңешинин төрайымы',
    village: 'aral',
    phone: '+996 700 000 112',
  },
  {
    key: 'deputy2',
    fullName: 'Асанкулова Мээрим Сагынбековна',
    sex: 'female',
    birthYear: 1987,
    occupation: 'айылдык кеңештин депутаты, тигүүчү',
    village: 'birdik',
    phone: '+996 700 000 113',
  },
];

export type Category = 'executive' | 'deputy' | 'villageHead' | 'activist' | 'organisation' | 'other';

/** Ten people, five of them women, all four categories of the method. */
export const workingGroup: readonly {
  readonly person: string;
  readonly role: 'chair' | 'secretary' | 'member';
  readonly category: Category;
  readonly post: string;
  readonly trained: boolean;
}[] = [
  { person: 'chair', role: 'chair', category: 'executive', post: 'жооптуу катчы', trained: true },
  { person: 'facilitator2', role: 'secretary', category: 'organisation', post: 'китепканачы', trained: true },
  { person: 'facilitator1', role: 'member', category: 'organisation', post: 'мугалим', trained: true },
  {
    person: 'facilitator3',
    role: 'member',
    category: 'executive',
    post: 'жаштар боюнча адис',
    trained: true,
  },
  { person: 'facilitator4', role: 'member', category: 'organisation', post: 'фельдшер', trained: true },
  { person: 'deputy', role: 'member', category: 'deputy', post: 'айылдык кеңештин депутаты', trained: true },
  {
    person: 'deputy2',
    role: 'member',
    category: 'deputy',
    post: 'айылдык кеңештин депутаты',
    trained: true,
  },
  {
    person: 'aral-head',
    role: 'member',
    category: 'villageHead',
    post: 'Арал айылынын башчысы',
    trained: true,
  },
  {
    person: 'birdik-head',
    role: 'member',
    category: 'villageHead',
    post: 'Бирдик айылынын башчысы',
    trained: true,
  },
  {
    person: 'activist',
    role: 'member',
    category: 'activist',
    post: 'аялдар кеңешинин төрайымы',
    trained: true,
  },
];

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

/** Six sessions: 122 people, 75 women. Two of them had 19 people: the warning under 20 is shown there. */
export const sessions: readonly DemoSession[] = [
  {
    village: 'aral',
    ageGroup: '18-35',
    women: 12,
    men: 8,
    day: 1,
    startsAt: '14:00',
    venue: 'Арал орто мектеби, спорт зал',
    facilitator: 'facilitator3',
    recorder: 'facilitator2',
  },
  {
    village: 'aral',
    ageGroup: '36-55',
    women: 14,
    men: 8,
    day: 1,
    startsAt: '10:00',
    venue: 'Арал орто мектеби, жыйындар залы',
    facilitator: 'facilitator1',
    recorder: 'facilitator4',
  },
  {
    village: 'aral',
    ageGroup: '56+',
    women: 11,
    men: 8,
    day: 2,
    startsAt: '10:00',
    venue: 'Арал айылынын клубу',
    facilitator: 'facilitator1',
    recorder: 'facilitator2',
  },
  {
    village: 'birdik',
    ageGroup: '18-35',
    women: 13,
    men: 8,
    day: 3,
    startsAt: '14:00',
    venue: 'Бирдик айылынын китепканасы',
    facilitator: 'facilitator3',
    recorder: 'facilitator4',
  },
  {
    village: 'birdik',
    ageGroup: '36-55',
    women: 14,
    men: 7,
    day: 3,
    startsAt: '10:00',
    venue: 'Бирдик орто мектеби, жыйындар залы',
    facilitator: 'facilitator1',
    recorder: 'facilitator2',
  },
  {
    village: 'birdik',
    ageGroup: '56+',
    women: 11,
    men: 8,
    day: 4,
    startsAt: '10:00',
    venue: 'айыл өкмөтүнүн жыйындар залы',
    facilitator: 'facilitator4',
    recorder: 'facilitator3',
  },
];

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

/** Votes by village and by the age groups 18-35, 36-55, 56+. Sums: 63, 45, 40, 36, 36, 32, 30, 16, 8; together 306. */
export const problems: readonly DemoProblem[] = [
  {
    name: 'Мектепке чейинки билим берүү үчүн шарттар жок',
    category: 'kindergarten',
    competence: 'delegated',
    votes: { aral: [4, 6, 1], birdik: [22, 21, 9] },
    womenPercent: 82,
    wordings: [
      'Бала бакча жок',
      'Бала бакчага орун жетпейт',
      'Балдарды бакчага берүүгө мүмкүн эмес',
      'Нет детского сада',
      'Мектепке чейинки даярдык жок',
      'Бала бакчанын имараты эски',
    ],
  },
  {
    name: 'Маданиятты өнүктүрүү үчүн шарттар жок',
    category: 'culture',
    competence: 'local',
    localMatter: 19,
    votes: { aral: [19, 14, 12], birdik: [0, 0, 0] },
    womenPercent: 64,
    wordings: [
      'Клуб иштебейт',
      'Клубдун чатыры агат',
      'Айылда маданий иш-чара өткөрүлбөйт',
      'Музыкалык аспаптар жок',
      'Не работает клуб',
      'Ансамбль жок, көнүгүү өткөрө турган жай жок',
    ],
  },
  {
    name: 'Жергиликтүү жолдордун абалынын начардыгы',
    category: 'road',
    competence: 'local',
    localMatter: 6,
    votes: { aral: [5, 7, 5], birdik: [5, 9, 9] },
    womenPercent: 42,
    wordings: [
      'Ички жолдор начар',
      'Көчөлөрдө чуңкур көп',
      'Плохие внутренние дороги',
      'Жазында жолдо баткак, машина жүрбөйт',
      'Мектепке барчу жол оңдолбойт',
    ],
  },
  {
    name: 'Калктын таза сууга жеткиликтүүлүгү жок',
    category: 'water',
    competence: 'local',
    localMatter: 4,
    votes: { aral: [8, 15, 13], birdik: [0, 0, 0] },
    womenPercent: 72,
    wordings: [
      'Таза суу жок',
      'Ичүүчү суу жетпейт',
      'Сууну арыктан ичебиз',
      'Нет чистой питьевой воды',
      'Колонкалар иштебейт',
      'Суу түтүктөрү эскирген',
    ],
  },
  {
    name: 'Көчөлөрдө жарык жок',
    category: 'light',
    competence: 'local',
    localMatter: 7,
    votes: { aral: [0, 0, 0], birdik: [8, 12, 16] },
    womenPercent: 61,
    wordings: [
      'Көчөлөр караңгы',
      'Көчө жарыгы жок',
      'Кечинде балдар караңгыда келет',
      'Нет освещения на улицах',
      'Чырактар күйбөйт',
    ],
  },
  {
    name: 'Спортту өнүктүрүү үчүн шарттар жок',
    category: 'sport',
    competence: 'local',
    localMatter: 21,
    votes: { aral: [9, 3, 1], birdik: [13, 5, 1] },
    womenPercent: 31,
    wordings: [
      'Спорт зал жок',
      'Жаштар машыга турган жай жок',
      'Стадион талаптагыдай эмес',
      'Нет спортивной площадки',
      'Спорт залдын чатыры оңдоону талап кылат',
    ],
  },
  {
    name: 'Жаштар үчүн маалымат жетишсиз',
    category: 'youth',
    competence: 'local',
    localMatter: 20,
    votes: { aral: [7, 2, 0], birdik: [14, 5, 2] },
    womenPercent: 57,
    wordings: [
      'Жаштарга маалымат жетпейт',
      'Интернет-клуб жок',
      'Окуу жана жумуш тууралуу маалымат жок',
      'Молодёжи негде узнать о работе и учёбе',
      'Китепканада жаңы китеп жок',
    ],
  },
  {
    name: 'Көпүрөлөр жок',
    category: 'bridge',
    competence: 'local',
    localMatter: 6,
    votes: { aral: [2, 6, 8], birdik: [0, 0, 0] },
    womenPercent: 44,
    wordings: [
      'Көпүрө жок',
      'Сай аркылуу өтүү кыйын',
      'Мост снесло, не восстановили',
      'Көпүрөнүн тактайлары чирип калган',
    ],
  },
  {
    name: 'Жергиликтүү бюджет боюнча маалымат жетишсиз',
    category: 'budget',
    competence: 'local',
    localMatter: 3,
    votes: { aral: [0, 0, 0], birdik: [1, 3, 4] },
    womenPercent: 50,
    wordings: [
      'Бюджет эмнеге жумшаларын билбейбиз',
      'Жергиликтүү бюджет тууралуу маалымат жок',
      'Нет информации о местном бюджете',
    ],
  },
];

/** How many women among those who named a problem: rounded down, so that a session's women are never exceeded. */
export function womenAmong(votes: number, womenPercent: number): number {
  return Math.floor((votes * womenPercent) / 100);
}

const surnames = [
  'Асанов',
  'Бакиров',
  'Дүйшеев',
  'Жумабаев',
  'Иманкулов',
  'Калыков',
  'Мамытов',
  'Ниязов',
  'Орозов',
  'Разаков',
  'Садыков',
  'Токтоналиев',
  'Усенов',
  'Шадыканов',
  'Эркебаев',
  'Жээнбаев',
  'Кожомкулов',
  'Саматов',
  'Алымов',
];
const women = [
  'Айнура',
  'Бүбүсара',
  'Гүлзат',
  'Жамила',
  'Зейнеп',
  'Калыйпа',
  'Мээрим',
  'Назгүл',
  'Рахат',
  'Салтанат',
  'Таалайгүл',
  'Үмүт',
  'Чолпон',
  'Шайыр',
  'Элмира',
  'Жылдыз',
  'Нуржан',
];
const men = [
  'Азат',
  'Болот',
  'Даник',
  'Жеңиш',
  'Искендер',
  'Кубаныч',
  'Максат',
  'Омурбек',
  'Руслан',
  'Суйун',
  'Темир',
  'Улан',
  'Эрлан',
];
const occupations = [
  'дыйкан',
  'мугалим',
  'үй кожойкеси',
  'соода кызматкери',
  'айдоочу',
  'медайым',
  'жумушсуз',
  'малчы',
  'тигүүчү',
];

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
