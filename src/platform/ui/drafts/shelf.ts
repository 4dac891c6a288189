import type { Typed } from './typed.ts';

// Where drafts lie: the browser's own storage, one entry for each form in each window, sealed with a key that the server
// gives to pages of this account alone. Whoever else uses the browser sees that there are drafts, and nothing of them.

/** How long a draft waits, in milliseconds: 14 days. */
export const WAITS = 14 * 24 * 3_600_000;
/** Most characters of one draft; what is longer is not kept, and the page asks before it is left. */
export const LARGEST = 400_000;
/** Drafts of a browser beyond this many give way, the oldest first. */
const MOST = 100;
const START = 'ashar.draft.';
const OUT = 'ashar.drafts-out.';

export type Draft = {
  readonly typed: Typed;
  /** Mark of what stood in the form when it was typed (`markOf`). */
  readonly base: string;
  /** The version of the thing that the form was opened with; empty where the form has none. */
  readonly revision: string;
};

export type Kept = Draft & {
  /** Its name in the storage. */
  readonly slot: string;
  /** When it was typed, in milliseconds. */
  readonly at: number;
  /** The operation id under which it was sent; empty when it was not. */
  readonly sent: string;
};

type Entry = { readonly at: number; readonly sent: string; readonly sealed: string };

/** What the server gives to the pages of an account. */
export type Own = { readonly tag: string; readonly key: string };

export class Shelf {
  readonly #storage: Storage;
  readonly #own: Own;
  #key: Promise<CryptoKey> | undefined;
  readonly #outAtFirst: string | null;

  /** @throws DOMException where the browser keeps nothing for us. */
  constructor(storage: Storage, own: Own) {
    this.#storage = storage;
    this.#own = own;
    // Some browsers have a storage that takes nothing (private windows of old phones).
    storage.setItem(`${START}test`, '1');
    storage.removeItem(`${START}test`);
    this.#outAtFirst = storage.getItem(OUT + own.tag);
  }

  /** Whether the account signed out in this browser since the page was opened: nothing is kept any more then. */
  get isOut(): boolean {
    return this.#storage.getItem(OUT + this.#own.tag) !== this.#outAtFirst;
  }

  /** The name of a new entry of a form. */
  slot(form: string): string {
    const chance = crypto.getRandomValues(new Uint8Array(6));
    return `${START}${this.#own.tag}.${form}.${[...chance].map((one) => one.toString(36)).join('')}`;
  }

  /** Seals and keeps; false when there is no room for it. */
  async keep(slot: string, draft: Draft, at: number, sent = () => ''): Promise<boolean> {
    const text = JSON.stringify(draft);
    if (text.length > LARGEST) return false;
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const key = await this.#cryptoKey();
    const settings = { name: 'AES-GCM', iv: nonce, additionalData: bytesOf(slot) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(settings, key, bytesOf(text)));
    const whole = new Uint8Array(nonce.length + sealed.length);
    whole.set(nonce);
    whole.set(sealed, nonce.length);
    // It was sealed while somebody signed out.
    if (this.isOut) return true;
    return this.#put(slot, { at, sent: sent(), sealed: toBase64(whole) });
  }

  /** Says of an entry that it was sent. At once: the page is about to go. */
  markSent(slot: string, operationId: string): void {
    const entry = this.#entry(slot);
    if (entry) this.#put(slot, { ...entry, sent: operationId });
  }

  remove(slot: string): void {
    this.#storage.removeItem(slot);
  }

  /** Drafts of a form, the newest first. What nobody can read any more is cleared away. */
  async of(form: string): Promise<Kept[]> {
    const kept: Kept[] = [];
    for (const slot of this.#slots(`${this.#own.tag}.${form}.`)) {
      const entry = this.#entry(slot);
      const draft = entry && (await this.#open(slot, entry));
      if (entry && draft) kept.push({ ...draft, slot, at: entry.at, sent: entry.sent });
      else this.remove(slot);
    }
    return kept.sort((a, b) => b.at - a.at);
  }

  /** The server has what was sent under these operation ids. */
  saved(operationIds: readonly string[]): void {
    for (const slot of this.#slots(`${this.#own.tag}.`)) {
      if (operationIds.includes(this.#entry(slot)?.sent ?? '')) this.remove(slot);
    }
  }

  /** Signing out: the account's drafts go, and other windows of it keep nothing more. */
  signOut(now: number): void {
    for (const slot of this.#slots(`${this.#own.tag}.`)) this.remove(slot);
    this.#storage.setItem(OUT + this.#own.tag, String(now));
  }

  /** Removes what is too old, of whomever it is, and what is beyond the number. */
  sweep(now: number): void {
    const entries = this.#slots('').map((slot) => ({ slot, at: this.#entry(slot)?.at ?? 0 }));
    entries.sort((a, b) => b.at - a.at);
    entries.forEach(({ slot, at }, place) => {
      // From tomorrow: the clock was put right meanwhile, and nobody knows how old it is.
      if (place >= MOST || now - at > WAITS || at - now > WAITS) this.remove(slot);
    });
  }

  #slots(start: string): string[] {
    const names: string[] = [];
    for (let at = 0; at < this.#storage.length; at += 1) {
      const name = this.#storage.key(at);
      if (name?.startsWith(START + start)) names.push(name);
    }
    return names;
  }

  #entry(slot: string): Entry | undefined {
    try {
      const entry = JSON.parse(this.#storage.getItem(slot) ?? 'null') as Entry | null;
      return entry && typeof entry.at === 'number' && typeof entry.sealed === 'string' ? entry : undefined;
    } catch {
      return undefined;
    }
  }

  /** Makes room by the oldest drafts of this browser when there is none. */
  #put(slot: string, entry: Entry): boolean {
    for (;;) {
      try {
        this.#storage.setItem(slot, JSON.stringify(entry));
        return true;
      } catch {
        const others = this.#slots('').filter((one) => one !== slot);
        const ages = others.map((one) => ({ one, at: this.#entry(one)?.at ?? 0 }));
        const oldest = ages.sort((a, b) => a.at - b.at)[0];
        if (!oldest) return false;
        this.remove(oldest.one);
      }
    }
  }

  async #open(slot: string, { sealed }: Entry): Promise<Draft | undefined> {
    try {
      const bytes = fromBase64(sealed);
      const settings = { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: bytesOf(slot) };
      const opened = await crypto.subtle.decrypt(settings, await this.#cryptoKey(), bytes.subarray(12));
      return JSON.parse(new TextDecoder().decode(opened)) as Draft;
    } catch {
      return undefined;
    }
  }

  async #cryptoKey(): Promise<CryptoKey> {
    this.#key ??= crypto.subtle.importKey('raw', fromBase64(this.#own.key), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]);
    return await this.#key;
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Of the usual or of the address alphabet. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
