import path from 'node:path';
import { loadCatalogues, type MessageParams, translator } from '../src/platform/i18n/catalogues.ts';
import type { Lang } from '../src/platform/i18n/lang.ts';
import { root } from './server.ts';

loadCatalogues(path.join(root, 'src'));

/** What a person reads on the page: the message of a key in a language. */
export function words(lang: Lang, key: string, params: MessageParams = {}): string {
  return translator(lang)(key, params);
}

/** The address of a page in a language: Kyrgyz has no prefix. */
export function inLang(lang: Lang, path: string): string {
  return lang === 'ky' ? path : `/${lang}${path === '/' ? '' : path}`;
}
