import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import { getPath } from 'hono/utils/url';
import { draftsOf } from '../auth/draft-key.ts';
import { gateInMunicipality, gateOfSystem, readSignIn, type Account } from '../auth/sign-in-gate.ts';
import type { Gate } from '../db/gate.ts';
import { newId } from '../db/id.ts';
import { isBadValue } from '../db/postgres-errors.ts';
import { parseDay } from '../i18n/calendar.ts';
import type { I18n } from '../i18n/context.ts';
import { i18nFor } from '../i18n/i18n.ts';
import { stripLanguage, type Lang } from '../i18n/lang.ts';
import type { Translate } from '../i18n/catalogues.ts';
import { WorkerLimit } from '../workers/worker.ts';
import type { DraftsOf, NavItem, PageContext } from '../ui/page-context.ts';
import { serveAsset, type Assets } from './assets.ts';
import { clientAddress, isHttps, originOf } from './client.ts';
import { isLocal } from './own-host.ts';
import { compression } from './compression.ts';
import { readCookie } from './cookies.ts';
import { makeToken } from './csrf.ts';
import { errorPage } from './error-pages.tsx';
import { isFullDisk, isUnavailable } from './errors.ts';
import { healthOf } from './health.ts';
import { letGo } from './in-flight.ts';
import { keptFormOf } from './kept-forms.ts';
import { overLimit } from './limits.ts';
import { bindingOf, isFromOurPages, postsOfOurPages, toSignIn } from './our-posts.ts';
import type { PageCache } from './page-cache.ts';
import { errorFacts } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';
import type { C, Web } from './web.ts';

