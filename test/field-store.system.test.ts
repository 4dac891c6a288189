import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeBrowser, openPage, type TestPage } from './app.ts';
import {
  entry,
  go,
  heading,
  ky,
  meetingLine,
  openGallery,
  openOffice,
  openOutbox,
  openPhone,
  phone,
  pin,
  stickerRow,
  take,
  unlock,
  type Office,
  type Planned,
} from './field.ts';

// Trouble with the browser's store: its connection is lost, it does not open, it is blocked; and what is asked of the
// browser beside it, which may never be answered.

type Broken = {
  /** Every connection that is open now throws this from now on. */
  lose: (name: string) => void;
  /** Every opening throws this; undefined: they work again. */
  shut: string | undefined;
  /** So many openings throw, then they work. */
  shutFor: number;
};
type Window = typeof globalThis & { broken: Broken };

/** Puts a store into the page that breaks when it is told to, as WebKit's does when its process was ended. */
function breakable(): void {
  const births = new WeakMap<IDBDatabase, number>();
  let age = 0;
  let lost = 'UnknownError';
  const broken: Broken = {
    lose(name) {
      lost = name;
      age += 1;
    },
    // Set before the page's own scripts run, for openings at its start.
    shut: sessionStorage.getItem('shut') ?? undefined,
    shutFor: Number(sessionStorage.getItem('shut-for') ?? 0),
  };
  (globalThis as Window).broken = broken;
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    if (broken.shutFor > 0) {
      broken.shutFor -= 1;
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    }
    if (broken.shut !== undefined) throw new DOMException('The operation is insecure', broken.shut);
    const request = open.apply(this, args);
    request.addEventListener('success', () => births.set(request.result, age));
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    if ((births.get(this) ?? 0) < age)
      throw new DOMException('Connection to Indexed Database server lost. Refresh the page', lost);
    return transaction.apply(this, args);
  };
}

const lose = async (page: Page, name = 'UnknownError') =>
  await page.evaluate((given) => (globalThis as Window).broken.lose(given), name);
const shut = async (page: Page, name: string | undefined) =>
  await page.evaluate((given) => void ((globalThis as Window).broken.shut = given), name);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

describe('a connection that the browser has lost', () => {
  let mine: TestPage;
  let meeting: Planned;
  beforeAll(async () => {
    mine = await openPhone(office, 'facilitator');
    meeting = await office.plan('facilitator');
    await take(mine.page, meeting);
    await mine.context.addInitScript(breakable);
    await mine.page.reload();
    await unlock(mine.page);
  }, 240_000);
  afterAll(async () => await mine?.context.close());

  test.each(['UnknownError', 'AbortError', 'InvalidStateError'])(
    'with %s: the next sticker and what is being typed are kept all the same',
    async (name) => {
      const { page } = mine;
      await openGallery(page, meeting);
      await lose(page, name);
      await entry(page).fill(`Суу жок ${name}`);
      await entry(page).press('Enter');
      await stickerRow(page, `Суу жок ${name}`).waitFor();
      await lose(page, name);
      await entry(page).fill('Терилип турган сөз');
      // Longer than a draft may take to be written.
      await page.waitForTimeout(1000);
      await page.reload();
      await unlock(page);
      await openGallery(page, meeting);
      expect(await entry(page).inputValue()).toBe('Терилип турган сөз');
      await stickerRow(page, `Суу жок ${name}`).waitFor();
    },
  );

  test('every place that reads goes on: the list, the outbox, a meeting', async () => {
    const { page } = mine;
    await go(page, '/settings');
    await heading(page, ky('field.core.nav.settings')).waitFor();
    await lose(page);
    await go(page, '/meetings');
    await meetingLine(page, meeting)
      .getByRole('link', { name: ky('field.core.start.open') })
      .waitFor();
    await lose(page);
    await openOutbox(page);
    // The name of the meeting is read from the store.
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    await expect
      .poll(() => page.getByText(ky('field.core.outbox.unknown-meeting'), { exact: true }).count())
      .toBe(0);
    await lose(page);
    await openGallery(page, meeting);
    await stickerRow(page, 'Суу жок UnknownError').waitFor();
  });

  test('for good: free space is not asked for, the words stay, and trying again works', async () => {
    const { page } = mine;
    await openGallery(page, meeting);
    await entry(page).fill('Жол оңдолбойт');
    await shut(page, 'UnknownError');
    await lose(page);
    await entry(page).press('Enter');
    await page
      .getByText(`${ky('field.gallery.not-kept')} ${ky('field.core.keep.broken')}`, { exact: true })
      .first()
      .waitFor();
    await expect.poll(() => entry(page).inputValue()).toBe('Жол оңдолбойт');
    await shut(page, undefined);
    await entry(page).press('Enter');
    await stickerRow(page, 'Жол оңдолбойт').waitFor();
  });

  test('at the start one opening that fails is tried again; more are not called a private window', async () => {
    const { page } = mine;
    await page.evaluate(() => sessionStorage.setItem('shut-for', '1'));
    await page.reload();
    await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
    await page.evaluate(() => sessionStorage.setItem('shut-for', '2'));
    await page.reload();
    await page.getByText(ky('field.core.start.store-shut'), { exact: true }).waitFor();
    await page.getByRole('button', { name: ky('field.core.try-again') }).click();
    await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
    await page.evaluate(() => sessionStorage.removeItem('shut-for'));
  });
});

