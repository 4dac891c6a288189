import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { getPath } from 'hono/utils/url';
import { newId } from '../platform/db/id.ts';
import { isBadValue } from '../platform/db/postgres-errors.ts';
import { serveAsset, type Assets } from '../platform/http/assets.ts';
import { compression } from '../platform/http/compression.ts';
import { errorPage } from '../platform/http/error-pages.tsx';
import { isUnavailable } from '../platform/http/errors.ts';
import { letGo } from '../platform/http/in-flight.ts';
import { errorFacts } from '../platform/http/request-log.ts';
import { addSecurityHeaders } from '../platform/http/security-headers.ts';
import type { Services } from '../platform/http/services.ts';
import type { C, Web } from '../platform/http/web.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { stripLanguage } from '../platform/i18n/lang.ts';
import { hostKind, isLoopback, networkAddresses } from './network.ts';
import { passOn } from './office-link.ts';
import { hallRoutes } from './routes.tsx';

export type HubOptions = {
  readonly services: Services;
  readonly assets: Assets;
  /** The port people type. */
  readonly port: number;
  /** The field app's own pages, as the core of the room serves them. */
  readonly shell: Hono<Web>;
  /** Private addresses of this machine; tests give their own. */
  readonly addresses?: () => readonly string[];
};

/**
 * The program of a hall's hub: a laptop in the room. The laptop itself has the field app, its way to the office and
 * the right to open a hall; everybody on the network has the hall's pages; nothing else exists here.
 */
export function createHub(options: HubOptions): Hono<Web> {
  const { services, assets, port, shell, addresses = networkAddresses } = options;
  const app = new Hono<Web>({ getPath: pathOf });

  app.use(async (c, next) => {
    c.set('services', services);
    c.set('requestId', randomBytes(6).toString('hex'));
    c.set('now', services.clock());
    const { lang } = stripLanguage(getPath(c.req.raw));
    c.set('lang', lang);
    c.set('assets', assets);
    c.set('page', {
      ...i18nFor(lang),
      path: c.req.path,
      query: '',
      csrfToken: '',
      operationId: newId,
      nav: [],
      asset: assets.address,
    });
    try {
      await next();
    } finally {
      letGo(c.req.raw);
    }
    const built = c.res.ok && c.req.path.startsWith('/assets/');
    addSecurityHeaders(c.res.headers, false, built ? 'asset' : 'page');
    // Browsers heed it on https and localhost only, and complain elsewhere.
    if (hostKind(c.req.header('host'), port, addresses()) !== 'local')
      c.res.headers.delete('Cross-Origin-Opener-Policy');
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache');
    services.log.info({ id: c.get('requestId'), method: c.req.method, status: c.res.status }, 'request');
  });
  app.use(async (c, next) => {
    const kind = hostKind(c.req.header('host'), port, addresses());
    if (kind === 'foreign') return c.text('421', 421);
    return await next();
  });
  app.use(compression);

  app.get('/assets/:file', (c) => {
    const asset = assets.get(c.req.param('file'));
    return asset ? serveAsset(asset, c.req.raw.headers) : errorPage(c, 404);
  });
  app.get('/favicon.ico', (c) => c.redirect(assets.address('icon.svg'), 302));

  // From here on what belongs to the laptop alone. To others it does not exist.
  const own = (c: C) => isOwn(c, port, addresses());
  app.get('/healthz', async (c) => {
    if (!own(c)) return errorPage(c, 404);
    const answers = await services.db.answers();
    return c.json({ status: answers ? 'ok' : 'unavailable' }, answers ? 200 : 503);
  });
  app.get('/', (c) => (own(c) ? c.redirect(c.get('page').href('/field'), 303) : errorPage(c, 404)));
  const words = /^\/field\/messages\/(ky|ru|en)\.json$/;
  app.use('/field/*', async (c: C, next) => {
    // A second recorder's page speaks with the same words; they are no secret.
    if (own(c) || (c.req.method === 'GET' && words.test(c.req.path))) return await next();
    return errorPage(c, 404);
  });
  app.use('/field', async (c: C, next) => (own(c) ? await next() : errorPage(c, 404)));
  app.all('/field/api/*', async (c) => await passOn(c, services.env.officeUrl));
  app.route('/', shell);

  app.route(
    '/',
    hallRoutes({
      opener: (c) => (own(c) ? 'laptop' : undefined),
      mayHost: own,
      addresses: () => addresses().map((address) => `http://${address}:${port}`),
      crowded: false,
      stands: () => Promise.resolve(false),
    }),
  );

  app.notFound((c) => errorPage(c, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return errorPage(c, error.status === 413 ? 413 : 400);
    if (isBadValue(error)) return errorPage(c, 404);
    if (isUnavailable(error)) return errorPage(c, 503);
    services.log.error({ id: c.get('requestId'), ...errorFacts(error) }, 'unexpected');
    return errorPage(c, 500);
  });
  return app;
}

/** What a proxy adds. One on this laptop speaks from its loopback too, but for somebody else. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** The laptop itself: it speaks from its own loopback, for nobody else, and calls us by a local name. */
function isOwn(c: C, port: number, addresses: readonly string[]): boolean {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return (
    isLoopback(bindings?.incoming?.socket.remoteAddress) &&
    hostKind(c.req.header('host'), port, addresses) === 'local' &&
    proxyHeaders.every((name) => c.req.header(name) === undefined)
  );
}

/** The path without language prefix and last slash, as in the pipeline of the office's server. */
function pathOf(request: Request): string {
  const { path } = stripLanguage(getPath(request));
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
