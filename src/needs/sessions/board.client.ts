/**
 * Makes the board quick: a sticker moves at once, the request follows in a queue, and a refusal puts it back with the
 * reason. The form below works without any of this. Keystrokes are never lost: they act on what is shown, in order.
 */

type Answer = { ok: boolean; message?: string; value?: { actionId?: string | null } };

class AsharBoard extends HTMLElement {
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #typed = false;
  /** Something is shown that only the server knows whole: the board comes anew when the queue is empty. */
  #stale = false;
  /** Browsers of 2020 do not say which button sent a form. */
  #pressed: HTMLButtonElement | null = null;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      this.#pressed = (event.target as HTMLElement).closest('button');
    });
    this.addEventListener('submit', (event) => this.#submit(event));
    this.addEventListener('input', (event) => {
      if ((event.target as HTMLElement).id === 'board-name') this.#typed = true;
    });
    document.addEventListener('keydown', this.#keys);
    window.addEventListener('focus', this.#look);
    window.addEventListener('beforeunload', this.#leave);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#keys);
    window.removeEventListener('focus', this.#look);
    window.removeEventListener('beforeunload', this.#leave);
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector('form.board');
  }
  get #stickers(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.sticker')];
  }
  get #active(): HTMLElement | undefined {
    return this.querySelector<HTMLElement>('.sticker[aria-current]') ?? this.#stickers[0];
  }
  get #name(): HTMLInputElement | null {
    return this.querySelector('#board-name');
  }

  #keys = (event: KeyboardEvent): void => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (at.matches('select, textarea, input:not([type=checkbox])')) return;
    const press = (selector: string) => this.querySelector<HTMLElement>(selector)?.click();
    if (/^[1-9]$/.test(event.key)) press(`[aria-keyshortcuts="${event.key}"]`);
    else if (event.key === '0') this.#active?.querySelector<HTMLElement>('.offered button')?.click();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      this.#step(event.key === 'ArrowDown' ? 1 : -1);
    else if (/^[uгUГ]$/.test(event.key)) press('button[name=undo]');
    else if (event.key === 'Enter' && !at.closest('a, button, summary')) {
      this.#name?.focus();
      this.#name?.select();
    } else return;
    event.preventDefault();
  };

  /** Somebody else may have worked meanwhile: coming back to the window looks again. */
  #look = (): void => {
    if (this.#waiting === 0 && !this.#typed && !this.querySelector('input[name=pick]:checked'))
      void this.#refresh();
  };

  /** Moves that are not on the server yet would be lost: the browser asks whether to wait. */
  #leave = (event: BeforeUnloadEvent): void => {
    if (this.#waiting > 0) event.preventDefault();
  };

  #wait(by: number): void {
    this.#waiting += by;
    this.setAttribute('aria-busy', String(this.#waiting > 0));
  }

  #step(by: number): void {
    const all = this.#stickers;
    const now = this.#active;
    if (!now) return;
    this.#activate(all[Math.max(0, Math.min(all.length - 1, all.indexOf(now) + by))]);
  }

  #activate(sticker: HTMLElement | undefined): void {
    for (const one of this.#stickers) one.removeAttribute('aria-current');
    const field = this.#form?.elements.namedItem('active') as HTMLInputElement | null;
    if (field) field.value = sticker?.dataset.moves ?? '';
    if (!sticker) return;
    sticker.setAttribute('aria-current', 'true');
    sticker.scrollIntoView({ block: 'nearest' });
    if (this.#name && !this.#typed) this.#name.value = sticker.dataset.name ?? '';
  }

  #submit(event: SubmitEvent): void {
    const form = this.#form;
    const button = (event.submitter as HTMLButtonElement | null | undefined) ?? this.#pressed;
    if (!form || event.target !== form || !button) return;
    event.preventDefault();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, value as string);
    fields.set(button.name, button.value);
    // Made here, so that sending the same intention again after a lost answer counts once.
    fields.set('operationId', operationId());
    if (button.name === 'to' || button.name === 'go') this.#place(button, fields);
    else if (button.name === 'new') this.#begin(fields);
    else this.#send(fields, undefined, true);
  }

  /** The sticker moves at once; `back` undoes exactly that when the server refuses. */
  #place(button: HTMLButtonElement, fields: URLSearchParams): void {
    const [problemId = '', moves] = button.value.split('|');
    const own = button.closest<HTMLElement>('li');
    const items = moves !== undefined && own ? [own] : this.#chosen();
    const card = this.querySelector<HTMLElement>(`[data-problem="${problemId}"]`);
    if (items.length === 0 || !card) return;
    card.classList.add('landed');
    setTimeout(() => card.classList.remove('landed'), 700);
    const { back, left } = this.#move(items, card);
    this.#send(fields, back, left === 0);
  }

  /** A new problem stands at once with its stickers; it becomes a real card when the board comes anew. */
  #begin(fields: URLSearchParams): void {
    this.#typed = false;
    const given = fields.get('name')?.trim() ?? '';
    const items = this.#chosen();
    if (given === '' || items.length === 0) {
      this.#send(fields, undefined, true);
      return;
    }
    const card = document.createElement('article');
    card.className = 'problem landed';
    const target = document.createElement('div');
    target.className = 'target';
    const name = document.createElement('span');
    name.className = 'problem-name';
    name.textContent = given;
    const dots = document.createElement('div');
    dots.className = 'dots';
    target.append(name);
    card.append(target, dots);
    this.querySelector('.problems')?.prepend(card);
    const { back } = this.#move(items, card);
    const refused = () => {
      back();
      card.remove();
      if (this.#typed || !this.#name) return;
      this.#name.value = given;
      this.#typed = true;
    };
    this.#send(fields, refused, true);
  }

  /** What a move is about: the ticked rows, else the sticker in front. */
  #chosen(): HTMLElement[] {
    const ticked = [...this.querySelectorAll<HTMLInputElement>('input[name=pick]:checked')];
    const rows = ticked.length > 0 ? ticked.map((box) => box.closest('li')) : [this.#active];
    return rows.filter((row): row is HTMLElement => row instanceof HTMLElement);
  }

  /** Shows `items` under `card`; `back` undoes exactly that, `left` is what is still ungrouped. */
  #move(items: readonly HTMLElement[], card: HTMLElement): { back: () => void; left: number } {
    const next = this.#after(items);
    const undo: (() => void)[] = [];
    let count = 0;
    for (const item of items) {
      const mark = document.createComment('');
      item.before(mark);
      item.remove();
      undo.unshift(() => mark.replaceWith(item));
      const moved = (
        item.dataset.moves ??
        item.querySelector<HTMLInputElement>('input[name=pick]')?.value ??
        ''
      ).split(',');
      if (item.classList.contains('sticker')) count += moved.length;
      undo.unshift(this.#land(card, moved, item));
    }
    const left = this.#add('.board-left', -count);
    this.#add('.board-grouped', count);
    undo.push(() => {
      this.#add('.board-left', count);
      this.#add('.board-grouped', -count);
    });
    this.#activate(next ?? this.#stickers[0]);
    const text = items[0]?.querySelector('span')?.textContent ?? '';
    const problem = card.querySelector('.problem-name')?.textContent ?? '';
    this.#say(
      `${(this.dataset.placed ?? '').replace('{text}', text).replace('{problem}', problem)} ${(this.dataset.left ?? '').replace('{left}', String(left))}`,
    );
    return { back: () => undo.forEach((step) => step()), left };
  }

  #after(items: readonly HTMLElement[]): HTMLElement | undefined {
    const all = this.#stickers;
    const last = Math.max(...items.map((item) => all.indexOf(item)));
    return all.slice(last + 1).find((one) => !items.includes(one));
  }

  /** Puts statements into a problem's list with dots and count; answers how to take them out again. */
  #land(card: HTMLElement, moves: readonly string[], item: HTMLElement): () => void {
    const list = card.querySelector('.grouped');
    const dots = card.querySelector('.dots');
    const from = item.classList.contains('sticker') ? undefined : item.dataset.home;
    const made: Element[] = [];
    for (const move of moves) {
      const [id = '', seq = '0'] = move.split(':');
      const row = document.createElement('li');
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.name = 'pick';
      box.value = `${id}:${Number(seq) + 1}`;
      const text = document.createElement('span');
      text.textContent = item.querySelector('span')?.textContent ?? '';
      label.append(box, text);
      row.append(label);
      row.dataset.home = card.dataset.problem ?? '';
      list?.append(row);
      const dot = document.createElement('i');
      dots?.append(dot);
      made.push(row, dot);
    }
    this.#votes(card, moves.length);
    const old = from === undefined ? undefined : this.querySelector<HTMLElement>(`[data-problem="${from}"]`);
    if (old) this.#votes(old, -moves.length);
    return () => {
      for (const one of made) one.remove();
      this.#votes(card, -moves.length);
      if (old) this.#votes(old, moves.length);
    };
  }

  #votes(card: HTMLElement, by: number): void {
    const shown = card.querySelector('.problem-votes b');
    if (shown) shown.textContent = String(Number(shown.textContent.replace(/\D/g, '')) + by);
  }

  #add(selector: string, by: number): number {
    const shown = this.querySelector(selector);
    const value = Number((shown?.textContent ?? '0').replace(/\D/g, '')) + by;
    if (shown) shown.textContent = String(value);
    return value;
  }

  #say(text: string): void {
    const said = this.querySelector('.board-said');
    if (said) said.textContent = text;
  }

  #send(fields: URLSearchParams, back: (() => void) | undefined, refresh: boolean): void {
    const form = this.#form;
    if (!form) return;
    const { action } = form;
    this.#wait(1);
    this.#queue = this.#queue.then(async () => {
      // Undo means the last action that is done when its turn comes.
      const undo = this.querySelector<HTMLButtonElement>('button[name=undo]');
      if (fields.has('undo') && undo?.value) fields.set('undo', undo.value);
      const answer = await post(action, fields);
      this.#wait(-1);
      if (answer?.ok) {
        if (undo && answer.value?.actionId && !fields.has('undo')) {
          undo.value = answer.value.actionId;
          undo.disabled = false;
        }
        this.#stale ||= refresh;
        if (this.#stale && this.#waiting === 0) await this.#refresh(this.dataset.done);
        return;
      }
      back?.();
      this.#warn(answer?.message ?? this.dataset.offline ?? '');
      // What stands is on the server; moves already waiting go on and are judged there by their own numbers.
      if (answer && this.#waiting === 0) await this.#refresh();
    });
  }

  /** A refusal is seen and heard, and stays until the next one. */
  #warn(message: string): void {
    this.querySelector('.board-warning')?.remove();
    const box = document.createElement('p');
    box.className = 'notice bad board-warning';
    box.setAttribute('role', 'alert');
    box.textContent = message;
    this.prepend(box);
    box.scrollIntoView({ block: 'nearest' });
  }

  /** Takes the board anew from the server, keeping what is being typed, what is ticked, and the focus. */
  async #refresh(say?: string): Promise<void> {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (!response?.ok || this.#waiting > 0) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('ashar-board form.board');
    const form = this.#form;
    if (!fresh || !form || this.#waiting > 0) return;
    this.#stale = false;
    const name = this.#name;
    const typed = this.#typed ? name?.value : undefined;
    const reason = (form.elements.namedItem('reason') as HTMLInputElement | null)?.value;
    const focused = document.activeElement?.id;
    const active = this.#active?.dataset.moves;
    const open = [...this.querySelectorAll('details[open]')].map(
      (one) => one.closest<HTMLElement>('.problem')?.dataset.problem,
    );
    form.replaceWith(fresh);
    const steps = page.querySelector('.steps');
    if (steps) document.querySelector('.steps')?.replaceWith(steps);
    for (const id of open)
      this.querySelector(`[data-problem="${id ?? ''}"] details`)?.setAttribute('open', '');
    this.#activate(this.#stickers.find((one) => one.dataset.moves === active) ?? this.#stickers[0]);
    if (this.#name && typed !== undefined) this.#name.value = typed;
    const field = this.#form?.elements.namedItem('reason') as HTMLInputElement | null;
    if (field && reason !== undefined) field.value = reason;
    if (focused) document.getElementById(focused)?.focus();
    if (say) this.#say(say);
  }
}

/** Sends until somebody answers: a repeat carries the same operation id. Undefined: nobody answered. */
async function post(address: string, fields: URLSearchParams): Promise<Answer | undefined> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: fields,
        headers: { accept: 'application/json' },
      });
      if (response.status < 500) return (await response.json()) as Answer;
    } catch {
      // No connection: the next attempt, then the sticker goes back.
    }
  }
  return undefined;
}

function operationId(): string {
  // randomUUID is missing in browsers of 2020.
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

if (!customElements.get('ashar-board')) customElements.define('ashar-board', AsharBoard);
