import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { quiet } from '../scripts/chromium.mjs';
import { closeBrowser, openPage, type TestPage } from './app.ts';
import {
  addPeople,
  addStickers,
  allSent,
  entry,
  go,
  heading,
  ky,
  lineReturns,
  lock,
  meetingLine,
  openGallery,
  openNote,
  openOffice,
  openOutbox,
  openPhone,
  outboxSums,
  phone,
  pin,
  prepareDevice,
  received,
  stickerRow,
  take,
  unlock,
  type Office,
  type Planned,
} from './field.ts';

// Trouble with the device itself: it dies, is full, tells the wrong year, is updated, is in somebody else's hands.

let office: Office;
let mine: TestPage;
beforeAll(async () => {
  office = await openOffice();
  mine = await openPhone(office, 'facilitator', { label: 'Азаматтын телефону' });
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});
beforeEach(async () => {
  office.line.cut = undefined;
  office.line.dead = false;
  office.line.version = undefined;
  await mine.context.setOffline(false);
});

const year = 365 * 86_400_000;

describe('a browser of its own that is killed', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ashar-profile-'));
  });
  afterAll(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Starts Chromium on the profile; nothing of it lives on in another process of ours. */
  async function start(): Promise<Page> {
    child = spawn(
      inject('chromium'),
      [...quiet, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child?.once('exit', () => reject(new Error(said)));
      child?.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, found] = /listening on (ws:\S+)/.exec(said) ?? [];
        if (found) resolve(found);
      });
    });
    const connected = await chromium.connectOverCDP(address);
    const context = connected.contexts()[0]!;
    context.setDefaultTimeout(30_000);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 360, height: 740 });
    return page;
  }

  /** The whole group of processes at once, as when the battery is taken out. */
  async function kill(): Promise<void> {
    const dying = child;
    child = undefined;
    if (dying?.pid === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    process.kill(-dying.pid, 'SIGKILL');
    await gone;
  }

  test('in the middle of typing: opened again without any network, every word is there and is sent', async () => {
    const meeting = await office.plan('recorder');
    const first = await start();
    await prepareDevice(office, first, 'recorder');
    await take(first, meeting);
    office.line.dead = true;
    const texts = ['Көпүрө бузулган', 'Чырак жок', 'Суу жумасына эки жолу келет'];
    await addPeople(first, meeting, 'Асель Турдуева');
    await addStickers(first, meeting, ...texts);
    await (await openNote(first, meeting)).pressSequentially('Топтоодо жол талаш болду');
    await entry(first).pressSequentially('Мектептин чатыры там');
    // The promise is 300 ms after the last key; there is nothing on the screen to wait for.
    await first.waitForTimeout(1_000);
    await kill();

    const again = await start();
    await again.goto(`${office.line.url}/field#/m/${meeting.id}/gallery`);
    await unlock(again);
    await expect.poll(() => entry(again).inputValue()).toBe('Мектептин чатыры там');
    for (const text of texts) await stickerRow(again, text).waitFor();
    expect(await (await openNote(again, meeting)).inputValue()).toBe('Топтоодо жол талаш болду');
    // The sticker that was being typed is not one yet.
    expect(await again.getByRole('listitem').filter({ hasText: 'Мектептин чатыры' }).count()).toBe(0);
    office.line.dead = false;
    await openOutbox(again);
    // With the line back it may all have gone by itself before anybody presses.
    const send = again.getByRole('button', { name: ky('field.core.outbox.send'), exact: true });
    await send.click({ timeout: 3_000 }).catch(() => undefined);
    await allSent(again);
    const { texts: sent, names, notes } = await received(office, meeting);
    expect([...sent].sort()).toEqual([...texts].sort());
    expect(names).toEqual(['Асель Турдуева']);
    expect(notes).toBe('Топтоодо жол талаш болду');
    await kill();
  });
});

