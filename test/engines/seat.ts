import { setTimeout as pause } from 'node:timers/promises';

// A window in an engine other than Chromium, and what a person does in it: looks, presses, drags, types. Both engines
// are driven by what they themselves bring (Firefox: WebDriver BiDi, WebKitGTK: WebDriver), so no package is needed.

export type Point = { readonly x: number; readonly y: number };

/** Sources of WebDriver's actions: the same words in both engines. */
export type Actions = readonly Readonly<Record<string, unknown>>[];

export type Seat = {
  readonly engine: string;
  readonly open: (address: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** What a JavaScript expression is in the page, as JSON tells it. */
  readonly read: (expression: string) => Promise<unknown>;
  readonly act: (actions: Actions) => Promise<void>;
  /** The page as printed on A4, with the engine's own margins. */
  readonly print: () => Promise<Buffer>;
  /** kill -9 of the browser with all its helpers, as when a battery is taken out. */
  readonly kill: () => Promise<void>;
};

export type Engine = {
  readonly name: string;
  /** Opens a window of a phone's size whose store lies in this folder: the same folder is the same phone. */
  readonly start: (folder: string) => Promise<Seat>;
};

export const phone = { width: 360, height: 640 };

/** Runs before every page's own scripts: what went wrong there is kept for whoever asks. */
export const listening = `(() => {
  const troubles = (globalThis.troublesOfTest ??= []);
  const tell = (what) => troubles.push(String(what).slice(0, 400));
  addEventListener('error', (event) => tell(event.message ?? 'a file did not load'));
  addEventListener('unhandledrejection', (event) => tell(event.reason));
  addEventListener('securitypolicyviolation', (event) => tell('refused: ' + event.blockedURI + ' ' + event.violatedDirective));
  const error = console.error;
  console.error = (...words) => { tell(words.join(' ')); error(...words); };
})()`;

/** Calls a function in the page; it and what it is given must be all it knows. */
export async function ask<W extends readonly unknown[], T>(
  seat: Seat,
  work: (...words: W) => T,
  ...words: W
): Promise<T> {
  return (await seat.read(`(${String(work)})(...${JSON.stringify(words)})`)) as T;
}

/** Asks again until there is an answer. @throws Error naming what did not come */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  patience = 20_000,
): Promise<T> {
  const deadline = Date.now() + patience;
  let last = '';
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      last = '';
    } catch (error) {
      // A page that is just being left answers nothing.
      last = `: ${String(error)}`;
    }
    if (Date.now() > deadline) throw new Error(`Not there within ${patience / 1000} s: ${what}${last}`);
    await pause(80);
  }
}

type Wanted = {
  readonly css: string;
  readonly name?: string | undefined;
  /** The name only begins so. */
  readonly begins?: boolean | undefined;
  /** What stands beside it in the same row of a list. */
  readonly beside?: string | undefined;
};

/** The middle of the first such thing that can be touched, brought into sight; the name is what is heard. */
function middleOf({ css, name, begins, beside }: Wanted): Point | undefined {
  const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  for (const one of document.querySelectorAll<HTMLElement>(css)) {
    const labels = [...((one as HTMLInputElement).labels ?? [])].map((label) => plain(label.textContent));
    const names = [plain(one.getAttribute('aria-label')), plain(one.textContent), ...labels];
    if (name !== undefined && !names.some((own) => (begins ? own.startsWith(name) : own === name))) continue;
    if (beside !== undefined && !plain(one.closest('li, tr')?.textContent).includes(beside)) continue;
    if (one.getClientRects().length === 0 || (one as HTMLButtonElement).disabled) continue;
    one.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const box = one.getBoundingClientRect();
    const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    const met = document.elementFromPoint(at.x, at.y);
    if (met && (one.contains(met) || met.contains(one))) return at;
  }
  return undefined;
}

