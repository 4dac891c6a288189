import { bishkekClock } from '../../i18n/calendar.ts';

// What is said about drafts. The words come with the page, in a template of the layout (draft-words.tsx): a script has
// no words of its own.

type Part = 'offer' | 'restored' | 'homeless';

export type Said = {
  /** When it was typed, in milliseconds. */
  readonly at: number;
  /** It was sent, and no answer came. */
  readonly sent: boolean;
  /** What it was typed over looks otherwise now. */
  readonly changed: boolean;
};

/** Offers a draft above its form: two buttons, one of them is pressed once. */
export function offer(form: HTMLFormElement, said: Said, answer: (restored: boolean) => void): void {
  const shown = part('offer');
  if (!shown) return;
  const time = shown.querySelector('time');
  if (time) time.textContent = clock(said.at);
  const conditions: Readonly<Record<string, boolean>> = { sent: said.sent, changed: said.changed };
  for (const line of shown.querySelectorAll<HTMLElement>('[data-if]'))
    line.hidden = conditions[line.dataset.if ?? ''] !== true;
  onButtons(shown, { restore: () => answer(true), discard: () => answer(false) });
  show(form, shown);
}

/** Says that a draft stands in the form again and is not saved; `undo` takes it out. */
export function sayRestored(form: HTMLFormElement, homeless: readonly string[], undo: () => void): void {
  const shown = part('restored');
  if (!shown) return;
  onButtons(shown, { discard: undo });
  const rest = homeless.length > 0 ? part('homeless') : undefined;
  const text = rest?.querySelector('pre');
  if (rest && text) {
    text.textContent = homeless.join('\n');
    shown.querySelector('.actions')?.before(rest);
  }
  show(form, shown);
}

function part(name: Part): HTMLElement | undefined {
  const words = document.querySelector<HTMLTemplateElement>('template#drafts');
  const found = words?.content.querySelector<HTMLElement>(`[data-part="${name}"]`);
  return found ? (found.cloneNode(true) as HTMLElement) : undefined;
}

function onButtons(shown: HTMLElement, acts: Readonly<Record<string, () => void>>): void {
  for (const button of shown.querySelectorAll<HTMLButtonElement>('button[data-do]')) {
    button.addEventListener('click', () => {
      shown.remove();
      acts[button.dataset.do ?? '']?.();
    });
  }
}

/** Above the form, and above what it is folded into: what is offered inside a closed fold nobody sees. */
function show(form: HTMLFormElement, shown: HTMLElement): void {
  let place: Element = form;
  for (let above = form.parentElement; above; above = above.parentElement)
    if (above instanceof HTMLDetailsElement && !above.open) place = above;
  place.before(shown);
}

/** «12.05.2026, 14.05», in English `14:05`: the browser's own words for dates know no Kyrgyz. */
function clock(at: number): string {
  const { date, time } = bishkekClock(new Date(at));
  const [year = '', month = '', day = ''] = date.split('-');
  const english = document.documentElement.lang === 'en';
  return `${day}.${month}.${year}, ${english ? time : time.replace(':', '.')}`;
}
