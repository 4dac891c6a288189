import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('on a phone: a list of stickers is entered where it is seen at once, and taken back; the end of a meeting follows its start', async () => {
  const { page, context, troubles } = await openPage({ viewport: { width: 360, height: 740 } });
  await signIn(page, app.url, 'ak-jar/chair');
  await page.goto(page.url().replace(/(\/m\/[0-9a-f-]{36}).*/, '$1/needs'));
  const session = new URL(
    (await page.locator('main a[href*="/needs/sessions/"]').first().getAttribute('href'))!,
    app.url,
  ).href;

  await page.goto(`${session}/stickers`);
  const way = (name: string) => page.getByText(words('ky', `needs.stickers.way.${name}`), { exact: true });
  await page.getByLabel(words('ky', 'ui.field.statement')).first().fill('Көпүрө');
  await way('lines').click();
  const list = page.getByLabel(words('ky', 'needs.stickers.lines'));
  await list.fill('Жарык жок\nСуу жок\nЖол жаман');
  // What was typed in one way stays while another is looked at.
  await way('one').click();
  expect(await list.isVisible()).toBe(false);
  expect(await page.getByLabel(words('ky', 'ui.field.statement')).first().inputValue()).toBe('Көпүрө');
  await way('lines').click();
  expect(await list.inputValue()).toContain('Суу жок');
  await page.locator('.way-lines button', { hasText: words('ky', 'ui.add') }).click();
  // The demonstration's people have used all their stickers: three more are asked about.
  await page.getByLabel(words('ky', 'needs.stickers.confirm-over')).check();
  await page.locator('.way-lines button', { hasText: words('ky', 'ui.add') }).click();
  await page.waitForURL(/done=needs\.done\.stickers-added/);
  expect(await list.isVisible()).toBe(true);
  const undo = words('ky', 'needs.stickers.take-back', { count: 3 });
  await page.locator('summary', { hasText: undo }).click();
  await page.getByRole('button', { name: undo }).click();
  await page.waitForURL(/done=needs\.done\.stickers-taken-back/);
  expect(await page.locator('main').innerText()).not.toContain('Жол жаман');

  await page.goto(`${session}/schedule`);
  const [start, end] = [page.locator('[name=startsAt]'), page.locator('[name=endsAt]')];
  const before = await end.inputValue();
  const [hour = '', minute = ''] = (await start.inputValue()).split(':');
  const at = (hours: number) => `${String(hours).padStart(2, '0')}:${minute}`;
  await start.fill(at(Number(hour) - 1));
  await start.blur();
  expect(Number((await end.inputValue()).slice(0, 2))).toBe(Number(before.slice(0, 2)) - 1);
  await end.fill(before);
  await start.fill(at(Number(hour) - 2));
  await start.blur();
  expect(await end.inputValue()).toBe(before);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a facilitator says that a session is whole; it stands on the first page of the chair, who closes it from there', async () => {
  const facilitator = await openPage();
  await signIn(facilitator.page, app.url, 'ak-jar/facilitator');
  const { page } = facilitator;
  await page.goto(page.url().replace(/(\/m\/[0-9a-f-]{36}).*/, '$1/needs'));
  await page.locator('main a[href*="/needs/sessions/"]').first().click();
  await page.waitForURL(/\/needs\/sessions\//);
  await page.getByRole('link', { name: words('ky', 'needs.step.close'), exact: true }).click();
  await page.getByRole('button', { name: words('ky', 'needs.close.tell') }).click();
  await page.waitForURL(/done=needs\.done\.session-finished/);
  await facilitator.context.close();

  const chair = await openPage();
  await signIn(chair.page, app.url, 'ak-jar/chair');
  await chair.page.goto(chair.page.url().replace(/(\/m\/[0-9a-f-]{36}).*/, '$1'));
  const item = chair.page.locator('.agenda li', { hasText: words('ky', 'cycle.agenda.whole') });
  await item.getByRole('link').first().click();
  await chair.page.waitForURL(/\/close$/);
  expect(await chair.page.locator('main').innerText()).toContain(words('ky', 'needs.step.close'));
  expect([...facilitator.troubles, ...chair.troubles]).toEqual([]);
  await chair.context.close();
});
