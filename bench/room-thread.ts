import type { Page } from 'playwright-core';

/** The main thread of a page, as its browser counts it, and what the page tells whoever measures. */
export type Thread = {
  /**
   * Milliseconds the thread has worked so far, what slowing it adds among them, without what the tool that measures
   * asked of it. A busy machine does not lengthen it.
   */
  readonly time: () => Promise<number>;
  /**
   * Waits until the page calls the function of that name with a text. The page is asked nothing meanwhile, and telling
   * costs it next to nothing: no polling, no stack, no value taken apart.
   * @throws Error after so many milliseconds
   */
  readonly told: (patience: number) => Promise<string>;
};

/** Name of the function by which a page tells whoever measures. */
export const tellName = 'tellBench';

/** A page as the functions given to it see it. */
export type Telling = { readonly [tellName]: (text: string) => void };

export async function threadOf(page: Page): Promise<Thread> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: tellName });
  return {
    async told(patience) {
      return await new Promise((resolve, reject) => {
        const hear = ({ name, payload }: { name: string; payload: string }) => {
          if (name !== tellName) return;
          session.off('Runtime.bindingCalled', hear);
          clearTimeout(late);
          resolve(payload);
        };
        const late = setTimeout(() => {
          session.off('Runtime.bindingCalled', hear);
          reject(new Error(`the page told nothing within ${patience} ms`));
        }, patience);
        session.on('Runtime.bindingCalled', hear);
      });
    },
    async time() {
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return (of('ThreadTime') - of('DevToolsCommandDuration')) * 1000;
    },
  };
}
