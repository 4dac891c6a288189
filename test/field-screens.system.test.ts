import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lang } from '../src/platform/i18n/lang.ts';
import { barriersOn, closeBrowser } from './app.ts';
import { addPeople, addStickers, go, openNote, openOffice, openPhone, take, type Office } from './field.ts';
import { words } from './words.ts';

// Every screen of the app at 360 pixels: usable by everybody, in two languages, by day and by night.

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
  const text = await page.locator('body').innerText();
  const raw = /\b(?:field|needs|ui|error)\.[a-z-]+\.[a-z.-]+/.exec(text);
  if (raw) faults.push(`raw message key: ${raw[0]}`);
  return faults;
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
