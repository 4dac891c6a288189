import type { Environment } from '../env.ts';

/**
 * Headers of every page. Style and script come from our own files only; nothing may frame us or post elsewhere.
 * Pictures may be data addresses: the code of the second factor and the ornament are drawn so.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/**
 * The policy of the field app's pages: its pictures come out of its own encrypted store (`blob:`), its map from the
 * operator's tile server where there is one, its service worker from this server.
 */
export function fieldPolicy(env: Pick<Environment, 'tilesUrl'>): string {
  const tiles = env.tilesUrl === undefined ? '' : ` ${new URL(env.tilesUrl).origin}`;
  return [
    ...policy.split('; ').map((rule) => (rule.startsWith('img-src') ? `${rule} blob:${tiles}` : rule)),
    "worker-src 'self'",
    "manifest-src 'self'",
  ].join('; ');
}

/**
 * Headers of our built files: a style sheet or script takes its policy from the page that loads it, so the long ones
 * would only be bytes on a slow line.
 */
const assetHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Puts them on an answer, leaving what a route set itself (uploads have a stricter policy of their own). */
export function addSecurityHeaders(headers: Headers, https: boolean, of: 'page' | 'asset' = 'page'): void {
  for (const [name, value] of Object.entries(of === 'asset' ? assetHeaders : securityHeaders)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  if (https) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
}
