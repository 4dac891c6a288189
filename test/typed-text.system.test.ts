import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { barriersOn, closeBrowser, openPage, signIn, startApp, type TestApp } from './app.ts';
import { inLang, words } from './words.ts';

// Typed text is never lost, and never somebody else's: told by somebody who fills in a form and is always interrupted.

let app: TestApp;
let store: pg.Client;
beforeAll(async () => {
  app = await startApp({ demo: true });
  store = new pg.Client({ connectionString: app.databaseUrl });
  await store.connect();
});
afterAll(async () => {
  await closeBrowser();
  await store.end();
  await app.stop();
});

const ky = (key: string, params = {}) => words('ky', key, params);
const text = 'Сагынбаева Айнура Жолдошевна';

/** Signs in and answers the address of the municipality's pages. */
async function enter(page: Page, who: string): Promise<string> {
  await signIn(page, app.url, who);
  await page.goto(app.url);
  await page.waitForURL(/\/m\/[0-9a-f-]{36}/);
  return /^\/m\/[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)![0];
}

/** Opens a page and waits until its drafts were looked through. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(app.url + path);
  await ready(page);
}
const ready = async (page: Page) => await page.locator('html[data-drafts="ready"]').waitFor();

const nameField = (page: Page) => page.getByLabel(ky('people.field.name')).first();
const offers = (page: Page) => page.locator('[data-part="offer"]');
const restore = (page: Page) => page.getByRole('button', { name: ky('ui.draft.restore') });
const kept = async (page: Page) =>
  await page.evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('ashar.draft.'))
      .map((name) => name + (localStorage.getItem(name) ?? '')),
  );
const isKept = async (page: Page, count: number) =>
  await expect.poll(async () => (await kept(page)).length).toBe(count);

/** As if nobody had pressed anything for thirteen hours. */
async function endSignIns(): Promise<void> {
  await store.query(`update auth_session set seen_at = seen_at - interval '13 hours'`);
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: ky('people.add'), exact: true }).click();
}

/** Signs in where the ended sign-in led to. */
async function signInAgain(page: Page, who: string): Promise<void> {
  await page.getByLabel(ky('account.field.sign-in')).fill(`${who}@kok-irim.example`);
  const { demoPassword } = await import('../src/platform/auth/demo.ts');
  await page.getByLabel(ky('ui.field.password'), { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: ky('ui.sign-in'), exact: true }).click();
}

