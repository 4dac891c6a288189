import type { Page } from 'playwright-core';

/** The main thread of a page, as its browser counts it. */
export type Thread = {
  /**
   * Milliseconds the thread has worked so far, what slowing it adds among them, without what the tool that measures
   * asked of it. A busy machine does not lengthen it.
   */
  readonly time: () => Promise<number>;
};

export async function threadOf(page: Page): Promise<Thread> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    async time() {
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return (of('ThreadTime') - of('DevToolsCommandDuration')) * 1000;
    },
  };
}