describe('preparing', () => {
  test('with a store that is blocked does not use the code up; a browser that never answers holds up nobody', async () => {
    const { page, context } = await openPage(phone);
    await context.addInitScript(breakable);
    await context.addInitScript(() => {
      navigator.storage.persist = async () => await new Promise(() => undefined);
    });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    const code = await office.code('recorder');
    await page.goto(`${office.line.url}/favicon.ico`);
    await page.evaluate(() => sessionStorage.setItem('shut', 'SecurityError'));
    await page.goto(`${office.line.url}/field#/prepare/${code}`);
    const blocked = page.getByText(ky('field.core.start.no-store-text'), { exact: true });
    // Said before anything is typed, and the code is still there to be read.
    await blocked.waitFor();
    await page.getByText(ky('field.core.prepare.code-unused'), { exact: true }).waitFor();
    const field = page.getByLabel(ky('field.core.prepare.code'), { exact: true });
    expect((await field.inputValue()).replace(/\s/g, '')).toBe(code);
    await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill(pin);
    await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill(pin);
    const submit = page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true });
    await submit.click();
    await expect.poll(() => submit.isEnabled()).toBe(true);
    await blocked.waitFor();
    expect(asked).toEqual([]);
    await shut(page, undefined);
    await submit.click();
    await heading(page, ky('field.core.meetings.title')).waitFor();
    expect(asked).toEqual(['/field/api/devices']);
    await context.close();
  });

  test('a device that fails after the office has answered is prepared with the same code', async () => {
    const { page, context } = await openPage(phone);
    await context.addInitScript(breakable);
    await context.route('**/field/api/devices*', async (route) => {
      const response = await route.fetch();
      await shut(page, 'UnknownError');
      await lose(page);
      await route.fulfill({ response });
    });
    await page.goto(`${office.line.url}/field#/prepare/${await office.code('recorder')}`);
    await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill(pin);
    await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill(pin);
    const submit = page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true });
    await submit.click();
    await page
      .getByText(`${ky('field.core.prepare.not-kept')} ${ky('field.core.keep.broken')}`, { exact: true })
      .waitFor();
    await shut(page, undefined);
    await submit.click();
    await heading(page, ky('field.core.meetings.title')).waitFor();
    await context.close();
  });

  test.each([
    ['iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'],
    ['iPad', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15'],
  ])('on an %s the home screen comes before the code', async (_device, userAgent) => {
    const { page, context } = await openPage({ ...phone, userAgent });
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });
    });
    const first = page.getByText(ky('field.core.install.ios-first'), { exact: true });
    await page.goto(`${office.line.url}/field`);
    await first.waitFor();
    await go(page, '/prepare');
    await page.getByLabel(ky('field.core.prepare.code'), { exact: true }).waitFor();
    await first.waitFor();
    // Opened from the home screen there is nothing more to say.
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'standalone', { value: true });
    });
    await page.reload();
    await page.getByLabel(ky('field.core.prepare.code'), { exact: true }).waitFor();
    expect(await first.count()).toBe(0);
    await context.close();
  });
});

describe('whether there is a new version', () => {
  let mine: TestPage;
  beforeAll(async () => {
    mine = await openPhone(office, 'facilitator');
    await go(mine.page, '/settings');
    await heading(mine.page, ky('field.core.nav.settings')).waitFor();
  }, 240_000);
  afterAll(async () => await mine?.context.close());
  beforeEach(async () => {
    // Toasts go by themselves; what was said is remembered.
    await mine.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) said.push(node.textContent ?? '');
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  const look = async () => {
    const { page } = mine;
    const button = page.getByRole('button', { name: ky('field.core.settings.look'), exact: true });
    await button.click();
    await expect
      .poll(() => button.isVisible().then(async (seen) => seen && (await button.isEnabled())))
      .toBe(true);
  };
  const said = async () =>
    (await mine.page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).join('\n');

  test('is not answered without a line, and answered with one', async () => {
    office.line.dead = true;
    await look();
    await expect.poll(said).toContain(ky('field.core.settings.look-unknown'));
    expect(await said()).not.toContain(ky('field.core.settings.look-newest'));
    office.line.dead = false;
    await look();
    await expect.poll(said).toContain(ky('field.core.settings.look-newest'));
  });

  test('is answered when its files have come, never with the contrary before', async () => {
    office.line.version = 'nextversion2';
    await look();
    await expect.poll(said).toContain(ky('field.core.settings.look-ready'));
    expect(await said()).not.toContain(ky('field.core.settings.look-newest'));
    office.line.version = undefined;
  });

  test('is taken by beginning anew, also when the worker of now does not let go', async () => {
    const { page } = mine;
    await page.evaluate(() => {
      ServiceWorker.prototype.postMessage = () => undefined;
    });
    const loaded = page.waitForEvent('load', { timeout: 15_000 });
    await page.getByRole('button', { name: ky('field.core.update-take'), exact: true }).click();
    await loaded;
    await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
  });
});
