import type { DownloadFormat } from '../files/download.ts';
import { publishedCaching } from '../http/published-caching.ts';
import { download, type C } from '../http/web.ts';
import { keptPaper, paperName } from './kept-papers.ts';

/**
 * Answers with a paper of something published, made once and kept. That it still stands, the route has asked.
 * @param of what the paper is made of and nothing else: the publication's id, the kind of paper, its language …
 */
export async function publishedPaper(
  c: C,
  of: readonly string[],
  { format, name }: { readonly format: DownloadFormat; readonly name: string },
  make: () => Promise<Buffer<ArrayBuffer>>,
): Promise<Response> {
  const kept = paperName(of);
  const etag = `"${kept.slice(0, 27)}"`;
  const caching = { ETag: etag, 'Cache-Control': publishedCaching };
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === etag || tag === '*')) return c.body(null, 304, caching);
  const bytes = await keptPaper(c.get('services').env.dataFolder, kept, make);
  const answer = download(c, bytes, format, name);
  for (const [header, value] of Object.entries(caching)) answer.headers.set(header, value);
  return answer;
}
