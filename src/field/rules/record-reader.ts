import * as Y from 'yjs';
import type { FocusRecord } from '../../needs/focus/rules/focus-record.ts';
import type { PublicRecord } from '../../public-meetings/rules/public-record.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { type SessionDocument, type StepClock } from './document.ts';
import { focusRecordOf } from './focus-document.ts';
import { isOfPublic, publicRecordOf } from './public-document.ts';
import type { Sticker } from './items.ts';
import { clocksOf, recordOf, stickersOf } from './record-of.ts';
import type { KnownThings } from './record-things.ts';

type Clocks = Readonly<Record<string, StepClock>>;

const isOfFocus = (root: string): boolean =>
  root === 'topics' || root === 'entries' || root === 'meta' || root.startsWith('note:');

/**
 * Reads one document again and again: after a change only what it changed is read anew, and every part, and every thing
 * in a part, that says the same is the same object as before. So who shows a part need not draw it for the change of
 * another.
 */
export class RecordReader {
  readonly #doc: SessionDocument;
  readonly #known: KnownThings = new WeakMap();
  readonly #texts = new Map<string, { readonly json: unknown; readonly sticker: Sticker }>();
  #changed = new Set<string>();
  #record: SessionRecord | undefined;
  #focus: FocusRecord | undefined;
  #open: PublicRecord | undefined;
  #stickers: readonly Sticker[] | undefined;
  #clocks: Clocks | undefined;

  constructor(doc: SessionDocument) {
    this.#doc = doc;
  }

  /** Hears of a change; false when nothing was changed. To be called for each transaction of the document. */
  hear(transaction: Y.Transaction): boolean {
    if (transaction.changed.size === 0) return false;
    for (const type of transaction.changed.keys()) if (type instanceof Y.Map) this.#known.delete(type);
    for (const type of transaction.changedParentTypes.keys()) {
      if (type._item !== null) continue;
      const name = rootName(this.#doc, type);
      this.#changed.add(name);
      if (name === 'stickers') this.#stickers = undefined;
      else if (name === 'programme') this.#clocks = undefined;
      else if (isOfPublic(name)) this.#open = undefined;
      else if (isOfFocus(name)) this.#focus = undefined;
    }
    return true;
  }

  get record(): SessionRecord {
    const before = this.#record;
    if (before && this.#changed.size === 0) return before;
    const next = recordOf(this.#doc, before && { record: before, changed: this.#changed }, this.#known);
    this.#changed = new Set();
    this.#record = before && isSame(before, next) ? before : next;
    return this.#record;
  }

  get focus(): FocusRecord {
    return (this.#focus ??= focusRecordOf(this.#doc));
  }

  get open(): PublicRecord {
    return (this.#open ??= publicRecordOf(this.#doc));
  }

  get stickers(): readonly Sticker[] {
    return (this.#stickers ??= stickersOf(this.#doc, this.#texts));
  }

  get clocks(): Clocks {
    return (this.#clocks ??= clocksOf(this.#doc));
  }
}

const isSame = (a: SessionRecord, b: SessionRecord): boolean =>
  (Object.keys(b) as (keyof SessionRecord)[]).every((part) => a[part] === b[part]);

function rootName(doc: SessionDocument, type: unknown): string {
  for (const [name, shared] of doc.share) if (shared === type) return name;
  return '';
}