/** What the pipeline must know of the rooms above it; given by app.ts. */
export type Rooms = {
  /** Name of a municipality, or undefined when there is none of this id. */
  readonly municipality: (
    services: Services,
    id: string,
    lang: Lang,
  ) => Promise<{ id: string; name: string } | undefined>;
  /** The main navigation of somebody signed in. */
  readonly nav: (who: { account: Account; gate: Gate | undefined; t: Translate }) => readonly NavItem[];
  /** Where the question mark of a page leads, by its path without language prefix. */
  readonly help?: (path: string) => string | undefined;
  /**
   * Paths, without a last slash, at and below which requests prove themselves by a token in a header: no sign-in is
   * looked at there, so a forged post of another site has nothing to borrow. `/hall` does not speak for `/halls`.
   */
  readonly cookieless?: readonly string[];
  /**
   * Whether requests of a path are counted by a secret that they carry, and not by the address they come from: a hall of
   * people may stand behind one.
   */
  readonly countsItself?: (path: string) => boolean;
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The way of every request: number and log, headers, compression, our built files, sign-in, limits, where it comes
 * from, gate, and only then what was posted, with the check against forged posts. Routes are added to what it answers.
 */
export function createPipeline(
  services: Services,
  rooms: Rooms,
  assets: Assets,
  cache?: PageCache,
): Hono<Web> {
  const { env, log } = services;
  const app = new Hono<Web>({ getPath: (request) => pathOf(request) });

  app.use(async (c, next) => {
    const started = performance.now();
    c.set('services', services);
    c.set('requestId', randomBytes(6).toString('hex'));
    c.set('now', services.clock());
    const { lang } = stripLanguage(getPath(c.req.raw));
    c.set('lang', lang);
    c.set('assets', assets);
    c.set('page', pageContext(c, lang, assets, rooms));
    try {
      await next();
    } finally {
      letGo(c.req.raw);
    }
    const built = c.res.ok && c.req.path.startsWith('/assets/');
    addSecurityHeaders(c.res.headers, isHttps(c, env), built ? 'asset' : 'page');
    if (!c.res.headers.has('Cache-Control')) {
      c.res.headers.set('Cache-Control', c.get('account') ? 'private, no-store' : 'private, no-cache');
    }
    // The address as it came: decoding is part of what is saved.
    if (cache) await cache.offer(c.req.raw, addressOf(c.req.url), c.res, c.get('bytes'));
    log.info(
      {
        id: c.get('requestId'),
        method: c.req.method,
        // The pattern, not the address: addresses of one-time links are secrets, and searches are personal.
        route: routeOf(c),
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    );
  });
  app.use(compression);

  const healthy = healthOf(services.db);
  app.get('/healthz', async (c) => {
    c.header('Cache-Control', 'no-store');
    const wait = await overLimit({ asksHealth: clientAddress(c, env) });
    if (wait !== undefined) {
      c.header('Retry-After', String(wait));
      return c.json({ status: 'too-many-requests' }, 429);
    }
    return (await healthy()) ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503);
  });
  app.get('/assets/:file', (c) => {
    const asset = assets.get(c.req.param('file'));
    return asset ? serveAsset(asset, c.req.raw.headers) : errorPage(c, 404);
  });
  app.get('/favicon.ico', (c) => c.redirect(assets.address('icon.svg'), 302));

  const cookieless = ({ req: { path } }: C) =>
    rooms.cookieless?.some((start) => path === start || path.startsWith(`${start}/`)) ?? false;
  app.use(async (c, next) => (cookieless(c) ? await next() : await signInOf(c, next)));
  app.use(async (c, next) => {
    if (rooms.countsItself?.(c.req.path)) return await next();
    const account = c.get('account');
    const who = { address: clientAddress(c, env), ...(account ? { accountId: account.id } : {}) };
    const wait = await overLimit(who);
    if (wait !== undefined) {
      c.header('Retry-After', String(wait));
      return errorPage(c, 429);
    }
    return await next();
  });
  // What no route takes is 404 or 405, whatever it carries.
  const posts = (c: C) =>
    !reading.has(c.req.method) && !cookieless(c) && takes(app, c.req.method, c.req.path);
  app.use(async (c, next) => {
    if (!posts(c) || isFromOurPages(c)) return await next();
    return errorPage(c, 403, 'csrf');
  });

  const isPage = (path: string) => takes(app, 'GET', path);
  const strangers = async (c: C) => await toSignIn(c, { posted: posts(c), isPage });
  const municipalityGate: MiddlewareHandler<Web> = async (c, next) => {
    const account = c.get('account');
    if (!account) return await strangers(c);
    const id = c.req.param('municipalityId') ?? '';
    const gate = gateInMunicipality(account, id);
    const municipality = gate && (await rooms.municipality(services, id, c.get('lang')));
    if (!gate || !municipality) return errorPage(c, 404);
    c.set('gate', gate);
    const page = c.get('page');
    page.municipality = municipality;
    page.homePath = `/m/${id}`;
    page.nav = rooms.nav({ account, gate, t: page.t });
    return await next();
  };
  app.use('/m/:municipalityId', municipalityGate);
  app.use('/m/:municipalityId/*', municipalityGate);
  const systemGate: MiddlewareHandler<Web> = async (c, next) => {
    const account = c.get('account');
    if (!account) return await strangers(c);
    const gate = gateOfSystem(account);
    if (!gate) return errorPage(c, 404);
    c.set('gate', gate);
    const page = c.get('page');
    page.nav = rooms.nav({ account, gate, t: page.t });
    return await next();
  };
  app.use('/admin', systemGate);
  app.use('/admin/*', systemGate);
  // Size, origin and the right to be here are known now: only here is anything read.
  const ownPosts = postsOfOurPages(isPage);
  app.use(async (c, next) => {
    if (posts(c)) return await ownPosts(c, next);
    const kept = c.req.query('kept') === undefined ? undefined : await keptFormOf(c);
    if (kept) c.get('page').refused = kept;
    return await next();
  });

  app.notFound((c) => {
    const allowed = otherMethods(app, c);
    if (allowed.length === 0) return errorPage(c, 404);
    c.header('Allow', allowed.join(', '));
    return errorPage(c, 405);
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      return errorPage(c, error.status < 500 ? (error.status === 413 ? 413 : 400) : 500);
    }
    // An address or a value that the database cannot even compare: there is nothing of that name.
    if (isBadValue(error)) return errorPage(c, reading.has(c.req.method) ? 404 : 422);
    if (error instanceof WorkerLimit) {
      log.warn({ id: c.get('requestId'), route: routeOf(c), reason: error.reason }, 'work given up');
      c.header('Retry-After', '10');
      return errorPage(c, 503);
    }
    if (isUnavailable(error)) {
      const full = isFullDisk(error);
      log.warn({ id: c.get('requestId'), ...errorFacts(error) }, full ? 'disk full' : 'database unavailable');
      c.header('Retry-After', full ? '60' : '5');
      return errorPage(c, 503, full ? 'disk-full' : undefined);
    }
    log.error({ id: c.get('requestId'), route: routeOf(c), ...errorFacts(error) }, 'unexpected');
    return errorPage(c, 500);
  });
  return app;
}

