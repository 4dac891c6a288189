import { nameKey } from '../../methods/names.ts';
import type { IconName } from '../../platform/ui/icon.tsx';
import type { Lang } from '../../platform/i18n/lang.ts';
import { catalogueLines, type CatalogueLines, type Texts } from './catalogue-lines.ts';

/** A text in the three languages of the product. */
export type Named = Readonly<Record<Lang, string>>;

export type Competence = 'local' | 'delegated' | 'outside';

/** A matter of local significance: what a municipality settles by itself and pays from its own budget. */
export interface LocalMatter extends Named {
  /** 1 … 23, as numbered in the law on local self-government (seed section 9). */
  readonly number: number;
  /** Its sign on a screen. */
  readonly icon: IconName;
}

const named = ([ky, ru, en]: Texts): Named => ({ ky, ru, en });

const matters: LocalMatter[] = [];
/** The 23 matters of local significance, in the order of their numbers. */
export const localMatters: readonly LocalMatter[] = matters;

const powers: Named[] = [];
/**
 * State powers that municipalities often carry out for the state. The method's book gives no list (seed section 9),
 * so these are examples for the talk with people, not a legal list.
 */
export const delegatedPowers: readonly Named[] = powers;

/** A problem that villages name again and again: a start for naming, never a limit. */
export interface CatalogueProblem extends Named {
  readonly key: string;
  readonly category: IconName;
  readonly competence: Competence;
  /** 1 … 23 when `competence` is `local`. */
  readonly localMatter: number | null;
}

const problems: CatalogueProblem[] = [];
/** Typical problems with their icon and who settles them. */
export const problemCatalogue: readonly CatalogueProblem[] = problems;

const byName = new Map<string, CatalogueProblem>();

/** Puts the tables into the lists above, once. */
export function fillCatalogue(lines: CatalogueLines): void {
  if (problems.length > 0) return;
  for (const [icon, ...texts] of lines.matters)
    matters.push({ number: matters.length + 1, icon, ...named(texts) });
  powers.push(...lines.powers.map(named));
  for (const [key, category, matter, ...texts] of lines.rows) {
    const local = typeof matter === 'number';
    const entry: CatalogueProblem = {
      ...{ key, category, competence: local ? 'local' : matter, localMatter: local ? matter : null },
      ...named(texts),
    };
    problems.push(entry);
    for (const name of [entry.ky, entry.ru, entry.en]) byName.set(nameKey(name), entry);
  }
  looked.clear();
}

/** The entry whose name, in any of the three languages, is this one however it is typed. */
export function catalogueEntryNamed(name: string): CatalogueProblem | undefined {
  const known = looked.get(name);
  if (known !== undefined) return known === null ? undefined : known;
  const found = byName.get(nameKey(name));
  if (looked.size >= mostLooked) looked.clear();
  looked.set(name, found ?? null);
  return found;
}

/** A page asks for the same names again and again, and to fold one costs more than to draw its row. */
const looked = new Map<string, CatalogueProblem | null>();
const mostLooked = 5_000;

/** Russian names that an office gave to problems outside the catalogue, by the name that they have. */
export type RussianNames = Readonly<Record<string, string>>;

/** The Russian names of these problems; those without one are left out. */
export function russianNamesOf(
  problems: Iterable<{ readonly name: string; readonly nameRu?: string | undefined }>,
): RussianNames {
  return Object.fromEntries(
    [...problems].flatMap(({ name, nameRu }): [string, string][] => (nameRu ? [[name, nameRu]] : [])),
  );
}

/**
 * A problem's name for a reader of `lang`: translated when it is a catalogue name, in the office's own Russian when it
 * has given one, as written otherwise.
 */
export function problemNameIn(name: string, lang: Lang, russian: RussianNames = {}): string {
  const known = catalogueEntryNamed(name)?.[lang];
  if (known !== undefined || lang !== 'ru') return known ?? name;
  return Object.hasOwn(russian, name) ? (russian[name] ?? name) : name;
}

/** Whether a reader of `lang` gets the name as people wrote it, in Kyrgyz, because nobody has translated it. */
export function isUntranslated(name: string, lang: Lang, russian: RussianNames = {}): boolean {
  if (lang === 'ky' || catalogueEntryNamed(name)) return false;
  return lang !== 'ru' || !Object.hasOwn(russian, name);
}

fillCatalogue(catalogueLines);