test('a full device says so, keeps what is typed in its field, gives everything as a file and goes on afterwards', async () => {
  const { page, context } = mine;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'before';
  await addStickers(page, meeting, 'Биринчи стикер');
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(office.line.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const words = 'Спорт зал муздак';
  // The browser notices that it is full only when it next looks; what it still takes is kept, each sticker counted.
  const refused = page
    .getByText(`${ky('field.gallery.not-kept')} ${ky('field.core.keep.full')}`, { exact: true })
    .first();
  const written = async () =>
    Number(
      (await page.getByRole('button', { name: ky('field.gallery.part.write') }).innerText()).replace(
        /\D/g,
        '',
      ),
    );
  let kept = 1;
  await expect
    .poll(
      async () => {
        await entry(page).fill(words);
        await entry(page).press('Enter');
        await expect.poll(async () => (await refused.isVisible()) || (await written()) > kept).toBe(true);
        kept = await written();
        return await refused.isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await expect.poll(() => entry(page).inputValue()).toBe(words);
  expect(await written()).toBe(kept);
  // Nothing that was acknowledged is lost, and all of it can be taken along in a file.
  await openOutbox(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: ky('field.core.outbox.save'), exact: true }).click();
  await page.getByText(ky('field.core.outbox.saved')).waitFor();
  expect(await (await download).failure()).toBeNull();

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await openGallery(page, meeting);
  expect(await entry(page).inputValue()).toBe(words);
  await entry(page).press('Enter');
  await expect.poll(written, { timeout: 20_000 }).toBe(kept + 1);
  await lineReturns(office, page);
  await allSent(page);
  expect((await received(office, meeting)).texts).toEqual([
    'Биринчи стикер',
    ...Array.from({ length: kept }, () => words),
  ]);
});

test('a clock that is a year behind: the day is asked, the office keeps its own time and the raw one', async () => {
  const { page, context } = await openPhone(office, 'facilitator', { label: 'Эски телефон' });
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await context.setOffline(true);
  // The battery was out: the clock begins a year ago, and nobody is there to put it right.
  await context.addInitScript((off) => {
    const Real = Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, words: unknown[]) =>
        words.length === 0 ? new target(target.now() - off) : (Reflect.construct(target, words) as Date),
      apply: (target) => new target(target.now() - off).toString(),
      get: (target, key) => (key === 'now' ? () => target.now() - off : Reflect.get(target, key)),
    });
  }, year);
  await page.reload();
  await unlock(page);
  await go(page, `/m/${meeting.id}/opening`);
  // Neither day is taken by itself: a person says which.
  await page.getByText(ky('field.run.day-planned'), { exact: true }).click();
  await addPeople(page, meeting, 'Асель Турдуева');
  await addStickers(page, meeting, 'Саат туура эмес');
  await context.setOffline(false);
  await allSent(page);
  const { stickers, heldOn } = await received(office, meeting);
  expect(stickers).toHaveLength(1);
  const [one] = stickers;
  expect(Math.abs(one!.created_at.getTime() - Date.now())).toBeLessThan(10 * 60_000);
  expect(Math.abs(one!.device_time.getTime() + year - Date.now())).toBeLessThan(10 * 60_000);
  const [day] = await office.rows<{ today: string }>(
    `select planned_on::text as today from meeting where id = $1`,
    [meeting.id],
  );
  expect(heldOn).toBe(day?.today);
  // The office sees which phone it was.
  const desk = await office.desk('ak-jar/chair');
  await desk.page.goto(`${office.app.url}/m/${desk.municipality}/field`);
  const row = desk.page.getByRole('row').filter({ hasText: 'Эски телефон' });
  const behind = ky('field.office.clock.behind', { time: ky('field.office.clock.days', { count: 365 }) });
  await row.getByText(behind).first().waitFor();
  // And the phone itself has learned the right time.
  await go(page, '/settings');
  await page.getByText(String(new Date().getFullYear())).first().waitFor();
  await context.close();
});

