// `npm run screenshots`: the pictures of the README, from the demonstration as it is now. Each page twice: on a desk
// (1280) and on a phone (360). PNG with few colours, so that the repository stays small.
/* global document -- inside page.evaluate, which runs in the browser */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { register } from 'tsx/esm/api';
import { ensureChromium, howToInstall, quiet } from './chromium.mjs';

register();
const { startServer } = await import('../test/server.ts');
const { demoPassword } = await import('../src/platform/auth/demo.ts');

const target = process.argv[2] ?? fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const executablePath = ensureChromium();
if (executablePath === undefined) {
  console.error(howToInstall);
  process.exit(1);
}
mkdirSync(target, { recursive: true });
const server = await startServer({ command: 'demo', patience: 120_000 });
const browser = await chromium.launch({ executablePath, args: quiet });

async function open(width, email) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 740 : 860 },
    locale: 'ky-KG',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (email !== undefined) {
    await page.goto(`${server.url}/sign-in`);
    await page.fill('input[name=account]', email);
    await page.fill('input[name=password]', demoPassword);
    await page.press('input[name=password]', 'Enter');
    await page.waitForURL((address) => !address.pathname.includes('sign-in'));
  }
  return page;
}

async function keep(page, name) {
  await page.evaluate(() => document.fonts.ready);
  const full = await page.screenshot({ fullPage: false });
  const file = path.join(target, `${name}.png`);
  const { size } = await sharp(full)
    .png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 })
    .toFile(file);
  console.log(`${file}  ${Math.round(size / 1024)} KB`);
}

const municipality = (page) => /\/m\/([0-9a-f-]{36})/.exec(page.url())?.[1];

try {
  for (const [width, end] of [
    [1280, ''],
    [360, '-phone'],
  ]) {
    const reader = await open(width);
    await reader.goto(server.url);
    await reader.getByRole('link', { name: 'Көк-Ирим' }).first().click();
    await reader.locator('main a[href*="/villages/"], main a[href*="/p/"]').first().click();
    await keep(reader, `priorities${end}`);

    const chair = await open(width, 'chair@kok-irim.example');
    await keep(chair, `home${end}`);

    const facilitator = await open(width, 'facilitator@ak-jar.example');
    const base = `${server.url}/m/${municipality(facilitator)}/needs`;
    await facilitator.goto(base);
    const session = /\/needs\/sessions\/([0-9a-f-]{36})/.exec(await facilitator.content())[1];
    await facilitator.goto(`${base}/sessions/${session}/board`);
    // Some topics are named before the picture is taken: the board at work says more than an empty one.
    if (width === 1280) {
      for (let topic = 0; topic < 5; topic += 1) {
        const before = await facilitator.locator('.board-left').textContent();
        await facilitator.locator('button.btn[name=new]').click();
        await facilitator.waitForFunction(
          (text) => document.querySelector('.board-left')?.textContent !== text,
          before,
        );
      }
      await facilitator.reload();
    }
    await keep(facilitator, `board${end}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
