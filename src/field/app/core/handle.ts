import type { SessionDocument, SessionEdits } from '../../rules/document.ts';
import type { MeetingPackage, Sticker } from '../../rules/items.ts';
import type { StepUndo } from '../../rules/undo.ts';
import type { PhotoPurpose, SessionPhoto } from '../../../needs/sessions/rules/session-record.ts';

/** Texts being typed that are not in the document yet. Read from memory, kept on the device soon after each key. */
export interface Drafts {
  get(key: string): string;
  /** Kept within 300 ms. An empty text forgets the draft. */
  set(key: string, text: string): void;
}

/** `kept`: all on the device. `keeping`: being written. `failed`: the device refused to write; nothing is lost yet. */
export type Keeping = 'kept' | 'keeping' | 'failed';

/** One open meeting, as the screens see it. Where its data lies (this device, a hall's hub) is not their business. */
export interface MeetingHandle {
  readonly id: string;
  readonly info: MeetingPackage;
  /** Every change is kept at once and, on the host's device, put in the outbox. */
  readonly edit: SessionEdits;
  readonly doc: SessionDocument;
  /** Adds what was written here; ids and the device's time are given. Kept before it resolves. @throws KeepError */
  addStickers(stickers: readonly Omit<Sticker, 'id' | 'deviceTime'>[]): Promise<readonly Sticker[]>;
  /** What was written here and is not on the device yet: shown as such, taken back when it could not be kept. */
  readonly beingKept: readonly Sticker[];
  /** Takes over stickers that have their ids already (from participants' phones). Kept before it resolves. @throws KeepError */
  takeStickers(stickers: readonly Sticker[]): Promise<void>;
  /**
   * Shrinks a picture to at most 1600 px, keeps it and names it in the document.
   * @throws KeepError, or PictureError when the file is no picture this browser can read
   */
  addPhoto(file: Blob, purpose: PhotoPurpose, caption?: string): Promise<SessionPhoto>;
  /** Keeps a picture that another device of the hall has made, under its id; the document names it already. */
  takePhoto(id: string, data: Blob): Promise<void>;
  /** The picture itself, where this device has it. */
  photo(id: string): Promise<Blob | undefined>;
  /** A `blob:` address, the same for every call until the meeting is closed; undefined when it is not on this device. */
  photoUrl(id: string): Promise<string | undefined>;
  /** What was changed at a step on this device, to be taken back there; undefined where undo takes nothing back. */
  undoOf(step: string): StepUndo | undefined;
  /** Puts everything and the end of the meeting in the outbox. May be called again after further changes. */
  finish(): Promise<void>;
  /** Resolves when all that was changed so far is on the device. @throws KeepError */
  kept(): Promise<void>;
  readonly keeping: Keeping;
  /** Why, when `keeping` is `failed`. */
  readonly failure: KeepError | undefined;
  /** Called when `keeping`, `beingKept` or what can be undone change. Returns what ends it. */
  watch(listener: () => void): () => void;
  readonly drafts: Drafts;
  /** A recorder joined through a hall has no outbox of its own. */
  readonly role: 'host' | 'recorder';
}

/** The device did not keep what it was given: storage full, or its database broken. */
export class KeepError extends Error {
  readonly full: boolean;
  constructor(full: boolean, cause: unknown) {
    super(full ? 'storage is full' : 'storage failed', { cause });
    this.name = 'KeepError';
    this.full = full;
  }
}

/** The file is no picture this browser can read. */
export class PictureError extends Error {
  constructor(cause?: unknown) {
    super('unreadable picture', { cause });
    this.name = 'PictureError';
  }
}
