import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, openPage, signIn, startApp, type TestApp } from '../../../test/app.ts';
import { words } from '../../../test/words.ts';
import { localMatters } from '../../needs/rules/catalogue.ts';
import type { ItemsRequest } from '../rules/items.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

const ky = (key: string, params = {}) => words('ky', key, params);
const phone = { viewport: { width: 360, height: 740 } };
const pin = '184205';

/** A one-time code, taken from the office's page as people do. */
async function codeFor(who: string): Promise<string> {
  const { page, context } = await openPage();
  await signIn(page, app.url, who);
  const municipality = /\/m\/([0-9a-f-]{36})/.exec(page.url() + (await page.content()))?.[1] ?? '';
  await page.goto(`${app.url}/m/${municipality}/field`);
  await page
    .getByRole('button', { name: ky('field.office.prepare') })
    .first()
    .click();
  const code = (await page.locator('main code').first().innerText()).replace(/\s/g, '');
  await context.close();
  return code;
}

async function typePin(page: Page, digits: string): Promise<void> {
  await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).fill(digits);
  await page.getByRole('button', { name: ky('field.core.start.open'), exact: true }).click();
}

/** Prepares the device for a person, who then stands before the list of meetings. */
async function prepare(page: Page, who: string, digits = pin): Promise<void> {
  const code = await codeFor(who);
  await page.goto(`${app.url}/field#/prepare/${code}`);
  await page.getByLabel(ky('field.core.pin.new')).fill(digits);
  await page.getByLabel(ky('field.core.pin.again')).fill(digits);
  await page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true }).click();
  await page.getByRole('heading', { name: ky('field.core.meetings.title') }).waitFor();
}

/** Takes the first meeting along and opens its gallery; gives the meeting's id. */
async function takeFirst(page: Page): Promise<string> {
  await page
    .getByRole('button', { name: ky('field.core.meetings.take') })
    .first()
    .click();
  const open = page.locator('a.btn', { hasText: ky('field.core.start.open') }).first();
  await open.waitFor();
  const id = /m\/([0-9a-f-]{36})/.exec((await open.getAttribute('href')) ?? '')?.[1] ?? '';
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return id;
}

async function gallery(page: Page, id: string): Promise<void> {
  await page.goto(`${app.url}/field#/m/${id}/gallery`);
  await page.getByRole('button', { name: ky('field.gallery.part.write') }).click();
  await page.locator('.gal-entry input').first().waitFor();
}

async function addSticker(page: Page, text: string): Promise<void> {
  const entry = page.locator('.gal-entry input').first();
  await entry.fill(text);
  await entry.press('Enter');
  await page.locator('.gal', { hasText: text }).waitFor();
}

/** What the browser's store holds, as text: nothing of what people wrote may be readable in it. */
async function rawStore(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const found: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') found.push(value);
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        found.push(new TextDecoder().decode(value));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    for (const { name = '' } of await indexedDB.databases()) {
      if (name === 'ashar-people') continue;
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(new Error(name));
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((done) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        all.forEach(walk);
      }
      db.close();
    }
    return found.join('\n');
  });
}

/**
 * An office that says «done» to everything and remembers what came. It is one of before: nobody can ask it what it
 * holds, and the real one behind it holds nothing.
 */
async function friendlyOffice(
  context: BrowserContext,
): Promise<{ requests: ItemsRequest[]; how: (route: Route) => Promise<void> }> {
  const office = {
    requests: [] as ItemsRequest[],
    how: async (route: Route) => {
      const { items } = office.requests.at(-1)!;
      await route.fulfill({
        json: {
          receivedAt: new Date().toISOString(),
          results: items.map(({ id }) => ({ id, state: 'done' })),
        },
      });
    },
  };
  await context.route('**/field/api/items', async (route) => {
    office.requests.push(route.request().postDataJSON() as ItemsRequest);
    await office.how(route);
  });
  await context.route('**/field/api/sessions/*/held', async (route) => {
    await route.fulfill({ status: 404, json: { ok: false, code: 'not-found' } });
  });
  return office;
}

