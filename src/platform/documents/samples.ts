import type { DocumentModel, FlowBlock, PartBlock } from './model.ts';
import type { PosterModel } from './poster-model.ts';

/**
 * Sample papers for the tests of the engine: the order of seed-000, 6.2 with its annexes, and what strains a printer.
 * People and places are invented.
 */
const PEOPLE: [string, string, string][] = [
  ['Асанова Гүлнара Төлөгөновна', 'айыл өкмөтүнүн социалдык маселелер боюнча адиси', '0700 000 101'],
  ['Жумабеков Өмүрбек Ысакович', 'айылдык кеңештин депутаты', '0700 000 102'],
  ['Эсенгулова-Мамбетназарова Ырысбүбү', 'мектеп мугалими', '0700 000 103'],
  ['Токтогулов Нурлан', 'дыйкан', '0700 000 104'],
  ['Сыдыкова Айнагүл', 'ФАП кызматкери', '0700 000 105'],
  ['Үсөнов Бакыт', 'жаштар комитетинин төрагасы', '0700 000 106'],
];

const letterhead: FlowBlock = {
  type: 'letterhead',
  ky: ['КЫРГЫЗ РЕСПУБЛИКАСЫ', 'ЖАЛАЛ-АБАД ОБЛУСУ', 'СУЗАК РАЙОНУ', 'КӨК-ИРИМ АЙЫЛ АЙМАГЫНЫН', 'АЙЫЛ ӨКМӨТҮ'],
  ru: [
    'КЫРГЫЗСКАЯ РЕСПУБЛИКА',
    'ДЖАЛАЛ-АБАДСКАЯ ОБЛАСТЬ',
    'СУЗАКСКИЙ РАЙОН',
    'АЙЫЛ ОКМОТУ',
    'КОК-ИРИМСКОГО АЙЫЛНОГО АЙМАКА',
  ],
  contacts: 'Арал айылы, Ынтымак көчөсү, 1 · 03700 0-00-01 · kok-irim@example.kg',
};

const annex = (number: string): FlowBlock => ({
  type: 'stamp',
  lines: ['Көк-Ирим АӨ башчысынын', '2026-жылдын 14-майындагы № 12', `тескемесине № ${number} тиркеме`],
});

const signatures: FlowBlock = {
  type: 'signatures',
  signatures: [{ post: 'Башчы', name: 'А. Т. Бейшеналиева' }],
};

const scheduleRows = Array.from({ length: 9 }, (_, index) => [
  index % 3 === 0
    ? { text: index < 3 ? 'Арал' : index < 6 ? 'Бирдик' : 'Жаңы-Дыйкан', rowSpan: 3, bold: true }
    : '',
  'ЖМБА-сессия',
  ['18–35', '36–55', '56+'][index % 3]!,
  `2026-жылдын ${18 + Math.floor(index / 3)}-майы`,
  index % 3 === 2 ? '14.00' : '10.00',
  'Маданият үйү, чоң зал',
  'Асанова Г. Т., Жумабеков Ө. Ы.',
  '25',
]).map((row, index) => (index % 3 === 0 ? row : row.slice(1)));

const schedule: PartBlock = {
  type: 'part',
  page: { orientation: 'landscape' },
  blocks: [
    annex('2'),
    { type: 'title', text: 'ЖМБА-иш-чараларынын ГРАФИГИ', subtitle: '2026-жылдын 18–20-майы' },
    {
      type: 'table',
      numbered: true,
      columns: [
        { label: 'Айыл' },
        { label: 'Иш-чаранын түрү' },
        { label: 'Топ', align: 'center' },
        { label: 'Күнү' },
        { label: 'Убактысы', align: 'center' },
        { label: 'Өткөн жери' },
        { label: 'Алып баруучулар' },
        { label: 'Катышуучулардын саны', align: 'number' },
      ],
      rows: scheduleRows,
      foot: [[{ text: 'Бардыгы', columnSpan: 7 }, '225']],
    },
    signatures,
  ],
};

