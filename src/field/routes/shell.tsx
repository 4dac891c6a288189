import { createHash } from 'node:crypto';
import path from 'node:path';
import { Hono } from 'hono';
import type { Assets } from '../../platform/http/assets.ts';
import { fieldPolicy } from '../../platform/http/security-headers.ts';
import type { C, Web } from '../../platform/http/web.ts';
import { messagesOf } from '../../platform/i18n/catalogues.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { isLang, LANGS, type Lang } from '../../platform/i18n/lang.ts';
import { isAppMessage, isStartMessage } from '../rules/app-messages.ts';
import { AppShell } from '../views/app-shell.tsx';
import { renderToString } from 'preact-render-to-string';

/** Everything the app consists of, made once for what was built. */
type Program = {
  /** Changes whenever any file of the app changes. */
  readonly version: string;
  /** What the service worker puts on the device, besides the page itself. */
  readonly files: readonly string[];
  readonly start: readonly string[];
  /** JSON of the app's texts and its address. */
  readonly texts: Record<Lang, { readonly json: string; readonly address: string; readonly etag: string }>;
  readonly worker: string;
};

const programs = new WeakMap<Assets, Program>();
const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 12);
const entry = 'field.client.js';
/** Files that the app asks for by name: its sign, the matcher's words, the catalogue of problems. */
const appAssets = ['icon.svg', 'lexicon.txt', 'catalogue.txt'];
export const appStyles = ['base.css', 'staff.css', 'field.css'] as const;

function programOf(assets: Assets): Program {
  const known = programs.get(assets);
  if (known) return known;
  const texts = Object.fromEntries(
    LANGS.map((lang) => {
      const json = JSON.stringify(messagesOf(lang, isAppMessage));
      const hash = digest(json);
      return [lang, { json, address: `/field/messages/${lang}.json?v=${hash}`, etag: `"${hash}"` }];
    }),
  ) as Program['texts'];
  const { start, whole } = assets.bundle(entry);
  const files = [
    ...[...appStyles, ...appAssets, entry].map(assets.address),
    ...whole.map((file) => `/assets/${file}`),
    // Fonts, and pictures that style sheets name.
    ...assets.names.filter((name) => /\.(woff2|png|gif)$/.test(name)).map(assets.address),
    ...LANGS.map((lang) => texts[lang].address),
    '/field/manifest.webmanifest',
    '/field/icon-192.png',
  ];
  const worker = assets.get(path.basename(assets.address('worker.js')))?.plain.toString() ?? '';
  // The page's own template counts as well: its text is part of what a device keeps.
  const page = LANGS.map((lang) =>
    shellPage(
      assets,
      lang,
      '',
      texts,
      start.map((file) => `/assets/${file}`),
    ),
  ).join('');
  const made = {
    version: digest(JSON.stringify(files) + worker + page),
    files: [...new Set(files)],
    start: start.map((file) => `/assets/${file}`),
    texts,
    worker,
  };
  // Without built files (tests of rooms) nothing is remembered: the next caller may have them.
  programs.set(assets, made);
  return made;
}

function shellPage(
  assets: Assets,
  lang: Lang,
  version: string,
  texts: Program['texts'],
  start: readonly string[],
): string {
  const setup = {
    version,
    lang,
    texts: messagesOf(lang, isStartMessage),
    textFiles: Object.fromEntries(LANGS.map((one) => [one, texts[one].address])),
    assets: Object.fromEntries(appAssets.map((name) => [name, assets.address(name)])),
  };
  return `<!doctype html>${renderToString(
    <AppShell
      lang={lang}
      t={i18nFor(lang).t}
      // A data block: the browser does not run it, and nothing in it can end it.
      setup={JSON.stringify(setup).replaceAll('<', '\\u003c')}
      styles={appStyles.map(assets.address)}
      parts={start}
      script={assets.address(entry)}
      icon={assets.address('icon.svg')}
    />,
  )}`;
}

