import * as Y from 'yjs';
import type { PhotoPurpose, SessionPhoto } from '../../../needs/rules/session-record.ts';
import { fromBase64, toBase64 } from '../../rules/base64.ts';
import {
  isItemId,
  newDocument,
  SessionEdits,
  undoManager,
  type SessionDocument,
} from '../../rules/document.ts';
import { focusUndoScope } from '../../rules/focus-document.ts';
import {
  itemSchema,
  type Held,
  type Item,
  type ItemBody,
  type MeetingPackage,
  type Sticker,
} from '../../rules/items.ts';
import { changesSince } from '../../rules/changes-since.ts';
import { howFar } from '../../rules/how-far.ts';
import { covers, emptyVector } from '../../rules/state-vector.ts';
import { type KeepError, type Keeping, type MeetingHandle } from './handle.ts';
import { lackingAt } from './lacking.ts';
import { newItemId } from './ids.ts';
import { keepError } from './keep.ts';
import { fromOffice, fromStore, loadDocument, readSticker } from './kept-document.ts';
import { KeptDrafts } from './kept-drafts.ts';
import { Outbox, type Meeting } from './outbox.ts';
import { shrink } from './picture.ts';
import { browser, type Ports, type Timer } from './ports.ts';
import { reachOfQueued } from './queued-changes.ts';
import { refusedForWant } from './refused.ts';
import { meetingHere, takeMeeting, type Store } from './store.ts';
import type { Sealed, UpdateRow } from './vault.ts';

/** Rows of changes beyond which they are made into one at opening. */
const mostRows = 100;
/** Milliseconds of quiet after which changes become an item, and the longest they wait while somebody works. */
const quiet = 5_000;
const patience = 30_000;

/** A meeting kept in a person's encrypted store. */
export class OpenMeeting implements MeetingHandle {
  readonly id: string;
  readonly info: MeetingPackage;
  readonly doc: SessionDocument;
  readonly edit: SessionEdits;
  readonly role = 'host';
  readonly drafts: KeptDrafts;
  readonly #vault: Store;
  readonly #ports: Ports;
  readonly #outbox: Outbox;
  readonly #meeting: Meeting;
  readonly #undo: Y.UndoManager;
  #listeners = new Set<() => void>();
  #updates: Uint8Array[] = [];
  #stickers: Sticker[] = [];
  /** Stickers that are in the outbox already and come into the document in a moment. */
  readonly #queued = new Set<string>();
  /** Whether what waits to be written holds changes of ours, which must be sent. */
  #own = false;
  #writing: Promise<void> | undefined;
  #failure: KeepError | undefined;
  #draftsFailure: KeepError | undefined;
  #retry: Timer | undefined;
  /** Counts changes, so that a flush knows whether another came while it worked. */
  #changes = 0;
  #dirty: boolean;
  #flushTimer: Timer | undefined;
  #dirtySince = 0;
  #urls = new Map<string, string>();
  #closed = false;
  readonly #unwatch: () => void;