test('a facilitator prepares a phone, works without a network through reload and kill, and sends', async () => {
  const { page, context, troubles } = await openPage(phone);
  const office = await friendlyOffice(context);
  await prepare(page, 'facilitator1');
  const id = await takeFirst(page);

  await context.setOffline(true);
  await gallery(page, id);
  await addSticker(page, 'Түнкүсүн көчө караңгы, чырак жок');
  await addSticker(page, 'Таза суу жумасына эки жолу гана келет');
  // Typing, and the browser dies 300 ms after the last key.
  await page.locator('.gal-entry input').first().fill('Мектептин чатыры тамчы');
  await page.waitForTimeout(400);
  expect(await rawStore(page)).not.toMatch(/чырак|Мектеп|Арал/);
  await page.close();

  const again = await context.newPage();
  const started = Date.now();
  await again.goto(`${app.url}/field#/m/${id}/gallery`);
  await again.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
  const shown = Date.now() - started;
  await typePin(again, pin);
  await expect
    .poll(() => again.locator('.gal-entry input').first().inputValue(), { timeout: 15_000 })
    .toBe('Мектептин чатыры тамчы');
  await again.locator('.gal', { hasText: 'Таза суу жумасына эки жолу гана келет' }).waitFor();
  expect(shown).toBeLessThan(3000);
  // The law's list of matters lies on the phone too, although it is no part of the script.
  await again.evaluate((place) => (location.hash = place), `/m/${id}/competence`);
  for (const { number, ky: name } of localMatters)
    await again.getByText(`${number}. ${name}`, { exact: true }).first().waitFor({ state: 'attached' });

  // First the answer is lost on its way, then the line holds: the same items, each counted once.
  const answer = office.how;
  office.how = async (route) => {
    await route.abort('connectionreset');
    office.how = answer;
  };
  await context.setOffline(false);
  await again.evaluate(() => dispatchEvent(new Event('online')));
  await again.goto(`${app.url}/field#/outbox`);
  await again.getByText(ky('field.core.tag.sent')).waitFor({ timeout: 30_000 });
  const sent = office.requests.flatMap((request) => request.items);
  const stickers = sent.filter((item) => item.body.kind === 'sticker');
  expect(office.requests.length).toBeGreaterThan(1);
  expect(new Set(stickers.map((item) => item.id)).size).toBe(2);
  // The document goes before the stickers that depend on its people.
  expect(office.requests.at(-1)!.items[0]!.body.kind).toBe('document');
  expect(sent.every((item) => item.schema === 2 && item.meetingId === id)).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a refused item says why and holds up no other; a person sends it again', async () => {
  const { page, context } = await openPage(phone);
  const office = await friendlyOffice(context);
  await prepare(page, 'facilitator2');
  const id = await takeFirst(page);
  let strict = true;
  office.how = async (route) => {
    const { items } = office.requests.at(-1)!;
    const results = items.map((item) =>
      strict && item.body.kind === 'sticker' && item.body.sticker.text.startsWith('Алтынчы')
        ? { id: item.id, state: 'refused', code: 'too-many-stickers', message: 'Бир кишиге беш стикер.' }
        : { id: item.id, state: 'done' },
    );
    await route.fulfill({ json: { receivedAt: new Date().toISOString(), results } });
  };
  await gallery(page, id);
  await addSticker(page, 'Алтынчы стикер');
  await addSticker(page, 'Көпүрө жок');
  await page.goto(`${app.url}/field#/outbox`);
  await page.getByText('Бир кишиге беш стикер.').waitFor();
  await expect.poll(() => page.locator('.fa-why').count(), { timeout: 15_000 }).toBe(1);
  strict = false;
  await page
    .getByRole('button', { name: ky('field.core.outbox.again') })
    .first()
    .click();
  await page.getByText(ky('field.core.tag.sent')).waitFor({ timeout: 30_000 });
  await context.close();
});

