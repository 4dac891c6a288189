import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGS, type Lang } from './lang.ts';
import { fillIn, makeTranslate, type MessageParams, type Translate } from './translate.ts';

export { fillIn, type MessageParams, type Translate };

export type Catalogues = Record<Lang, ReadonlyMap<string, string>>;

let loaded: Catalogues | undefined;
const translators = new Map<Lang, Translate>();
const reported = new Set<string>();

/** `src/<room>/messages`, and the folders in it where a large room keeps its parts apart. */
function messageFolders(srcRoot: string): string[] {
  const folders: string[] = [];
  for (const parent of [srcRoot, join(srcRoot, 'platform')]) {
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const folder = join(parent, entry.name, 'messages');
      if (!entry.isDirectory() || !existsSync(folder)) continue;
      folders.push(folder);
      for (const part of readdirSync(folder, { withFileTypes: true })) {
        if (part.isDirectory()) folders.push(join(folder, part.name));
      }
    }
  }
  return folders.sort();
}

/**
 * Reads every `src/<room>/messages[/<part>]/<lang>.json`, and the same below src/platform, once, at start.
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

function missing(lang: Lang, key: string): void {
  const what = `missing message "${key}" (${lang})`;
  if (process.env.VITEST || process.env.NODE_ENV === 'test') throw new Error(what);
  if (reported.has(what)) return;
  reported.add(what);
  process.stderr.write(`${what}\n`);
}

/**
 * The `t` of one language. A key that is missing falls back to Kyrgyz and is reported once on standard error; in
 * tests it throws. A key missing everywhere shows itself.
 */
export function translator(lang: Lang): Translate {
  const catalogues = current();
  let t = translators.get(lang);
  if (!t) translators.set(lang, (t = makeTranslate(lang, catalogues, missing)));
  return t;
}

/** The texts of one language whose keys pass, as they stand in the files: for the field app. */
export function messagesOf(lang: Lang, wanted: (key: string) => boolean): Record<string, string> {
  return Object.fromEntries([...current()[lang]].filter(([key]) => wanted(key)));
}
