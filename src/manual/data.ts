import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as marked from 'marked';
import type { MarkedToken, Token } from 'marked';
import { projectRoot } from '../platform/env.ts';
import type { Lang } from '../platform/i18n/lang.ts';
import { isPageName, manualPath, type PageName } from './contents.ts';

/** A heading below the title. Its id is made of the English words, so that an address holds in all languages. */
export type Section = { readonly id: string; readonly depth: number; readonly text: string };

/** A page of the manual, read once and kept. */
export type ManualPage = {
  readonly name: PageName;
  readonly title: string;
  /** What stands below the title. */
  readonly tokens: readonly Token[];
  readonly sections: readonly Section[];
  /** The section that a heading among the tokens begins. */
  readonly idOf: ReadonlyMap<Token, string>;
};

let reading: Promise<typeof marked> | undefined;

const kept = new Map<string, ManualPage>();

/**
 * One page in one language. What reads Markdown is loaded when the first page is asked for: a start needs none of it.
 * @throws Error when the file is not there or has no title: a fault of the program, which a test finds.
 */
export async function manualPage(lang: Lang, name: PageName): Promise<ManualPage> {
  const key = `${lang} ${name}`;
  const known = kept.get(key);
  if (known) return known;
  const { lexer } = await (reading ??= import('marked'));
  const page = pageOf(lexer, lang, name);
  kept.set(key, page);
  return page;
}

type Lexer = typeof marked.lexer;

function pageOf(lexer: Lexer, lang: Lang, name: PageName): ManualPage {
  const { title, tokens } = fileOf(lexer, lang, name);
  const sections = sectionsOf(lexer, lang, name);
  const headings = tokens.filter(({ type }) => type === 'heading');
  walk(tokens, (token) => {
    if (token.type === 'link') token.href = addressOf(lexer, lang, name, token.href);
  });
  const idOf = new Map(headings.map((heading, at) => [heading, sections[at]?.id ?? '']));
  return { name, title, tokens, sections, idOf };
}

function fileOf(lexer: Lexer, lang: Lang, name: PageName) {
  const file = path.join(projectRoot(), 'docs', `${name}.${lang}.md`);
  const [first, ...tokens] = lexer(readFileSync(file, 'utf8')) as MarkedToken[];
  if (first?.type !== 'heading' || first.depth !== 1) throw new Error(`${file} has no title.`);
  return { title: textOf(first), tokens };
}

/** The headings with the ids that the English ones at their places give them. */
function sectionsOf(lexer: Lexer, lang: Lang, name: PageName): readonly Section[] {
  const own = headingsOf(lexer, lang, name);
  const english = slugs(headingsOf(lexer, 'en', name).map(({ text }) => text));
  return own.map((heading, at) => ({ ...heading, id: english[at] ?? '' }));
}

function headingsOf(lexer: Lexer, lang: Lang, name: PageName) {
  return fileOf(lexer, lang, name).tokens.flatMap((token) =>
    token.type === 'heading' ? [{ depth: token.depth, text: textOf(token) }] : [],
  );
}

/** Ids as a repository's pages make them of headings; of equal ones the later have a number. */
function slugs(headings: readonly string[]): string[] {
  const times = new Map<string, number>();
  return headings.map((heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    const before = times.get(slug) ?? 0;
    times.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** Where a link of the files leads in the program: `../staff/cycle.ky.md#даярдык` is `/manual/staff/cycle#readiness`. */
function addressOf(lexer: Lexer, lang: Lang, from: PageName, href: string): string {
  const [file = '', fragment] = href.split('#', 2);
  const ending = `.${lang}.md`;
  const to = file === '' ? from : path.posix.join(path.posix.dirname(from), file.slice(0, -ending.length));
  if (!isPageName(to) || (file !== '' && !file.endsWith(ending))) return href;
  if (fragment === undefined) return manualPath(to);
  const at = slugs(headingsOf(lexer, lang, to).map(({ text }) => text)).indexOf(decodeURIComponent(fragment));
  const id = sectionsOf(lexer, lang, to)[at]?.id;
  return manualPath(id ? `${to}#${id}` : to);
}

/** The plain words of a token. */
export function textOf(token: Token): string {
  const one = token as MarkedToken;
  if ('tokens' in one && one.tokens) return one.tokens.map(textOf).join('');
  return 'text' in one ? one.text : '';
}

function walk(tokens: readonly Token[], visit: (token: MarkedToken) => void): void {
  for (const each of tokens) {
    const token = each as MarkedToken;
    visit(token);
    if (token.type === 'list') walk(token.items, visit);
    else if (token.type === 'table') {
      for (const cell of [token.header, ...token.rows].flat()) walk(cell.tokens, visit);
    } else if ('tokens' in token && token.tokens) walk(token.tokens, visit);
  }
}
