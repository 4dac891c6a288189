/**
 * Where to go after sign-in: a path of our own, or `/`. Anything that a browser could take for another host (`//host`,
 * `/\host`, a scheme, control characters that browsers drop) is refused, also after a prefix of language, which a page
 * may take off.
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || next.length > 1000 || !/^\/(?![/\\])/.test(next)) return '/';
  // eslint-disable-next-line no-control-regex -- browsers drop tabs and line ends, which could hide a second slash
  if (/[\\\u0000-\u0020\u007f]/.test(next)) return '/';
  if (/^\/[a-z]{2}[/\\]{2}/.test(next)) return '/';
  const url = URL.parse(next, 'http://ashar.invalid');
  if (url?.host !== 'ashar.invalid' || url.protocol !== 'http:') return '/';
  // Signing out at once, or a page of signing in again, is nobody's wish.
  return /^(\/(ru|en|ky))?\/(sign-in|sign-out|reset|setup)(\/|$|\?)/.test(next) ? '/' : next;
}
