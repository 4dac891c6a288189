import { chromium } from 'playwright-core';
import { findChromium, howToInstall, quiet } from '../scripts/chromium.mjs';

/** Bytes that a phone without anything kept receives for one page, headers included, as the browser counts them. */
export async function firstVisitBytes(url: string): Promise<{ bytes: number; note: string }> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToInstall);
  const browser = await chromium.launch({ executablePath, args: quiet });
  try {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const names = new Map<string, string>();
    const sizes = new Map<string, number>();
    session.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, request.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      sizes.set(names.get(requestId) ?? requestId, encodedDataLength);
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const parts = [...sizes].map(
      ([address, bytes]) => `${new URL(address).pathname.split('/').at(-1) ?? ''} ${bytes}`,
    );
    return { bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0), note: parts.join(', ') };
  } finally {
    await browser.close();
  }
}
