import type { PhotoPurpose, SessionPhoto } from '../../../needs/sessions/rules/session-record.ts';
import { newDocument, SessionEdits, type SessionDocument } from '../../rules/document.ts';
import type { MeetingPackage, Sticker } from '../../rules/items.ts';
import { StepUndo, undoSteps } from '../../rules/undo.ts';
import type { Drafts, KeepError, Keeping, MeetingHandle } from './handle.ts';
import { newItemId } from './ids.ts';
import { shrink } from './picture.ts';

/**
 * What a meeting is to its screens wherever its data lies: the document with its undo, stickers and pictures as they
 * are made, and who is told when something changes. Where and when it is kept, each device says.
 */
export abstract class WorkingMeeting implements MeetingHandle {
  readonly id: string;
  readonly info: MeetingPackage;
  readonly doc: SessionDocument;
  readonly edit: SessionEdits;
  abstract readonly role: MeetingHandle['role'];
  abstract readonly drafts: Drafts;
  readonly #undo: ReadonlyMap<string, StepUndo>;
  readonly #listeners = new Set<() => void>();
  readonly #urls = new Map<string, Promise<string | undefined>>();
  #beingKept: readonly Sticker[] = [];
  #closed = false;

  constructor(info: MeetingPackage, doc: SessionDocument = newDocument(info.id)) {
    this.id = info.id;
    this.info = info;
    this.doc = doc;
    this.edit = new SessionEdits(doc);
    this.#undo = new Map(
      undoSteps(info.meeting).flatMap((step) => {
        const undo = StepUndo.of(doc, step, () => this.tell());
        return undo ? [[step, undo] as const] : [];
      }),
    );
  }

  get beingKept(): readonly Sticker[] {
    return this.#beingKept;
  }

  /** Shows stickers as being kept while `keep` keeps them, then counts them by `count`: never both at once. */
  protected async whileKept(
    stickers: readonly Sticker[],
    keep: () => Promise<void>,
    count: () => void,
  ): Promise<void> {
    const shown = () => this.#beingKept.filter((one) => !stickers.includes(one));
    this.#beingKept = [...this.#beingKept, ...stickers];
    this.tell();
    try {
      await keep();
      this.#beingKept = shown();
      count();
    } finally {
      this.#beingKept = shown();
      this.tell();
    }
  }

  abstract takeStickers(stickers: readonly Sticker[]): Promise<void>;
  abstract takePhoto(id: string, data: Blob): Promise<void>;
  abstract photo(id: string): Promise<Blob | undefined>;
  abstract finish(): Promise<void>;
  abstract kept(): Promise<void>;
  abstract get failure(): KeepError | undefined;
  /** Whether something is on its way to the disk. */
  protected abstract get writing(): boolean;

  get keeping(): Keeping {
    if (this.failure) return 'failed';
    return this.writing ? 'keeping' : 'kept';
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  protected tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  undoOf(step: string): StepUndo | undefined {
    return this.#undo.get(step);
  }

  async addStickers(written: readonly Omit<Sticker, 'id' | 'deviceTime'>[]): Promise<readonly Sticker[]> {
    const deviceTime = new Date().toISOString();
    const stickers = written.map((one): Sticker => ({ ...one, id: newItemId(), deviceTime }));
    await this.takeStickers(stickers);
    return stickers;
  }

  async addPhoto(file: Blob, purpose: PhotoPurpose, caption = ''): Promise<SessionPhoto> {
    const { blob, width, height } = await shrink(file);
    const fields = { purpose, caption, width, height };
    const id = newItemId();
    await this.takePhoto(id, blob);
    this.edit.put('photos', id, fields);
    return { id, ...fields };
  }

  async photoUrl(id: string): Promise<string | undefined> {
    const known = this.#urls.get(id);
    if (known) return await known;
    const made = this.photo(id).then((blob) =>
      blob && !this.#closed ? URL.createObjectURL(blob) : undefined,
    );
    this.#urls.set(id, made);
    const url = await made.catch(() => undefined);
    // Not here yet: whoever asks later is answered anew.
    if (url === undefined) this.#urls.delete(id);
    return await made;
  }

  /** Lets go of pictures, undo and document. */
  protected letGo(): void {
    this.#closed = true;
    for (const made of this.#urls.values())
      void made.then(
        (url) => url !== undefined && URL.revokeObjectURL(url),
        () => undefined,
      );
    for (const undo of this.#undo.values()) undo.end();
    this.doc.destroy();
  }
}
