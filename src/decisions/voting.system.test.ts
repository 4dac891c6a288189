import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  barriersOn,
  closeBrowser,
  openPage,
  signIn,
  startApp,
  takeLooker,
  type TestApp,
  type TestPage,
} from '../../test/app.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { Lang } from '../platform/i18n/lang.ts';

// The evening of a meeting in a real browser: a registrar with a phone at the door, people with phones that run no
// script, the question, the wall of the hall. In Kyrgyz and in Russian.

const phoneSize = { width: 360, height: 740 };
let app: TestApp;
let desk: TestPage;
let at = '';

beforeAll(async () => {
  app = await startApp({ demo: true });
  desk = await openPage({ viewport: phoneSize });
  await takeLooker(desk.context);
  await signIn(desk.page, app.url, 'kok-irim/chair');
});
afterAll(async () => {
  await closeBrowser();
  await app?.stop();
});

const wordsOf = (lang: Lang) => i18nFor(lang).t;
const prefix = (lang: Lang) => (lang === 'ky' ? '' : `/${lang}`);

/** Nothing on the page is wider than the phone. */
async function expectFits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
}

async function expectGood(page: Page): Promise<void> {
  await expectFits(page);
  expect(await barriersOn(page), page.url()).toEqual([]);
}

describe.each(['ky', 'ru'] as const)('the door and the vote, %s', (lang) => {
  const t = wordsOf(lang);
  let door = '';
  let code = '';

  it('is registered by hand with three taps, and the number stands in large', async () => {
    const { page } = desk;
    const [, municipality = ''] = /\/m\/([0-9a-f-]{36})/.exec(await page.content()) ?? [];
    await page.goto(`${app.url}${prefix(lang)}/m/${municipality}/public-meetings/planning/new`);
    await page.getByRole('main').locator('form button[type=submit]').last().click();
    await page.waitForURL(/planning\/[0-9a-f-]{36}\/schedule/);
    at = page.url().replace(/\/schedule.*$/, '');
    await page.goto(`${at}/door`);
    await expectGood(page);
    await page.getByLabel(t('meetings.col.name')).fill('Асанова Гүлнара');
    await page.getByText(t('ui.sex.female'), { exact: true }).click();
    await page.getByText('Арал', { exact: true }).click();
    await page.getByRole('button', { name: t('decisions.door.register') }).click();
    const last = page.locator('.door-last');
    await last.getByText('Асанова Гүлнара').waitFor();
    await expectGood(page);
    code = ((await last.locator('.door-code b').textContent()) ?? '').replace(/\s/g, '');
    expect(code).toMatch(/^\d{9}$/);
    door = ((await page.locator('.door-address b').textContent()) ?? '').slice(-6);
  });

  it('a phone without scripts registers itself, waits, and is given a number with one tap', async () => {
    const phone = await openPage({ viewport: phoneSize, javaScriptEnabled: false });
    const { page } = phone;
    await page.goto(`${app.url}${prefix(lang)}/v/${door}`);
    await page.getByRole('link', { name: t('decisions.phone.register') }).click();
    await page.getByLabel(t('meetings.col.name')).fill('Бердиев Улан');
    await page.getByLabel(t('ui.sex.male')).check();
    await page.getByLabel(t('decisions.field.village'), { exact: true }).selectOption({ label: 'Арал' });
    await page.getByRole('button', { name: t('ui.send') }).click();
    await page.getByRole('heading', { name: t('decisions.place.waiting') }).waitFor();
    await desk.page.goto(`${at}/door`);
    await expectGood(desk.page);
    await desk.page.getByRole('button', { name: `${t('decisions.waiting.give')}: Бердиев Улан` }).click();
    await desk.page.waitForURL(/last=/);
    // The page looks again by itself.
    await page.getByRole('heading', { name: t('decisions.place.given') }).waitFor({ timeout: 15_000 });
    await page.getByRole('link', { name: t('decisions.phone.title') }).click();
    await page.getByRole('heading', { name: t('decisions.phone.wait') }).waitFor();
    await phone.context.close();
  });

  it('a question is opened, voted from a phone, shown on the wall without its split, and closed', async () => {
    const { page } = desk;
    const question = 'Көчө жарыгын биринчи коёбузбу?';
    await page.goto(`${at}/votes`);
    await page.locator('summary', { hasText: t('decisions.question.add') }).click();
    await page.getByLabel(t('decisions.field.question')).fill(question);
    await page.getByRole('radio', { name: t('decisions.way.tokens') }).check();
    await expectGood(page);
    await page
      .locator('#add')
      .getByRole('button', { name: t('decisions.question.add') })
      .click();
    await page.waitForURL(/votes\/[0-9a-f-]{36}/);
    await expectGood(page);
    await page.getByRole('button', { name: t('decisions.open.verb') }).click();
    await page.waitForURL(/done=decisions\.done\.opened/);
    await expectGood(page);

    const phone = await openPage({ viewport: phoneSize });
    await takeLooker(phone.context);
    await phone.page.goto(`${app.url}${prefix(lang)}/v/${door}/${code}`);
    await expectGood(phone.page);
    const choice = phone.page.getByRole('button', { name: t('decisions.choice.for'), exact: true });
    // Large enough for a thumb.
    expect((await choice.boundingBox())!.height).toBeGreaterThanOrEqual(56);
    await choice.click();
    await phone.page.getByText(t('decisions.phone.counted', { choice: t('decisions.choice.for') })).waitFor();
    await expectGood(phone.page);

    const wall = await openPage({ viewport: { width: 1280, height: 720 } });
    await signIn(wall.page, app.url, 'kok-irim/chair');
    await wall.page.goto(`${at}/votes/screen`);
    await wall.page.getByRole('heading', { name: question }).waitFor();
    expect(await wall.page.locator('.vote-screen-count b').textContent()).toBe('1');
    expect(await wall.page.locator('.vote-figures').count()).toBe(0);
    await page.getByRole('button', { name: t('decisions.close.verb') }).click();
    await page.waitForURL(/done=decisions\.done\.closed/);
    await expectGood(page);
    // The wall looks again by itself.
    await wall.page.locator('.vote-figures').waitFor({ timeout: 15_000 });
    for (const one of [desk, phone, wall]) expect(one.troubles).toEqual([]);
    await phone.context.close();
    await wall.context.close();
  });

  it('cards, numbers and the list of votes read well on a phone', async () => {
    const { page } = desk;
    for (const rest of ['/tokens', '/votes']) {
      await page.goto(`${at}${rest}`);
      await expectGood(page);
    }
    await page
      .getByRole('link', { name: t('decisions.go.read') })
      .first()
      .click();
    await expectGood(page);
  });
});