/** Where that can be touched, once it stands still: a screen that is just being drawn moves under the finger. */
async function find(seat: Seat, wanted: Wanted, patience?: number): Promise<Point> {
  let before: Point | undefined;
  return await until(
    `${wanted.css} ${wanted.name ?? ''} (${seat.engine})`,
    async () => {
      const [now, last] = [await ask(seat, middleOf, wanted), before];
      before = now;
      return now && last && now.x === last.x && now.y === last.y && now;
    },
    patience,
  );
}

const mouse = (...actions: readonly object[]): Actions => [
  { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions },
];
const moveTo = ({ x, y }: Point, duration = 0) => ({ type: 'pointerMove', duration, x, y });
const down = { type: 'pointerDown', button: 0 };
const up = { type: 'pointerUp', button: 0 };

export async function pressAt(seat: Seat, at: Point): Promise<void> {
  await seat.act(mouse(moveTo(at), down, up));
}

/** Presses what can be pressed and is called so; `within` narrows it to a part of the page. */
export async function press(
  seat: Seat,
  name: string,
  options: Omit<Wanted, 'css' | 'name'> & { readonly within?: string; readonly patience?: number } = {},
): Promise<void> {
  const { begins, beside, patience } = options;
  const within = options.within === undefined ? '' : `${options.within} `;
  const css = ['button', 'a[href]', '[role=button]', 'summary'].map((tag) => within + tag).join(',');
  await pressAt(seat, await find(seat, { css, name, begins, beside }, patience));
}

export async function pressOn(seat: Seat, css: string): Promise<void> {
  await pressAt(seat, await find(seat, { css }));
}

/** Drags what is found by this much, as a hand does. */
export async function drag(seat: Seat, css: string, by: Point): Promise<void> {
  await dragAt(seat, await find(seat, { css }), by);
}

export async function dragAt(seat: Seat, from: Point, by: Point): Promise<void> {
  const moves = [1, 2, 3, 4, 5, 6].map((step) =>
    moveTo({ x: Math.round(from.x + (by.x * step) / 6), y: Math.round(from.y + (by.y * step) / 6) }, 30),
  );
  await seat.act(mouse(moveTo(from), down, ...moves, up));
}

export const enter = '\uE007';

/** Strikes keys, one after the other. */
export async function type(seat: Seat, text: string): Promise<void> {
  const strikes = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  await seat.act([{ type: 'key', id: 'keys', actions: strikes }]);
}

/** Chooses a field by its label and types into it. */
export async function fill(seat: Seat, label: string, text: string): Promise<void> {
  await pressAt(seat, await find(seat, { css: 'input, textarea', name: label }));
  await type(seat, text);
  await until(`«${text}» in «${label}» (${seat.engine})`, async () => {
    const { has, value } = await ask(seat, () => {
      const one = document.activeElement as HTMLInputElement | null;
      return { has: [...(one?.labels ?? [])].map((own) => own.textContent).join(), value: one?.value };
    });
    if (value === undefined || value.replace(/\s/g, '') !== text.replace(/\s/g, ''))
      throw new Error(`the keys went to «${has}», which holds «${value ?? ''}»`);
    return true;
  });
}

/** Waits until these words stand on the page where they are seen. */
export async function see(seat: Seat, words: string, patience?: number): Promise<void> {
  await until(
    `«${words}» (${seat.engine})`,
    async () =>
      await ask(
        seat,
        (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted.replace(/\s+/g, ' ')),
        words,
      ),
    patience,
  );
}

/** Goes to a place of the app without loading it again. */
export async function goTo(seat: Seat, place: string): Promise<void> {
  await ask(seat, (hash) => void (location.hash = hash), place);
}

/** What went wrong on this page since it was loaded, without what a cut line is bound to bring. */
export async function troublesOf(seat: Seat): Promise<readonly string[]> {
  const all = await ask(
    seat,
    () => (globalThis as unknown as { troublesOfTest?: string[] }).troublesOfTest ?? ['nothing listened'],
  );
  return all.filter(
    (one) => !/NetworkError|Load failed|Failed to fetch|Could not connect|a file did not load/.test(one),
  );
}
