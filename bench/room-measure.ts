import type { Locator, Page } from 'playwright-core';
import { median, p95, rounded } from './figure.ts';
import { threadOf, type Telling } from './room-thread.ts';

/**
 * One action of a person: from its event until a frame that shows what it did has been drawn, in milliseconds by the
 * clock, and what the page's thread itself worked meanwhile.
 */
export type Action = { readonly kind: string; readonly ms: number; readonly own: number };

export type Actions = {
  readonly all: readonly Action[];
  /** First openings of steps, which load and draw them anew; a meeting has one of each. */
  readonly first: readonly Action[];
  /** The same for a key that changes one word of the page and nothing else: what the machine itself takes. */
  readonly bare: Omit<Action, 'kind'>;
};

/** `act` is a thing to click on, or what somebody does without looking for anything in the page. */
export type Measure = (
  kind: string,
  type: string,
  selector: string,
  act: Locator | (() => Promise<void>),
) => Promise<void>;

/** Measures what somebody does in a page, one action after another. */
export async function measuringOn(page: Page): Promise<{
  /** Acts, and waits for what was armed before. */
  readonly timed: (act: () => Promise<void>) => Promise<Omit<Action, 'kind'>>;
  /** What is measured goes into the list. */
  readonly measuredInto: (all: Action[]) => Measure;
}> {
  const thread = await threadOf(page);
  const timed = async (act: () => Promise<void>): Promise<Omit<Action, 'kind'>> => {
    const heard = thread.told(20_000);
    // Whoever waits hears of it; nobody else shall.
    heard.catch(() => undefined);
    const before = await thread.time();
    await act();
    const said = await heard;
    const ms = Number(said);
    if (Number.isNaN(ms)) throw new Error(said);
    return { ms, own: (await thread.time()) - before };
  };
  const measuredInto =
    (all: Action[]): Measure =>
    async (kind, type, selector, act) => {
      try {
        const at = act instanceof Function ? undefined : await placeOf(act);
        // A finger does not hover first.
        if (at) await page.mouse.move(at.x, at.y);
        await arm(page, type, selector);
        const click = async () => {
          await page.mouse.down();
          await page.mouse.up();
        };
        all.push({ kind, ...(await timed(act instanceof Function ? act : click)) });
      } catch (error) {
        const words = error instanceof Error ? error.message.split('\n')[0] : String(error);
        throw new Error(`${kind}: ${words}`, { cause: error });
      }
      // What the action leaves to be done later must not be taken for the next one's.
      await page.waitForTimeout(120);
    };
  return { timed, measuredInto };
}

/**
 * Waits in the page for the next event of this type and notes how long it takes until what matches `selector` looks
 * otherwise (its number, words, values, places) and that has been drawn.
 */
export async function arm(page: Page, type: string, selector: string): Promise<void> {
  await page.evaluate(
    ([eventType, watched]) => {
      const { tellBench: tell } = globalThis as unknown as Telling;
      const look = () =>
        [...document.querySelectorAll(watched)]
          .map(
            (one) =>
              `${one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement ? one.value : (one.textContent ?? '')}${one.getAttribute('transform') ?? ''}`,
          )
          .join('|');
      const before = `${document.querySelectorAll(watched).length} ${look()}`;
      const begun = (event: Event) => {
        const drawn = new MessageChannel();
        // A frame is drawn right after its callbacks; the message comes after the drawing.
        drawn.port1.onmessage = () => {
          const now = performance.now();
          if (`${document.querySelectorAll(watched).length} ${look()}` !== before)
            tell(String(now - event.timeStamp));
          else if (now - event.timeStamp > 10_000) tell(`nothing changed at ${watched}`);
          else requestAnimationFrame(frame);
        };
        const frame = () => drawn.port2.postMessage(0);
        requestAnimationFrame(frame);
      };
      addEventListener(eventType, begun, { capture: true, once: true });
    },
    [type, selector] as const,
  );
}

/**
 * The middle of a thing that can be clicked and has come to rest; looked for beforehand, so that looking does not
 * count.
 */
async function placeOf(thing: Locator): Promise<{ x: number; y: number }> {
  let before = '';
  for (let look = 0; look < 20; look += 1) {
    await thing.click({ trial: true });
    const box = await thing.boundingBox();
    if (!box) throw new Error('it is not on the screen');
    if (JSON.stringify(box) === before) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    before = JSON.stringify(box);
    await thing.page().waitForTimeout(250);
  }
  throw new Error('it does not come to rest');
}

/** The longest of each kind by one of its times, the longest kind first. */
export function longestOf(all: readonly Action[], time: 'ms' | 'own'): Action[] {
  const longest = new Map<string, Action>();
  for (const one of all) {
    const before = longest.get(one.kind);
    if (!before || one[time] > before[time]) longest.set(one.kind, one);
  }
  return [...longest.values()].sort((a, b) => b[time] - a[time]);
}

/** Ninety-five of a hundred actions take less; of first openings, of which a meeting has one each, the longest counts. */
export const p95Of = ({ all, first }: Actions, time: 'ms' | 'own'): number =>
  p95([...all, ...longestOf(first, time)].map((one) => one[time]));

/** Words for the note: each kind with the middle and the longest of its times, the worst first. */
export function wordsOf(all: readonly Action[], time: 'ms' | 'own'): string {
  return longestOf(all, time)
    .map((longest) => {
      const times = all.filter(({ kind }) => kind === longest.kind).map((one) => one[time]);
      return `${longest.kind} ${rounded(median(times))} to ${rounded(longest[time])}`;
    })
    .join(', ');
}
