import { fromBase64, toBase64 } from '../../rules/base64.ts';
import { itemSchema, type FieldMeeting, type Item, type ItemBody, type Sticker } from '../../rules/items.ts';
import { covers } from '../../rules/state-vector.ts';
import type { Waiting } from './batches.ts';
import { newItemId } from './ids.ts';
import { Makers } from './makers.ts';
import { isSameSealed } from './sealed.ts';
import type { Store } from './store.ts';
import type { OutboxRow, PhotoRow, Sealed, Tx } from './vault.ts';

/** What the outbox shows of an item. */
export type OutboxLine = Waiting &
  Pick<OutboxRow, 'meetingKind' | 'madeAt' | 'state' | 'tries' | 'doneAt' | 'schema'> & {
    /** Why it was refused. */
    readonly note: { readonly code: string; readonly message: string | null } | null;
  };

export type Meeting = { readonly id: string; readonly kind: FieldMeeting };

/** A row as it is sent: its content stands from now on. */
type Taken = OutboxRow & { readonly seq: number };

/** Items on their way, and lines whose content cannot be read any more. */
export type Batch = { readonly items: readonly Item[]; readonly lost: readonly OutboxLine[] };

/** Characters of an item around its body. */
const wrapping = 260;
const place = (id: string) => `outbox|${id}`;

function lineOf(row: OutboxRow & { seq: number }, note: OutboxLine['note']): OutboxLine {
  const { seq, id, meeting, meetingKind, kind, size, madeAt, state, tries, doneAt, schema } = row;
  return { seq, id, meeting, meetingKind, kind, size, madeAt, state, tries, doneAt, schema, note };
}

/** Everything one person's device has to send, each with its state. What was sent stays as a line without content. */
export class Outbox {
  readonly vault: Store;
  #lines: readonly OutboxLine[] = [];
  #listeners = new Set<() => void>();
  readonly makers = new Makers();

  private constructor(vault: Store) {
    this.vault = vault;
  }

  static async open(vault: Store): Promise<Outbox> {
    const outbox = new Outbox(vault);
    await outbox.#reload();
    return outbox;
  }

