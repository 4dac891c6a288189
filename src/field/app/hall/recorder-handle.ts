import type * as Y from 'yjs';
import type { PhotoPurpose, SessionPhoto } from '../../../needs/rules/session-record.ts';
import { newDocument, SessionEdits, undoManager, type SessionDocument } from '../../rules/document.ts';
import { focusUndoScope } from '../../rules/focus-document.ts';
import type { MeetingPackage, Sticker } from '../../rules/items.ts';
import { fromHall, HallLink } from '../core/hall-link.ts';
import { type KeepError, type Drafts, type Keeping, type MeetingHandle } from '../core/handle.ts';
import { newItemId } from '../core/ids.ts';
import { keepError } from '../core/keep.ts';
import { shrink } from '../core/picture.ts';
import { hallBrowser, hallFetch, refusalOf, type HallAddress, type HallPorts } from './feed.ts';
import type { Timer } from '../core/ports.ts';
import { hasLeft, type RecorderKeeping } from './recorder-store.ts';

/** Milliseconds until what could not be kept is tried again. */
const again = 5_000;
/** Milliseconds until pictures the hall refused are offered again; doubled each time, up to the longest pause. */
const pictureRest = 30_000;
const longestRest = 600_000;

/** A meeting as a second recorder works in it: the hall holds it, this device only what is on the way. */
export class RecorderMeeting implements MeetingHandle {
  readonly id: string;
  readonly info: MeetingPackage;
  readonly doc: SessionDocument;
  readonly edit: SessionEdits;
  readonly drafts: Drafts;
  readonly role = 'recorder';
  readonly link: HallLink;
  readonly #store: RecorderKeeping;
  readonly #ports: HallPorts;
  readonly #undo: Y.UndoManager;
  #listeners = new Set<() => void>();
  /** Changes that are not on the disk yet, in the order they were made. */
  #unkept: Uint8Array[] = [];
  #writing: Promise<void> | undefined;
  #retry: Timer | undefined;
  #failure: KeepError | undefined;
  #urls = new Map<string, Promise<string | undefined>>();
  #sending = false;
  /** Why the hall refused a picture, how often in a row, and whether it is spared for a while therefore. */
  #photoRefused: string | undefined;
  #photoRefusals = 0;
  #photosRest = false;

