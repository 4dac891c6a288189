import { headingIndex } from '../../methods/headings.ts';
import { nameKey } from '../../methods/names.ts';
import { doers, itemKinds, sourceKinds, type ItemKind, type SourceKind } from './words.ts';

/** Columns of a file with a plan, in the order of the template; then a column for each source of money. */
export const planColumns = [
  'direction',
  'village',
  'problem',
  'goal',
  'task',
  'code',
  'item',
  'kind',
  'doer',
  'steps',
  'results',
  'indicators',
  'days',
  'startsOn',
  'endsOn',
  'responsible',
  'coExecutors',
  'beneficiaries',
  'beneficiaryCount',
  'cost',
  'resources',
  'state',
] as const;
export type PlanColumn = (typeof planColumns)[number] | SourceKind;

/** A list of words as one text. */
const wordsIn = (text: string): string[] => text.split(' | ');

/** Headings that people write, ours in both languages first, those of the official form among them. */
const headings: Readonly<Record<(typeof planColumns)[number], string>> = {
  direction: 'direction | багыт | направление | артыкчылыктуу багыт | приоритетное направление',
  village: 'village | айыл | село | айылдын аталышы | населённый пункт',
  problem: 'problem | көйгөй | проблема | көйгөйдүн аталышы',
  goal: 'goal | максат | цель | максаты',
  task: 'task | objective | тапшырма | задача | милдет',
  code: 'code | код | no | номер | п/п',
  item: 'activity | item | measure | иш-чара | иш-чаралар | иш-чаранын аталышы | мероприятие | мероприятия | название мероприятия',
  kind: 'kind | түрү | вид | иш-чаранын түрү | вид мероприятия',
  doer: 'who does it | ким аткарат | аткаруучу | кто выполняет | исполнитель',
  steps: 'step | steps | contents/steps | кадам | кадамдар | мазмуну/кадамдар | шаг | шаги | содержание/шаги',
  results:
    'result | results | натыйжасы | натыйжалар | күтүлгөн натыйжа | результат | результаты | ожидаемый результат',
  indicators: 'indicator | indicators | индикатор | индикаторлор | индикаторы',
  days: 'dates | period | мөөнөтү | мөөнөттөр | аткаруу мөөнөтү | срок | сроки | срок исполнения',
  startsOn: 'begins | start | башталышы | баштоо күнү | начало',
  endsOn: 'ends | end | deadline | аягы | аяктоо күнү | окончание | конец',
  responsible:
    'responsible | responsible person | жооптуу | жооптуу адам | жооптуулар | ответственный | ответственное лицо | ответственные',
  coExecutors: 'co-executors | тең аткаруучулар | кошо аткаруучулар | соисполнители',
  beneficiaries:
    'who benefits | beneficiaries | пайда алчулар | кимдер үчүн | бенефициары | кому это поможет | кому это на пользу | получатели пользы',
  beneficiaryCount: 'their number | алардын саны | пайда алчулардын саны | их число | число получателей',
  cost: 'cost | cost, som | наркы | наркы, сом | баасы | стоимость | стоимость, сом | всего, сом | бюджет',
  resources:
    'resources | resources, som | ресурстар | ресурстар, сом | ресурсы | ресурсы, сом | каржылоо булактары | источники финансирования',
  state: 'state of the activity | иш-чаранын абалы | состояние мероприятия',
};

