import { offer, sayRestored } from './offer.ts';
import type { Draft, Kept, Shelf } from './shelf.ts';
import { isSame, markOf, put, read, type Control, type Typed } from './typed.ts';

/** Typing is gathered for so long before it is kept, in milliseconds: nobody types and closes the window faster. */
const GATHERED = 30;

/** A form whose drafts are kept: what is typed goes to the shelf at once, and comes back from there. */
export class WatchedForm {
  readonly form: HTMLFormElement;
  readonly #shelf: Shelf | undefined;
  readonly #name: string;
  readonly #atFirst: Typed;
  /**
   * The operation id of what was sent, where the page answers that and holds it: it is not saved, whatever its boxes
   * began with.
   */
  readonly #returned: string | undefined;
  readonly #operationId: string;
  #slot: string;
  #sent = '';
  #timer: number | undefined;
  #keeping: Promise<void> | undefined;
  #again = false;
  /** Typed, and no draft holds it: the page must not be left without a question. */
  unkept = false;

  constructor(form: HTMLFormElement, name: string, shelf: Shelf | undefined) {
    this.form = form;
    this.#name = name;
    this.#shelf = shelf;
    this.#slot = shelf?.slot(name) ?? '';
    this.#atFirst = read(this.#controls, 'at-first');
    this.#returned = form.dataset.draftReturned;
    this.#operationId = this.#hidden('operationId')?.value ?? '';
  }

  get #controls(): ArrayLike<Control> {
    return this.form.elements as unknown as ArrayLike<Control>;
  }

  #hidden(name: string): HTMLInputElement | undefined {
    const found = this.form.elements.namedItem(name);
    return found instanceof HTMLInputElement && found.type === 'hidden' ? found : undefined;
  }

  get isDirty(): boolean {
    return this.#returned !== undefined || !isSame(read(this.#controls), this.#atFirst);
  }

  get slot(): string {
    return this.#slot;
  }

  /** Looks what is kept of this form: what the page says already is cleared, the rest is offered or put back. */
  async open(comesBack: ReadonlySet<string>): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf) return;
    for (const kept of await shelf.of(this.#name)) {
      // By its operation too: the page may ask one question more or less than the one it was sent from.
      const answered = kept.sent !== '' && kept.sent === this.#returned;
      if (answered || (this.#returned !== undefined && isSame(kept.typed, read(this.#controls)))) {
        shelf.remove(kept.slot);
        continue;
      }
      if (isSame(kept.typed, this.#atFirst)) shelf.remove(kept.slot);
      else if (comesBack.has(kept.slot) && !this.isDirty && this.#isAsItWas(kept)) await this.#restore(kept);
      else this.#offer(kept);
    }
    // What came back from the server, or was typed before this script was there.
    if (this.isDirty) this.changed();
  }

  /** Something was typed. */
  changed(): void {
    // Another text than the one that may have arrived is another operation.
    const operation = this.#hidden('operationId');
    if (operation && operation.value !== this.#operationId) operation.value = this.#operationId;
    this.#sent = '';
    this.unkept = this.#shelf === undefined && this.isDirty;
    if (this.#shelf) this.#timer ??= window.setTimeout(() => void this.flush(), GATHERED);
  }

  /** Keeps what stands in the form now. */
  async flush(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = true;
    this.#keeping ??= this.#keep();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#keepOnce();
      }
    } finally {
      this.#keeping = undefined;
    }
  }

  async #keepOnce(): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf || shelf.isOut) return;
    if (!this.isDirty) {
      shelf.remove(this.#slot);
      this.unkept = false;
      return;
    }
    const draft: Draft = {
      typed: read(this.#controls),
      base: markOf(this.#atFirst),
      revision: this.#hidden('revision')?.value ?? '',
    };
    this.unkept = !(await shelf.keep(this.#slot, draft, Date.now(), () => this.#sent));
  }

  /** It is being sent: once the server says that it has it, the draft goes. */
  sending(): void {
    this.#sent = this.#hidden('operationId')?.value ?? '';
    this.#shelf?.markSent(this.#slot, this.#sent);
    this.unkept = false;
  }

  /** What it was typed over stands there still. */
  #isAsItWas({ base }: Kept): boolean {
    return base === markOf(this.#atFirst);
  }

  #offer(kept: Kept): void {
    const said = { at: kept.at, sent: kept.sent !== '', changed: !this.#isAsItWas(kept) };
    offer(this.form, said, (restored) => {
      if (restored) void this.#restore(kept);
      else this.#shelf?.remove(kept.slot);
    });
  }

  async #restore(kept: Kept): Promise<void> {
    // What was typed here meanwhile keeps its own place.
    if (this.isDirty) {
      await this.flush();
      this.#slot = this.#shelf?.slot(this.#name) ?? '';
    }
    const before = read(this.#controls);
    const homeless = this.#put(kept.typed);
    if (!this.#isAsItWas(kept)) {
      // Saved with the version it was typed over, so that the server shows both side by side.
      const revision = this.#hidden('revision');
      if (revision && kept.revision !== '') revision.value = kept.revision;
    }
    await this.flush();
    if (!this.unkept) this.#shelf?.remove(kept.slot);
    const operation = this.#hidden('operationId');
    // Perhaps it did arrive: sent once more as it is, it counts once.
    if (operation && kept.sent !== '') operation.value = kept.sent;
    sayRestored(this.form, homeless, () => {
      this.#put(before);
      this.changed();
    });
  }

  /** Puts values into the form, opens what it is folded into, and tells other scripts. */
  #put(typed: Typed): string[] {
    const { changed, homeless } = put(this.#controls, typed);
    for (let above = this.form.parentElement; above; above = above.parentElement)
      if (above instanceof HTMLDetailsElement) above.open = true;
    for (const control of changed as unknown as HTMLElement[])
      control.dispatchEvent(new Event('change', { bubbles: true }));
    (changed[0] as unknown as HTMLElement | undefined)?.focus();
    return homeless;
  }
}
