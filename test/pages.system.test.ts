import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOn, closeBrowser, openPage, signIn, startApp, takeLooker, type TestApp } from './app.ts';
import { pagesOf } from './crawl.ts';
import { inLang, words } from './words.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
  await leaveLetters();
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

/** Who looks at pages: together they reach all of them. */
const readers = [
  undefined,
  'system',
  'administrator',
  'head',
  'chair',
  'facilitator1',
  'deputy',
  'auditor',
  'ak-jar/chair',
  'ak-jar/facilitator',
] as const;

type Look = { readonly width: number; readonly height: number };
const phone: Look = { width: 360, height: 740 };

/** Two ways of looking that together have both languages, both colour schemes, a desk and a phone. */
const looks = [
  { name: 'Kyrgyz, light, on a desk', lang: 'ky', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'Russian, dark, on a phone', lang: 'ru', colorScheme: 'dark', ...phone },
] as const;

/** How many pixels a page is wider than a phone's window; the window is as before afterwards. */
async function tooWide(page: Page, { width, height }: Look): Promise<number> {
  const isPhone = width === phone.width;
  if (!isPhone) await page.setViewportSize(phone);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (!isPhone) await page.setViewportSize({ width, height });
  return over;
}

/** Letters that did not go, of the municipality and of none: their pages are looked at with something on them. */
async function leaveLetters(): Promise<void> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  await client.query(
    `insert into unsent_letter (id, municipality_id, to_address, subject, text, cause, given_up_at, failed_at)
     select gen_random_uuid(), place, 'jok@kok-irim.example', 'Жаңы сырсөз', 'x', cause, ended, now()
       from (select distinct municipality_id from membership union select null) as places (place),
            (values ('connection', null), ('address', now())) as causes (cause, ended)`,
  );
  await client.end();
}

const seen = new Set<string>();

test('what keeps people from using a page is seen', async () => {
  const { page, context } = await openPage();
  await page.setContent(`<!doctype html><html lang="ky"><title>x</title><main><h1>x</h1><img src="data:,">
    <p style="color:#999;background:#fff">Бозомук</p><input type="text"><h4>Төмөн</h4></main></html>`);
  const kinds = (await barriersOn(page)).map((barrier) => barrier.replace(/:.*/s, ''));
  expect(kinds.sort()).toEqual(['color-contrast', 'heading-order', 'image-alt', 'label']);
  await context.close();
});

describe.each(readers)('pages of %s', (who) => {
  test('every link leads somewhere, every page can be used by everybody', { timeout: 600_000 }, async () => {
    const scout = await openPage();
    if (who !== undefined) await signIn(scout.page, app.url, who);
    // A kind of page is looked at once, with the first reader who reaches it.
    const paths = (await pagesOf(scout.page, app.url)).filter((path) => !seen.has(keyOf(who, path)));
    const state = await scout.context.storageState();
    await scout.context.close();
    const faults: string[] = [];
    for (const { name, lang, colorScheme, ...look } of looks) {
      const { page, context, troubles } = await openPage({
        colorScheme,
        viewport: look,
        storageState: state,
        reducedMotion: 'reduce',
      });
      await takeLooker(context);
      for (const path of paths) {
        await page.goto(`${app.url}${inLang(lang, path)}`);
        seen.add(keyOf(who, path));
        expect(await page.locator('html').getAttribute('lang')).toBe(lang);
        faults.push(...(await barriersOn(page)).map((fault) => `${name}: ${path}: ${fault}`));
        const over = await tooWide(page, look);
        if (over > 0) faults.push(`${name}: ${path}: ${over} pixels too wide at 360`);
      }
      faults.push(...troubles.map((trouble) => `${name}: ${trouble}`));
      await context.close();
    }
    expect(faults.join('\n')).toBe('');
  });
});