test('the app is updated while unsent data waits: it stays and is sent by the new version', async () => {
  const { page, context } = await openPhone(office, 'facilitator');
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'before';
  await addStickers(page, meeting, 'Жаңыртуудан мурун жазылды');
  await entry(page).fill('Жаңыртууда терилип турган');
  office.line.version = 'nextversion1';
  await go(page, '/settings');
  await page.getByRole('button', { name: ky('field.core.settings.look'), exact: true }).click();
  // Nothing happens by itself while somebody works.
  await page.getByText(ky('field.core.update-ready'), { exact: true }).first().waitFor();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: ky('field.core.update-take'), exact: true }).click();
  await loaded;
  await unlock(page);
  await go(page, '/settings');
  await page.getByText('nextversion1', { exact: true }).waitFor();
  await openOutbox(page);
  expect((await outboxSums(page))[0]).toBeGreaterThan(0);
  await openGallery(page, meeting);
  expect(await entry(page).inputValue()).toBe('Жаңыртууда терилип турган');
  await lineReturns(office, page);
  await allSent(page);
  expect((await received(office, meeting)).texts).toEqual(['Жаңыртуудан мурун жазылды']);
  const [device] = await office.rows<{ app: string }>(
    `select app from field_device order by last_seen_at desc nulls last limit 1`,
  );
  expect(device?.app).toBe('nextversion1');
  await context.close();
});

test('every screen comes back after a reload without a network', async () => {
  const { page, context, troubles } = mine;
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await addStickers(page, meeting, 'Кайра жүктөлгөндө да турат');
  const name = (step: string) => ky(`field.run.step.${step}`);
  const screens: readonly (readonly [string, string])[] = [
    ['/meetings', ky('field.core.meetings.title')],
    ['/outbox', ky('field.core.nav.outbox')],
    ['/settings', ky('field.core.nav.settings')],
    [`/m/${meeting.id}`, 'Ак-Жар'],
    ...['opening', 'aims', 'map', 'venn', 'competence', 'pie', 'gallery', 'closing', 'minutes', 'hall'].map(
      (step) => [`/m/${meeting.id}/${step}`, name(step)] as const,
    ),
  ];
  await context.setOffline(true);
  for (const [place, title] of screens) {
    await go(page, place);
    await page.reload();
    await unlock(page);
    await page.getByRole('heading', { level: 1 }).filter({ hasText: title }).waitFor();
    expect(new URL(page.url()).hash).toBe(`#${place}`);
  }
  await openGallery(page, meeting);
  await stickerRow(page, 'Кайра жүктөлгөндө да турат').waitFor();
  expect(troubles.filter((one) => !/net::ERR_/.test(one))).toEqual([]);
});

test('a forgotten PIN: the office gives a code, unsent data is still there and goes', async () => {
  const { page, context } = await openPhone(office, 'facilitator', { label: 'Унутулган PIN' });
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  office.line.cut = 'before';
  await addStickers(page, meeting, 'PIN унутулганга чейин');
  await lock(page);
  await page.getByRole('button', { name: ky('field.core.start.forgot'), exact: true }).click();
  const code = await office.recoveryCode('Унутулган PIN');
  await page.getByLabel(ky('field.core.prepare.code'), { exact: true }).fill(code);
  await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill('739164');
  await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill('739164');
  await page.getByRole('button', { name: ky('field.core.start.set-pin'), exact: true }).click();
  await heading(page, ky('field.core.meetings.title')).waitFor();
  await openGallery(page, meeting);
  await stickerRow(page, 'PIN унутулганга чейин').waitFor();
  await lineReturns(office, page);
  await allSent(page);
  expect((await received(office, meeting)).texts).toEqual(['PIN унутулганга чейин']);
  // From now on the new PIN opens, the old one does not.
  await lock(page);
  await unlock(page, pin);
  await page.getByText(ky('field.core.pin.wrong', { count: 4 }), { exact: true }).waitFor();
  await unlock(page, '739164');
  await heading(page, ky('field.core.meetings.title')).waitFor();
  await context.close();
});