  private constructor(
    vault: Store,
    outbox: Outbox,
    info: MeetingPackage,
    doc: SessionDocument,
    drafts: Map<string, string>,
    dirty: boolean,
    ports: Ports,
  ) {
    this.#vault = vault;
    this.#ports = ports;
    this.#outbox = outbox;
    this.id = info.id;
    this.info = info;
    this.#meeting = { id: info.id, kind: info.meeting };
    this.doc = doc;
    this.edit = new SessionEdits(doc);
    this.#dirty = dirty;
    const failed = (failure: KeepError | undefined) => {
      this.#draftsFailure = failure;
      this.#tell();
    };
    this.drafts = new KeptDrafts(vault, info.id, drafts, failed, ports);
    this.#undo = undoManager(doc, info.meeting === 'focusGroup' ? focusUndoScope(doc) : []);
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      this.#undo.on(event, () => this.#tell());
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
    doc.getMap<string>('stickers').observe((event, transaction) => {
      if (transaction.origin === fromStore || transaction.origin === fromOffice) return;
      for (const id of event.keysChanged as ReadonlySet<string>) {
        if (this.#queued.delete(id)) continue;
        const sticker = readSticker(id, doc.getMap<string>('stickers').get(id));
        if (sticker) this.#stickers.push(sticker);
      }
    });
    this.#unwatch = ports.onTurn(() => {
      void this.drafts.keep();
      if (ports.hidden()) void this.flush().catch(() => undefined);
    });
  }

  /** Opens a meeting that was taken along; undefined when it is not on this device. */
  static async open(
    vault: Store,
    outbox: Outbox,
    id: string,
    ports: Ports = browser,
  ): Promise<OpenMeeting | undefined> {
    const kept = await meetingHere(vault, id);
    if (!kept) return undefined;
    const doc = newDocument(id);
    const rows = await loadDocument(vault, id, doc);
    const drafts = await KeptDrafts.read(vault, id);
    const meeting = new OpenMeeting(vault, outbox, kept.info, doc, drafts, kept.dirty, ports);
    await meeting.#begin(rows);
    return meeting;
  }

  async #begin(rows: readonly number[]): Promise<void> {
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
      if (rows.length > mostRows) await this.#compact(rows);
    } catch {
      // No space for tidying up: the next opening tries again, and work that cannot be kept says so itself.
    }
    if (this.#dirty) this.#planFlush();
  }

  /** Takes over what the package says that the office has; from then on the package holds only what it is about. */
  async #settlePackage(): Promise<void> {
    const { info } = this;
    await this.kept();
    if (info.held) await this.takeHeld(info.held, false);
    else if (info.document !== null) {
      // A server of before did not say: what it can read of its own document is what it has.
      const theirs = newDocument(this.id);
      Y.applyUpdate(theirs, fromBase64(info.document));
      await this.#setAcked(howFar(theirs));
      theirs.destroy();
    }
    const known = [...new Set([...(await this.#known()), ...info.stickers.map(({ id }) => id)])];
    const sealed = await this.#vault.sealValue(`known|${this.id}`, known);
    await takeMeeting(this.#vault, { ...info, document: null, stickers: [], held: null });
    await this.#vault.keep(['meetings'], async (tx) => {
      const row = await tx.objectStore('meetings').get(this.id);
      if (row) await tx.objectStore('meetings').put({ ...row, known: sealed });
    });
  }

  /** Keeps how far the office's document goes; what goes further here is sent. @throws KeepError */
  async #setAcked(vector: Uint8Array<ArrayBuffer>): Promise<void> {
    // What waits in the outbox, or was refused, is not made anew each time the office is asked: it would be refused and
    // asked about without end. Once it is: when the office no longer has what it builds on, or something came since.
    const { acked } = await this.#acked();
    const queued = await reachOfQueued(this.#vault, this.#outbox.lines, this.id);
    const known = covers(vector, acked) ? [vector, ...queued] : vector;
    const further = !covers(known, howFar(this.doc));
    const sealed = await this.#vault.seal(`acked|${this.id}`, vector);
    await this.#vault.keep(['meetings'], async (tx) => {
      const row = await tx.objectStore('meetings').get(this.id);
      if (!row) return;
      await tx.objectStore('meetings').put({ ...row, acked: sealed, dirty: further ? 1 : row.dirty });
    });
    this.#dirty ||= further;
  }

  /** Stickers of others that the office has said to hold. */
  async #known(): Promise<readonly string[]> {
    const row = await this.#vault.read((db) => db.get('meetings', this.id));
    if (!row?.known) return [];
    return (await this.#vault.unsealValue(`known|${this.id}`, row.known)) as string[];
  }

  /**
   * Stickers of other devices that ours correct and the office does not have: whoever wrote them may come late or
   * never, and the correction cannot stand without them.
   */
  #correctedUnheard(held: Held): readonly string[] {
    const has = new Set(held.items);
    const lines = this.#outbox.lines.filter(({ meeting, kind }) => meeting === this.id && kind === 'sticker');
    const own = new Set(lines.map(({ id }) => id));
    const stickers = this.doc.getMap<string>('stickers');
    const found = new Set<string>();
    for (const { id } of lines.filter(({ state }) => state !== 'done')) {
      let at = readSticker(id, stickers.get(id))?.corrects ?? null;
      while (at !== null && !has.has(at) && !own.has(at) && !found.has(at)) {
        found.add(at);
        at = readSticker(at, stickers.get(at))?.corrects ?? null;
      }
    }
    return [...found];
  }

  /**
   * Hears what the office holds. What it had and has no more is put among what waits: changes from where its
   * document stands, stickers made again from the document, pictures from their store.
   * @param behind whether it is known already that its document lacks something
   * @returns whether anything was put back @throws KeepError
   */
  async takeHeld(held: Held, behind: boolean): Promise<boolean> {
    await this.kept();
    const vector = Uint8Array.from(fromBase64(held.vector));
    const { acked } = await this.#acked();
    const lacking = lackingAt(held, this.#outbox.lines, this.id, await this.#known());
    const stickers = this.doc.getMap<string>('stickers');
    const bodies = new Map<string, ItemBody>();
    for (const { id, kind, madeAt } of lacking.lines) {
      const sticker = kind === 'sticker' ? readSticker(id, stickers.get(id)) : undefined;
      if (sticker) bodies.set(id, { kind: 'sticker', sticker });
      if (kind === 'finish') bodies.set(id, { kind: 'finish', finishedAt: madeAt });
    }
    const wanted = new Set([...lacking.others, ...this.#correctedUnheard(held)]);
    const others = [...wanted].flatMap((id) => readSticker(id, stickers.get(id)) ?? []);
    const document = behind || lacking.changes || !covers(vector, acked);
    if (!document && bodies.size === 0 && others.length === 0 && !lacking.photos) {
      await this.#setAcked(vector);
      return false;
    }
    await this.#outbox.sendAgain(this.#meeting, lacking.lines, bodies, { stickers: others, acked: vector });
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

  async #compact(rows: readonly number[]): Promise<void> {
    const state = Uint8Array.from(Y.encodeStateAsUpdate(this.doc));
    const row: UpdateRow = { meeting: this.id, sealed: await this.#vault.seal(`updates|${this.id}`, state) };
    await this.#vault.keep(['updates'], async (tx) => {
      await tx.objectStore('updates').add(row);
      for (const key of rows) await tx.objectStore('updates').delete(key);
    });
  }

  // What is changed is written at once; what comes while a write is on the way goes together into the next.

  #changed(update: Uint8Array, origin: unknown): void {
    if (origin === fromStore) return;
    this.#updates.push(update);
    if (origin !== fromOffice) {
      this.#changes += 1;
      this.#own = true;
    }
    if (!this.#failure) this.#write();
  }

  #write(): void {
    if (this.#writing || (this.#updates.length === 0 && this.#stickers.length === 0)) return;
    this.#retry?.stop();
    this.#writing = this.#writeAll()
      .then(() => {
        this.#failure = undefined;
      })
      .catch((error: unknown) => {
        this.#failure = keepError(error);
        this.#retry = this.#ports.after(quiet, () => this.#write());
      })
      .finally(() => {
        this.#writing = undefined;
        this.#tell();
      });
    this.#tell();
  }

  async #writeAll(): Promise<void> {
    // One turn later: several changes of one touch are one write.
    await Promise.resolve();
    while (this.#updates.length > 0 || this.#stickers.length > 0) {
      const updates = this.#updates;
      const stickers = this.#stickers;
      const own = this.#own;
      this.#updates = [];
      this.#stickers = [];
      this.#own = false;
      try {
        const merged = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
        const sealed =
          updates.length === 0
            ? undefined
            : await this.#vault.seal(`updates|${this.id}`, Uint8Array.from(merged));
        const rows = await this.#outbox.stickerRows(this.#meeting, stickers);
        const lines = await this.#vault.keep(['updates', 'meetings', 'outbox'], async (tx) => {
          if (sealed) await tx.objectStore('updates').add({ meeting: this.id, sealed });
          if (own) {
            const row = await tx.objectStore('meetings').get(this.id);
            if (row && row.dirty === 0) await tx.objectStore('meetings').put({ ...row, dirty: 1 });
          }
          return await Outbox.put(tx as never, rows);
        });
        this.#outbox.added(lines);
        if (own) {
          this.#dirty = true;
          this.#planFlush();
        }
      } catch (error) {
        this.#updates = [...updates, ...this.#updates];
        this.#stickers = [...stickers, ...this.#stickers];
        this.#own ||= own;
        throw error;
      }
    }
  }

  async kept(): Promise<void> {
    this.#write();
    await this.#writing;
    if (this.#failure) throw this.#failure;
    if (this.#updates.length > 0 || this.#stickers.length > 0) await this.kept();
  }

  get keeping(): Keeping {
    if (this.failure) return 'failed';
    return this.#writing ? 'keeping' : 'kept';
  }

  get failure(): KeepError | undefined {
    return this.#failure ?? this.#draftsFailure;
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
    const all = this.doc.getMap<string>('stickers');
    const fresh = stickers.filter((sticker) => isItemId(sticker.id) && !all.has(sticker.id));
    if (fresh.length === 0) return;
    // First on the device, then on the screen: a sticker that is shown is never lost, and one that could not be
    // kept is not shown, so that nobody types it twice.
    const rows = await this.#outbox.stickerRows(this.#meeting, fresh);
    this.#outbox.added(await this.#vault.keep(['outbox'], (tx) => Outbox.put(tx, rows)));
    for (const { id } of fresh) this.#queued.add(id);
    this.edit.addStickers(fresh);
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

  async photoUrl(id: string): Promise<string | undefined> {
    const known = this.#urls.get(id);
    if (known) return known;
    const blob = await this.photo(id);
    if (!blob || this.#closed) return undefined;
    // Two that asked at once share the first address.
    const made = this.#urls.get(id) ?? URL.createObjectURL(blob);
    this.#urls.set(id, made);
    return made;
  }

  #planFlush(): void {
    if (this.#closed) return;
    if (this.#dirtySince === 0) this.#dirtySince = this.#ports.now();
    this.#flushTimer?.stop();
    const longest = Math.max(0, this.#dirtySince + patience - this.#ports.now());
    this.#flushTimer = this.#ports.after(Math.min(quiet, longest), () => {
      void this.flush().catch(() => undefined);
    });
  }

  async #acked(): Promise<{ acked: Uint8Array<ArrayBuffer>; sealed: Sealed | null }> {
    const sealed = (await this.#vault.read((db) => db.get('meetings', this.id)))?.acked ?? null;
    return { sealed, acked: sealed ? await this.#vault.unseal(`acked|${this.id}`, sealed) : emptyVector };
  }

  /** Makes one item of all changes the office has not acknowledged. @throws KeepError */
  async flush(): Promise<void> {
    this.#flushTimer?.stop();
    await this.kept();
    if (!this.#dirty) return;
    for (;;) {
      const { acked, sealed } = await this.#acked();
      const changes = this.#changes;
      const clean = () => this.#changes === changes;
      const update = changesSince(this.doc, acked);
      const vector = howFar(this.doc);
      if (!(await this.#outbox.putDocument(this.#meeting, { update, vector, from: sealed, clean }))) continue;
      this.#dirtySince = 0;
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
    if (this.#updates.length === 0 && this.#stickers.length === 0) return [];
    const about = {
      schema: itemSchema,
      sessionId: this.id,
      meeting: this.info.meeting,
      madeAt: new Date().toISOString(),
    };
    return [
      {
        ...about,
        id: newItemId(),
        body: { kind: 'document', update: toBase64(Y.encodeStateAsUpdate(this.doc)) },
      },
      ...this.#stickers.map((sticker): Item => ({
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
    this.#closed = true;
    this.#flushTimer?.stop();
    this.#retry?.stop();
    this.#unwatch();
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#undo.destroy();
    this.doc.destroy();
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