test('two people on one phone see each their own; wrong PINs lock, and the clock does not help', async () => {
  const { page, context } = await openPage(phone);
  await prepare(page, 'facilitator1');
  const id = await takeFirst(page);
  await page.getByRole('button', { name: ky('field.core.nav.lock') }).click();
  await prepare(page, 'facilitator3', '739164');
  expect(await page.locator('.fa-meeting').count()).toBe(0);
  await page.goto(`${app.url}/field#/m/${id}`);
  await page.getByText(ky('field.core.meeting-gone')).waitFor();
  await page.goto(`${app.url}/field#/meetings`);

  // A second window does not work in the same store beside the first.
  const second = await context.newPage();
  await second.goto(`${app.url}/field`);
  await second.locator('.fa-people button').nth(1).waitFor();
  const name = await page.locator('.fa-top small').innerText();
  await second.locator('.fa-people button', { hasText: name }).click();
  await typePin(second, '739164');
  await second.getByText(ky('field.core.start.elsewhere'), { exact: true }).waitFor();
  await second.close();

  await page.getByRole('button', { name: ky('field.core.nav.lock') }).click();
  for (let tries = 0; tries < 5; tries += 1) {
    await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
    await typePin(page, '555123');
    await page.waitForFunction(() => !document.querySelector('.fa-busy'));
  }
  await page.getByText(ky('field.core.start.wait-text')).waitFor();
  // A year later by the device's own clock, after a reload: still locked.
  await page.addInitScript(() => {
    const real = Date.now;
    Date.now = () => real() + 365 * 86_400_000;
  });
  await page.reload();
  await page.locator('.fa-people button', { hasText: name }).click();
  await page.getByText(ky('field.core.start.wait-text')).waitFor();
  await context.close();
});

test('a phone that was struck off the list keeps everything and says what to do; the rest goes into a file', async () => {
  const { page, context } = await openPage({ ...phone, acceptDownloads: true });
  const office = await friendlyOffice(context);
  office.how = async (route) => {
    await route.fulfill({ status: 401, json: { ok: false, code: 'device-revoked', message: '' } });
  };
  await prepare(page, 'facilitator4');
  const id = await takeFirst(page);
  await gallery(page, id);
  await addSticker(page, 'Бала бакча жок');
  await page.goto(`${app.url}/field#/outbox`);
  await page.getByText(ky('field.core.outbox.device-revoked')).waitFor();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: ky('field.core.outbox.save'), exact: true }).click();
  const file = await (await waiting).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  expect(JSON.parse(text)).toMatchObject({ format: 'ashar-field', version: 1 });
  expect(text).not.toContain('бакча');
  await context.close();
});

test('a forgotten PIN is set anew with a code of the office, and nothing is lost', async () => {
  const { page, context } = await openPage(phone);
  await friendlyOffice(context);
  await prepare(page, 'facilitator1');
  const id = await takeFirst(page);
  await context.setOffline(true);
  await gallery(page, id);
  await addSticker(page, 'Сугат суу жетишпейт');
  await page.reload();
  await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).waitFor();
  await context.setOffline(false);

  const office = await openPage();
  await signIn(office.page, app.url, 'facilitator1');
  const municipality =
    /\/m\/([0-9a-f-]{36})/.exec(office.page.url() + (await office.page.content()))?.[1] ?? '';
  const list = `${app.url}/m/${municipality}/field`;
  // Of the person's devices the one that was prepared last.
  const device = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('ashar-people');
      request.onsuccess = () => done(request.result);
    });
    const all = await new Promise<{ deviceId: string }[]>((done) => {
      const request = db.transaction('people').objectStore('people').getAll();
      request.onsuccess = () => done(request.result as { deviceId: string }[]);
    });
    db.close();
    return all[0]?.deviceId ?? '';
  });
  await office.page.goto(`${list}/devices/${device}`);
  await office.page
    .getByRole('button', { name: ky('field.office.recover') })
    .first()
    .click();
  const code = await office.page.locator('main code').first().innerText();
  await office.context.close();

  await page.getByRole('button', { name: ky('field.core.start.forgot') }).click();
  await page.getByLabel(ky('field.core.prepare.code')).fill(code);
  await page.getByLabel(ky('field.core.pin.new')).fill('739164');
  await page.getByLabel(ky('field.core.pin.again')).fill('739164');
  await page.getByRole('button', { name: ky('field.core.start.set-pin') }).click();
  await page.locator('.gal', { hasText: 'Сугат суу жетишпейт' }).waitFor();
  // The old PIN opens nothing any more.
  await page.reload();
  await typePin(page, pin);
  await page.locator('.fa-unlock .error').waitFor();
  await context.close();
});

test('a device that keeps nothing more says so, and what was typed stays in its field', async () => {
  const { page, context } = await openPage(phone);
  await friendlyOffice(context);
  await prepare(page, 'facilitator2');
  const id = await takeFirst(page);
  await gallery(page, id);
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = IDBObjectStore.prototype.add;
  });
  const entry = page.locator('.gal-entry input').first();
  await entry.fill('Спорт зал муздак');
  await entry.press('Enter');
  await expect.poll(() => entry.inputValue(), { timeout: 15_000 }).toBe('Спорт зал муздак');
  await context.close();
});
