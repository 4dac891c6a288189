import type { MeetingPackage, Sticker } from '../../rules/items.ts';
import { fromHall, HallLink } from '../core/hall-link.ts';
import type { Drafts, KeepError } from '../core/handle.ts';
import { keepError } from '../core/keep.ts';
import { hallBrowser, hallFetch, refusalOf, type HallAddress, type HallPorts } from './feed.ts';
import type { Timer } from '../core/ports.ts';
import { WorkingMeeting } from '../core/working-meeting.ts';
import { hasLeft, type RecorderKeeping } from './recorder-store.ts';

/** Milliseconds until what could not be kept is tried again. */
const again = 5_000;
/** Milliseconds until pictures the hall refused are offered again; doubled each time, up to the longest pause. */
const pictureRest = 30_000;
const longestRest = 600_000;

/** A meeting as a second recorder works in it: the hall holds it, this device only what is on the way. */
export class RecorderMeeting extends WorkingMeeting {
  readonly drafts: Drafts;
  readonly role = 'recorder';
  readonly link: HallLink;
  readonly #store: RecorderKeeping;
  readonly #ports: HallPorts;
  /** Changes that are not on the disk yet, in the order they were made. */
  #unkept: Uint8Array[] = [];
  #writing: Promise<void> | undefined;
  #retry: Timer | undefined;
  #failure: KeepError | undefined;
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
    super(info);
    this.drafts = drafts;
    this.#store = store;
    this.#ports = ports;
    this.link = new HallLink(hall, this.doc, store, ports);
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
        this.tell();
      });
    this.tell();
  }

  async kept(): Promise<void> {
    this.#write();
    while (this.#writing) await this.#writing;
    if (this.#failure) throw this.#failure;
  }

  get failure(): KeepError | undefined {
    return this.#failure;
  }

  protected get writing(): boolean {
    return this.#writing !== undefined;
  }

  async takeStickers(stickers: readonly Sticker[]): Promise<void> {
    this.edit.addStickers(stickers);
    await this.kept();
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
    this.tell();
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

  /** Only the host finishes a meeting. */
  async finish(): Promise<void> {
    await this.kept();
  }
}
