import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lexer } from 'marked';
import { describe, expect, it, test } from 'vitest';
import { faultsOf } from '../../scripts/words-of-the-house.mjs';
import { projectRoot } from '../platform/env.ts';
import { LANGS } from '../platform/i18n/lang.ts';
import { renderView } from '../platform/ui/testing.tsx';
import { isPageName, pageNames } from './contents.ts';
import { manualPage, textOf } from './data.ts';
import { Markdown } from './views/markdown.tsx';
import { ManualPageView, type Titles } from './views/pages.tsx';

const docs = path.join(projectRoot(), 'docs');
const text = (name: string, lang: string) => readFileSync(path.join(docs, `${name}.${lang}.md`), 'utf8');
const none = Object.fromEntries(pageNames.map((name) => [name, name])) as Titles;

test('each page of the folders stands in the contents, in three languages', () => {
  const files = globSync('{staff,facilitators,administrators}/*', { cwd: docs }).sort();
  expect(files).toEqual(pageNames.flatMap((name) => LANGS.map((lang) => `${name}.${lang}.md`)).sort());
});

/** Headings, tables, lists and blocks of code in their order: what a page is made of, whatever it says. */
const shape = (source: string) =>
  lexer(source).flatMap((token) =>
    token.type === 'heading'
      ? ['#'.repeat((token as { depth: number }).depth)]
      : token.type === 'table'
        ? [`table ${(token as { rows: unknown[] }).rows.length}`]
        : token.type === 'list'
          ? [`list ${(token as { items: unknown[] }).items.length}`]
          : token.type === 'code'
            ? ['code']
            : [],
  );

describe.each(pageNames)('the page %s', (name) => {
  it('says the same in three languages: the same headings, rows, points and commands', () => {
    const [ky, ru, en] = LANGS.map((lang) => shape(text(name, lang)));
    expect({ ky, ru }).toEqual({ ky: en, ru: en });
  });

  it.each(LANGS)('speaks the words of the interface: %s', (lang) => {
    // What stands in quotation marks or as code are other people's words.
    const lines = text(name, lang)
      .split('\n')
      .map((line) => line.replace(/^(?:\s*[-|#]+|\d+\.)\s*/, '').replace(/`[^`]*`|«[^»]*»|“[^”]*”/g, ''));
    expect(
      lines.flatMap((line) => faultsOf(lang, 'manual.text', line).map((fault) => [fault, line])),
    ).toEqual([]);
  });

  it.each(LANGS)('has no HTML, and no link that leads nowhere: %s', async (lang) => {
    const page = await manualPage(lang, name);
    const html = renderView(<ManualPageView page={page} titles={none} />, lang);
    expect(html).not.toMatch(/&lt;\w|&amp;\w+;|undefined|\[object/);
    const links = [...text(name, lang).matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
    const shown = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, to = '']) => to);
    const bad = shown.filter((to) => {
      const [address = '', id] = to.replace(/^\/(ru|en)\//, '/').split('#');
      if (address === '') return !html.includes(`id="${id}"`);
      return address.startsWith('/manual/') && !isPageName(address.slice('/manual/'.length));
    });
    expect(bad).toEqual([]);
    // A link that the pages of the program cannot follow would stand there as words alone.
    const followed =
      [...html.matchAll(/<div class="manual">([\s\S]*)<nav class="manual-others"/g)][0]?.[1] ?? '';
    expect([...followed.matchAll(/<a href="(?!#)/g)].length).toBe(
      links.filter((to) => !to.startsWith('#')).length,
    );
  });
});

test('what looks like HTML stands there as letters', () => {
  const tokens = lexer('<script>x</script>\n\na <b onclick="x">b</b> [c](javascript:x) ![p](p.png) `<i>`');
  const html = renderView(<Markdown tokens={tokens} page={{ title: 'x', idOf: new Map() }} />);
  expect(html).not.toMatch(/<(script|b|img|i|a)\b/);
  expect(html).toContain('&lt;script>x&lt;/script>');
  expect(textOf(tokens.at(-1)!)).toContain('c');
});

test('the same id in every language', async () => {
  const [ky, en] = await Promise.all([manualPage('ky', 'staff/cycle'), manualPage('en', 'staff/cycle')]);
  expect(ky.sections.map(({ id }) => id)).toEqual(en.sections.map(({ id }) => id));
  expect(ky.sections.map(({ id }) => id)).toContain('readiness');
});
