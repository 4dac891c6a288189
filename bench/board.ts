import { chromium } from 'playwright-core';
import { findChromium, howToInstall, quiet } from '../scripts/chromium.mjs';
import { stickers } from '../src/demo/ak-jar.ts';
import { demoPassword } from '../src/platform/auth/demo.ts';
import { p95 } from './figure.ts';

/** What a person has in mind: which topic a sticker belongs to. */
const topicOf = new Map(
  stickers.flatMap(({ topic, wordings }) => wordings.map((text) => [text, topic] as const)),
);

export type BoardWork = {
  readonly stickers: number;
  /** Keys pressed and clicks; typing a name counts as one. */
  readonly actions: number;
  /** 95th percentile of the time from an action until the board shows the next sticker, in milliseconds. */
  readonly answerP95: number;
};

/**
 * Groups the 125 stickers of the open session in a real browser, with the keys a person would press: a digit puts
 * the sticker in front under a problem, Enter opens the name of a new one.
 */
export async function groupOnBoard(url: string): Promise<BoardWork> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToInstall);
  const browser = await chromium.launch({ executablePath, args: quiet });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    await page.goto(`${url}/sign-in`);
    await page.fill('input[name=account]', 'facilitator@ak-jar.example');
    await page.fill('input[name=password]', demoPassword);
    await page.press('input[name=password]', 'Enter');
    await page.waitForURL((address) => !address.pathname.includes('sign-in'));
    const municipality = /\/m\/([0-9a-f-]{36})/.exec(page.url())?.[1];
    if (municipality === undefined) throw new Error(`no municipality at ${page.url()}`);
    await page.goto(`${url}/m/${municipality}/needs`);
    const session = /\/needs\/sessions\/([0-9a-f-]{36})/.exec(await page.content())?.[1];
    if (session === undefined) throw new Error('the open session is not on the list');
    await page.goto(`${url}/m/${municipality}/needs/sessions/${session}/board`);
    const left = async () =>
      Number((await page.locator('.board-left').textContent())?.replace(/\D/g, '') ?? '0');
    const all = await left();
    const times: number[] = [];
    let actions = 0;
    const settled = async (before: number) => {
      await page.waitForFunction(
        (count) =>
          Number(document.querySelector('.board-left')?.textContent?.replace(/\D/g, '') ?? 0) < count,
        before,
      );
    };
    for (let now = all; now > 0; now = await left()) {
      if (actions > all * 3) throw new Error('the board is not getting emptier');
      const active = page.locator('.sticker[aria-current]').first();
      const text = (await active.locator('span').first().textContent())?.trim() ?? '';
      const topic = topicOf.get(text) ?? text;
      const card = page.locator('[data-problem]', { has: page.getByText(topic, { exact: true }) }).first();
      if ((await card.count()) > 0) {
        const key = await card.locator('[aria-keyshortcuts]').first().getAttribute('aria-keyshortcuts');
        const started = performance.now();
        if (key !== null) await page.keyboard.press(key);
        else await card.locator('button[name=to]').first().click();
        actions += 1;
        await settled(now);
        times.push(performance.now() - started);
      } else {
        await page.keyboard.press('Enter');
        await page.locator('#board-name').fill(topic);
        const started = performance.now();
        await page.keyboard.press('Enter');
        actions += 3;
        await settled(now);
        times.push(performance.now() - started);
        // Only what the server knows of can be found by its name again.
        await page.locator('.problem:not([data-problem])').waitFor({ state: 'detached' });
        await page.locator('h1').click();
      }
    }
    // Moves that the browser still sends belong to the work.
    await page.locator('ashar-board[aria-busy=true]').waitFor({ state: 'detached', timeout: 60_000 });
    await page.reload();
    if ((await left()) > 0) throw new Error('not every move arrived at the server');
    return { stickers: all, actions, answerP95: p95(times) };
  } finally {
    await browser.close();
  }
}
