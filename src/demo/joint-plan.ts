// The joint plan of the textbook municipality. The book prints none (seed-000, 5.8), so all of it is invented; the items
// answer the problems of its table, and the shape of each follows the sample of 2013 (seed-003, F-AP).

import type { VillageKey } from './kok-irim.ts';

export type Money = readonly [
  source:
    | 'localBudget'
    | 'communityMoney'
    | 'labour'
    | 'materials'
    | 'equipment'
    | 'sponsor'
    | 'stimulusGrant'
    | 'regionalFund',
  giver: 'municipality' | 'organisation' | 'community' | 'person',
  promiser: string,
  som: number,
  quantity: string,
  valuation: string,
];

export type DemoItem = {
  readonly name: string;
  readonly nameOther: string;
  readonly kind: 'works' | 'service' | 'event' | 'study';
  readonly doer: 'own' | 'community' | 'contractor' | 'socialOrder';
  /** Months of the plan's year. */
  readonly months: readonly [from: number, to: number];
  readonly responsible: string;
  readonly beneficiaries: readonly [who: string, count: number];
  readonly som: number;
  readonly money: readonly Money[];
  readonly steps: readonly (readonly [step: string, result: string])[];
  readonly indicator: readonly [
    text: string,
    unit: string,
    baseline: string,
    target: string,
    document: string,
  ];
};

export type DemoAnswer = {
  readonly village: VillageKey;
  readonly problem: string;
  readonly goal: string;
  readonly goalOther: string;
  readonly task: string;
  readonly taskOther: string;
  readonly items: readonly DemoItem[];
};

const works: DemoItem['steps'] = [
  ['Иштин көлөмүн аныктоочу комиссия түзүү', 'Дефекттик акт түзүлдү'],
  ['Чыгаша эсебин жана иш графигин даярдоо', 'Чыгаша эсеби бекитилди'],
  ['Мамлекеттик сатып алуу өткөрүү', 'Подрядчы менен келишим түзүлдү'],
  ['Ишти аткаруу', 'Иш толук бүттү'],
  ['Биргелешкен мониторинг жүргүзүү', 'Мониторингдин актысы тургундарга айтылды'],
  ['Объектини кабыл алуу', 'Кабыл алуу актысына кол коюлду'],
  ['Тургундарга жыйынтыгын айтуу', 'Жыйында жана тактада жарыяланды'],
];

const ashar: DemoItem['steps'] = [
  ['Жыйында күнүн жана ким эмне алып келерин макулдашуу', 'Күнү жана тизмеси даяр'],
  ['Материалды жана техниканы алып келүү', 'Материал жерине жетти'],
  ['Ашар өткөрүү', 'Иш бүттү, сүрөткө тартылды'],
  ['Салым кошкондорго ыраазычылык айтуу', 'Жыйында айтылды'],
];

const service: DemoItem['steps'] = [
  ['Муктаждыкты сурап билүү', 'Суроонун жыйынтыгы даяр'],
  ['Адистер арасында сынак өткөрүү', 'Адис тандалды'],
  ['Иш графигин жана бюджетин түзүү', 'График бекитилди'],
  ['Топторду каттоо', 'Топтор түзүлдү'],
  ['Бөлмөнү жабдуу', 'Бөлмө даяр'],
  ['Тургундарга айтуу', 'Жарыя чыкты'],
];

const personDay = 'бир адам-күн 800 сом, райондогу орточо акы';

