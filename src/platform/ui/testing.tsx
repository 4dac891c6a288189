import type { VNode } from 'preact';
import { i18nFor } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import type { PageContext } from './page-context.ts';
import { renderPage } from './render-page.tsx';

/** A page context for tests of views: fixed token, counted operation ids, assets under `/assets/`. */
export function testPage(lang: Lang = 'ky', over: Partial<PageContext> = {}): PageContext {
  let operations = 0;
  return {
    ...i18nFor(lang),
    path: '/here',
    query: '',
    csrfToken: 'test-token',
    operationId: () => `operation-${++operations}`,
    nav: [],
    asset: (name) => `/assets/${name}`,
    ...over,
  };
}

/** The body of a page that holds the view, as HTML; for tests of structure and texts. */
export function renderView(view: VNode, lang: Lang = 'ky', over: Partial<PageContext> = {}): string {
  const html = renderPage(testPage(lang, over), view);
  return html.slice(html.indexOf('<body'), html.lastIndexOf('</body>'));
}
