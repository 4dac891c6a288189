import * as Y from 'yjs';
import { fromBase64, toBase64 } from '../../rules/base64.ts';
import { newDocument, type SessionDocument } from '../../rules/document.ts';
import { isItemId } from '../../rules/record-of.ts';
import { itemSchema, type Held, type Item, type MeetingPackage, type Sticker } from '../../rules/items.ts';
import { changesSince } from '../../rules/changes-since.ts';
import { howFar } from '../../rules/how-far.ts';
import type { KeepError } from './handle.ts';
import { newItemId } from './ids.ts';
import { fromOffice, fromStore, loadDocument, readSticker } from './kept-document.ts';
import { KeptDrafts } from './kept-drafts.ts';
import { MeetingWriter } from './meeting-writer.ts';
import { OfficeSide } from './office-side.ts';
import { Outbox, type Meeting } from './outbox.ts';
import { browser, type Ports, type Timer } from './ports.ts';
import { refusedForWant } from './refused.ts';
import { meetingHere, type Store } from './store.ts';
import type { UpdateRow } from './vault.ts';
import { WorkingMeeting } from './working-meeting.ts';

/** Rows of changes beyond which they are made into one when the meeting is closed, or so long after it was opened. */
const mostRows = 100;
const tidyAfter = 20_000;
/** Milliseconds of quiet after which changes become an item, and the longest they wait while somebody works. */
const quiet = 5_000;
const patience = 30_000;

/** A meeting kept in a person's encrypted store. */
export class OpenMeeting extends WorkingMeeting {
  readonly role = 'host';
  readonly drafts: KeptDrafts;
  readonly #vault: Store;
  readonly #ports: Ports;
  readonly #outbox: Outbox;
  readonly #meeting: Meeting;
  readonly #writer: MeetingWriter;
  readonly #office: OfficeSide;
  /** Stickers that are in the outbox already and come into the document in a moment. */
  readonly #queued = new Set<string>();
  #draftsFailure: KeepError | undefined;
  /** Counts changes, so that a flush knows whether another came while it worked. */
  #changes = 0;
  #dirty: boolean;
  #flushTimer: Timer | undefined;
  #flushing: Promise<void> = Promise.resolve();
  /** By `Ports.elapsed`. */
  #dirtySince: number | undefined;
  /** Whether all that was kept could be read. */
  #whole = false;
  #tidyTimer: Timer | undefined;
  #closed = false;
  readonly #unwatch: readonly (() => void)[];

