import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { inject } from 'vitest';
import { howToInstall, quiet } from '../scripts/chromium.mjs';
import { demoPassword } from '../src/platform/auth/demo.ts';
import ky from '../src/account/messages/ky.json' with { type: 'json' };
import ui from '../src/platform/ui/messages/ky.json' with { type: 'json' };
import { createEmptyDatabase } from './database.ts';
import { copyDemo } from './demo-store.ts';
import { startServer, type RunningServer } from './server.ts';

export type TestApp = RunningServer & { readonly databaseUrl: string };

/**
 * The real program with a database of its own in the run's cluster, and a new data folder. `demo` fills it with the
 * textbook municipality.
 */
export async function startApp(options: { readonly demo?: boolean } = {}): Promise<TestApp> {
  const database = options.demo ? await copyDemo() : await createEmptyDatabase();
  try {
    const server = await startServer({
      command: options.demo ? 'demo' : 'serve',
      databaseUrl: database.url,
      ...('folder' in database ? { folder: database.folder } : {}),
      patience: 120_000,
    });
    return {
      ...server,
      databaseUrl: database.url,
      async stop() {
        const code = await server.stop();
        await database.drop();
        rmSync(server.folder, { recursive: true, force: true });
        return code;
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}

let shared: Promise<Browser> | undefined;

/** The browser of this test file, started at the first call. @throws Error with words when the machine has none. */
export async function browser(): Promise<Browser> {
  const executablePath = inject('chromium');
  if (executablePath === '') throw new Error(howToInstall);
  shared ??= chromium.launch({ executablePath, args: quiet });
  return await shared;
}

export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

export type TestPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: errors of scripts, refused content, answers of 500 and more. */
  readonly troubles: string[];
};

/** A window of its own, without cookies of others. */
export async function openPage(options: BrowserContextOptions = {}): Promise<TestPage> {
  const context = await (
    await browser()
  ).newContext({ viewport: { width: 1280, height: 900 }, locale: 'ky-KG', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // The browser reports 4xx answers of pages as errors of the console; those are looked at by the tests.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      troubles.push(`${page.url()}: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`);
  });
  return { page, context, troubles };
}

const accessibleTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const looks = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
let looker: string | undefined;

/** Puts axe into every page that this window will open: sending it to each costs as much as looking at the page. */
export async function takeLooker(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: looks });
}

/**
 * What keeps somebody from using the page as it stands (WCAG 2.2 AA and good practice by axe). Our pages have no
 * frames, so it is looked at in one go. Only what is wrong is worked out and brought back: what axe says of the
 * hundreds of elements that are right costs as much as looking at them. Styles are not fetched anew (`preload`): the
 * two rules that ask for it are about sound and about pages that turn.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate((looker ??= readFileSync(looks, 'utf8')));
  return await page.evaluate(async (tags) => {
    const { axe: looker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await looker.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  }, accessibleTags);
}

/** E-mail of an invented person: `chair` is the chair of Көк-Ирим, `ak-jar/chair` that of the neighbour. */
export function emailOf(who: string): string {
  const [place, person] = who.includes('/') ? who.split('/') : ['kok-irim', who];
  return who === 'system' ? 'system@ashar.example' : `${person ?? ''}@${place ?? ''}.example`;
}

/** Signs an invented person in as people do: by the form, in Kyrgyz. */
export async function signIn(page: Page, url: string, who: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(ky['account.field.sign-in']).fill(emailOf(who));
  await page.getByLabel(ui['ui.field.password'], { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: ui['ui.sign-in'], exact: true }).click();
  await page.waitForURL((address) => !address.pathname.includes('sign-in'));
}
