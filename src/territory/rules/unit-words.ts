import { nameKey, possibleKey } from '../../methods/names.ts';
import type { UnitLevel } from '../schema.ts';
import type { UnitKind } from './versions.ts';

/** Words offices write for levels and kinds, in full and short; compared as names are. */

const keys = (words: string): readonly string[] => words.split(',').map((word) => nameKey(word));

const aimakWords = keys(
  'айыл аймагы,айылдык аймак,айылный аймак,айыльный аймак,аймак,айыл өкмөтү,айылдык өкмөт,айыл окмоту,айыльный окмоту,' +
    'айыл кеңеши,айылдык кеңеш,айыльный кенеш,айылный кенеш,сельская управа,сельский совет,аа,а.а.,а/а,аө,а.ө.,а/ө,ао,а/о,' +
    'aiylAimak,aiyl_aimak',
);
const townWords = keys(
  'шаар,шаары,город,г.,гор.,ш.,town,city,мэрия,райондук маанидеги шаар,облустук маанидеги шаар,' +
    'республикалык маанидеги шаар,город районного значения,город областного значения,' +
    'город республиканского значения',
);
/** Settlements that may have a council of their own or belong to a municipality: the writer has to say. */
const settlementWords = keys(
  'шаарча,шаарчасы,шаар тибиндеги кыштак,шаар тибиндеги посёлок,пгт,п.г.т.,посёлок,поселок,пос.,посёлок городского типа',
);
const levelWords: Readonly<Record<UnitLevel, readonly string[]>> = {
  oblast: keys('oblast,region,облус,облусу,область,обл.'),
  district: keys('district,rayon,raion,район,району,р-н,районы'),
  municipality: [...keys('municipality,муниципалитет'), ...aimakWords, ...townWords],
  village: keys(
    'village,айыл,айылы,село,с.,кыштак,кыштагы,аил,айылдык калктуу конуш,сельский населённый пункт',
  ),
};
const republicWords = new Set(
  keys(
    'Кыргыз Республикасы,Кыргызская Республика,Кыргызстан,Республика,КР,Kyrgyz Republic,Kyrgyzstan,republic',
  ).map(possibleKey),
);

/** How the republic is written as the unit above, where a file names it. */
export const republicName = 'Кыргыз Республикасы';

/** What a cell of the level column means; `settlement` needs to be said otherwise. */
export function readLevel(
  text: string,
): { readonly level: UnitLevel; readonly kind: UnitKind | null } | 'settlement' | undefined {
  const word = nameKey(text);
  if (settlementWords.includes(word)) return 'settlement';
  const level = (Object.keys(levelWords) as UnitLevel[]).find((known) => levelWords[known].includes(word));
  return level === undefined ? undefined : { level, kind: readKind(text) ?? null };
}

/** Kind of a municipality; a settlement with a council of its own counts as a town. */
export function readKind(text: string): UnitKind | undefined {
  const word = nameKey(text);
  if (townWords.includes(word) || settlementWords.includes(word)) return 'town';
  return aimakWords.includes(word) ? 'aiylAimak' : undefined;
}

export function isRepublic(text: string): boolean {
  return republicWords.has(possibleKey(text));
}

/** Words that stand before or behind a name without belonging to it, longest first. «Ак-Шаар» keeps its шаар. */
const around: Readonly<
  Record<UnitLevel, { readonly before: readonly string[]; readonly behind: readonly string[] }>
> = {
  oblast: { before: keys('область,облус'), behind: keys('облусу,область,обл.,oblast') },
  district: { before: keys('район'), behind: keys('району,район,р-н,district') },
  municipality: {
    before: keys('город,гор.,г.,шаар,айыл аймагы,айылный аймак,айыльный аймак,пгт,посёлок'),
    behind: [
      ...keys('айыл аймагы,айылный аймак,айыльный аймак,айылдык аймак,айыл өкмөтү,айыл окмоту'),
      ...keys('айылдык кеңеш,айыльный кенеш,айыл кеңеши,аймагы,аймак,шаары,шаарчасы,а/а,аа,а/ө,аө,а/о,ао'),
    ],
  },
  village: { before: keys('село,с.,аил,кыштак,айыл'), behind: keys('айылы,кыштагы,кыштак') },
};

/** The name without the word of its level: «Ош облусу» → «ош», «г. Нарын» → «нарын»; folded. Never empty for a name. */
export function bareName(name: string, level: UnitLevel): string {
  const { before, behind } = around[level];
  const key = nameKey(name.replace(/(?<=^|\s)(с|г|гор|пос)\./giu, '$1. '))
    .replace(/(?<=^| )(с|г|гор|обл)\. /gu, '$1. ')
    .trim();
  const end = behind.find((word) => key.endsWith(` ${word}`));
  const head = end === undefined ? key : key.slice(0, -end.length - 1);
  const start = before.find((word) => head.startsWith(`${word} `));
  return start === undefined ? head : head.slice(start.length + 1);
}

/** The level a written name says by itself: «Нарын облусу» is no district. Undefined when it says none. */
export function levelSaid(name: string, among: readonly UnitLevel[]): UnitLevel | undefined {
  const key = nameKey(name);
  const said = among.filter((level) => bareName(name, level) !== key);
  return said.length === 1 ? said[0] : undefined;
}