  private constructor(
    vault: Store,
    outbox: Outbox,
    info: MeetingPackage,
    doc: SessionDocument,
    drafts: Map<string, string>,
    dirty: boolean,
    ports: Ports,
  ) {
    super(info, doc);
    this.#vault = vault;
    this.#ports = ports;
    this.#outbox = outbox;
    this.#meeting = { id: info.id, kind: info.meeting };
    this.#dirty = dirty;
    const failed = (failure: KeepError | undefined) => {
      this.#draftsFailure = failure;
      this.tell();
    };
    this.drafts = new KeptDrafts(vault, info.id, drafts, failed, ports);
    const written = () => {
      this.#dirty = true;
      this.#planFlush();
    };
    this.#writer = new MeetingWriter(
      vault,
      outbox,
      this.#meeting,
      { turned: () => this.tell(), written },
      ports,
    );
    this.#office = new OfficeSide(vault, outbox, this.#meeting, doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromStore) return;
      const own = origin !== fromOffice;
      if (own) this.#changes += 1;
      this.#writer.change(update, own);
    });
    doc.getMap<string>('stickers').observe((event, transaction) => {
      if (transaction.origin === fromStore || transaction.origin === fromOffice) return;
      for (const id of event.keysChanged as ReadonlySet<string>) {
        if (this.#queued.delete(id)) continue;
        const sticker = readSticker(id, doc.getMap<string>('stickers').get(id));
        if (sticker) this.#writer.addSticker(sticker);
      }
    });
    this.#unwatch = [
      ports.onTurn(() => {
        void this.drafts.keep();
        if (ports.hidden()) void this.flush().catch(() => undefined);
      }),
      outbox.makers.add(async () => {
        if (this.#dirtySince !== undefined) await this.flush();
      }),
    ];
  }

  /** Opens a meeting that was taken along; undefined when it is not on this device. */
  static async open(
    vault: Store,
    outbox: Outbox,
    id: string,
    ports: Ports = browser,
  ): Promise<OpenMeeting | undefined> {
    const doc = newDocument(id);
    const [kept, whole, drafts] = await Promise.all([
      meetingHere(vault, id),
      loadDocument(vault, id, doc),
      KeptDrafts.read(vault, id),
    ]);
    if (!kept) return undefined;
    const meeting = new OpenMeeting(vault, outbox, kept.info, doc, drafts, kept.dirty, ports);
    meeting.#whole = whole;
    await meeting.#begin();
    return meeting;
  }

  async #begin(): Promise<void> {
    const { info, doc } = this;
    if (info.document !== null) {
      try {
        Y.applyUpdate(doc, fromBase64(info.document), fromOffice);
      } catch {
        // What the office holds is damaged: work goes on with what is here, and is sent whole.
      }
    }
    const stickers = doc.getMap<string>('stickers');
    const put = (list: readonly Sticker[], origin: string) =>
      doc.transact(() => {
        for (const one of list) if (!stickers.has(one.id)) stickers.set(one.id, JSON.stringify(one));
      }, origin);
    put(info.stickers, fromOffice);
    // Stickers that were kept while the document could not be written any more.
    const lost = this.#outbox.lines.filter(
      (line) =>
        line.meeting === this.id &&
        line.kind === 'sticker' &&
        line.state !== 'done' &&
        !stickers.has(line.id),
    );
    const found = (await this.#outbox.items(lost)).flatMap(({ body }) =>
      body.kind === 'sticker' ? [body.sticker] : [],
    );
    put(found, 'found');
    try {
      if (info.document !== null || info.stickers.length > 0 || info.held) await this.#settlePackage();
    } catch {
      // No space for tidying up: the next opening tries again, and work that cannot be kept says so itself.
    }
    if (this.#dirty) this.#planFlush();
    // Nobody waits for it before they see the meeting.
    this.#tidyTimer = this.#ports.after(tidyAfter, () => void this.#tidy().catch(() => undefined));
  }

  /** Takes over what the package says that the office has. */
  async #settlePackage(): Promise<void> {
    const { info } = this;
    await this.kept();
    if (info.held) await this.takeHeld(info.held, false);
    else if (info.document !== null) {
      // A server of before did not say: what it can read of its own document is what it has.
      const theirs = newDocument(this.id);
      Y.applyUpdate(theirs, fromBase64(info.document));
      this.#dirty = (await this.#office.setAcked(howFar(theirs))) || this.#dirty;
      theirs.destroy();
    }
    await this.#office.forgetPackage(info);
  }

  /**
   * Hears what the office holds. What it had and has no more is put among what waits, changes from where its document
   * stands among it. @param behind whether it is known already that its document lacks something
   * @returns whether anything was put back @throws KeepError
   */
  async takeHeld(held: Held, behind: boolean): Promise<boolean> {
    await this.kept();
    if (!(await this.#office.putBack(held, behind))) {
      const further = await this.#office.setAcked(Uint8Array.from(fromBase64(held.vector)));
      this.#dirty ||= further;
      return false;
    }
    this.#dirty = true;
    await this.flush();
    return true;
  }

  /**
   * Asks again for what was refused for want of something that the office has now: a corrected sticker, a writer.
   * Whoever calls has no refusal in hand: this must not answer one with the same question. @throws KeepError
   */
  async askRefusedAgain(held: Held): Promise<void> {
    const again = refusedForWant(held, this.#outbox.lines, this.id, this.doc);
    if (again.length > 0) await this.#outbox.again(again.map(({ seq }) => seq));
  }

  /** Makes one row of many. Rows that could not be read are left where they are, and with them all others. */
  async #tidy(): Promise<void> {
    this.#tidyTimer?.stop();
    if (!this.#whole) return;
    // Each row was read or is of this program's own writing: the document holds them all.
    const rows = await this.#vault.read((db) =>
      db.transaction('updates').store.index('meeting').getAllKeys(this.id),
    );
    if (rows.length <= mostRows) return;
    const state = Uint8Array.from(Y.encodeStateAsUpdate(this.doc));
    const row: UpdateRow = { meeting: this.id, sealed: await this.#vault.seal(`updates|${this.id}`, state) };
    await this.#vault.keep(['updates'], async (tx) => {
      await tx.objectStore('updates').add(row);
      for (const key of rows) await tx.objectStore('updates').delete(key);
    });
  }

  async kept(): Promise<void> {
    await this.#writer.kept();
  }

  protected get writing(): boolean {
    return this.#writer.writing;
  }

  get failure(): KeepError | undefined {
    return this.#writer.failure ?? this.#draftsFailure;
  }

  async takeStickers(stickers: readonly Sticker[]): Promise<void> {
    const all = this.doc.getMap<string>('stickers');
    const fresh = stickers.filter((sticker) => isItemId(sticker.id) && !all.has(sticker.id));
    if (fresh.length === 0) return;
    // First on the device, then in the document and the counts: a sticker that is counted is never lost. Until then it is
    // shown as being kept, and one that could not be kept is shown no more, so that nobody types it twice.
    const keep = async () => {
      const rows = await this.#outbox.stickerRows(this.#meeting, fresh);
      this.#outbox.added(await this.#vault.keep(['outbox'], (tx) => Outbox.put(tx, rows)));
      for (const { id } of fresh) this.#queued.add(id);
    };
    await this.whileKept(fresh, keep, () => this.edit.addStickers(fresh));
  }

  async takePhoto(id: string, data: Blob): Promise<void> {
    const bytes = new Uint8Array(await data.arrayBuffer());
    const sealed = await this.#vault.seal(`photos|${id}`, bytes);
    const row = await this.#outbox.photoRow(this.#meeting, id, Math.ceil(bytes.length / 3) * 4);
    const lines = await this.#vault.keep(['photos', 'outbox'], async (tx) => {
      await tx.objectStore('photos').put({ id, meeting: this.id, sealed });
      return await Outbox.put(tx as never, [row]);
    });
    this.#outbox.added(lines);
  }

  async photo(id: string): Promise<Blob | undefined> {
    const row = await this.#vault.read((db) => db.get('photos', id));
    if (!row || row.meeting !== this.id) return undefined;
    return new Blob([await this.#vault.unseal(`photos|${id}`, row.sealed)], { type: 'image/jpeg' });
  }

  #planFlush(): void {
    if (this.#closed) return;
    this.#dirtySince ??= this.#ports.elapsed();
    this.#flushTimer?.stop();
    const longest = Math.max(0, this.#dirtySince + patience - this.#ports.elapsed());
    this.#flushTimer = this.#ports.after(Math.min(quiet, longest), () => {
      // Each item is made of all that the office has not acknowledged, on a day without a network of the whole meeting:
      // while nothing would be sent it is made before the next try, not at every rest of the fingers.
      if (!this.#outbox.makers.resting) void this.flush().catch(() => undefined);
    });
  }

  /** Makes one item of all changes the office has not acknowledged. @throws KeepError */
  async flush(): Promise<void> {
    this.#flushTimer?.stop();
    // One after another: an item made of what stood before would take the place of one that holds more.
    const made = this.#flushing.then(async () => await this.#makeItem());
    this.#flushing = made.catch(() => undefined);
    await made;
  }

  async #makeItem(): Promise<void> {
    await this.kept();
    if (!this.#dirty) return;
    for (;;) {
      const { acked, sealed } = await this.#office.acked();
      const changes = this.#changes;
      const clean = () => this.#changes === changes;
      const update = changesSince(this.doc, acked);
      const vector = howFar(this.doc);
      if (!(await this.#outbox.putDocument(this.#meeting, { update, vector, from: sealed, clean }))) continue;
      this.#dirtySince = undefined;
      if (clean()) this.#dirty = false;
      else this.#planFlush();
      return;
    }
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.#outbox.putFinish(this.#meeting);
  }

  /** What is in memory and could not be written, as items for a file. */
  unkept(): readonly Item[] {
    if (!this.#writer.waits) return [];
    const about = {
      schema: itemSchema,
      meetingId: this.id,
      meeting: this.info.meeting,
      madeAt: new Date().toISOString(),
    };
    return [
      {
        ...about,
        id: newItemId(),
        body: { kind: 'document', update: toBase64(Y.encodeStateAsUpdate(this.doc)) },
      },
      ...this.#writer.waitingStickers.map((sticker): Item => ({
        ...about,
        id: sticker.id,
        body: { kind: 'sticker', sticker },
      })),
    ];
  }

  /** Keeps and queues everything, then lets go. @throws KeepError; the meeting then stays open */
  async close(): Promise<void> {
    await this.drafts.keep();
    await this.flush();
    // No space for tidying up hinders nobody from closing.
    await this.#tidy().catch(() => undefined);
    this.#closed = true;
    this.#flushTimer?.stop();
    this.#writer.stop();
    for (const end of this.#unwatch) end();
    this.letGo();
  }
}

/** Queues what was changed before the app was killed, without showing the meeting. @throws KeepError */
export async function queueChanges(
  vault: Store,
  outbox: Outbox,
  id: string,
  ports: Ports = browser,
): Promise<void> {
  const meeting = await OpenMeeting.open(vault, outbox, id, ports);
  await meeting?.close();
}
