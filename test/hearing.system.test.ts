import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCalendarDays } from '../src/methods/deadlines.ts';
import { todayInBishkek } from '../src/platform/i18n/calendar.ts';
import { closeBrowser, openPage, signIn, startApp, type TestApp } from './app.ts';
import { words } from './words.ts';

// A hearing from the first form to the page that residents read, by a browser without scripts, on a phone, in Russian.

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

const ru = (key: string, params: Record<string, string | number> = {}) => words('ru', key, params);
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);
const sizes = { width: 360, height: 740 };

async function save(page: Page, form = 'main form'): Promise<void> {
  await page.locator(`${form} button:not([type=button])`).last().click();
  await page.waitForLoadState('load');
  expect(await page.locator('.error-summary').count(), await page.locator('main').innerText()).toBe(0);
}

async function wide(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

test(
  'planned, told of, held, written down and published without a script',
  { timeout: 300_000 },
  async () => {
    const today = todayInBishkek(new Date());
    const { page, context, troubles } = await openPage({ viewport: sizes, javaScriptEnabled: false });
    await signIn(page, app.url, 'ak-jar/chair');
    const base = page
      .url()
      .replace(/(\/m\/[0-9a-f-]{36}).*/, '$1')
      .replace(`${app.url}/m`, `${app.url}/ru/m`);
    await page.goto(`${base}/public-meetings/new`);
    await page.getByRole('link', { name: ru('public-meetings.form.hearing') }).click();
    await field(page, 'topic').selectOption('budget');
    await field(page, 'title').fill('Отопление школы: сколько дать из бюджета <b>');
    await field(page, 'titleLang').nth(1).check();
    await field(page, 'plannedOn').fill(today);
    await field(page, 'startsAt').fill('09:00');
    await field(page, 'venue').fill('Клуб');
    await field(page, 'plannedPeople').fill('80');
    await save(page);
    const path = new URL(page.url()).pathname;
    const at = `${app.url}${path}`;
    expect(await page.locator('main').innerText()).toContain(ru('public-meetings.weaknesses'));
    expect(await wide(page)).toBeLessThanOrEqual(0);

    // While the notice is not whole, residents are shown nothing, and the page says what is missing.
    await page.getByRole('button', { name: ru('public-meetings.publish'), exact: true }).click();
    expect(await page.locator('main').innerText()).toContain(ru('error.notice-incomplete'));

    await page.goto(`${at}/notice`);
    for (const name of ['nature', 'whoComes', 'studyPlace', 'proposalsHow', 'budgetFacts'])
      await field(page, name).fill(`Строка: ${name}`);
    await field(page, 'studyFrom').fill(addCalendarDays(today, -1));
    await page.locator('form#notice button').first().click();
    await page.waitForLoadState('load');
    await field(page, 'channel').selectOption('board');
    await field(page, 'place').fill('у магазина');
    await page.locator('form#posting button').last().click();
    await page.waitForLoadState('load');
    expect(await page.locator('main').innerText()).toContain('у магазина');
    expect(await wide(page)).toBeLessThanOrEqual(0);

    await page.goto(`${at}/agenda`);
    await field(page, 'rows.0.text').fill('Сметы отопления');
    await save(page);
    await page.goto(`${at}/offices`);
    for (const [row, office] of [
      [0, 'chair'],
      [1, 'secretary'],
      [2, 'counting'],
    ] as const) {
      await field(page, `rows.${row}.personId`).selectOption({ index: row + 1 });
      await field(page, `rows.${row}.office`).selectOption(office);
    }
    await save(page);
    await page.goto(`${at}/record`);
    await field(page, 'text').fill('Зимой двенадцать градусов, дети в пальто.');
    await field(page, 'sex').first().check();
    await page.locator('form#speech button').last().click();
    await page.waitForLoadState('load');
    expect(await page.locator('main').innerText()).toContain('дети в пальто');
    await page.goto(`${at}/attendance`);
    await field(page, 'heldOn').fill(today);
    await field(page, 'women').fill('3');
    await field(page, 'men').fill('41');
    await save(page);

    await page.goto(at);
    await page.locator('summary', { hasText: ru('meetings.close.verb') }).click();
    await page.getByRole('button', { name: ru('meetings.close.verb') }).click();
    await page.waitForLoadState('load');
    await page.getByRole('button', { name: ru('public-meetings.minutes.make') }).click();
    await page.waitForURL(/\/acts\//);
    expect(await page.locator('main').innerText()).toContain('дети в пальто');
    await page.goto(at);
    await page.getByRole('button', { name: ru('public-meetings.publish'), exact: true }).click();
    await page.waitForLoadState('load');

    // What a stranger reads: the sum, and not that three of them were women; nobody's name who only spoke.
    const stranger = await openPage({ viewport: sizes, javaScriptEnabled: false });
    const [, municipality, meeting] = /\/m\/([0-9a-f-]{36})\/public-meetings\/([0-9a-f-]{36})/.exec(path)!;
    await stranger.page.goto(`${app.url}/ru/meetings/${municipality!}`);
    await stranger.page.getByRole('link', { name: /Отопление школы/ }).click();
    const shown = await stranger.page.locator('main').innerText();
    expect(shown).toContain('44');
    expect(shown).toContain(ru('public-meetings.public.hidden'));
    expect(shown).toContain('дети в пальто');
    expect(shown).not.toContain('41');
    expect(await wide(stranger.page)).toBeLessThanOrEqual(0);
    expect(await stranger.page.locator('main b').count()).toBe(0);
    const calendar = await stranger.page.request.get(
      `${app.url}/meetings/${municipality!}/${meeting!}/event.ics`,
    );
    expect(await calendar.text()).toContain('BEGIN:VEVENT');
    expect(troubles).toEqual([]);
    expect(stranger.troubles).toEqual([]);
    await context.close();
    await stranger.context.close();
  },
);
