import type { IconName } from '../../platform/ui/icon.tsx';

// The tables of the catalogue. The field app fetches them as a file of their own (catalogue-fetched.ts).

export type Texts = readonly [ky: string, ru: string, en: string];
type Row = readonly [key: string, category: IconName, matter: number | 'delegated' | 'outside', ...Texts];

export type CatalogueLines = {
  /** In the order of their numbers, 1 … 23. */
  readonly matters: readonly (readonly [icon: IconName, ...Texts])[];
  readonly powers: readonly Texts[];
  readonly rows: readonly Row[];
};

// Tables of this file have a row a line, however long.
// prettier-ignore
const matters: CatalogueLines['matters'] = [
  ['up', 'Аймактын экономикалык өнүгүүсү', 'Экономическое развитие территории', 'Economic development of the area'],
  ['home', 'Муниципалдык менчикти башкаруу', 'Управление муниципальной собственностью', 'Municipal property'],
  ['budget', 'Жергиликтүү бюджет', 'Местный бюджет', 'The local budget'],
  ['water', 'Калкты ичүүчү суу менен камсыздоо', 'Снабжение жителей питьевой водой', 'Drinking water supply'],
  ['irrigation', 'Саркынды сууларды чыгаруу жана тазалоо', 'Отвод и очистка сточных вод', 'Sewerage and waste water treatment'],
  ['road', 'Муниципалдык жолдор', 'Муниципальные дороги', 'Municipal roads'],
  ['light', 'Коомдук жайларды жарыктандыруу', 'Освещение общественных мест', 'Lighting of public places'],
  ['map', 'Көрүстөндөр жана сөөк коюу боюнча кызмат көрсөтүү', 'Кладбища и ритуальные услуги', 'Cemeteries and funeral services'],
  ['irrigation', 'Көрктөндүрүү жана жашылдандыруу', 'Благоустройство и озеленение', 'Improvement and greening'],
  ['sport', 'Парктар, спорт жайлары жана эс алуу жайлары', 'Парки, спортивные сооружения и места отдыха', 'Parks, sports facilities and places of leisure'],
  ['waste', 'Тиричилик таштандыларын чыгаруу', 'Вывоз бытовых отходов', 'Household waste'],
  ['transport', 'Муниципалдык жана коомдук транспорт', 'Муниципальный и общественный транспорт', 'Municipal and public transport'],
  ['culture', 'Жергиликтүү маданий жана тарыхый мурас', 'Местное культурное и историческое наследие', 'Local cultural and historical heritage'],
  ['school', 'Китепканалар', 'Библиотеки', 'Libraries'],
  ['map', 'Жерди пайдалануу жана курулуш эрежелери', 'Правила землепользования и застройки', 'Rules of land use and building'],
  ['info', 'Жарнама жайгаштыруу', 'Размещение рекламы', 'Placement of advertising'],
  ['people', 'Коомдук тартипти сактоого көмөк', 'Помощь в охране общественного порядка', 'Help in keeping public order'],
  ['culture', 'Элдик көркөм чыгармачылык', 'Народное художественное творчество', 'Folk art'],
  ['youth', 'Калктын эс алуусу үчүн шарттар', 'Условия для досуга жителей', 'Conditions for leisure'],
  ['youth', 'Балдар жана жаштар менен иштөө', 'Работа с детьми и молодёжью', 'Work with children and youth'],
  ['sport', 'Дене тарбия жана массалык спорт', 'Физическая культура и массовый спорт', 'Physical culture and mass sport'],
  ['alert', 'Өзгөчө кырдаалдардын алдын алуу жана кесепеттерин жоюу', 'Предупреждение чрезвычайных ситуаций и устранение последствий', 'Prevention of emergencies and their consequences'],
  ['search', 'Жер казынасын пайдалануу боюнча мыйзам менен берилген ыйгарым укуктар', 'Полномочия по недропользованию, переданные законом', 'Powers in subsoil use given by law'],
];

