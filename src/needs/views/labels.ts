import type { I18n } from '../../platform/i18n/context.ts';
import { saysKind } from '../../cycle/documents/names.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { nameKey } from '../../methods/names.ts';
import { usualExpenses } from '../sessions/rules/pie.ts';
import { localMatters, isUntranslated, problemNameIn, type RussianNames } from '../rules/catalogue.ts';

/** «18–35 жаш», «56 жаш жана андан улуу»; anything else as the municipality wrote it. */
export function ageGroupText({ t, fmt }: I18n, code: string): string {
  const range = /^(\d+)-(\d+)$/.exec(code);
  if (range) return t('needs.label.age-range', { range: fmt.range(Number(range[1]), Number(range[2])) });
  const open = /^(\d+)\+$/.exec(code);
  return open ? t('needs.label.age-over', { age: Number(open[1]) }) : code;
}

/** A group of sessions: age, and sex when the session was held apart. */
export function groupText(i18n: I18n, ageGroup: string, sexMode: string): string {
  const age = ageGroupText(i18n, ageGroup);
  return sexMode === 'mixed' ? age : `${age}, ${i18n.t(`needs.session.sex.${sexMode}`)}`;
}

/** «18–35 жаш», «18–35 жаш, аялдар», «Чабандар»; with the number of the session where a village has several. */
export function sessionGroupText(
  i18n: I18n,
  one: {
    readonly ageGroup: string;
    readonly sexMode: string;
    readonly part: number;
    readonly audience?: string | null;
  },
): string {
  const sex = one.sexMode === 'mixed' ? '' : `, ${i18n.t(`needs.session.sex.${one.sexMode}`)}`;
  const part = one.part > 1 ? ` (${one.part})` : '';
  return `${one.audience ?? ageGroupText(i18n, one.ageGroup)}${sex}${part}`;
}

/** A place as a paper names it: its kind stands once, whether or not the office typed it with the name. */
export function paperPlace(
  { t }: Pick<I18n, 't'>,
  words: 'needs.paper.municipality' | 'needs.paper.town' | 'needs.paper.village',
  name: string,
): string {
  return saysKind(name) ? name.trim() : t(words, { name });
}

/** A municipality as the papers of meetings name it. */
export type PaperMunicipality = {
  readonly nameKy: string;
  readonly nameRu: string;
  /** Unknown kinds are taken for aiyl aimaks, which nearly all are. */
  readonly kind?: 'aiylAimak' | 'town' | null;
};

/** «Көк-Ирим айыл аймагы», «Токтогул шаары», whether or not the office typed the kind with the name. */
export function municipalityPlace(
  i18n: Pick<I18n, 't' | 'lang'>,
  { nameKy, nameRu, kind }: PaperMunicipality,
): string {
  const words = kind === 'town' ? 'needs.paper.town' : 'needs.paper.municipality';
  return paperPlace(i18n, words, i18n.lang === 'ru' ? nameRu : nameKy);
}

/** A place in the reader's language; English readers get the Kyrgyz name. */
export function placeText({ lang }: I18n, place: { readonly ky: string; readonly ru: string }): string {
  return lang === 'ru' ? place.ru : place.ky;
}

/** Who settles a problem, with the number and name of the local matter. */
export function competenceText(
  { t, lang }: I18n,
  problem: { readonly competence: string | null; readonly localMatter: number | null },
): string | undefined {
  if (problem.competence === null) return undefined;
  const matter = localMatters.find((one) => one.number === problem.localMatter);
  const name = t(`needs.competence.${problem.competence}`);
  return matter ? `${name} № ${matter.number}: ${matter[lang]}` : name;
}

/** The same in few words, for rows below the first places: «№ 6: Муниципалдык жолдор». */
export function briefCompetence(
  { t, lang }: I18n,
  problem: { readonly competence: string | null; readonly localMatter: number | null },
): string | undefined {
  if (problem.competence === null) return undefined;
  const matter = localMatters.find((one) => one.number === problem.localMatter);
  return matter ? `№ ${matter.number}: ${matter[lang]}` : t(`needs.competence.${problem.competence}`);
}

/** A problem's name for the reader. */
export function problemText({ lang }: Pick<I18n, 'lang'>, name: string, russian?: RussianNames): string {
  return problemNameIn(name, lang, russian);
}

/** The same on a paper: a name that nobody has in Russian stands as people wrote it, marked so. */
export function problemOnPaper(i18n: Pick<I18n, 't' | 'lang'>, name: string, russian?: RussianNames): string {
  const shown = problemNameIn(name, i18n.lang, russian);
  return i18n.lang === 'ru' && isUntranslated(name, 'ru', russian)
    ? i18n.t('ui.not-translated', { text: shown })
    : shown;
}

/** A slice of the pie for the reader: in the reader's words when it is a usual expense, else as the group named it. */
export function sliceText({ t }: Pick<I18n, 't'>, name: string): string {
  const key = nameKey(name);
  const usual = usualExpenses.find((one) =>
    LANGS.some((lang) => nameKey(translator(lang)(`needs.expense.${one}`)) === key),
  );
  return usual ? t(`needs.expense.${usual}`) : name;
}