describe('somebody else opens the phone', () => {
  let shared: TestPage;
  let meeting: Planned;
  beforeAll(async () => {
    shared = await openPage(phone);
    await prepareDevice(office, shared.page, 'facilitator');
    meeting = await office.plan('facilitator');
    await take(shared.page, meeting);
    office.line.cut = 'before';
    await addPeople(shared.page, meeting, 'Жашыруун Аялова');
    await addStickers(shared.page, meeting, 'Жашыруун стикер');
    await (await openNote(shared.page, meeting)).fill('Жашыруун протокол');
    await lock(shared.page);
  }, 120_000);
  afterAll(async () => await shared.context.close());

  test('sees only their own meetings, and nothing of the first can be read in what the browser keeps', async () => {
    const { page } = shared;
    await prepareDevice(office, page, 'recorder', { pin: '739164' });
    const theirs = await office.plan('recorder');
    await take(page, theirs);
    expect(await meetingLine(page, meeting).count()).toBe(0);
    await go(page, `/m/${meeting.id}/gallery`);
    await page.getByText(ky('field.core.meeting-gone')).waitFor();
    await openOutbox(page);
    await page.getByText(ky('field.core.outbox.empty'), { exact: true }).waitFor();
    const kept = await everythingKept(page);
    // The search itself works: names of colleagues who share the phone are open.
    expect(kept).toContain('Бекболотов');
    expect(kept).not.toMatch(/Жашыруун|Аялова|Клуб/);
    await go(page, '/meetings');
    await page.getByRole('button', { name: ky('field.core.nav.lock') }).click();
  });

  test('is stopped by wrong PINs for a growing time, which no reload shortens', async () => {
    const { page } = shared;
    await page.clock.install();
    await page.reload();
    const first = page.getByRole('button').filter({ hasText: 'Бекболотов' });
    const wait = (minutes: number) =>
      page.getByText(
        new RegExp(`^${ky('field.core.start.wait', { time: `(${minutes}:00|${minutes - 1}:5\\d)` })}$`),
      );
    await first.click();
    for (let left = 4; left >= 1; left -= 1) {
      await unlock(page, '555123');
      await page.getByText(ky('field.core.pin.wrong', { count: left }), { exact: true }).waitFor();
    }
    await unlock(page, '555123');
    await wait(1).waitFor();
    await page.reload();
    await first.click();
    await wait(1).waitFor();
    expect(await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).count()).toBe(0);
    await page.clock.runFor(65_000);
    await unlock(page, '555123');
    await wait(5).waitFor();
    await page.reload();
    await first.click();
    await wait(5).waitFor();
    // Whoever knows the PIN gets in after the wait, and everything is there.
    await page.clock.runFor(305_000);
    await unlock(page);
    await heading(page, ky('field.core.meetings.title')).waitFor();
    await openGallery(page, meeting);
    await stickerRow(page, 'Жашыруун стикер').waitFor();
  });
});

/** All that the browser keeps of the app, as text: databases, caches, local storage. */
async function everythingKept(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const found: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const decode = (bytes: ArrayBuffer) => {
      for (const encoding of ['utf-8', 'utf-16le']) found.push(new TextDecoder(encoding).decode(bytes));
    };
    const walk = (value: unknown): void => {
      if (typeof value === 'string') found.push(value);
      else if (value instanceof ArrayBuffer) decode(value);
      else if (ArrayBuffer.isView(value)) decode(new Uint8Array(value.buffer as ArrayBuffer).slice().buffer);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error ?? new Error('database'));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store);
        walk(await asked(rows.getAllKeys()));
        walk(await asked(db.transaction(store).objectStore(store).getAll()));
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      found.push(...(await cache.keys()).map(({ url }) => url));
    }
    return found.join('\n');
  });
}