  /** In the order they were made. A new array at each change. */
  get lines(): readonly OutboxLine[] {
    return this.#lines;
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #reload(): Promise<void> {
    const rows = (await this.vault.read((db) => db.getAll('outbox'))) as (OutboxRow & { seq: number })[];
    this.#lines = await Promise.all(
      rows.map(async (row) =>
        lineOf(
          row,
          row.note &&
            ((await this.vault.unsealValue(`${place(row.id)}|note`, row.note)) as OutboxLine['note']),
        ),
      ),
    );
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #show(changed: ReadonlyMap<number, OutboxLine>, gone: readonly number[] = []): void {
    const lines = this.#lines
      .filter((line) => !gone.includes(line.seq))
      .map((line) => changed.get(line.seq) ?? line);
    const known = new Set(lines.map((line) => line.seq));
    for (const [seq, line] of changed) if (!known.has(seq)) lines.push(line);
    this.#lines = lines.sort((a, b) => a.seq - b.seq);
    this.#tell();
  }

  async #row(
    meeting: Meeting,
    id: string,
    body: ItemBody,
    vector: Uint8Array<ArrayBuffer> | null,
  ): Promise<OutboxRow> {
    // A photo lies in its own store: one copy is enough.
    const content = body.kind === 'photo' ? null : JSON.stringify(body);
    return {
      id,
      meeting: meeting.id,
      meetingKind: meeting.kind,
      kind: body.kind,
      schema: itemSchema,
      madeAt: new Date().toISOString(),
      state: 'waiting',
      tries: 0,
      size: wrapping + (content === null ? (body as { data: string }).data.length : content.length),
      body: content === null ? null : await this.vault.seal(place(id), new TextEncoder().encode(content)),
      vector: vector && (await this.vault.seal(`${place(id)}|vector`, vector)),
      note: null,
      doneAt: null,
    };
  }

  /** Rows for stickers; `put` writes them in the transaction that keeps what they belong to. */
  async stickerRows(meeting: Meeting, stickers: readonly Sticker[]): Promise<OutboxRow[]> {
    return await Promise.all(
      stickers.map((sticker) => this.#row(meeting, sticker.id, { kind: 'sticker', sticker }, null)),
    );
  }

  /** `size`: characters of the photo as base64. The photo itself is kept by whoever calls. */
  async photoRow(meeting: Meeting, id: string, size: number): Promise<OutboxRow> {
    return { ...(await this.#row(meeting, id, { kind: 'photo', data: '' }, null)), size: size + wrapping };
  }

  /** Adds rows whose ids are not there yet. Call `added` when the transaction is done. */
  static async put(tx: Tx<'outbox'>, rows: readonly OutboxRow[]): Promise<OutboxLine[]> {
    const store = tx.objectStore('outbox');
    const lines: OutboxLine[] = [];
    for (const row of rows) {
      if ((await store.index('id').getKey(row.id)) !== undefined) continue;
      const seq = await store.add(row);
      lines.push(lineOf({ ...row, seq }, null));
    }
    return lines;
  }

  added(lines: readonly OutboxLine[]): void {
    if (lines.length > 0) this.#show(new Map(lines.map((line) => [line.seq, line])));
  }

  /**
   * Keeps changes of the shared document to be sent: in the place of those of this meeting that were never tried, so
   * that a day without a network is one item. Other content is another item: what was read under an id is what the
   * id says.
   * @param changes `from`: what was kept as acknowledged when they were made; `clean`: nothing was changed meanwhile
   * @returns false when what is acknowledged has changed since: they must be made anew @throws KeepError
   */
  async putDocument(
    meeting: Meeting,
    changes: {
      readonly update: Uint8Array;
      readonly vector: Uint8Array<ArrayBuffer>;
      readonly from: Sealed | null;
      readonly clean: () => boolean;
    },
  ): Promise<boolean> {
    const { update, vector, from, clean } = changes;
    const row = await this.#row(meeting, newItemId(), { kind: 'document', update: toBase64(update) }, vector);
    const put = await this.vault.keep(['outbox', 'meetings'], async (tx) => {
      const store = tx.objectStore('outbox');
      const kept = await tx.objectStore('meetings').get(meeting.id);
      if (kept && !isSameSealed(kept.acked, from)) return undefined;
      const gone: number[] = [];
      for (const { seq } of this.#lines.filter(
        (line) => line.meeting === meeting.id && line.kind === 'document' && line.state === 'waiting',
      )) {
        const standing = await store.get(seq);
        if (standing?.state !== 'waiting' || standing.tries > 0) continue;
        await store.delete(seq);
        gone.push(seq);
      }
      const seq = await store.put(row);
      if (kept && clean()) await tx.objectStore('meetings').put({ ...kept, dirty: 0 });
      return { line: lineOf({ ...row, seq }, null), gone };
    });
    if (put) this.#show(new Map([[put.line.seq, put.line]]), put.gone);
    return put !== undefined;
  }

  /** The end of a meeting. @throws KeepError */
  async putFinish(meeting: Meeting): Promise<void> {
    const body: ItemBody = { kind: 'finish', finishedAt: new Date().toISOString() };
    const row = await this.#row(meeting, newItemId(), body, null);
    this.added(await this.vault.keep(['outbox'], (tx) => Outbox.put(tx, [row])));
  }

  /**
   * Takes items to be sent: the try is counted and the content is read in one transaction, so that what is sent is
   * what the row holds until there is an answer. @throws KeepError
   */
  async take(lines: readonly Pick<OutboxLine, 'seq'>[]): Promise<Batch> {
    const rows: Taken[] = [];
    const gone: number[] = [];
    const photos = new Map<string, PhotoRow>();
    await this.vault.keep(['outbox', 'photos'], async (tx) => {
      rows.length = 0;
      for (const { seq } of lines) {
        const row = await tx.objectStore('outbox').get(seq);
        // Another item has taken its place, or it was sent meanwhile.
        if (row?.state !== 'waiting') {
          gone.push(seq);
          continue;
        }
        const tried = { ...row, seq, tries: row.tries + 1 };
        await tx.objectStore('outbox').put(tried);
        rows.push(tried);
        const photo = row.body ? undefined : await tx.objectStore('photos').get(row.id);
        if (photo) photos.set(row.id, photo);
      }
    });
    const taken = rows.map((row) => lineOf(row, null));
    this.#show(new Map(taken.map((line) => [line.seq, line])));
    if (gone.length > 0) await this.#reload();
    const items = await this.#opened(rows, photos);
    const read = new Set(items.map(({ id }) => id));
    return { items, lost: taken.filter(({ id }) => !read.has(id)) };
  }

  /**
   * The items of these lines, or all that have not gone as they stand at one moment: one that takes another's place
   * meanwhile is not missed. What was sent, or cannot be read any more, is left out.
   */
  async items(lines?: readonly Pick<OutboxLine, 'seq'>[]): Promise<Item[]> {
    const all = await this.vault.read(async (db) =>
      lines ? await Promise.all(lines.map(({ seq }) => db.get('outbox', seq))) : await db.getAll('outbox'),
    );
    const rows = all.filter((row) => row && row.state !== 'done') as Taken[];
    const photos = new Map<string, PhotoRow>();
    for (const { id, body } of rows) {
      const photo = body ? undefined : await this.vault.read((db) => db.get('photos', id));
      if (photo) photos.set(id, photo);
    }
    return await this.#opened(rows, photos);
  }

  async #opened(rows: readonly Taken[], photos: ReadonlyMap<string, PhotoRow>): Promise<Item[]> {
    const items: Item[] = [];
    for (const row of rows) {
      const body = await this.#bodyOf(row, photos.get(row.id)).catch(() => undefined);
      if (!body) continue;
      const { id, meeting: meetingId, meetingKind: meeting, madeAt } = row;
      // A row that an app of before kept holds the same body; only what is around it changed, and is made here.
      const schema = Math.max(row.schema, 2);
      items.push({ id, schema, meetingId, meeting, madeAt, body });
    }
    return items;
  }

  async #bodyOf(row: Taken, photo: PhotoRow | undefined): Promise<ItemBody | undefined> {
    if (row.body) return (await this.vault.unsealValue(place(row.id), row.body)) as ItemBody;
    if (!photo) return undefined;
    return { kind: 'photo', data: toBase64(await this.vault.unseal(`photos|${row.id}`, photo.sealed)) };
  }

  /**
   * The office has these. Their content is dropped: the meeting's document, and the pictures in their store, stay, so
   * that they can be made again should the office lose them.
   * @param vectors how far the office's documents go, by meeting, as it says (base64). What is kept as acknowledged is
   *   that; of an office that does not say, what was in the very bytes sent.
   * @returns meetings of which the office does not have all that it has acknowledged @throws KeepError
   */
  async done(
    sent: readonly number[],
    vectors: Readonly<Record<string, string>> = {},
  ): Promise<ReadonlySet<string>> {
    const doneAt = new Date().toISOString();
    const acked = new Map<string, Uint8Array<ArrayBuffer>>();
    const behind = new Set<string>();
    for (const [meeting, vector] of Object.entries(vectors)) {
      const said = Uint8Array.from(fromBase64(vector));
      const before = (await this.vault.read((db) => db.get('meetings', meeting)))?.acked;
      acked.set(meeting, said);
      if (before && !covers(said, await this.vault.unseal(`acked|${meeting}`, before))) behind.add(meeting);
    }
    // A document item holds all that was not acknowledged before it: what an earlier one of the meeting was refused
    // with has come with it.
    const documents = this.#lines.filter((line) => line.kind === 'document' && sent.includes(line.seq));
    const held = this.#lines.filter(
      (line) =>
        line.kind === 'document' &&
        line.state === 'refused' &&
        documents.some((one) => one.meeting === line.meeting && one.seq > line.seq),
    );
    for (const { seq, meeting } of [...documents].sort((a, b) => a.seq - b.seq)) {
      const row = await this.vault.read((db) => db.get('outbox', seq));
      if (!row?.vector || row.state === 'done') continue;
      const reached = await this.vault.unseal(`${place(row.id)}|vector`, row.vector);
      if (vectors[meeting] === undefined) acked.set(meeting, reached);
      else if (!covers(acked.get(meeting)!, reached)) behind.add(meeting);
    }
    const sealed = await Promise.all(
      [...acked].map(
        async ([meeting, vector]) => [meeting, await this.vault.seal(`acked|${meeting}`, vector)] as const,
      ),
    );
    await this.#change(
      sent,
      (row) => ({ ...row, state: 'done', body: null, vector: null, note: null, doneAt }),
      { acked: sealed, behind, gone: held.map((line) => line.seq) },
    );
    return behind;
  }

  /** A person must look. The content stays: it can be sent again or saved to a file. @throws KeepError */
  async refuse(seq: number, id: string, note: NonNullable<OutboxLine['note']>): Promise<void> {
    const sealed = await this.vault.sealValue(`${place(id)}|note`, note);
    await this.#change([seq], (row) => ({ ...row, state: 'refused', note: sealed }), { note });
  }

  /** Back to those that are sent by themselves. @throws KeepError */
  async again(seqs: readonly number[]): Promise<void> {
    await this.#change(seqs, (row) => ({ ...row, state: 'waiting', note: null }));
  }

  /**
   * Puts items that the office had and has no more back among those that wait.
   * @param bodies what they say, by id, made again; pictures lie in their store
   * @param more rows of stickers that other devices had sent, `acked` how far the office's document goes
   * @throws KeepError
   */
  async sendAgain(
    meeting: Meeting,
    lost: readonly OutboxLine[],
    bodies: ReadonlyMap<string, ItemBody>,
    more: { readonly stickers: readonly Sticker[]; readonly acked: Uint8Array<ArrayBuffer> },
  ): Promise<void> {
    const sealed = new Map<string, OutboxRow['body']>();
    for (const [id, body] of bodies)
      sealed.set(id, await this.vault.seal(place(id), new TextEncoder().encode(JSON.stringify(body))));
    const added = await this.stickerRows(meeting, more.stickers);
    const acked = await this.vault.seal(`acked|${meeting.id}`, more.acked);
    // Changes that were on their way, or had come, are in the one that is made from `acked` next.
    const gone = this.#lines.filter(
      (line) =>
        line.meeting === meeting.id &&
        line.kind === 'document' &&
        (line.state === 'waiting' || lost.some(({ seq }) => seq === line.seq)),
    );
    const lines = await this.vault.keep(['outbox', 'photos', 'meetings'], async (tx) => {
      const store = tx.objectStore('outbox');
      const lines: OutboxLine[] = [];
      for (const { seq, id, kind } of lost) {
        const row = await store.get(seq);
        if (row?.state !== 'done') continue;
        const body = sealed.get(id) ?? null;
        const here =
          kind === 'photo' ? (await tx.objectStore('photos').get(id)) !== undefined : body !== null;
        if (kind === 'document' || !here) continue;
        const waiting = { ...row, seq, state: 'waiting' as const, tries: 0, body, doneAt: null };
        await store.put(waiting);
        lines.push(lineOf(waiting, null));
      }
      for (const { seq } of gone) await store.delete(seq);
      const kept = await tx.objectStore('meetings').get(meeting.id);
      if (kept) await tx.objectStore('meetings').put({ ...kept, acked, dirty: 1 });
      return [...lines, ...(await Outbox.put(tx as never, added))];
    });
    this.#show(
      new Map(lines.map((line) => [line.seq, line])),
      gone.map(({ seq }) => seq),
    );
  }

  async #change(
    seqs: readonly number[],
    next: (row: OutboxRow) => OutboxRow,
    more: {
      readonly acked?: readonly (readonly [string, OutboxRow['body'] & object])[];
      /** Meetings whose changes must be made into an item anew, from `acked`. */
      readonly behind?: ReadonlySet<string>;
      /** Rows that are taken away. */
      readonly gone?: readonly number[];
      readonly note?: OutboxLine['note'];
    } = {},
  ): Promise<void> {
    const { acked = [], behind, gone = [], note = null } = more;
    const changed = await this.vault.keep(['outbox', 'meetings'], async (tx) => {
      const store = tx.objectStore('outbox');
      const lines: OutboxLine[] = [];
      for (const seq of seqs) {
        const row = await store.get(seq);
        if (!row || row.state === 'done') continue;
        const changedRow = next(row);
        await store.put(changedRow);
        lines.push(lineOf({ ...changedRow, seq }, note));
      }
      for (const seq of gone) await store.delete(seq);
      for (const [meeting, sealed] of acked) {
        const row = await tx.objectStore('meetings').get(meeting);
        if (!row) continue;
        const dirty = behind?.has(meeting) ? 1 : row.dirty;
        await tx.objectStore('meetings').put({ ...row, acked: sealed, dirty });
      }
      return lines;
    });
    this.#show(new Map(changed.map((line) => [line.seq, line])), gone);
  }
}