function cached(c: C, etag: string, forever: boolean): Response | undefined {
  c.header('ETag', etag);
  c.header('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  return c.req.header('if-none-match') === etag ? c.body(null, 304) : undefined;
}

/** The page of the field app, its service worker, its texts and its manifest: the same for everybody. */
export function shellRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/field', (c) => {
    // One address for all languages: the service worker keeps one page, and the app chooses.
    if (c.get('lang') !== 'ky') return c.redirect(`/field?lang=${c.get('lang')}`, 303);
    const { version, texts, start } = programOf(c.get('assets'));
    const asked = c.req.query('lang');
    const lang = isLang(asked) ? asked : 'ky';
    c.header('Content-Security-Policy', fieldPolicy(c.get('services').env));
    // Maps may ask where the person stands; photos come from the system's own camera.
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()');
    c.header('X-Field-Version', version);
    c.header('Cache-Control', 'no-cache');
    return c.html(shellPage(c.get('assets'), lang, version, texts, start));
  });

  app.get('/field/sw.js', (c) => {
    const { version, files, worker } = programOf(c.get('assets'));
    c.header('Content-Type', 'text/javascript; charset=utf-8');
    c.header('Cache-Control', 'no-cache');
    // Its folder would be /field/: the app's page is /field.
    c.header('Service-Worker-Allowed', '/field');
    return c.body(`self.ASHAR=${JSON.stringify({ version, shell: '/field', files })};\n${worker}`);
  });

  app.get('/field/messages/:file{(?:ky|ru|en)\\.json}', (c) => {
    const lang = c.req.param('file').slice(0, 2) as Lang;
    const text = programOf(c.get('assets')).texts[lang];
    const fresh = cached(c, text.etag, text.etag === `"${c.req.query('v') ?? ''}"`);
    if (fresh) return fresh;
    c.header('Content-Type', 'application/json; charset=utf-8');
    return c.body(text.json);
  });

  app.get('/field/manifest.webmanifest', (c) => {
    const { t } = i18nFor('ky');
    c.header('Content-Type', 'application/manifest+json; charset=utf-8');
    c.header('Cache-Control', 'no-cache');
    const png = (size: number, purpose: string) => ({
      src: `/field/icon-${size}${purpose === 'maskable' ? '-mask' : ''}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    });
    return c.body(
      JSON.stringify({
        id: '/field',
        name: `${t('ui.brand')} · ${t('field.core.place')}`,
        short_name: t('ui.brand'),
        lang: 'ky',
        start_url: '/field',
        scope: '/field',
        display: 'standalone',
        background_color: '#faf6ee',
        theme_color: '#8f2436',
        icons: [png(192, 'any'), png(512, 'any'), png(512, 'maskable')],
      }),
    );
  });

  app.get('/field/:icon{icon-(?:192|512)(?:-mask)?\\.png}', async (c) => {
    const name = c.req.param('icon');
    const drawing = c.get('assets').get(path.basename(c.get('assets').address('icon.svg')))?.plain;
    if (!drawing) return c.body(null, 404);
    const bytes = await iconOf(name, drawing);
    const fresh = cached(
      c,
      `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 12)}"`,
      false,
    );
    if (fresh) return fresh;
    c.header('Content-Type', 'image/png');
    return c.body(bytes);
  });
  return app;
}

const icons = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** The icon as pixels; `-mask` with the rim that launchers cut off. */
async function iconOf(name: string, drawing: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  let made = icons.get(name);
  if (!made) {
    made = drawIcon(name, drawing);
    icons.set(name, made);
  }
  return await made;
}

async function drawIcon(name: string, drawing: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded when the first device asks: reading it would be a tenth of the server's start.
  const { default: sharp } = await import('sharp');
  const side = Number(/\d+/.exec(name)?.[0]);
  const inner = name.includes('-mask') ? Math.round(side * 0.7) : side;
  const rim = (side - inner) / 2;
  const ground = name.includes('-mask') ? '#faf6ee' : { r: 0, g: 0, b: 0, alpha: 0 };
  const bytes = await sharp(drawing, { density: 600 })
    .resize(inner, inner, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .extend({
      top: Math.floor(rim),
      left: Math.floor(rim),
      bottom: Math.ceil(rim),
      right: Math.ceil(rim),
      background: ground,
    })
    .flatten(name.includes('-mask') ? { background: '#faf6ee' } : false)
    .png()
    .toBuffer();
  return Uint8Array.from(bytes);
}