export const answers: readonly DemoAnswer[] = [
  {
    village: 'aral',
    problem: 'Маданиятты өнүктүрүү үчүн шарттар жок',
    goal: 'Жыл аягына чейин клубда аптасына кеминде үч ийрим иштейт, ага 90 адам катышат',
    goalOther: 'К концу года в клубе не меньше трёх кружков в неделю, в них 90 участников',
    task: 'Клубду жыл бою иштей тургандай кылуу',
    taskOther: 'Сделать так, чтобы клуб работал весь год',
    items: [
      {
        name: 'Арал клубунун чатырын оңдоо',
        nameOther: 'Ремонт крыши клуба в Арале',
        kind: 'works',
        doer: 'contractor',
        months: [5, 9],
        responsible: 'айыл өкмөтүнүн курулуш адиси',
        beneficiaries: ['Арал айылынын тургундары', 1240],
        som: 980_000,
        money: [
          ['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 600_000, '', ''],
          ['labour', 'community', 'Арал айылынын тургундары', 80_000, '100 адам-күн', personDay],
          [
            'materials',
            'organisation',
            '«Арал-Таш» кооперативи',
            100_000,
            '4 м³ тактай',
            'райондун базар баасы',
          ],
          ['stimulusGrant', 'organisation', 'Стимулдаштыруучу грант', 200_000, '', ''],
        ],
        steps: works,
        indicator: ['Чатыры оңдолгон аянт', 'м²', '0', '320', 'Кабыл алуу актысы'],
      },
      {
        name: 'Клубда бий, комуз жана театр ийримдерин ачуу',
        nameOther: 'Открыть в клубе кружки танца, комуза и театра',
        kind: 'service',
        doer: 'socialOrder',
        months: [9, 12],
        responsible: 'клубдун башчысы',
        beneficiaries: ['Балдар жана жаштар', 90],
        som: 120_000,
        money: [['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 120_000, '', '']],
        steps: service,
        indicator: ['Ийримдерге катышкандар', 'адам', '0', '90', 'Ийримдердин журналы'],
      },
    ],
  },
  {
    village: 'aral',
    problem: 'Калктын таза сууга жеткиликтүүлүгү жок',
    goal: 'Октябрга чейин 140 үй кожолукта таза суу сутка бою болот',
    goalOther: 'К октябрю в 140 хозяйствах чистая вода круглые сутки',
    task: 'Суу түтүгүн узартып, пайдаланууну жолго салуу',
    taskOther: 'Продлить водопровод и наладить его обслуживание',
    items: [
      {
        name: 'Ынтымак көчөсүнө 1,2 км суу түтүгүн төшөө',
        nameOther: 'Проложить 1,2 км водопровода по улице Ынтымак',
        kind: 'works',
        doer: 'contractor',
        months: [4, 10],
        responsible: 'айыл өкмөтүнүн жер адиси',
        beneficiaries: ['Ынтымак жана Панфилов көчөлөрүнүн үй кожолуктары', 620],
        som: 2_400_000,
        money: [
          ['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 900_000, '', ''],
          ['regionalFund', 'organisation', 'Районду өнүктүрүү фонду', 900_000, '', ''],
          ['labour', 'community', 'Арал айылынын тургундары', 160_000, '200 адам-күн', personDay],
        ],
        steps: works,
        indicator: [
          'Таза суусу бар үй кожолуктар',
          'үй кожолук',
          '128',
          '268',
          'Суу пайдалануучулардын журналы',
        ],
      },
    ],
  },
  {
    village: 'aral',
    problem: 'Жергиликтүү жолдордун абалынын начардыгы',
    goal: 'Кышка чейин мектепке барчу жолдо чуңкур калбайт',
    goalOther: 'До зимы на дороге к школе не останется ям',
    task: 'Мектепке барчу жолду оңдоо',
    taskOther: 'Починить дорогу к школе',
    items: [
      {
        name: 'Мектеп көчөсүнө 800 м шагыл төгүү, ашар менен',
        nameOther: 'Отсыпать ашаром 800 м Школьной улицы гравием',
        kind: 'works',
        doer: 'community',
        months: [6, 8],
        responsible: 'Арал айылынын башчысы',
        beneficiaries: ['Окуучулар жана алардын үй-бүлөлөрү', 430],
        som: 310_000,
        money: [
          ['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 150_000, '', ''],
          [
            'equipment',
            'organisation',
            '«Көк-Ирим-Агро» чарбасы',
            96_000,
            'жүк ташуучу унаа, 12 күн',
            'күнүнө 8 000 сом',
          ],
          ['labour', 'community', 'Арал айылынын тургундары', 64_000, '80 адам-күн', personDay],
        ],
        steps: ashar,
        indicator: ['Оңдолгон жол', 'м', '0', '800', 'Өлчөө актысы жана сүрөттөр'],
      },
    ],
  },
  {
    village: 'birdik',
    problem: 'Мектепке чейинки билим берүү үчүн шарттар жок',
    goal: 'Сентябрдан тартып 75 бала мектепке даярданат',
    goalOther: 'С сентября 75 детей готовятся к школе',
    task: 'Мектептин жанында даярдоо тобун ачуу',
    taskOther: 'Открыть подготовительную группу при школе',
    items: [
      {
        name: 'Мектептин бир класстык бөлмөсүн даярдоо тобуна ылайыктоо',
        nameOther: 'Приспособить класс школы для подготовительной группы',
        kind: 'works',
        doer: 'own',
        months: [5, 8],
        responsible: 'Бирдик орто мектебинин директору',
        beneficiaries: ['5–6 жаштагы балдар', 75],
        som: 540_000,
        money: [
          ['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 350_000, '', ''],
          ['communityMoney', 'community', 'Ата-энелер', 90_000, '', ''],
          ['sponsor', 'person', 'Ж. Токтоматов', 60_000, '', ''],
        ],
        steps: works,
        indicator: ['Даярдоо тобуна барган балдар', 'бала', '0', '75', 'Мектептин буйругу'],
      },
    ],
  },
  {
    village: 'birdik',
    problem: 'Көчөлөрдө жарык жок',
    goal: 'Кышка чейин үч негизги көчө түнкүсүн жарык болот',
    goalOther: 'До зимы три главные улицы освещены ночью',
    task: 'Үнөмдүү чырактарды орнотуу',
    taskOther: 'Установить экономичные светильники',
    items: [
      {
        name: 'Манас, Ала-Тоо жана Мектеп көчөлөрүнө 60 чырак орнотуу',
        nameOther: 'Установить 60 светильников на улицах Манаса, Ала-Тоо и Школьной',
        kind: 'works',
        doer: 'contractor',
        months: [7, 10],
        responsible: 'айыл өкмөтүнүн курулуш адиси',
        beneficiaries: ['Бирдик айылынын тургундары', 2105],
        som: 720_000,
        money: [['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 500_000, '', '']],
        steps: works,
        indicator: ['Жарык көчөлөр', 'көчө', '0', '3', 'Кабыл алуу актысы'],
      },
    ],
  },
  {
    village: 'birdik',
    problem: 'Жаштар үчүн маалымат жетишсиз',
    goal: 'Ай сайын кеминде 60 жаш адам маалымат бурчунан пайдаланат',
    goalOther: 'Каждый месяц информационным уголком пользуются не меньше 60 молодых людей',
    task: 'Китепканада маалымат бурчун ачуу',
    taskOther: 'Открыть в библиотеке информационный уголок',
    items: [
      {
        name: 'Китепканага интернет жана беш компьютер коюу',
        nameOther: 'Провести в библиотеку интернет и поставить пять компьютеров',
        kind: 'service',
        doer: 'own',
        months: [4, 6],
        responsible: 'китепканачы',
        beneficiaries: ['18–35 жаштагылар', 590],
        som: 185_000,
        money: [
          ['localBudget', 'municipality', 'Көк-Ирим айыл өкмөтү', 85_000, '', ''],
          ['sponsor', 'organisation', '«Бирдик-Байланыш» ишканасы', 100_000, '5 компьютер', 'дүкөндүн баасы'],
        ],
        steps: service,
        indicator: ['Айына келген жаштар', 'адам', '0', '60', 'Китепкананын журналы'],
      },
    ],
  },
];

/** Problems of the first five for which nothing is planned this year, and why. */
export const withoutItems: readonly (readonly [village: VillageKey, problem: string, reason: string])[] = [
  ['aral', 'Көпүрөлөр жок', 'Көпүрө райондун балансында: айыл өкмөтү районго кат жазды, жооп күтүлүүдө.'],
  [
    'aral',
    'Спортту өнүктүрүү үчүн шарттар жок',
    'Клубдун чатыры бүткөндөн кийин кийинки жылдын планына кирет.',
  ],
  [
    'birdik',
    'Жергиликтүү жолдордун абалынын начардыгы',
    'Адегенде суу түтүгү төшөлөт, жол андан кийин оңдолот.',
  ],
  ['birdik', 'Спортту өнүктүрүү үчүн шарттар жок', 'Быйыл акча жетпейт; демөөрчү изделүүдө.'],
];
