import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium, howToInstall, quiet } from '../scripts/chromium.mjs';
import { median, rounded } from './figure.ts';
import { ky, nameKeeper, newPhone, prepare, slowDown } from './room-device.ts';
import type { Office } from './room-office.ts';
import { threadOf, type Telling } from './room-thread.ts';

const rounds = 5;
/** «Slow 3G»: bytes a second and milliseconds of a round trip. */
const slow3g = { throughput: (400 * 1024) / 8, latency: 400 };

type Usable = { readonly wall: number; readonly own: number };
const wordsOf = (times: readonly Usable[]): string =>
  `of ${times.map(({ wall }) => rounded(wall / 1000)).join(', ')}; of the thread's own time ${rounded(median(times.map(({ own }) => own)) / 1000)}`;

/**
 * Tells when the control is drawn and the page's thread is free for it, in milliseconds since
 * the navigation began.
 */
function watch(selector: string): void {
  let said = false;
  const look = () => {
    const control = document.querySelector<HTMLElement>(selector);
    if (!control || control.offsetParent === null) {
      requestAnimationFrame(look);
      return;
    }
    // The frame after the one that has drawn it; then whatever still keeps the thread busy comes first.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!said) (globalThis as unknown as Telling).tellBench(String(performance.now()));
        said = true;
      }),
    );
  };
  requestAnimationFrame(look);
}

/**
 * Goes there and waits until the control is usable.
 * @returns milliseconds since the navigation began: the clock's, and the page's thread's own, which a busy machine
 *   does not lengthen; the thread's is that of its process, started before the navigation by at most a moment
 */
async function usableAt(page: Page, address: string): Promise<Usable> {
  const thread = await threadOf(page);
  const heard = thread.told(60_000);
  await page.goto(address, { waitUntil: 'commit' });
  const wall = Number(await heard);
  return { wall, own: await thread.time() };
}

/**
 * Seconds from the navigation until a phone that has never seen the app can use its first control, on slow 3G with
 * a processor slowed four times; the middle of five.
 */
export async function firstVisit(office: Office): Promise<{ value: number; note: string }> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToInstall);
  const browser = await chromium.launch({ executablePath, args: quiet });
  try {
    const times: Usable[] = [];
    const answers: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ky-KG' });
      await context.addInitScript(nameKeeper);
      const page = await context.newPage();
      await page.addInitScript(watch, 'a.btn[href="#/prepare"]');
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        downloadThroughput: slow3g.throughput,
        uploadThroughput: slow3g.throughput,
        latency: slow3g.latency,
      });
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      times.push(await usableAt(page, `${office.url}/field`));
      // It is usable only if it does what it says.
      const pressed = performance.now();
      await page.locator('a.btn[href="#/prepare"]').click();
      await page.getByLabel(ky('field.core.pin.new'), { exact: true }).waitFor({ timeout: 15_000 });
      answers.push(performance.now() - pressed);
      await context.close();
    }
    return {
      value: median(times.map(({ wall }) => wall)) / 1000,
      note: `${wordsOf(times)}; the form opened ${Math.round(median(answers))} ms after the press; 400 kbit/s, 400 ms, no TLS`,
    };
  } finally {
    await browser.close();
  }
}

/**
 * Seconds from the navigation until the PIN can be typed, on a prepared phone without a network whose browser was
 * just started, with a processor slowed four times; the middle of five.
 */
export async function visitOffline(office: Office): Promise<{ value: number; note: string }> {
  const phone = newPhone();
  try {
    const { page } = await phone.start();
    await prepare(office, page);
    await page.close();
    const times: Usable[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const again = await phone.start();
      await again.context.setOffline(true);
      await again.page.addInitScript(watch, '.fa-unlock form input');
      await slowDown(again.page);
      times.push(await usableAt(again.page, `${office.url}/field`));
      const field = again.page.getByLabel(ky('field.core.pin.yours'), { exact: true });
      await field.pressSequentially('12');
      if ((await field.inputValue()) !== '12') throw new Error('the PIN could not be typed');
    }
    return {
      value: median(times.map(({ wall }) => wall)) / 1000,
      note: `${wordsOf(times)}; from the service worker of a browser just started; the worker's own thread is not slowed`,
    };
  } finally {
    await phone.forget();
  }
}
