import type { Lang } from '../../../platform/i18n/lang.ts';
import { makeTranslate, type Translate } from '../../../platform/i18n/translate.ts';
import type { Setup } from './setup.ts';

const whole = new Map<Lang, ReadonlyMap<string, string>>();

/** All texts of a language; from the app's own store when there is no network. @throws TypeError without both */
export async function loadTexts(setup: Setup, lang: Lang): Promise<void> {
  if (whole.has(lang)) return;
  const response = await fetch(setup.textFiles[lang]);
  if (!response.ok) throw new TypeError(`texts: ${response.status}`);
  whole.set(lang, new Map(Object.entries((await response.json()) as Record<string, string>)));
}

export function hasTexts(lang: Lang): boolean {
  return whole.has(lang);
}

const reported = new Set<string>();

/** The `t` of a language with what is at hand now. */
export function translateWith(setup: Setup, lang: Lang): Translate {
  const start = lang === setup.lang ? new Map(Object.entries(setup.texts)) : undefined;
  const own = whole.get(lang) ?? start ?? new Map<string, string>();
  return makeTranslate(lang, { [lang]: own }, (_lang, key) => {
    if (reported.has(key)) return;
    reported.add(key);
    console.warn(`missing message "${key}" (${lang})`);
  });
}