/** Words of sources: headings of columns, and in a cell «Жергиликтүү бюджет: 400 000». */
const sources: Readonly<Record<SourceKind, string>> = {
  localBudget: 'local budget | жергиликтүү бюджет | местный бюджет | бюджет АА | бюджет муниципалитета',
  communityMoney:
    'residents’ money | community money | жамааттын акчасы | тургундардын салымы | деньги сообщества | вклад жителей | вклад сообщества | салым',
  labour: 'labour | эмгек | эмгек салымы | труд | вклад трудом',
  materials: 'materials | материалдар | материалы',
  equipment: 'equipment and transport | техника жана транспорт | техника и транспорт | техника',
  sponsor: 'sponsor | демөөрчү | демөөрчүлөр | спонсор | спонсоры',
  stimulusGrant:
    'stimulus grant | стимулдаштыруучу грант | үлүштүк грант | стимулирующий грант | долевой грант',
  donor: 'donor | донор | донорлор | доноры',
  regionalFund:
    'oblast (district) development fund | regional development fund | облусту (районду) өнүктүрүү фонду | аймакты өнүктүрүү фонду | фонд развития области (района) | фонд развития региона',
  fee: 'fee | төлөм | плата',
  other: 'other source | башка булак | башка булактар | другой источник | другие источники',
};

const sourceOf = headingIndex(
  sourceKinds.flatMap((source) => wordsIn(sources[source]).map((word) => [word, source] as const)),
);

const columnOf = headingIndex<PlanColumn>([
  ...planColumns.flatMap((column) => wordsIn(headings[column]).map((heading) => [heading, column] as const)),
  ...sourceKinds.flatMap((source) => wordsIn(sources[source]).map((heading) => [heading, source] as const)),
]);

/** The column that a heading means, however it is typed; undefined for others. */
export const planColumnOf = (heading: string): PlanColumn | undefined => columnOf(heading);

/** The source that words mean; undefined for others. */
export const sourceOfWords = (words: string): SourceKind | undefined => sourceOf(words);

/** Columns of numbers that are added up: joined cells are not shared out. */
export const isMoney = (column: PlanColumn | undefined): boolean =>
  column === 'cost' || sourceKinds.includes(column as SourceKind);

const total = new Set(
  ['баары', 'бардыгы', 'жалпы', 'всего', 'итого', 'total', 'in all'].map((word) => nameKey(word)),
);
/** «Баары», «Всего»: the whole cost among sources. */
export const isTotal = (words: string): boolean => total.has(nameKey(words));

const kinds: Readonly<Record<ItemKind, string>> = {
  works:
    'works | building or repair | курулуш же оңдоо | курулуш | оңдоо | строительство или ремонт | строительство | ремонт',
  service: 'service | кызмат көрсөтүү | услуга | кызмат',
  event:
    'event | meeting, ashar, informing | жолугушуу, ашар, маалымат берүү | встреча, ашар, информирование | иш-чара | мероприятие',
  study:
    'study | study, design | изилдөө, долбоор даярдоо | изучение, подготовка проекта | изилдөө | изучение',
  other: 'other | башка | другое',
};
const kindOf = headingIndex(
  itemKinds.flatMap((kind) => wordsIn(kinds[kind]).map((word) => [word, kind] as const)),
);
export const kindOfWords = (words: string): ItemKind | undefined => kindOf(words);

export type Doer = (typeof doers)[number];
const doerWords: Readonly<Record<Doer, string>> = {
  own: "own | муниципалитеттин өз кызматкерлери | своими силами муниципалитета | айыл өкмөтү | айыл окмоту | the municipality's own staff",
  community:
    'community | жамаат, ашар | жамаат | ашар | сообщество, ашаром | сообщество | жители | the community, by ashar',
  contractor: 'contractor | подрядчы | подрядчик | a contractor',
  delegated:
    'delegated | бейөкмөт уюм же адам, ыйгарым укук менен | нпо или лицо по поручению | нпо | an NGO or a person, by delegation',
  socialOrder:
    'socialorder | муниципалдык социалдык тапшырык | муниципальный социальный заказ | социальный заказ | municipal social order',
};
const doerOf = headingIndex(
  doers.flatMap((doer) => wordsIn(doerWords[doer]).map((word) => [word, doer] as const)),
);
export const doerOfWords = (words: string): Doer | undefined => doerOf(words);

const dropped = new Set(
  ['dropped', 'Пландан алынды', 'Исключено', 'Исключено из плана'].map((word) => nameKey(word)),
);
/** Whether a file of ours says that an item was dropped. */
export const isDropped = (words: string): boolean => dropped.has(nameKey(words));