/** The order on creating the working group, with the composition and the schedule as annexes. */
export const sampleOrder: DocumentModel = {
  title: 'Жумушчу топту түзүү тууралуу тескеме',
  lang: 'ky',
  page: { fontSize: 14 },
  author: 'Көк-Ирим айыл өкмөтү',
  date: new Date(Date.UTC(2026, 4, 14)),
  blocks: [
    letterhead,
    { type: 'registration', date: '2026-жылдын 14-майы', number: '12', place: 'Арал айылы' },
    { type: 'subject', text: 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топту түзүү тууралуу' },
    { type: 'title', text: 'ТЕСКЕМЕ' },
    {
      type: 'paragraph',
      text: [
        'Жергиликтүү маанидеги маселелерди чечүүгө жарандардын катышуусун камсыз кылуу жана Көк-Ирим айыл аймагынын калкынын муктаждыктарын аныктоо максатында ',
        { text: 'төмөнкүлөрдү тапшырам:', bold: true },
      ],
    },
    {
      type: 'clauses',
      clauses: [
        {
          text: 'ЖМБА-иш-чаралар комплексин өткөрүү үчүн 10 кишиден турган жумушчу топ түзүлсүн (курамы № 1 тиркемеде).',
        },
        {
          text: 'Адис Г. Т. Асанова жумушчу топтун ишин уюштуруу боюнча чаралардын аткарылышын камсыз кылсын:',
          clauses: [
            { text: 'жумушчу топтун мүчөлөрүнө тескемени тааныштыруу;' },
            { text: 'иш-чаралар өтчү жайларды «Маданият үйү» жана мектептер менен макулдашуу.' },
          ],
        },
        { text: 'Тескеменин аткарылышын көзөмөлдөө өзүмө калтырылсын.' },
      ],
    },
    signatures,
    {
      type: 'part',
      blocks: [
        annex('1'),
        { type: 'title', text: 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топтун\nКУРАМЫ' },
        {
          type: 'table',
          numbered: true,
          columns: [
            { label: 'Аты-жөнү', width: 35 },
            { label: 'Кызматы', width: 35 },
            { label: 'Байланыш үчүн маалыматтар', width: 22 },
          ],
          rows: PEOPLE,
          emptyRows: 4,
        },
        {
          type: 'note',
          mark: '*',
          text: 'Топтун курамы айыл өкмөтүнүн башчысынын тескемеси менен өзгөртүлөт.',
        },
        signatures,
      ],
    },
    schedule,
  ],
};

const long = (count: number): string[][] =>
  Array.from({ length: count }, (_, index) => [
    [
      'Ичүүчү суунун жетишсиздиги',
      'Ички жолдордун начар абалы: Ынтымак, Панфилов жана Тынчтык көчөлөрү',
      'Бала бакчанын жоктугу',
    ][index % 3]!,
    ['Арал', 'Бирдик'][index % 2]!,
    `${120 - index}`,
    (12.5 - index / 10).toFixed(1).replace('.', ','),
    index === 7 ? 'Электрондук-маалыматтык-кызматтарга-жеткиликтүүлүктүнжоктугунанжабыркагандар' : '',
  ]);

/** Minutes with a table over several pages, both languages and every kind of block. */
export const sampleMinutes: DocumentModel = {
  title: '№ 1 ПРОТОКОЛ',
  lang: 'ky',
  draft: true,
  header: 'Көк-Ирим айыл аймагы · ЖМБА-сессия · Арал айылы',
  footer: 'Ашар',
  blocks: [
    { type: 'title', text: '№ 1 ПРОТОКОЛУ', subtitle: 'Көк-Ирим айыл аймагы, Арал айылы' },
    {
      type: 'fields',
      fields: [
        { label: 'Күнү', value: '2026-жылдын 19-ноябры' },
        { label: 'Өткөн жери', value: 'Арал айылынын маданият үйү' },
        { label: 'Катышуучулар', value: '18–35 жаштагы тургундар, 25 киши, алардын ичинде 12 аял' },
        { label: 'Фасилитаторлор (алып баруучулар)' },
        { label: 'Протокол жазуучу:' },
      ],
    },
    { type: 'heading', text: 'Күн тартиби' },
    {
      type: 'list',
      items: [
        'Айылдын ресурстары жана кызмат көрсөтүүлөр тууралуу жалпы маалымат',
        'Бюджет процессине катышуунун деңгээли',
        'Жергиликтүү маанидеги маселелерге жана бюджетке таасир эткен көйгөйлөр',
      ],
    },
    { type: 'heading', text: 'Көйгөйлөр галереясы', level: 3 },
    {
      type: 'table',
      caption: 'Көйгөйлөр жана добуштар',
      numbered: true,
      columns: [
        { label: 'Көйгөй' },
        { label: 'Айыл' },
        { label: 'Добуш', align: 'number' },
        { label: 'Үлүшү, %', align: 'number' },
        { label: 'Эскертүү' },
      ],
      rows: long(40),
      foot: [[{ text: 'Бардыгы', columnSpan: 2 }, '4 020', '100,0', '']],
    },
    {
      type: 'bilingual',
      ky: [
        { type: 'heading', text: 'Чечим', align: 'center' },
        {
          type: 'paragraph',
          text: 'Артыкчылыктуу көйгөйлөрдүн тизмеси бекитилсин жана айыл өкмөтүнө жөнөтүлсүн.',
        },
      ],
      ru: [
        { type: 'heading', text: 'Решение', align: 'center' },
        {
          type: 'paragraph',
          text: 'Утвердить список приоритетных проблем и направить его в айыл окмоту для включения в план совместных действий.',
        },
      ],
    },
    {
      type: 'image',
      alt: 'Добуштардын бөлүштүрүлүшү: суу 63, жол 48, маданият 45',
      width: 110,
      caption: '1-сүрөт. Добуштар',
      image: {
        drawing: {
          width: 300,
          height: 90,
          shapes: [
            { kind: 'rect', x: 90, y: 5, width: 190, height: 20, radius: 3, fill: '#1B4F72' },
            { kind: 'rect', x: 90, y: 35, width: 145, height: 20, radius: 3, fill: '#1B4F72' },
            { kind: 'rect', x: 90, y: 65, width: 135, height: 20, radius: 3, fill: '#E3A72F' },
            { kind: 'text', x: 82, y: 20, text: 'Суу', size: 12, anchor: 'end' },
            { kind: 'text', x: 82, y: 50, text: 'Жол', size: 12, anchor: 'end' },
            { kind: 'text', x: 82, y: 80, text: 'Маданият', size: 12, anchor: 'end', bold: true },
            { kind: 'line', x1: 90, y1: 0, x2: 90, y2: 90, stroke: '#5C554B' },
            { kind: 'circle', cx: 288, cy: 15, r: 6, fill: '#9B2335' },
            { kind: 'path', d: 'M 250 60 L 262 60 L 256 50 Z', fill: '#2C6E49' },
          ],
        },
      },
    },
    {
      type: 'signatures',
      signatures: [
        { post: 'Алып баруучу', name: 'Г. Т. Асанова' },
        { post: 'Протокол жазуучу' },
        {
          post: 'Көк-Ирим айыл өкмөтүнүн социалдык маселелер боюнча башкы адиси',
          name: 'Ы. Эсенгулова-Мамбетназарова',
        },
      ],
    },
    {
      type: 'part',
      lang: 'ru',
      blocks: [
        { type: 'title', text: 'ПРОТОКОЛ № 1' },
        { type: 'paragraph', text: 'Текст на русском языке: съезд, объём, ёлка — «ёлочки» и тире.' },
      ],
    },
  ],
};

/** The poster of a village's first five problems. */
export const samplePoster: PosterModel = {
  title: 'Арал айылынын артыкчылыктуу көйгөйлөрү',
  titleRu: 'Приоритетные проблемы села Арал',
  subtitle: 'Тургундар үч ЖМБА-сессияда ушуларды биринчи кезекте чечүүнү сунушташты',
  subtitleRu: 'Так решили жители на трёх сессиях СИНС',
  rows: [
    {
      rank: 1,
      name: 'Ичүүчү суунун жетишсиздиги',
      nameRu: 'Нехватка питьевой воды',
      votes: 63,
      share: 0.168,
    },
    {
      rank: 2,
      name: 'Ички жолдордун начар абалы',
      nameRu: 'Плохое состояние внутренних дорог',
      votes: 48,
      share: 0.128,
    },
    {
      rank: 3,
      name: 'Маданият үйүнүн чатырынын жана жылытуу тутумунун начар абалы',
      nameRu: 'Плохое состояние крыши и отопления дома культуры',
      votes: 45,
      share: 0.12,
    },
    { rank: 4, name: 'Бала бакчанын жоктугу', nameRu: 'Нет детского сада', votes: 36, share: 0.096 },
    {
      rank: 5,
      name: 'Жаштар үчүн маалымат борборунун жоктугу',
      nameRu: 'Нет информационного центра для молодёжи',
      votes: 30,
      share: 0.08,
    },
  ],
  votesLabel: 'добуш',
  facts: [
    { value: '75', label: 'катышуучу', labelRu: 'участников' },
    { value: '41', label: 'аял', labelRu: 'женщин' },
    { value: '3', label: 'сессия', labelRu: 'сессии' },
    { value: '375', label: 'добуш', labelRu: 'голосов' },
  ],
  qrUrl: 'https://ashar.example.kg/kok-irim/2026/aral',
  qrLabel: 'Толук тизме жана кийинки кадамдар',
  qrLabelRu: 'Полный список и следующие шаги',
  footer: 'Көк-Ирим айыл өкмөтү · 2026-жылдын 25-майы',
  footerRu: 'Айыл окмоту Кок-Иримского айылного аймака · 25 мая 2026 года',
  date: new Date(Date.UTC(2026, 4, 25)),
};
