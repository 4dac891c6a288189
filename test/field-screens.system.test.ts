import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lang } from '../src/platform/i18n/lang.ts';
import { barriersOn, closeBrowser } from './app.ts';
import {
  addPeople,
  addStickers,
  go,
  ky,
  openNote,
  openOffice,
  openPhone,
  take,
  type Office,
} from './field.ts';
import { words } from './words.ts';

// Every screen of the app at 360 pixels: usable by everybody, in two languages, by day and by night; and a meeting led
// by fingers on the smallest phone.

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(async () => {
  await closeBrowser();
  await office?.stop();
});

/** What is wrong with the screen that is shown now. */
async function faultsOf(page: Page): Promise<string[]> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  // All of the screen at once: what lies under the bar at the foot until one scrolls is not too small for that.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 360, height: Math.max(740, height + 200) });
  const faults = await barriersOn(page);
  await page.setViewportSize({ width: 360, height: 740 });
  if (over > 0) faults.push(`${over} pixels too wide`);
  faults.push(...(await brokenWords(page)).map((word) => `broken inside a word: ${word}`));
  const text = await page.locator('body').innerText();
  const raw = /\b(?:field|needs|ui|error)\.[a-z-]+\.[a-z.-]+/.exec(text);
  if (raw) faults.push(`raw message key: ${raw[0]}`);
  return faults;
}

/** Words that stand on two lines without a hyphen, or are cut off by dots; with the class of where they stand. */
async function brokenWords(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const place = text.parentElement;
      // What is only spoken is a pixel wide.
      if (!place || place.closest('script, noscript, textarea') || place.getBoundingClientRect().width < 4)
        continue;
      const where = `<${place.className || place.tagName}>`;
      if (place.matches('.run-foot-name, .kit-label, h1, h2') && place.scrollHeight > place.clientHeight + 2)
        found.push(`${place.textContent} ${where}`);
      for (const word of (text.nodeValue ?? '').matchAll(/[\p{L}\p{N}]{2,}/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)),
        );
        if (lines.size > 1) found.push(`${word[0]} ${where}`);
      }
    }
    return [...new Set(found)];
  });
}

test.each([
  { lang: 'ky', colorScheme: 'light' },
  { lang: 'ru', colorScheme: 'dark' },
] satisfies { lang: Lang; colorScheme: 'light' | 'dark' }[])(
  'every screen in $lang, $colorScheme',
  { timeout: 300_000 },
  async ({ lang, colorScheme }) => {
    const faults: string[] = [];
    const { page, context, troubles } = await openPhone(office, 'facilitator', {
      options: { viewport: { width: 360, height: 740 }, colorScheme, reducedMotion: 'reduce' },
    });
    const missing: string[] = [];
    page.on('console', (message) => {
      if (/missing message/.test(message.text())) missing.push(message.text());
    });
    const meeting = await office.plan('facilitator');
    await take(page, meeting);
    await addPeople(page, meeting, 'Асель Турдуева', 'Кенже Алиева');
    await addStickers(page, meeting, 'Көпүрө бузулган', 'Чырак жок');
    await (await openNote(page, meeting)).fill('Көпүрө талаш болду.');
    if (lang !== 'ky') {
      await go(page, '/settings');
      await page.getByRole('radio', { name: 'Русский' }).click();
      await page.getByRole('heading', { level: 1, name: words(lang, 'field.core.nav.settings') }).waitFor();
    }
    const say = (key: string) => words(lang, key);
    const look = async (name: string) => {
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
    };
    const places = [
      ['meetings', 'field.core.meetings.title'],
      ['outbox', 'field.core.nav.outbox'],
      ['settings', 'field.core.nav.settings'],
    ] as const;
    for (const [place, title] of places) {
      await go(page, `/${place}`);
      await page.getByRole('heading', { level: 1, name: say(title) }).waitFor();
      await look(place);
    }
    await go(page, `/m/${meeting.id}`);
    await page.getByRole('heading', { level: 2, name: say('field.run.programme') }).waitFor();
    await look('programme');
    // With the minutes open beside it, then without.
    await go(page, `/m/${meeting.id}/aims`);
    await page.getByRole('button', { name: say('field.run.notes-close') }).waitFor();
    await look('minutes drawer');
    await page.getByRole('button', { name: say('field.run.notes-close') }).click();
    for (const step of [
      'opening',
      'aims',
      'map',
      'venn',
      'competence',
      'pie',
      'gallery',
      'closing',
      'minutes',
      'hall',
    ]) {
      await go(page, `/m/${meeting.id}/${step}`);
      await page
        .getByRole('heading', { level: 1 })
        .filter({ hasText: say(`field.run.step.${step}`) })
        .waitFor();
      await page.waitForFunction(() => document.querySelector('.fa-loading') === null);
      await look(step);
      if (step === 'gallery') {
        for (const part of ['explain', 'write', 'group', 'results']) {
          await page
            .getByRole('navigation', { name: say('field.gallery.parts') })
            .getByRole('button', { name: say(`field.gallery.part.${part}`) })
            .click();
          await look(`gallery, ${part}`);
        }
      }
      if (step === 'minutes') {
        await page.getByRole('button', { name: say('field.run.minutes-edit') }).click();
        await look('minutes, editing');
      }
    }
    await go(page, '/meetings');
    await page.getByRole('button', { name: say('field.core.nav.lock') }).click();
    await page.getByLabel(say('field.core.pin.yours'), { exact: true }).waitFor();
    await look('PIN');
    await page.getByRole('button', { name: say('field.core.start.forgot') }).click();
    await page.getByRole('heading', { level: 1, name: say('field.core.start.forgot-title') }).waitFor();
    await look('forgotten PIN');
    await go(page, '/prepare');
    await page.getByRole('heading', { level: 1, name: say('field.core.prepare.title') }).waitFor();
    await look('prepare');
    expect([...faults, ...missing, ...troubles].join('\n')).toBe('');
    await context.close();
  },
);

