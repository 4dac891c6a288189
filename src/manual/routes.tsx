import { Hono } from 'hono';
import { shows } from '../platform/http/pages.ts';
import { publishedCaching } from '../platform/http/published-caching.ts';
import type { C, Web } from '../platform/http/web.ts';
import type { Lang } from '../platform/i18n/lang.ts';
import { isPageName, pageNames } from './contents.ts';
import { manualPage } from './data.ts';
import { ContentsPage, ManualPageView, type Titles } from './views/pages.tsx';

/** `/manual`: what the program does and how, for everybody. The same files stand in `docs/`. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(contentsPage));
  app.get('/:reader/:page', shows(pagePage));
  return app;
}

async function titlesIn(lang: Lang): Promise<Titles> {
  const pages = await Promise.all(pageNames.map(async (name) => await manualPage(lang, name)));
  return Object.fromEntries(pages.map(({ name, title }) => [name, title])) as Titles;
}

/** Caches may keep what names nobody: the page of somebody signed in has their name in its head. */
function mayBeKept(c: C): void {
  if (!c.get('account')) c.header('Cache-Control', publishedCaching);
}

async function contentsPage(c: C) {
  mayBeKept(c);
  return <ContentsPage titles={await titlesIn(c.get('lang'))} />;
}

async function pagePage(c: C) {
  const name = `${c.req.param('reader')}/${c.req.param('page')}`;
  if (!isPageName(name)) return undefined;
  const lang = c.get('lang');
  mayBeKept(c);
  return <ManualPageView page={await manualPage(lang, name)} titles={await titlesIn(lang)} />;
}
