import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { I18nContext } from '../i18n/context.ts';
import { hrefFor, LANGS } from '../i18n/lang.ts';
import { HeadContext, type HeadCollector } from './head.ts';
import { PageContextValue, type PageContext } from './page-context.ts';

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
}

function headOf(page: PageContext, head: HeadCollector): string {
  const query = page.query ?? '';
  const address = (lang: (typeof LANGS)[number]) => `${page.origin ?? ''}${hrefFor(lang)(page.path)}`;
  const brand = page.t('ui.brand');
  const title = head.title && head.title !== brand ? `${head.title} · ${brand}` : brand;
  const staff = head.variant === 'staff';
  const nonce = page.cspNonce ? ` nonce="${escape(page.cspNonce)}"` : '';
  const parts = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escape(title)}</title>`,
    head.description ? `<meta name="description" content="${escape(head.description)}">` : '',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="theme-color" content="#8f2436" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#171412" media="(prefers-color-scheme: dark)">',
    '<meta name="format-detection" content="telephone=no">',
  ];
  if (staff || head.noindex) parts.push('<meta name="robots" content="noindex">');
  else {
    parts.push(`<link rel="canonical" href="${escape(address(page.lang))}">`);
    for (const lang of LANGS) {
      parts.push(`<link rel="alternate" hreflang="${lang}" href="${escape(address(lang) + query)}">`);
    }
  }
  parts.push(`<link rel="icon" type="image/svg+xml" href="${escape(page.asset('icon.svg'))}">`);
  for (const style of new Set(['base.css', ...(staff ? ['staff.css'] : []), ...head.styles])) {
    parts.push(`<link rel="stylesheet" href="${escape(page.asset(style))}">`);
  }
  if (head.feed) {
    parts.push(`<link rel="alternate" type="application/atom+xml" href="${escape(head.feed)}">`);
  }
  for (const script of head.scripts) {
    parts.push(`<script type="module"${nonce} src="${escape(page.asset(script))}"></script>`);
  }
  return parts.join('');
}

/** The document of an answer: a refusal that none of the page's forms took stands at its top. */
export function renderWhole(page: PageContext, content: VNode): string {
  const html = renderPage(page, content);
  if (!page.refused || page.refusedIn !== undefined) return html;
  page.refusedIn = '';
  return renderPage(page, content);
}

/**
 * Renders a whole HTML document. The page must contain one `Layout`, which names the title and the variant.
 * Components may ask for client scripts while they render (`useScript`).
 */
export function renderPage(page: PageContext, content: VNode): string {
  const head: HeadCollector = {
    title: '',
    variant: 'public',
    noindex: false,
    scripts: new Set(),
    styles: new Set(),
  };
  const body = renderToString(
    <I18nContext.Provider value={page}>
      <PageContextValue.Provider value={page}>
        <HeadContext.Provider value={head}>{content}</HeadContext.Provider>
      </PageContextValue.Provider>
    </I18nContext.Provider>,
  );
  return `<!doctype html><html lang="${page.lang}"><head>${headOf(page, head)}</head><body class="${head.variant}">${body}</body></html>`;
}
