import { i18nFor } from '../platform/i18n/i18n.ts';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Web } from '../platform/http/web.ts';
import { LANGS } from '../platform/i18n/lang.ts';
import { renderView, testPage } from '../platform/ui/testing.tsx';
import { Inputs } from './inputs.ts';
import { publicRoutes } from './routes.tsx';
import { topics, type Topic } from './topics.ts';
import { OverviewPage } from './views/overview.tsx';
import { TopicPage } from './views/topic-page.tsx';

const page = (topic: Topic, query = '', lang: (typeof LANGS)[number] = 'en') =>
  renderView(<TopicPage topic={topic} inputs={new Inputs(new URLSearchParams(query))} />, lang);
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

describe.each(topics)('the page %s', (topic) => {
  it.each(LANGS)('speaks %s, has an example and a form that needs no script', (lang) => {
    const html = page(topic, '', lang);
    expect(html.includes('<form method="get"')).toBe(true);
    expect(html.includes('<table') || html.includes('<ol class="ranks"')).toBe(true);
    expect(html.includes('<script')).toBe(false);
    // A message that is missing throws in tests; a hole that was not filled would be seen here.
    expect(/\{\w+\}|undefined|NaN|\[object/.exec(text(html))).toBeNull();
  });

  it('stays a page whatever is typed', () => {
    const names = [...page(topic).matchAll(/name="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(0);
    const odd = [
      '',
      '-1',
      '0',
      '1e9',
      '999999999999',
      '2,5',
      'көп',
      '<b>&"',
      '٣',
      'Infinity',
      '1/0',
      '  ',
      'a'.repeat(3000),
      '2027-99-99',
      'e',
      '0.0000001',
    ];
    for (const value of odd) {
      const query = new URLSearchParams(names.map((name): [string, string] => [name, value]));
      const html = page(topic, query.toString());
      expect(/.{30}(undefined|NaN|\[object).{30}/.exec(text(html))?.[0]).toBeUndefined();
      expect(html.includes('<b>&')).toBe(false);
    }
    for (const name of names) {
      for (const value of odd)
        expect(page(topic, new URLSearchParams([[name, value]]).toString())).toContain('<h1');
    }
  });
});

describe('the examples', () => {
  it('count what the reader typed', () => {
    expect(text(page('stickers', 'people=30&water=80'))).toContain('30 × 5');
    expect(text(page('stickers', 'people=30')).includes('30 participants')).toBe(false);
    expect(text(page('stickers'))).toContain('15 participants, fewer than 20');
    expect(text(page('stickers', 'people=1'))).toContain('62 votes, but only 5 stickers');
    expect(text(page('stickers'))).toContain('all 6 are shown');
  });

  it('show six rules side by side', () => {
    const shown = text(page('roll-up'));
    for (const piece of [
      '24.2',
      '25.7',
      '2.25',
      '4.5',
      'Women, 18–35: first for them is No kindergarten',
      'Men, 18–35: first for them is No place for sport',
    ]) {
      expect(shown).toContain(piece);
    }
  });

  it('show that a merge takes the first place', () => {
    const shown = text(page('what-if'));
    expect(shown).toContain('No conditions for culture + Young people lack information (75 votes)');
    expect(text(page('what-if', 'first=water&second=water'))).toContain('Choose two different problems');
    expect(text(page('what-if', 'first=bridges&second=budget'))).toContain('The first place stays');
  });

  it('choose projects as the command does', () => {
    const shown = text(page('selection'));
    expect(/Spent, thousand som ([\d ]+) Voters/.exec(shown)?.[1]).toBe('820 480 850 870');
    expect(shown).toContain('Street light (4): cost 240');
    expect(text(page('selection', 'ballots=7'))).toContain('numbers from 1 to 6');
    expect(text(page('selection', 'ballots='))).toContain('Voters left with nothing 0 0 0 0');
  });

  it('check the composition in whole people', () => {
    expect(text(page('composition'))).toContain('Not kept: at least 4 are needed, 1 missing');
    expect(text(page('composition', 'women=4'))).toContain('Kept');
  });

  it('give the figures of the worked examples', () => {
    expect(text(page('intervals'))).toMatch(/29\.0\s?% – 43\.9\s?%/);
    expect(text(page('index'))).toMatch(/Index 55 limited/);
    expect(text(page('progress'))).toContain('50 %');
    expect(text(page('progress'))).toContain('35.8 %');
    expect(text(page('deadlines'))).toContain('10 March 2027');
    expect(text(page('scorecards'))).toContain('2.8');
    // Four to four: the chair's vote decides; an abstention leaves nothing equal for the chair to decide.
    const adopted = i18nFor('en').t('decisions.result.adopted');
    const lost = i18nFor('en').t('decisions.result.not-adopted');
    expect(text(page('votes'))).toContain(adopted);
    expect(text(page('votes', 'chair=against'))).toContain(lost);
    expect(text(page('votes', 'for=4&against=3&abstained=1'))).toContain(lost);
    expect(text(page('votes', 'for=9'))).toContain(i18nFor('en').t('explain.votes.too-many'));
    expect(text(page('privacy'))).toContain('Hidden because below 5: 1; hidden to protect them: 3');
  });

  it('say which value was not understood, and keep it in the field', () => {
    const html = page('composition', 'women=many');
    expect(html).toContain('value="many"');
    expect(text(html)).toContain('This value could not be read');
  });
});

describe('the list of topics', () => {
  it.each(LANGS)('links to every page in %s', (lang) => {
    const html = renderView(<OverviewPage />, lang);
    for (const topic of topics) expect(html).toContain(`/methods/${topic}"`);
  });
});

describe('the routes', () => {
  const app = new Hono<Web>();
  app.use(async (c, next) => {
    c.set('page', testPage('ky', { path: new URL(c.req.url).pathname }));
    await next();
  });
  app.route('/', publicRoutes());

  it('answer for every topic, and 404 for another', async () => {
    expect((await app.request('/methods')).status).toBe(200);
    for (const topic of topics) {
      const response = await app.request(`/methods/${topic}?people=7&x=%F0%9F%98%80`);
      expect(response.status).toBe(200);
      expect((await response.text()).startsWith('<!doctype html>')).toBe(true);
    }
    expect((await app.request('/methods/magic')).status).toBe(404);
    expect((await app.request('/methods/constructor')).status).toBe(404);
  });
});
