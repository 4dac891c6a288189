import { headingIndex, headingKey } from '../../methods/headings.ts';
import type { Lang } from '../../platform/i18n/lang.ts';

/** Columns of the file that are not about people; `level` and `name_ky` must be there. */
export const importColumns = ['level', 'name_ky', 'name_ru', 'parent', 'kind', 'code', 'households'] as const;
export type ImportColumn = (typeof importColumns)[number];
/** Population columns of the template; others of the same form (`male_19_30`, `female_65_plus`) are read as well. */
export const templatePopulation = ['female', 'male'].flatMap((sex) =>
  ['0_17', '18_35', '36_55', '56_plus'].map((band) => `${sex}_${band}`),
);

/** Headings as the template writes them; English readers get the codes, which other programs write too. */
const written: Readonly<Record<ImportColumn, Readonly<Record<Lang, string>>>> = {
  level: { ky: 'Деңгээли', ru: 'Уровень', en: 'level' },
  name_ky: { ky: 'Кыргызча аталышы', ru: 'Название на кыргызском', en: 'name_ky' },
  name_ru: { ky: 'Орусча аталышы', ru: 'Название на русском', en: 'name_ru' },
  parent: { ky: 'Курамына кирет', ru: 'Входит в', en: 'parent' },
  kind: { ky: 'Түрү', ru: 'Вид', en: 'kind' },
  code: { ky: 'СОАТЕ коду', ru: 'Код СОАТЕ', en: 'code' },
  households: { ky: 'Үй кожолуктар', ru: 'Домохозяйства', en: 'households' },
};
const sexWords: Readonly<Record<'female' | 'male', Readonly<Record<Lang, string>>>> = {
  female: { ky: 'Аялдар', ru: 'Женщины', en: 'female' },
  male: { ky: 'Эркектер', ru: 'Мужчины', en: 'male' },
};

/** Other headings that offices write. */
const alsoWritten: Readonly<Record<ImportColumn, readonly string[]>> = {
  level: ['деңгээл', 'level'],
  name_ky: ['кыргызча аталыш', 'аталышы', 'кыргызское название', 'название', 'наименование'],
  name_ru: ['орусча аталыш', 'русское название', 'наименование на русском'],
  parent: ['кайда кирет', 'кайсы бирдикке кирет', 'вышестоящая единица', 'куда входит'],
  kind: ['түр', 'тип'],
  code: ['код', 'коду', 'соате', 'классификатордогу коду', 'код классификатора'],
  households: ['үй кожолуктардын саны', 'түтүн', 'түтүндөр', 'число домохозяйств', 'дворы', 'хозяйства'],
};

const plainColumn = headingIndex(
  importColumns.flatMap((column) =>
    [column, ...Object.values(written[column]), ...alsoWritten[column]].map(
      (heading) => [heading, column] as const,
    ),
  ),
);
/** `female` and `male`, or their words, and what follows them, in the letters of a heading's key. */
const sexKeys = new Map(
  (['female', 'male'] as const).flatMap((sex) =>
    Object.values(sexWords[sex]).map((word) => [headingKey(word), sex] as const),
  ),
);
const populationKey = new RegExp(
  `^(${[...sexKeys.keys()].join('|')})(\\d{1,3})(?: (\\d{1,3})|(${headingKey('plus')}))?$`,
);

/** The column a heading means, as its code (`name_ky`, `female_18_35`, `male_56_plus`); undefined for others. */
export function importColumn(heading: string): string | undefined {
  const [, word = '', from, to, plus] = populationKey.exec(headingKey(heading)) ?? [];
  const sex = sexKeys.get(word);
  if (sex === undefined || from === undefined) return plainColumn(heading);
  if (to !== undefined) return `${sex}_${from}_${to}`;
  // «56+» is the words' way; a code without its end is no column.
  const open = plus !== undefined || /\d\s*\+/.test(heading.slice(0, 60));
  return open ? `${sex}_${from}_plus` : undefined;
}

const populationColumn = /^(female|male)_(\d{1,3})_(\d{1,3}|plus)$/;

/** What a population column counts; null for the others. */
export function populationOf(column: string): { sex: 'female' | 'male'; ageBand: string } | null {
  const [, sex, from, to] = populationColumn.exec(column) ?? [];
  if (sex === undefined || from === undefined) return null;
  return { sex: sex as 'female' | 'male', ageBand: to === 'plus' ? `${from}+` : `${from}-${to ?? ''}` };
}

/** How the template of a language writes a column. */
export function headingIn(column: string, lang: Lang): string {
  const plain = importColumns.find((one) => one === column);
  if (plain !== undefined) return written[plain][lang];
  const group = populationOf(column);
  return group === null || lang === 'en' ? column : `${sexWords[group.sex][lang]} ${group.ageBand}`;
}