/** A finger on the glass; the browser decides whether it taps or scrolls. */
async function fingerOn(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    await devtools.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  return async (x: number, from: number, to: number) => {
    await touch('touchStart', { x, y: from });
    for (let step = 1; step <= 8; step += 1)
      await touch('touchMove', { x, y: from + ((to - from) * step) / 8 });
    await touch('touchEnd');
  };
}

test(
  'a meeting led by fingers at 360 × 640, from the first name to the end',
  { timeout: 120_000 },
  async () => {
    const { page, context, troubles } = await openPhone(office, 'facilitator', {
      options: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
    });
    const meeting = await office.plan('facilitator');
    await take(page, meeting);
    const foot = page.getByRole('navigation', { name: ky('ui.steps.label') });
    const onward = foot.locator('.btn').last();
    const clock = (state: 'pause' | 'start') =>
      page.getByRole('button', { name: ky(`field.run.clock.${state}`), exact: true });
    const undo = page.getByRole('button', { name: ky('ui.undo'), exact: true });

    await go(page, `/m/${meeting.id}`);
    await page.getByRole('button', { name: /^Баштоо/ }).tap();
    // One tap a person: the sex, with the keyboard left where it is.
    const name = page.getByLabel(ky('field.run.name'), { exact: true });
    await name.tap();
    for (const one of ['Асель Турдуева', 'Кенже Алиева', 'Бакыт Осмонов']) {
      await page.keyboard.type(one);
      await page
        .locator('.run-adds')
        .getByRole('button', { name: ky('ui.sex.female') })
        .tap();
      await page.getByText(one, { exact: true }).first().waitFor();
      expect(await name.evaluate((field) => document.activeElement === field)).toBe(true);
    }
    // With a keyboard up, the name and what ends it stand in sight together.
    await page.setViewportSize({ width: 360, height: 330 });
    await name.tap();
    const [field, adds] = [await name.boundingBox(), await page.locator('.run-adds').boundingBox()];
    expect(field!.y).toBeGreaterThanOrEqual(0);
    expect(adds!.y + adds!.height).toBeLessThanOrEqual(330);
    await page.setViewportSize({ width: 360, height: 640 });

    // A look back stops nothing, and going on begins a step whatever way one came to the one before it.
    await onward.tap();
    await clock('pause').waitFor();
    await foot.locator('.run-foot-back').tap();
    await clock('start')
      .or(page.getByRole('button', { name: ky('field.run.clock.resume') }))
      .waitFor();
    await go(page, `/m/${meeting.id}/aims`);
    await clock('pause').waitFor();
    await onward.tap();
    await page.locator('.map-palette').waitFor();
    await clock('pause').waitFor();

    // The map with its palette fits above the foot; a finger on it scrolls the page; undo knows of nothing here.
    expect(await undo.isDisabled()).toBe(true);
    const bottom = async (where: string) => {
      const box = await page.locator(where).boundingBox();
      return box!.y + box!.height;
    };
    expect(await bottom('.map-palette')).toBeLessThanOrEqual((await foot.boundingBox())!.y);
    const stage = (await page.locator('.map-stage').boundingBox())!;
    const swipe = await fingerOn(page);
    await swipe(180, stage.y + stage.height - 30, stage.y + 20);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    await page.locator('.map-palette button').first().tap();
    await page.locator('.map-stage').tap({ position: { x: 150, y: 120 } });
    const object = page.locator('.map-panel').getByLabel(ky('ui.field.name'), { exact: true });
    // Changes of one moment are one step of undo.
    await page.waitForTimeout(400);
    await object.fill('Мектеп');
    await page.getByRole('button', { name: ky('ui.done'), exact: true }).tap();
    // What was placed is not behind the title that is stuck above it.
    const sign = (await page.locator('.map-object').boundingBox())!;
    expect(sign.y).toBeGreaterThanOrEqual(await bottom('.run-title'));
    await undo.tap();
    await page.getByText(ky('field.run.undone.changed', { name: 'Мектеп' })).waitFor();
    await undo.tap();
    await expect.poll(() => undo.isDisabled()).toBe(true);
    expect(await page.locator('.map-object').count()).toBe(0);

    // Stickers: one tap, then the keyboard goes from person to person.
    await go(page, `/m/${meeting.id}/gallery`);
    await page.getByRole('button', { name: ky('field.gallery.part.write') }).tap();
    await page.locator('.gal-people button').nth(1).tap();
    const line = page.locator('.gal-entry input');
    let written = 0;
    for (const word of ['суу', 'жол', 'чырак', 'көпүрө', 'мектеп', 'таштанды']) {
      expect(await line.evaluate((entry) => document.activeElement === entry)).toBe(true);
      await page.keyboard.type(`Айылда ${word} начар`);
      await page.keyboard.press('Enter');
      written += 1;
      await page.locator('.gal-tabs').getByText(String(written), { exact: true }).first().waitFor();
    }
    await page.getByRole('heading', { name: /^2\. Кенже Алиева/ }).waitFor();

    // By hand: a sticker, and its problem in the sheet that comes to it.
    await page.getByRole('button', { name: ky('field.gallery.part.group') }).tap();
    await page.locator('.gal-card-text').first().tap();
    await page.locator('.gal-new').tap();
    await page.locator('.gal-naming input').fill('Инфраструктура');
    await page.getByRole('button', { name: ky('field.gallery.board.open-new'), exact: true }).tap();
    await page.locator('.gal-card-text').first().tap();
    const where = page.getByRole('region', { name: ky('field.gallery.board.where') });
    await where.getByRole('button', { name: /Инфраструктура/ }).tap();
    await expect.poll(() => page.locator('.gal-card').count()).toBe(4);

    // The foot leads to the end, which is seen.
    await onward.tap();
    await page.getByRole('heading', { name: ky('field.run.done-today') }).waitFor();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await foot.getByRole('button', { name: ky('field.run.finish') }).tap();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: ky('field.run.finish') })
      .tap();
    await expect
      .poll(async () => {
        const box = await page.getByText(ky('field.run.finished-text')).boundingBox();
        return box !== null && box.y > 0 && box.y < 560;
      })
      .toBe(true);
    expect(troubles).toEqual([]);
    await context.close();
  },
);

test('what is folded stands there once somebody unfolds it, by finger or by key, and stays', async () => {
  const { page } = await openPhone(office, 'facilitator');
  const meeting = await office.plan('facilitator');
  await take(page, meeting);
  await go(page, `/m/${meeting.id}/map`);
  const fold = (title: string) =>
    page.locator('details', { has: page.getByText(ky(title), { exact: true }) });
  const [legend, help] = [fold('field.map.legend'), fold('field.map.help')];
  await legend.locator('summary').waitFor();
  expect(await legend.getByRole('checkbox').count()).toBe(0);
  await legend.locator('summary').click();
  await legend.getByRole('checkbox').first().waitFor();
  await legend.locator('summary').click();
  expect(await legend.getByRole('checkbox').first().isVisible()).toBe(false);
  await help.locator('summary').press('Enter');
  await help.getByText(ky('field.map.question.12'), { exact: true }).waitFor();
});
