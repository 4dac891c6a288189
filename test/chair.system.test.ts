import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { stickers } from '../src/demo/ak-jar.ts';
import type { Lang } from '../src/platform/i18n/lang.ts';
import { closeBrowser, openPage, signIn, startApp, type TestApp } from './app.ts';
import { words } from './words.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

const topicOf = new Map(
  stickers.flatMap(({ topic, wordings }) => wordings.map((text) => [text, topic] as const)),
);

async function left(page: Page): Promise<number> {
  return Number((await page.locator('.board-left').innerText()).replace(/\D/g, ''));
}

/** Opens the first page of a room by its link in the navigation. */
async function openRoom(page: Page, lang: Lang, room: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words(lang, `${room}.nav`), exact: true })
    .click();
}

test('a facilitator groups 125 stickers by keyboard; the chair closes the session and publishes; people read it', async () => {
  const facilitator = await openPage();
  await signIn(facilitator.page, app.url, 'ak-jar/facilitator');
  const { page } = facilitator;
  await openRoom(page, 'ky', 'needs');
  await page.locator('main a[href*="/needs/sessions/"]').first().click();
  await page.waitForURL(/\/needs\/sessions\//);
  const session = page.url().replace(/[?#].*/, '');
  await page.goto(`${session}/board`);
  expect(await left(page)).toBe(125);

  let actions = 0;
  for (let now = 125; now > 0; now = await left(page)) {
    const text = (await page.locator('.sticker[aria-current] span').first().innerText()).trim();
    const topic = topicOf.get(text)!;
    const card = page.locator('[data-problem]', { has: page.getByText(topic, { exact: true }) }).first();
    const key =
      (await card.count()) === 0
        ? null
        : await card.locator('[aria-keyshortcuts]').first().getAttribute('aria-keyshortcuts');
    if (key === null) {
      await page.keyboard.press('Enter');
      await page.getByLabel(words('ky', 'needs.board.new-name')).fill(topic);
      await page.keyboard.press('Enter');
      actions += 3;
    } else {
      await page.keyboard.press(key);
      actions += 1;
    }
    await expect.poll(async () => await left(page), { timeout: 10_000 }).toBeLessThan(now);
    // A new problem stands at once; it has a number to press when the server knows of it.
    await page.locator('.problem:not([data-problem])').waitFor({ state: 'detached' });
    if (key === null) await page.locator('h1').click();
    expect(actions).toBeLessThan(250);
  }
  expect(actions).toBeLessThanOrEqual(125);
  // What is on the screen is what is on the server, once the last move has arrived.
  await page.locator('ashar-board[aria-busy=true]').waitFor({ state: 'detached', timeout: 30_000 });
  await page.reload();
  expect(await left(page)).toBe(0);
  for (const { topic, count } of stickers) {
    const card = page.locator('[data-problem]', { has: page.getByText(topic, { exact: true }) }).first();
    expect(await card.locator('.problem-votes b').innerText(), topic).toBe(String(count));
  }
  expect(facilitator.troubles).toEqual([]);
  await facilitator.context.close();

  const chair = await openPage();
  await signIn(chair.page, app.url, 'ak-jar/chair');
  await chair.page.goto(`${session}/close`);
  await chair.page
    .locator('main summary, main button')
    .filter({ hasText: words('ky', 'needs.close.verb', { name: '' }).trim() })
    .first()
    .click();
  const confirm = chair.page.locator('main button[type=submit]:visible, main form button:visible').filter({
    hasText: words('ky', 'needs.close.verb', { name: '' }).trim(),
  });
  if ((await confirm.count()) > 0) await confirm.last().click();
  await chair.page.waitForURL(/done=/);

  await openRoom(chair.page, 'ky', 'needs');
  await chair.page.goto(session.replace(/\/sessions\/.*/, '/priorities'));
  const main = await chair.page.locator('main').innerText();
  expect(main).toContain('125');
  await publish(chair.page, 'ky');
  await chair.page
    .getByRole('link', { name: words('ky', 'needs.publish.open') })
    .first()
    .click();
  const address = chair.page.url();
  expect(chair.troubles).toEqual([]);
  await chair.context.close();

  const reader = await openPage({ javaScriptEnabled: false });
  await reader.page.goto(address);
  const list = await reader.page.locator('main').innerText();
  expect(list).toContain('ички жолдордун начар абалы');
  // Stickers' own words and people's names are not for everybody.
  expect(list).not.toContain('плохие дороги в селе');
  const poster = await reader.page.request.get(`${address}/poster.pdf`);
  expect(poster.headers()['content-type']).toBe('application/pdf');
  await reader.context.close();
});

async function publish(page: Page, lang: Lang): Promise<void> {
  const names = [words(lang, 'needs.publish.do'), words(lang, 'needs.publish.again')];
  const verb = page
    .locator('main summary, main button, main a.btn')
    .filter({ hasText: new RegExp(names.join('|')) });
  await verb.first().click();
  // The next meeting of the village is still ahead: whoever publishes before it says why.
  for (const reason of await page.locator('main [name=reason]:visible').all()) await reason.fill('Күтпөйбүз');
  const submit = page.locator('main button:visible').filter({ hasText: new RegExp(names.join('|')) });
  await submit.last().click();
  await page.waitForURL(/done=/);
}

test('the chair of Көк-Ирим weighs the list, in Russian', async () => {
  const { page, context, troubles } = await openPage({ locale: 'ru-RU' });
  await signIn(page, app.url, 'chair');
  await page.getByRole('link', { name: 'Русский' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  // Home says what is next in the year that is being prepared.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await openRoom(page, 'ru', 'needs');
  await page.goto(page.url().replace(/(\/m\/[0-9a-f-]{36}).*/, '$1/needs/priorities'));
  const text = await page.locator('main').innerText();
  for (const number of ['122', '306', '63', '45', '40', '36']) expect(text).toContain(number);

  await page
    .getByLabel(words('ru', 'needs.what-if.first'))
    .selectOption({ label: await optionOf(page, 'Маданиятты') });
  await page
    .getByLabel(words('ru', 'needs.what-if.second'))
    .selectOption({ label: await optionOf(page, 'Жаштар') });
  await page.getByRole('button', { name: words('ru', 'needs.what-if.show') }).click();
  const card = page.locator('.card', {
    has: page.getByRole('heading', { name: words('ru', 'needs.what-if.title') }),
  });
  const answer = await card.locator('.notice').first().innerText();
  expect(answer).toContain('75');
  expect(answer).toContain('Мектепке чейинки билим берүү үчүн шарттар жок');

  const download = await page.request.get(
    await page
      .locator('main a[href*="priorities.csv"]')
      .first()
      .getAttribute('href')
      .then((href) => new URL(href!, app.url).href),
  );
  expect(await download.text()).toContain('Маданиятты өнүктүрүү үчүн шарттар жок');
  expect(troubles).toEqual([]);
  await context.close();
});

async function optionOf(page: Page, beginning: string): Promise<string> {
  const option = page.locator('#what-if-first option', { hasText: beginning }).first();
  return await option.innerText();
}

test('people of one municipality do not reach another', async () => {
  const chair = await openPage();
  await signIn(chair.page, app.url, 'chair');
  const own = chair.page.url().replace(/(\/m\/[0-9a-f-]{36}).*/, '$1');
  const stranger = await openPage();
  await signIn(stranger.page, app.url, 'ak-jar/chair');
  const answer = await stranger.page.request.get(`${own}/needs/priorities`);
  expect(answer.status()).toBe(404);
  await stranger.context.close();
  const nobody = await openPage();
  const sent = await nobody.page.request.get(`${own}/needs/priorities`, { maxRedirects: 0 });
  expect(sent.status()).toBe(303);
  expect(sent.headers().location).toContain('sign-in');
  await nobody.context.close();
  await chair.context.close();
});
