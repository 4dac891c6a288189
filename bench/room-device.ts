import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findChromium, howToInstall, quiet } from '../scripts/chromium.mjs';
import { words } from '../test/words.ts';
import type { Office } from './room-office.ts';

export const ky = (key: string, params = {}) => words('ky', key, params);
const pin = '184205';
const phone = ['--window-size=360,740', '--lang=ky-KG'];

export type RunningPhone = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The battery is empty: every process of the browser ends at once. */
  readonly kill: () => Promise<void>;
};

/** A phone with a store of its own that is still there when its browser was killed. */
export type Phone = {
  readonly start: () => Promise<RunningPhone>;
  readonly forget: () => Promise<void>;
};

/** Functions given to a page are compiled with their names kept, by a function that stands in no page. */
export const nameKeeper = 'globalThis.__name ??= (one) => one';

/** A new phone, nothing on it. @throws Error with words when the machine has no Chromium */
export function newPhone(): Phone {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToInstall);
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-phone-'));
  let running: RunningPhone | undefined;
  return {
    async start() {
      await running?.kill();
      running = await launched(executablePath, folder);
      return running;
    },
    async forget() {
      await running?.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function launched(executablePath: string, folder: string): Promise<RunningPhone> {
  const portFile = path.join(folder, 'DevToolsActivePort');
  // What a killed browser leaves behind.
  for (const name of ['DevToolsActivePort', 'SingletonLock'])
    rmSync(path.join(folder, name), { force: true });
  const child = spawn(
    executablePath,
    [
      ...quiet,
      ...phone,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      '--no-first-run',
      '--hide-crash-restore-bubble',
      'about:blank',
    ],
    { stdio: 'ignore', detached: true },
  );
  const ended = once(child, 'exit');
  const kill = async () => {
    endGroup(child);
    await ended;
  };
  try {
    const deadline = Date.now() + 30_000;
    let address: string[] = [];
    while (address.length < 2) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error('Chromium did not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (existsSync(portFile)) address = readFileSync(portFile, 'utf8').trim().split('\n');
    }
    const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${address[0]}${address[1]}`);
    const context = browser.contexts()[0];
    if (!context) throw new Error('Chromium has no window');
    context.setDefaultTimeout(30_000);
    const page = context.pages()[0] ?? (await context.newPage());
    await context.addInitScript(nameKeeper);
    await page.setViewportSize({ width: 360, height: 740 });
    return { context, page, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** The browser and its helpers are one group of processes. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Makes every main thread of this page as slow as the processor of an old phone. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Prepares the phone for Ак-Жар's facilitator, who then stands before the list of meetings; the app is on it. */
export async function prepare(office: Office, page: Page): Promise<void> {
  await page.goto(`${office.url}/field#/prepare/${await office.code()}`);
  await page.getByLabel(ky('field.core.pin.new'), { exact: true }).fill(pin);
  await page.getByLabel(ky('field.core.pin.again'), { exact: true }).fill(pin);
  await page.getByRole('button', { name: ky('field.core.prepare.submit'), exact: true }).click();
  await page.getByRole('heading', { name: ky('field.core.meetings.title') }).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: 60_000,
  });
}

/** Takes along every meeting that the office offers. */
export async function takeAll(page: Page): Promise<void> {
  const offers = page.getByRole('button', { name: ky('field.core.meetings.take'), exact: true });
  await offers.first().waitFor();
  const count = await offers.count();
  for (let taken = 1; taken <= count; taken += 1) {
    await offers.first().click();
    // Only what stands among this device's own meetings has been kept.
    await page
      .locator('.fa-meeting')
      .nth(taken - 1)
      .waitFor();
  }
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel(ky('field.core.pin.yours'), { exact: true }).fill(pin);
  await page.getByRole('button', { name: ky('field.core.start.open'), exact: true }).click();
  await page.getByRole('heading', { name: ky('field.core.meetings.title') }).waitFor();
}

/** Goes to a place of the app without loading it again. */
export async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), place);
}