  constructor(
    hall: HallAddress,
    info: MeetingPackage,
    store: RecorderKeeping,
    drafts: Drafts,
    ports: HallPorts = hallBrowser,
  ) {
    this.id = info.id;
    this.info = info;
    this.drafts = drafts;
    this.#store = store;
    this.#ports = ports;
    this.doc = newDocument(info.id);
    this.edit = new SessionEdits(this.doc);
    this.link = new HallLink(hall, this.doc, store, ports);
    this.#undo = undoManager(this.doc, info.meeting === 'focusGroup' ? focusUndoScope(this.doc) : []);
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      this.#undo.on(event, () => this.#tell());
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromHall) return;
      this.#unkept.push(update);
      this.#write();
    });
    this.link.watch(() => void this.#sendPhotos());
  }

  /** Begins to work with the hall. What an earlier page left unsent comes into the document first. */
  start(): void {
    this.link.start();
  }

  // One write after another, and what could not be written goes into the next: a change builds on those before it, so
  // that a later one alone on the disk would be of no use to the page that comes after.

  #write(): void {
    if (this.#writing || this.#unkept.length === 0) return;
    this.#retry?.stop();
    const updates = this.#unkept.splice(0);
    this.#writing = this.link
      .keep(updates)
      .then(
        () => {
          this.#failure = undefined;
        },
        (error: unknown) => {
          // The changes are in memory and on their way to the hall; only a page that dies now would lose them.
          this.#failure = keepError(error);
          this.#unkept = [...updates, ...this.#unkept];
          this.#retry = this.#ports.after(again, () => this.#write());
        },
      )
      .finally(() => {
        this.#writing = undefined;
        if (!this.#failure) this.#write();
        this.#tell();
      });
    this.#tell();
  }

  async kept(): Promise<void> {
    this.#write();
    while (this.#writing) await this.#writing;
    if (this.#failure) throw this.#failure;
  }

  get failure(): KeepError | undefined {
    return this.#failure;
  }

  get keeping(): Keeping {
    if (this.#failure) return 'failed';
    return this.#writing ? 'keeping' : 'kept';
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  undo(): void {
    this.#undo.undo();
  }
  redo(): void {
    this.#undo.redo();
  }
  get canUndo(): boolean {
    return this.#undo.undoStack.length > 0;
  }
  get canRedo(): boolean {
    return this.#undo.redoStack.length > 0;
  }

  async addStickers(written: readonly Omit<Sticker, 'id' | 'deviceTime'>[]): Promise<readonly Sticker[]> {
    const deviceTime = new Date().toISOString();
    const stickers = written.map((one): Sticker => ({ ...one, id: newItemId(), deviceTime }));
    await this.takeStickers(stickers);
    return stickers;
  }

  async takeStickers(stickers: readonly Sticker[]): Promise<void> {
    this.edit.addStickers(stickers);
    await this.kept();
  }

  async addPhoto(file: Blob, purpose: PhotoPurpose, caption = ''): Promise<SessionPhoto> {
    const picture = await shrink(file);
    const photo: SessionPhoto = {
      id: newItemId(),
      purpose,
      caption,
      width: picture.width,
      height: picture.height,
    };
    await this.takePhoto(photo.id, picture.blob);
    const { id, ...fields } = photo;
    this.edit.put('photos', id, fields);
    return photo;
  }

  async takePhoto(id: string, data: Blob): Promise<void> {
    await this.#store.addPhoto(id, data);
    void this.#sendPhotos();
  }

  /** Why the hall does not take what was written here; it stays on the device and is sent again by itself. */
  get refused(): string | undefined {
    return this.link.status.refused ?? this.#photoRefused;
  }

  /** Whether the device holds anything that has not come to the hall. @throws KeepError */
  async hasLeft(): Promise<boolean> {
    return await hasLeft(this.#store);
  }

  /** Pictures go to the hall and are forgotten here when it has them. */
  async #sendPhotos(): Promise<void> {
    const { state, vector } = this.link.status;
    if (this.#sending || this.#photosRest || state === 'gone' || vector?.ended) return;
    this.#sending = true;
    let refused: string | undefined;
    try {
      for (const id of await this.#store.photoIds()) {
        const photo = await this.#store.photo(id);
        if (!photo) continue;
        const bytes = new Uint8Array(await photo.arrayBuffer());
        const answer = await hallFetch(
          this.link.hall,
          `/photos/${id}`,
          { method: 'PUT', bytes, patience: 60_000 },
          this.#ports,
        );
        if (answer.ok) await this.#store.forgetPhoto(id);
        else if ([409, 413, 422].includes(answer.status)) refused ??= await refusalOf(answer);
      }
      this.#photoRefused = refused;
      if (refused === undefined) this.#photoRefusals = 0;
      else this.#restPhotos();
    } catch {
      // Again when the hall is heard of next.
    } finally {
      this.#sending = false;
    }
  }

  /** A picture is large: what the hall does not want is not brought to it at each of its news. */
  #restPhotos(): void {
    this.#photosRest = true;
    this.#photoRefusals += 1;
    this.#ports.after(Math.min(longestRest, pictureRest * 2 ** (this.#photoRefusals - 1)), () => {
      this.#photosRest = false;
      void this.#sendPhotos();
    });
    this.#tell();
  }

  async photo(id: string): Promise<Blob | undefined> {
    const own = await this.#store.photo(id);
    if (own) return own;
    try {
      const answer = await hallFetch(this.link.hall, `/photos/${id}`, { patience: 60_000 }, this.#ports);
      return answer.ok ? new Blob([await answer.arrayBuffer()], { type: 'image/jpeg' }) : undefined;
    } catch {
      return undefined;
    }
  }

  async photoUrl(id: string): Promise<string | undefined> {
    const known = this.#urls.get(id);
    if (known) return await known;
    const made = this.photo(id).then((blob) => blob && URL.createObjectURL(blob));
    this.#urls.set(id, made);
    const url = await made;
    // Not here yet: whoever asks later is answered anew.
    if (url === undefined) this.#urls.delete(id);
    return url;
  }

  /** Only the host finishes a meeting. */
  async finish(): Promise<void> {
    await this.kept();
  }
}
