import { Shelf } from './shelf.ts';
import { WatchedForm } from './watched-form.ts';

/**
 * Keeps what is typed into the forms of somebody who is signed in until it is saved, and offers it again after the page
 * was left, the window closed or the sign-in had ended. Without it pages work as they are. Where the browser keeps
 * nothing, or has no ciphers (an address without https), the page asks before it is left.
 */

const BACK = 'ashar.drafts-back';
/** So long after the way led through another form or language of the page, its text comes back by itself. */
const BACK_WITHIN = 10 * 60_000;

const words = document.querySelector<HTMLTemplateElement>('template#drafts');
if (words) start(words);

function start({ dataset: { tag = '', key = '' } }: HTMLTemplateElement): void {
  const shelf = openShelf({ tag, key });
  const forms: WatchedForm[] = [];
  const known = new Map<string, number>();
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    // Two forms of one name on a page are told apart by their order.
    const name = form.dataset.draft ?? '';
    const before = known.get(name) ?? 0;
    known.set(name, before + 1);
    forms.push(new WatchedForm(form, before === 0 ? name : `${name}-${before}`, shelf));
  }
  const formOf = (target: EventTarget | null) => {
    const control = target as { form?: HTMLFormElement | null } | null;
    return forms.find(({ form }) => form === control?.form || form === target);
  };
  let leaving = false;

  for (const kind of ['input', 'change'])
    document.addEventListener(kind, ({ target }) => formOf(target)?.changed());
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    const sent = formOf(event.target);
    const button = event.submitter as HTMLButtonElement | null;
    // «Save and go there» with nothing typed only goes there.
    if (sent && button?.name === 'then' && !sent.isDirty) {
      event.preventDefault();
      location.assign(button.value);
      return;
    }
    if ((event.target as HTMLElement).dataset.signOut !== undefined) {
      shelf?.signOut(Date.now());
      leaving = true;
      return;
    }
    sent?.sending();
    leaving = sent !== undefined && forms.every((other) => !other.unkept);
    comeBack(forms.filter((other) => other !== sent));
  });
  // The same page in another language.
  document.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('nav.lang a')) comeBack(forms);
  });
  const flush = () => {
    for (const form of forms) if (form.isDirty) void form.flush();
  };
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('pagehide', flush);
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && forms.some(({ unkept }) => unkept)) event.preventDefault();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) leaving = false;
  });

  if (!shelf) return;
  shelf.sweep(Date.now());
  shelf.saved(savedOperations());
  const comesBack = whatComesBack();
  void Promise.all(forms.map(async (form) => await form.open(comesBack))).then(() => {
    document.documentElement.dataset.drafts = 'ready';
  });
}

function openShelf(own: { tag: string; key: string }): Shelf | undefined {
  try {
    return window.isSecureContext ? new Shelf(window.localStorage, own) : undefined;
  } catch {
    return undefined;
  }
}

/** The operations that the server says it has, told once by a cookie of the answer to a post. */
function savedOperations(): string[] {
  const found = /(?:^|; )((?:__Host-)?ashar_saved)=([^;]*)/.exec(document.cookie);
  if (!found) return [];
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${found[1] ?? ''}=; Max-Age=0; Path=/; SameSite=Lax${secure}`;
  return decodeURIComponent(found[2] ?? '').split(' ');
}

type Back = Record<string, number>;

/** The way leads through another form of this page and back: what is typed here is put back by itself then. */
function comeBack(forms: readonly WatchedForm[]): void {
  const back: Back = {};
  for (const form of forms) if (form.isDirty) back[form.slot] = Date.now();
  if (Object.keys(back).length === 0) return;
  try {
    sessionStorage.setItem(BACK, JSON.stringify(back));
  } catch {
    // Then it is offered.
  }
}

function whatComesBack(): ReadonlySet<string> {
  try {
    const back = JSON.parse(sessionStorage.getItem(BACK) ?? '{}') as Back;
    sessionStorage.removeItem(BACK);
    return new Set(Object.keys(back).filter((slot) => Date.now() - (back[slot] ?? 0) < BACK_WITHIN));
  } catch {
    return new Set();
  }
}