/** The path that routes know: decoded as far as it can be, without language prefix and last slash. */
function pathOf(request: Request): string {
  const { path } = stripLanguage(getPath(request));
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Path and query as the client wrote them. */
function addressOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start < 0 ? '/' : url.slice(start);
}

/** The pattern that answered: the first that is no middleware, since names of places fit many words. */
function routeOf(c: C): string {
  const matched = matchedRoutes(c);
  const route =
    matched.find(({ method }) => method !== 'ALL') ?? matched.findLast(({ path }) => !path.endsWith('*'));
  return route?.path ?? '-';
}

function otherMethods(app: Hono<Web>, c: C): string[] {
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => {
    if (method === c.req.method || (method === 'GET' && c.req.method === 'HEAD')) return false;
    return takes(app, method, c.req.path);
  });
}

/** Whether a route (not only a middleware) answers this method at this path. */
function takes(app: Hono<Web>, method: string, path: string): boolean {
  const [matched] = app.router.match(method, path);
  return matched.some(([[, route]]) => route.method === method);
}

function pageContext(c: C, lang: Lang, assets: Assets, rooms: Rooms): PageContext {
  const { env } = c.get('services');
  const asked = c.req.url.indexOf('?');
  const query = asked < 0 ? '' : new URL(c.req.url).search;
  const origin = originOf(c);
  const i18n = i18nFor(lang);
  let token: string | undefined;
  return {
    ...i18n,
    path: c.req.path,
    query: query.length > 2000 ? '' : query,
    // Made when a form is drawn, and its cookie set by `show`: a page without forms can be kept by caches.
    get csrfToken() {
      token ??= makeToken(env.secret, bindingOf(c, true), c.get('account')?.id);
      return token;
    },
    operationId: newId,
    nav: [],
    // Asked when a header is drawn: most answers have none.
    get help() {
      return rooms.help?.(c.req.path);
    },
    origin,
    // Asked by the few pages that print or send something.
    get lacks() {
      return [
        ...(env.smtpUrl === undefined ? ['mail' as const] : []),
        ...(isLocal(origin) ? ['address' as const] : []),
      ];
    },
    asset: assets.address,
    done: doneMessage(c.req.query('done'), i18n, c.req.query('on')),
  };
}

/**
 * `?done=needs.done.session-planned`: only such keys, so that no address makes us say something else. One that ends in
 * `-on` names the day of `?on=`.
 */
function doneMessage(
  key: string | undefined,
  { t, fmt }: Pick<I18n, 't' | 'fmt'>,
  on: string | undefined,
): string | undefined {
  if (key === undefined || !/^[a-z-]+\.done\.[a-z0-9.-]+$/.test(key) || !t.has(key)) return undefined;
  if (!key.endsWith('-on')) return t(key);
  return on !== undefined && parseDay(on) ? t(key, { date: fmt.dateShort(on) }) : undefined;
}

const signInOf: MiddlewareHandler<Web> = async (c, next) => {
  const token = readCookie(c, 'ashar_session');
  if (token !== undefined) {
    const state = await readSignIn(c.get('services').db, token, c.get('now'));
    if (state.kind === 'signed-in') {
      c.set('account', state.account);
      const page = c.get('page');
      const { id, name } = state.account;
      let drafts: DraftsOf | undefined;
      page.actor = {
        name,
        path: '/account',
        // Its key is derived when the first form is drawn.
        get drafts() {
          return (drafts ??= draftsOf(c.get('services').env.secret, id));
        },
      };
      const [first, ...others] = new Set(state.account.roles.map(({ municipalityId }) => municipalityId));
      if (first !== undefined && others.length === 0) page.homePath = `/m/${first}`;
    }
  }
  return await next();
};
