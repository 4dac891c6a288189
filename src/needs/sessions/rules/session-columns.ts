import { headingIndex } from '../../../methods/headings.ts';
import { nameKey } from '../../../methods/names.ts';

/** Columns of a file of sessions, in the order of the template. */
export const sessionColumns = [
  'village',
  'ageGroup',
  'sexMode',
  'part',
  'heldOn',
  'place',
  'women',
  'men',
  'guests',
  'participant',
  'sex',
  'statement',
  'problem',
  'count',
] as const;
export type SessionColumn = (typeof sessionColumns)[number];

/** Headings people write: Kyrgyz, Russian, English, and the code itself. */
const headings: Readonly<Record<SessionColumn, readonly string[]>> = {
  village: ['village', 'айыл', 'айылдын аталышы', 'село', 'название села'],
  ageGroup: [
    'agegroup',
    'age',
    'жаш курагы',
    'курактык топ',
    'топ',
    'возраст',
    'возрастная группа',
    'группа',
  ],
  sexMode: ['sexmode', 'топтун жынысы', 'топтун курамы', 'состав', 'состав группы', 'пол группы'],
  part: ['part', 'бөлүк', 'часть'],
  heldOn: ['heldon', 'date', 'күнү', 'өткөн күнү', 'дата', 'дата проведения'],
  place: ['place', 'venue', 'жери', 'өткөн жери', 'место', 'место проведения'],
  women: ['women', 'аялдар', 'аялдардын саны', 'женщины', 'женщин'],
  men: ['men', 'эркектер', 'эркектердин саны', 'мужчины', 'мужчин'],
  guests: ['guests', 'коноктор', 'конок', 'гости', 'гостей'],
  participant: ['participant', 'катышуучу', 'катышуучунун номери', 'участник', 'номер участника'],
  sex: ['sex', 'жынысы', 'пол'],
  statement: ['statement', 'sticker', 'стикер', 'стикердин тексти', 'текст стикера', 'текст'],
  problem: ['problem', 'көйгөй', 'көйгөйдүн аталышы', 'проблема', 'название проблемы'],
  count: [
    'count',
    'votes',
    'саны',
    'добуш',
    'добуштар',
    'добуштардын саны',
    'количество',
    'голоса',
    'голосов',
    'число голосов',
  ],
};

const columnOf = headingIndex(
  sessionColumns.flatMap((column) => headings[column].map((heading) => [heading, column] as const)),
);

/** The column a heading means, however it is typed (`age_group`, «Жаш курагы:», «Койгой»); undefined for others. */
export function columnOfHeading(heading: string): SessionColumn | undefined {
  return columnOf(heading);
}

export type SexMode = 'mixed' | 'women' | 'men';

const sexModes: Readonly<Record<SexMode, readonly string[]>> = {
  mixed: ['', 'mixed', 'аралаш', 'смешанная', 'смешанный'],
  women: ['women', 'аялдар', 'женщины', 'женская'],
  men: ['men', 'эркектер', 'мужчины', 'мужская'],
};
const sexModeOf = new Map(
  (Object.keys(sexModes) as SexMode[]).flatMap((mode) =>
    sexModes[mode].map((word) => [nameKey(word), mode] as const),
  ),
);

/** «аралаш», «женская», `men`; empty is mixed; undefined for other words. */
export function readSexMode(text: string): SexMode | undefined {
  return sexModeOf.get(nameKey(text));
}

/** «18 – 35 жаш», «18-35», «56 жаш жана андан улуу», «56+» → the code of one of the municipality's groups. */
export function readAgeGroup(text: string, groups: readonly string[]): string | null {
  const plain = (value: string) =>
    value
      .toLowerCase()
      .replace(/[\p{Pd}−]/gu, '-')
      .replace(/\s+/g, '');
  const asked = plain(text);
  const direct = groups.find((group) => plain(group) === asked);
  if (direct !== undefined) return direct;
  const numbers = asked.match(/\d+/g) ?? [];
  const open = numbers.length === 1 && /(\+|жогор|улуу|өйд|старше|выше|over|older)/.test(asked);
  const code = open ? `${numbers[0] ?? ''}+` : numbers.length === 2 ? numbers.join('-') : null;
  return code === null ? null : (groups.find((group) => plain(group) === code) ?? null);
}

/** «МИСАЛ: Арал»: a row of the template that was left in the file. A village's name has no colon. */
export const isExample = (village: string): boolean =>
  /^(мисал|пример|example)\s*:/u.test(village.normalize('NFC').toLowerCase());
