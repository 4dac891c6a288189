import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIRST_LANG, LANGS, type Lang } from './lang.ts';
import { fmt } from './format.ts';

/** Values put into a message; numbers are grouped by thousands, except a parameter whose name ends in `year`. */
export type MessageParams = Readonly<Record<string, string | number | bigint>>;

/** Gives the text of a key in one language. `{name}` is replaced; `{count}` also picks the plural form. */
export interface Translate {
  (key: string, params?: MessageParams): string;
  /** True when the key exists (in this language or in Kyrgyz), for texts that may be absent such as hints. */
  has(key: string): boolean;
}

export type Catalogues = Record<Lang, ReadonlyMap<string, string>>;

let loaded: Catalogues | undefined;
const translators = new Map<Lang, Translate>();
const reported = new Set<string>();

function messageFolders(srcRoot: string): string[] {
  const folders: string[] = [];
  for (const parent of [srcRoot, join(srcRoot, 'platform')]) {
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const folder = join(parent, entry.name, 'messages');
      if (entry.isDirectory() && existsSync(folder)) folders.push(folder);
    }
  }
  return folders.sort();
}

/**
 * Reads every `src/<room>/messages/<lang>.json` and `src/platform/<room>/messages/<lang>.json` once, at start.
 * @throws Error when a file is not a flat object of texts or when a key is named by two rooms.
 */
export function loadCatalogues(srcRoot: string): Catalogues {
  const catalogues = { ky: new Map(), ru: new Map(), en: new Map() } satisfies Record<
    Lang,
    Map<string, string>
  >;
  for (const folder of messageFolders(srcRoot)) {
    for (const lang of LANGS) {
      const file = join(folder, `${lang}.json`);
      if (!existsSync(file)) continue;
      const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (typeof entries !== 'object' || entries === null) throw new Error(`${file}: not an object`);
      for (const [key, text] of Object.entries(entries)) {
        if (typeof text !== 'string') throw new Error(`${file}: "${key}" is not a text`);
        if (catalogues[lang].has(key)) throw new Error(`${file}: "${key}" is already named by another room`);
        catalogues[lang].set(key, text);
      }
    }
  }
  loaded = catalogues;
  translators.clear();
  return catalogues;
}

/** Where the sources are when nobody has loaded them: two folders above this file. */
function current(): Catalogues {
  return loaded ?? loadCatalogues(fileURLToPath(new URL('../..', import.meta.url)));
}

function lookUp(
  texts: ReadonlyMap<string, string>,
  key: string,
  form: string | undefined,
): string | undefined {
  if (form !== undefined) {
    const chosen = texts.get(`${key}#${form}`) ?? texts.get(`${key}#other`);
    if (chosen !== undefined) return chosen;
  }
  return texts.get(key);
}

function missing(lang: Lang, key: string): void {
  const what = `missing message "${key}" (${lang})`;
  if (process.env.VITEST || process.env.NODE_ENV === 'test') throw new Error(what);
  if (reported.has(what)) return;
  reported.add(what);
  process.stderr.write(`${what}\n`);
}

/** Replaces `{name}`; a parameter that was not given stays visible, so that the mistake is seen. */
export function fillIn(text: string, params: MessageParams, lang: Lang): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    return /year$/i.test(name) ? String(value) : fmt(lang).number(value);
  });
}

/**
 * The `t` of one language. A key that is missing falls back to Kyrgyz and is reported once on standard error; in
 * tests it throws. A key missing everywhere shows itself.
 */
export function translator(lang: Lang): Translate {
  const catalogues = current();
  const known = translators.get(lang);
  if (known) return known;
  const rules: Record<Lang, Intl.PluralRules> = {
    ky: new Intl.PluralRules('ky'),
    ru: new Intl.PluralRules('ru'),
    en: new Intl.PluralRules('en'),
  };
  const find = (from: Lang, key: string, params: MessageParams): string | undefined => {
    const count = params.count;
    const form =
      count === undefined || typeof count === 'string' ? undefined : rules[from].select(Number(count));
    return lookUp(catalogues[from], key, form);
  };
  const translate = (key: string, params: MessageParams = {}): string => {
    const own = find(lang, key, params);
    if (own !== undefined) return fillIn(own, params, lang);
    missing(lang, key);
    const first = find(FIRST_LANG, key, params);
    return first === undefined ? key : fillIn(first, params, FIRST_LANG);
  };
  const t: Translate = Object.assign(translate, {
    has: (key: string) =>
      [lang, FIRST_LANG].some((l) => catalogues[l].has(key) || catalogues[l].has(`${key}#other`)),
  });
  translators.set(lang, t);
  return t;
}
