/** The three languages of the product. Kyrgyz is the first one: its addresses carry no prefix. */
export type Lang = 'ky' | 'ru' | 'en';

export const LANGS: readonly Lang[] = ['ky', 'ru', 'en'];

/** The language that is served without a prefix and that a missing message falls back to. */
export const FIRST_LANG: Lang = 'ky';

/** True when the value names one of the three languages. */
export function isLang(value: unknown): value is Lang {
  return value === 'ky' || value === 'ru' || value === 'en';
}

/**
 * Splits an address path into its language and the path the routes know.
 * `/ru/cycle/1` → `{ lang: 'ru', path: '/cycle/1' }`, `/cycle/1` → `{ lang: 'ky', path: '/cycle/1' }`.
 * Only the path is expected: a query string stays where it is, at the end of `path`. Slashes at the beginning of the
 * path become one: `//host` or `/\host` in a link would lead to another host.
 */
export function stripLanguage(address: string): { lang: Lang; path: string } {
  const match = /^\/(ru|en|ky)(?=\/|$|\?|#)/.exec(address);
  const rest = match ? address.slice(match[0].length) : address;
  // eslint-disable-next-line no-control-regex -- browsers drop tabs and line ends, which could hide a second slash
  const path = `/${rest.replace(/^[/\\\u0000-\u0020\u007f]+/, '')}`;
  return { lang: match ? (match[1] as Lang) : FIRST_LANG, path };
}

/**
 * Makes the `href` function of one language: it adds `/ru` or `/en` before a path of ours.
 * Anything that is not an absolute path of ours (`#part`, `?page=2`, `https://…`, `//host`, `mailto:`) is left alone.
 */
export function hrefFor(lang: Lang): (path: string) => string {
  if (lang === FIRST_LANG) return (path) => path;
  return (path) => {
    if (!path.startsWith('/') || path.startsWith('//')) return path;
    if (path === '/') return `/${lang}`;
    return /^\/[?#]/.test(path) ? `/${lang}${path.slice(1)}` : `/${lang}${path}`;
  };
}
