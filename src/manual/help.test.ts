import { beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import type { Database } from '../platform/db/connect.ts';
import { testServices } from '../platform/http/testing.ts';
import { LANGS } from '../platform/i18n/lang.ts';
import { isPageName } from './contents.ts';
import { manualPage } from './data.ts';
import { helpFor, helpPlaces, helpRule } from './help.ts';

/** Addresses that people who are signed in open, each `:part` as a word that no rule knows. */
let pages: readonly string[] = [];
beforeAll(() => {
  const { routes } = createApp(testServices({} as Database));
  pages = [...new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))]
    .filter((path) => /^\/(m|admin|account)(\/|$)/.test(path) && path !== '/admin')
    .map((path) => path.replace(/:\w+(\{.*?\}(?=\/|$))?/g, 'x'));
});

test('each page of the staff has a question mark that knows at least its room', () => {
  expect(pages.length).toBeGreaterThan(100);
  const lost = pages.filter((page) => {
    const known = helpRule(page)?.pattern;
    return known === undefined || (known === '/m/*' && page !== '/m/x');
  });
  expect(lost).toEqual([]);
});

test('each line of the table speaks of a page that there is', () => {
  const used = new Set(pages.map((page) => helpRule(page)?.pattern));
  expect(Object.keys(helpPlaces).filter((pattern) => !used.has(pattern))).toEqual([]);
});

test.each(LANGS)('each question mark leads to words that stand there, %s', async (lang) => {
  const dead: string[] = [];
  for (const place of Object.values(helpPlaces)) {
    const [name = '', id] = place.split('#');
    const page = isPageName(name) ? await manualPage(lang, name) : undefined;
    if (!page || (id !== undefined && !page.sections.some((section) => section.id === id))) dead.push(place);
  }
  expect(dead).toEqual([]);
});

test('the closest line is taken; pages of residents have none', () => {
  expect(helpFor('/m/1/needs/focus/2/plan')).toBe('/manual/staff/focus-groups#planning');
  expect(helpFor('/m/1/needs/focus/new')).toBe('/manual/staff/focus-groups#planning');
  expect(helpFor('/m/1/needs/focus/2')).toBe('/manual/staff/focus-groups');
  expect(helpFor('/m/1/people/persons/new')).toBe('/manual/staff/people');
  expect(helpFor('/kok-irim/2026')).toBeUndefined();
});