// prettier-ignore
const powers: readonly Texts[] = [
  ['Мектептин имаратын күтүү жана жылытуу', 'Содержание и отопление здания школы', 'Upkeep and heating of the school building'],
  ['ФАПтын имаратын күтүү', 'Содержание здания ФАП', 'Upkeep of the village health post'],
  ['Социалдык жөлөкпулдарга документ кабыл алуу', 'Приём документов на социальные пособия', 'Receiving papers for social benefits'],
  ['Аскердик каттоо', 'Воинский учёт', 'Military registration'],
  ['Жайыттарды башкаруу', 'Управление пастбищами', 'Management of pastures'],
  ['Жарандык абалдын актыларын каттоо', 'Регистрация актов гражданского состояния', 'Civil registration'],
];

// prettier-ignore
const rows: readonly Row[] = [
  ['clean-water', 'water', 4, 'Таза ичүүчү суу жетишсиз', 'Не хватает чистой питьевой воды', 'Too little clean drinking water'],
  ['water-hours', 'water', 4, 'Ичүүчү суу үзгүлтүк менен келет', 'Питьевая вода подаётся с перебоями', 'Drinking water comes with breaks'],
  ['water-pipes', 'water', 4, 'Суу түтүктөрү эскирген', 'Водопроводные трубы изношены', 'Water pipes are worn out'],
  ['sewerage', 'water', 5, 'Саркынды суулар көчөгө агат', 'Сточные воды текут на улицу', 'Waste water runs into the streets'],
  ['inner-roads', 'road', 6, 'Ички жолдордун абалы начар', 'Внутренние дороги в плохом состоянии', 'Inner roads are in bad condition'],
  ['winter-roads', 'road', 6, 'Кышында жолдор тазаланбайт', 'Зимой дороги не чистят', 'Roads are not cleared in winter'],
  ['sidewalks', 'road', 6, 'Жөө жүргүнчүлөргө коопсуз жол жок', 'Нет безопасного пути для пешеходов', 'No safe way for pedestrians'],
  ['state-road', 'road', 'outside', 'Мамлекеттик жолдун абалы начар', 'Государственная дорога в плохом состоянии', 'The state road is in bad condition'],
  ['bridge', 'bridge', 6, 'Көпүрө жок же кооптуу', 'Моста нет или он опасен', 'The bridge is missing or unsafe'],
  ['street-light', 'light', 7, 'Көчөлөр түнкүсүн караңгы', 'Ночью улицы тёмные', 'Streets are dark at night'],
  ['power', 'light', 'outside', 'Электр жарыгы тез-тез өчөт', 'Часто отключают электричество', 'Power is cut often'],
  ['cemetery', 'other', 8, 'Көрүстөн тосулган эмес, орун жетишпейт', 'Кладбище не огорожено, мест не хватает', 'The cemetery is not fenced, places run out'],
  ['greening', 'other', 9, 'Айыл жашылдандырылган эмес', 'Село не озеленено', 'The village lacks greenery'],
  ['stray-dogs', 'other', 9, 'Көчөдө ээсиз иттер көп', 'На улицах много бродячих собак', 'Many stray dogs in the streets'],
  ['park', 'sport', 10, 'Эс алуучу парк жок', 'Нет парка для отдыха', 'No park to rest in'],
  ['playground', 'kindergarten', 10, 'Балдар ойной турган жай жок', 'Детям негде играть', 'Children have nowhere to play'],
  ['waste-removal', 'waste', 11, 'Таштанды өз убагында чыгарылбайт', 'Мусор не вывозится вовремя', 'Waste is not removed in time'],
  ['dump', 'waste', 11, 'Таштанды төгүүчү жай жок', 'Нет места для складирования мусора', 'No proper place for waste'],
  ['transport', 'transport', 12, 'Коомдук транспорт каттабайт', 'Не ходит общественный транспорт', 'No public transport'],
  ['heritage', 'culture', 13, 'Тарыхый эстеликтер каралбай калган', 'Исторические памятники заброшены', 'Historical monuments are neglected'],
  ['library', 'culture', 14, 'Китепкананын шарты жана китептери эскирген', 'Условия и книги в библиотеке устарели', 'The library and its books are outdated'],
  ['land-plots', 'other', 15, 'Турак жай үчүн жер участоктору жетишсиз', 'Не хватает участков под жильё', 'Too few plots for housing'],
  ['order', 'other', 17, 'Коомдук тартип бузулат', 'Нарушается общественный порядок', 'Public order is disturbed'],
  ['folk-art', 'culture', 18, 'Элдик чыгармачылыкка шарт жок', 'Нет условий для народного творчества', 'No conditions for folk art'],
  ['club', 'culture', 19, 'Клубдун имараты жараксыз абалда', 'Здание клуба в негодном состоянии', 'The club building is unfit'],
  ['culture', 'culture', 19, 'Маданиятты өнүктүрүүгө шарт жок', 'Нет условий для развития культуры', 'No conditions for culture'],
  ['youth-leisure', 'youth', 20, 'Жаштардын бош убактысын өткөрүүгө шарт жок', 'Молодёжи негде проводить свободное время', 'No leisure for young people'],
  ['youth-information', 'youth', 20, 'Жаштар үчүн маалымат жетишсиз', 'Молодёжи не хватает информации', 'Too little information for young people'],
  ['child-clubs', 'youth', 20, 'Балдар үчүн ийримдер жок', 'Нет кружков для детей', 'No clubs for children'],
  ['kindergarten', 'kindergarten', 20, 'Бала бакча жок же орун жетишпейт', 'Детского сада нет или не хватает мест', 'No kindergarten or too few places'],
  ['sport', 'sport', 21, 'Спорт менен машыгууга шарт жок', 'Нет условий для занятий спортом', 'No conditions for sport'],
  ['sports-hall', 'sport', 21, 'Спорт залдын абалы начар', 'Спортзал в плохом состоянии', 'The sports hall is in bad condition'],
  ['flood', 'other', 22, 'Сел жана ташкын коркунучу', 'Угроза селей и паводков', 'Danger of mudflow and flood'],
  ['fire', 'other', 22, 'Өрттөн коргонууга шарт жок', 'Нет защиты от пожаров', 'No protection from fire'],
  ['budget-information', 'budget', 3, 'Жергиликтүү бюджет тууралуу маалымат жетишсиз', 'Не хватает информации о местном бюджете', 'Too little information on the local budget'],
  ['jobs', 'other', 1, 'Жумуш орундары жетишсиз', 'Не хватает рабочих мест', 'Too few jobs'],
  ['market', 'other', 1, 'Өндүргөн азыкты сата турган жай жок', 'Негде продавать произведённое', 'Nowhere to sell what is produced'],
  ['school-building', 'school', 'delegated', 'Мектептин имараты начар абалда', 'Здание школы в плохом состоянии', 'The school building is in bad condition'],
  ['school-heating', 'school', 'delegated', 'Мектепте кышында суук', 'В школе зимой холодно', 'The school is cold in winter'],
  ['health-post', 'health', 'delegated', 'ФАПтын имараты жана жабдылышы начар', 'Здание и оснащение ФАП плохие', 'The health post is poorly housed and equipped'],
  ['doctor', 'health', 'outside', 'Айылда дарыгер жок', 'В селе нет врача', 'No doctor in the village'],
  ['teachers', 'school', 'outside', 'Мугалимдер жетишпейт', 'Не хватает учителей', 'Too few teachers'],
  ['irrigation', 'irrigation', 'outside', 'Сугат суу жетишсиз', 'Не хватает поливной воды', 'Too little irrigation water'],
  ['canals', 'irrigation', 'outside', 'Арыктар тазаланбайт', 'Арыки не чистятся', 'Irrigation ditches are not cleaned'],
  ['pasture', 'irrigation', 'delegated', 'Жайыттар бузулуп баратат', 'Пастбища деградируют', 'Pastures are being worn out'],
  ['internet', 'internet', 'outside', 'Интернет жана байланыш начар', 'Плохие интернет и связь', 'Poor internet and phone connection'],
];

export const catalogueLines: CatalogueLines = { matters, powers, rows };