test.each(looks)(
  'what a file would change: $name',
  { timeout: 300_000 },
  async ({ lang, colorScheme, width, height }) => {
    const { page, context, troubles } = await openPage({
      colorScheme,
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    await signIn(page, app.url, 'system');
    await page.goto(`${app.url}${inLang(lang, '/admin/units/import')}`);
    const rows =
      'level,name_ky,parent,code,households,female_18_35,male_18_35\nvillage,Арал,Көк-Ирим,417,512,9,9\n';
    const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: words(lang, 'tables.check') }).click();
    await page.getByRole('group', { name: words(lang, 'territory.import.take') }).waitFor();
    const difference = words(lang, 'territory.import.difference.households');
    expect(await page.locator('main').innerText()).toMatch(new RegExp(`${difference}: \\d+ → 512`));
    expect(await barriersOn(page)).toEqual([]);
    expect(await tooWide(page, { width, height })).toBe(0);
    expect(troubles).toEqual([]);
    await context.close();
  },
);

function keyOf(who: string | undefined, path: string): string {
  const kind = path.split('?')[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  // The first page and one's own are another page for each reader.
  return kind === '/' ? `${who ?? ''} ${kind}` : kind;
}

test('public pages can be read without scripts, in three languages', async () => {
  const { page, context, troubles } = await openPage({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  await page.goto(app.url);
  expect(await page.locator('html').getAttribute('lang')).toBe('ky');
  await page.getByRole('link', { name: 'Көк-Ирим' }).first().click();
  await page.locator('main a[href^="/kok-irim/"]').first().click();
  await page.getByText('Мектепке чейинки билим берүү үчүн шарттар жок').first().waitFor();
  const text = await page.locator('main').innerText();
  for (const total of ['63', '45', '40', '36', '122', '306']) expect(text).toContain(total);
  for (const [lang, name] of [
    ['ru', 'Русский'],
    ['en', 'English'],
    ['ky', 'Кыргызча'],
  ] as const) {
    await page.getByRole('link', { name }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    // Names of problems are people's own words and stay as they are.
    expect(await page.locator('main').innerText()).toContain('Мектепке чейинки билим берүү');
  }
  // On paper parts of a page follow one another: a grid is cut or printed over itself by some browsers.
  const paper = await openPage();
  await paper.page.goto(page.url());
  await paper.page.emulateMedia({ media: 'print' });
  expect(await paper.page.locator('.cols').evaluate((parts) => getComputedStyle(parts).display)).toBe(
    'block',
  );
  // And nothing stands below its last line, which would be a sheet of its own.
  expect(await paper.page.locator('main').evaluate((main) => getComputedStyle(main).paddingBottom)).toBe(
    '0px',
  );
  await paper.context.close();
  expect(troubles).toEqual([]);
  await context.close();
});

test('people sign in and work without scripts', async () => {
  const { page, context, troubles } = await openPage({ javaScriptEnabled: false });
  await signIn(page, app.url, 'ak-jar/facilitator');
  // The wheel of the cycle leads there too.
  const rooms = page.getByRole('navigation', { name: words('ky', 'ui.nav.main') });
  await rooms.getByRole('link', { name: words('ky', 'drawings.stage.needs'), exact: true }).click();
  await page.locator('main a[href*="/needs/sessions/"]').first().click();
  const board = `${page.url().replace(/[?#].*/, '')}/board`;
  await page.goto(board);
  const left = async () => Number((await page.locator('.board-left').innerText()).replace(/\D/g, ''));
  const before = await left();
  await page.getByLabel(words('ky', 'needs.board.new-name')).fill('Сынак көйгөйү');
  await page.getByRole('button', { name: words('ky', 'needs.board.new'), exact: true }).click();
  expect(await left()).toBeLessThan(before);
  await page.getByRole('button', { name: words('ky', 'needs.board.undo-last') }).click();
  expect(await left()).toBe(before);
  expect(troubles).toEqual([]);
  await context.close();
});