test('leaving, another language, a closed window: the text is offered again, and gone once it is saved', async () => {
  const { page, context, troubles } = await openPage();
  const room = await enter(page, 'chair');
  const form = `${room}/people/new`;
  await open(page, form);
  expect(await offers(page).count()).toBe(0);
  await nameField(page).fill(text);
  await page.getByLabel(ky('ui.sex.female'), { exact: true }).first().check();
  await isKept(page, 1);
  expect((await kept(page)).join()).not.toContain('Айнура');

  // Left by a link, and come back to.
  await page
    .getByRole('link', { name: ky('people.nav'), exact: true })
    .first()
    .click();
  await page.waitForURL(/\/people$/);
  await open(page, form);
  await offers(page).waitFor();
  expect(await offers(page).locator('time').innerText()).toMatch(/^\d\d\.\d\d\.\d{4}, \d\d\.\d\d$/);
  expect(await nameField(page).inputValue()).toBe('');
  expect(await barriersOn(page)).toEqual([]);
  await restore(page).click();
  expect(await nameField(page).inputValue()).toBe(text);
  expect(await page.getByLabel(ky('ui.sex.female'), { exact: true }).first().isChecked()).toBe(true);
  await page.getByText(ky('ui.draft.restored')).waitFor();
  await isKept(page, 1);

  // The same page in another language: the text comes along.
  await page.getByRole('link', { name: 'Русский', exact: true }).click();
  await page.waitForURL(new RegExp(inLang('ru', form)));
  await ready(page);
  expect(await page.locator('input[name=fullName]').inputValue()).toBe(text);
  await page.getByText(words('ru', 'ui.draft.restored')).waitFor();
  await page.getByRole('button', { name: words('ru', 'ui.draft.undo') }).click();
  expect(await page.locator('input[name=fullName]').inputValue()).toBe('');
  await isKept(page, 0);
  await page.locator('input[name=fullName]').fill(text);
  await isKept(page, 1);

  // The window is closed; a second one is open on the same form, with a text of its own.
  await page.close();
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, form);
  await restore(one).click();
  await one.getByText(ky('ui.draft.restored')).waitFor();
  await open(two, form);
  await offers(two).waitFor();
  await two.getByRole('button', { name: ky('ui.draft.discard') }).click();
  await nameField(two).fill('Башка Киши');
  await two.close();
  await nameField(one).fill(`${text} 1`);
  await expect.poll(async () => (await kept(one)).length).toBe(2);
  await save(one);
  await one.waitForURL(/\/people\/persons\//);
  await ready(one);
  await isKept(one, 1);
  await open(one, form);
  await restore(one).click();
  expect(await nameField(one).inputValue()).toBe('Башка Киши');
  await save(one);
  await one.waitForURL(/\/people\/persons\//);
  await isKept(one, 0);
  await open(one, form);
  expect(await offers(one).count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('after signing out nothing is left, and another account sees nothing', async () => {
  const { page, context } = await openPage();
  const room = await enter(page, 'chair');
  const form = `${room}/people/new`;
  await open(page, form);
  await nameField(page).fill(text);
  await isKept(page, 1);
  // The sign-in ends; a colleague signs in on the same computer.
  await endSignIns();
  await enter(page, 'head');
  await open(page, form);
  expect(await offers(page).count()).toBe(0);
  expect((await kept(page)).length).toBe(1);
  await page.getByRole('button', { name: ky('ui.sign-out') }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/m/'));
  // Whose text it was finds it again; then they sign out, and it is gone.
  await enter(page, 'chair');
  await open(page, form);
  await offers(page).waitFor();
  await page.getByRole('button', { name: ky('ui.sign-out') }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/m/'));
  expect(await kept(page)).toEqual([]);
  await enter(page, 'chair');
  await open(page, form);
  expect(await offers(page).count()).toBe(0);
  await context.close();
});

async function interrupted(context: BrowserContext, page: Page): Promise<void> {
  const room = await enter(page, 'chair');
  await page.goto(`${app.url}${room}/people/new`);
  await nameField(page).fill(text);
  await endSignIns();
  await save(page);
  await page.getByText(ky('account.sign-in.ended')).waitFor();
  await page.getByText(ky('account.sign-in.ended-kept')).waitFor();
  await signInAgain(page, 'chair');
  await page.waitForURL(/\/people\/new\?kept=/);
  await page.getByText(ky('ui.kept.title')).waitFor();
  expect(await nameField(page).inputValue()).toBe(text);
  await save(page);
  await page.waitForURL(/\/people\/persons\//);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(text);
  await page.goto(`${app.url}${room}/people/new`);
  expect(await nameField(page).inputValue()).toBe('');
  expect(await offers(page).count()).toBe(0);
  await context.close();
}

test('a sign-in that ended while writing leads to the filled form, with a script', async () => {
  const { page, context, troubles } = await openPage();
  await interrupted(context, page);
  expect(troubles).toEqual([]);
});

test('a sign-in that ended while writing leads to the filled form, without a script', async () => {
  const { page, context } = await openPage({ javaScriptEnabled: false });
  await interrupted(context, page);
});

test('a page’s own buttons save first, and another form of the page takes nothing away', async () => {
  const { page, context, troubles } = await openPage();
  await signIn(page, app.url, 'ak-jar/facilitator');
  await page.goto(app.url);
  await page.locator('main a[href*="/needs/sessions/"]').first().click();
  await page.waitForURL(/\/needs\/sessions\//);
  const session = /^\/m\/[^/]+\/needs\/sessions\/[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)![0];
  await open(page, `${session}/resources`);
  await page.locator('textarea').fill('Булак жогору жакта, үч көчөдө суу жок');
  await page.getByRole('button', { name: ky('needs.map.link') }).click();
  await page.waitForURL(/\/map$/);
  await open(page, `${session}/resources`);
  expect(await page.locator('textarea').inputValue()).toContain('Булак жогору жакта');
  expect(await offers(page).count()).toBe(0);

  await open(page, `${session}/stickers`);
  const lines = page.locator('textarea[name=lines]').first();
  const way = (name: string) => page.getByText(ky(`needs.stickers.way.${name}`), { exact: true });
  await way('lines').click();
  await lines.fill('Жол жаман\nКөпүрө керек');
  await way('one').click();
  await page.locator('#one-text').fill('Мектептин чатыры');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=/);
  await ready(page);
  expect(await lines.inputValue()).toBe('Жол жаман\nКөпүрө керек');
  expect(await page.locator('#one-text').inputValue()).toBe('');
  expect(troubles).toEqual([]);
  await context.close();
});
