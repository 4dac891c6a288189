import type { Page } from 'playwright-core';

/** The kind of a page: ids, years and questions left out, so that one of each kind is visited; of the manual one page. */
export function kindOf(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/\d{4}(?=\/|$)/g, '/:year')
    .replace(/^\/manual\/.+/, '/manual/:page');
}

const skipped = /\.(pdf|docx|xlsx|csv|json|svg|ics|zip)$|\/sign-out|^\/(ru|en)(\/|$)|^\/assets\//;

/**
 * One address of each kind of page that this reader reaches by links from the first page, in Kyrgyz. An answer of
 * 400 and more on the way is a fault: links lead somewhere.
 */
export async function pagesOf(page: Page, url: string): Promise<string[]> {
  const found = new Map<string, string>();
  const faults: string[] = [];
  const queue = ['/'];
  while (queue.length > 0) {
    const path = queue.shift()!;
    const kind = kindOf(path);
    if (found.has(kind)) continue;
    found.set(kind, path);
    const response = await page.request.get(`${url}${path}`);
    const type = response.headers()['content-type'] ?? '';
    if (response.status() >= 400) faults.push(`${response.status()} ${path}`);
    if (!type.startsWith('text/html')) {
      found.delete(kind);
      continue;
    }
    const html = await response.text();
    const arrived = new URL(response.url()).pathname;
    if (arrived !== path.split('?')[0] && !found.has(kindOf(arrived))) queue.push(arrived);
    for (const [, link = ''] of html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)) {
      const next = link.replaceAll('&amp;', '&');
      if (!skipped.test(next.split('?')[0]!) && !found.has(kindOf(next))) queue.push(next);
    }
  }
  if (faults.length > 0) throw new Error(`Links lead to faults:\n${faults.join('\n')}`);
  return [...found.values()];
}
