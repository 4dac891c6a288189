// What the group of Ак-Жар drew at its meeting: the map of the village on an empty sheet and two Venn diagrams. The
// village is invented.
import type { Circle, CircleLink, MapObject, NotePart } from '../needs/sessions/rules/session-record.ts';
import type { MapUser } from '../drawings/words.ts';

type Drawn = Omit<MapObject, 'id' | 'order' | 'crs' | 'users' | 'wished' | 'note' | 'condition'> &
  Partial<Pick<MapObject, 'condition' | 'wished' | 'note'>> & { readonly users?: readonly MapUser[] };

// prettier-ignore
export const mapObjects: readonly Drawn[] = [
  { kind: 'infrastructure', name: 'Чоң көчө', shape: 'line', condition: 'repair', points: [[300, 4900], [3200, 4700], [6400, 4900], [9700, 4600]] },
  { kind: 'infrastructure', name: 'Ынтымак көчөсү', shape: 'line', condition: 'collapsing', note: 'Жаз келгенде баткак, тез жардам кире албайт.', points: [[2600, 4700], [2700, 2900], [2600, 900]] },
  { kind: 'infrastructure', name: 'Тынчтык көчөсү', shape: 'line', condition: 'old', points: [[6500, 4900], [6700, 7200], [6400, 9200]] },
  { kind: 'infrastructure', name: 'Көпүрө', shape: 'point', condition: 'collapsing', note: 'Кара-Суу аркылуу жалгыз көпүрө.', points: [[8300, 4700]] },
  { kind: 'water', name: 'Кара-Суу', shape: 'line', condition: null, points: [[8000, 200], [8200, 2600], [8300, 4700], [8600, 7300], [9000, 9800]] },
  { kind: 'water', name: 'Сугат арыгы', shape: 'line', condition: 'old', note: 'Жайында суу жетпейт.', points: [[8200, 2600], [5400, 2500], [3400, 2200], [900, 2300]] },
  { kind: 'water', name: 'Кудук', shape: 'point', condition: 'repair', users: ['women'], points: [[3900, 5700]] },
  { kind: 'arable', name: 'Эгин талаасы: буудай, картошка', shape: 'area', points: [[500, 300], [2200, 300], [2200, 2000], [500, 2000]] },
  { kind: 'pasture', name: 'Жайыт', shape: 'area', points: [[4100, 300], [7500, 300], [7500, 1900], [4100, 1900]] },
  { kind: 'forest', name: 'Терек токою', shape: 'area', points: [[9000, 5400], [9800, 5400], [9800, 8200], [9200, 8200]] },
  { kind: 'service', name: 'Мектеп', shape: 'point', condition: 'old', users: ['children', 'women'], note: '1974-жылы салынган, чатыры агат.', points: [[4700, 4100]] },
  { kind: 'service', name: 'ФАП', shape: 'point', condition: 'repair', users: ['women', 'elderly'], points: [[5300, 5600]] },
  { kind: 'service', name: 'Мечит', shape: 'point', condition: 'new', users: ['men', 'elderly'], points: [[1500, 5600]] },
  { kind: 'trade', name: 'Дүкөн', shape: 'point', condition: 'new', users: ['everyone'], points: [[3700, 4100]] },
  { kind: 'special', name: 'Клуб', shape: 'point', condition: 'repair', users: ['youth'], note: 'Ичинде китепкана; чатырдан суу өтөт.', points: [[5900, 4100]] },
  { kind: 'special', name: 'Көрүстөн', shape: 'area', points: [[400, 7800], [1900, 7800], [1900, 9300], [400, 9300]] },
  { kind: 'special', name: 'Спорт аянтча', shape: 'point', condition: 'old', users: ['youth', 'men'], points: [[7200, 3800]] },
  { kind: 'service', name: 'Бала бакча', shape: 'point', wished: true, users: ['women', 'children'], points: [[4300, 6900]] },
  { kind: 'infrastructure', name: 'Көчө жарыгы', shape: 'line', wished: true, points: [[700, 5200], [3200, 5000], [6300, 5200]] },
  { kind: 'agroZone', name: 'Шор жер', shape: 'area', note: 'Эгин чыкпайт.', points: [[2600, 8200], [4200, 8000], [4600, 9600], [2800, 9700]] },
];

/** Circles of a group's diagram: index of the institution in the list, size, how it stands to the executive. */
export const circles: Readonly<
  Record<'women' | 'men', readonly (readonly [number, Circle['size'], CircleLink['relation'] | 'separate'])[]>
> = {
  women: [
    [0, 'big', 'full'],
    [1, 'big', 'partial'],
    [11, 'big', 'touching'],
    [3, 'middle', 'partial'],
    [4, 'middle', 'touching'],
    [8, 'small', 'separate'],
    [9, 'middle', 'partial'],
    [10, 'small', 'separate'],
  ],
  men: [
    [0, 'big', 'full'],
    [2, 'big', 'partial'],
    [12, 'big', 'separate'],
    [13, 'middle', 'touching'],
    [14, 'middle', 'separate'],
    [1, 'middle', 'partial'],
    [7, 'small', 'touching'],
    [8, 'middle', 'separate'],
    [10, 'small', 'separate'],
  ],
};

/** What was said about an institution: quality and satisfaction 1 … 5, words. */
export const judgements: Readonly<Record<number, readonly [number, number, string]>> = {
  0: [3, 3, 'Жөлөкпулду өз убагында берет; жол иштери жай.'],
  1: [2, 3, 'Мугалимдер аракет кылат, имарат эски.'],
  3: [3, 4, 'Кызматкери сылык, китептер эски.'],
  4: [1, 1, 'Таза суу үзгүлтүктүү келет.'],
  11: [2, 2, 'Дары аз, кышында суук.'],
  13: [2, 2, 'Сугат суусун бөлүштүрүү ачык эмес.'],
};

export const budgetQuestions: readonly (readonly ['question' | 'hearing', string])[] = [
  ['question', 'Жолдорго бөлүнгөн акча быйыл кайда жумшалды?'],
  ['question', 'Спорт залынын ремонту эмнеге токтоп калды?'],
  ['hearing', 'Мектептин бюджети: аткарылышы жана планы'],
  ['hearing', 'Таштандыга төлөм эмнеге кымбаттады?'],
];

export const notes: Partial<Record<NotePart, string>> = {
  opening: 'Катышуучулар өз аттарын айтып таанышты. Алып баруучу жыйындын тартибин түшүндүрдү.',
  institutions: 'Аялдар ФАПты чоң тегерек кылып алды, эркектер аны тартпай калды.',
  competence: 'Эмне үчүн электр тармагы айыл өкмөтүнө карабайт деген суроо болду.',
  gallery: 'Стикерлерди жазууга 12 мүнөт берилди.',
};
