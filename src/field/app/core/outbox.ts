import { toBase64 } from '../../rules/base64.ts';
import { itemSchema, type Item, type ItemBody, type Sticker } from '../../rules/items.ts';
import type { Waiting } from './batches.ts';
import { newItemId } from './ids.ts';
import type { OutboxRow, Tx, Vault } from './vault.ts';

/** What the outbox shows of an item. */
export type OutboxLine = Waiting &
  Pick<OutboxRow, 'meetingKind' | 'madeAt' | 'state' | 'tries' | 'doneAt' | 'schema'> & {
    /** Why it was refused. */
    readonly note: { readonly code: string; readonly message: string | null } | null;
  };

export type Meeting = { readonly id: string; readonly kind: 'session' | 'focusGroup' };

/** Characters of an item around its body. */
const wrapping = 260;
const place = (id: string) => `outbox|${id}`;

function lineOf(row: OutboxRow & { seq: number }, note: OutboxLine['note']): OutboxLine {
  const { seq, id, meeting, meetingKind, kind, size, madeAt, state, tries, doneAt, schema } = row;
  return { seq, id, meeting, meetingKind, kind, size, madeAt, state, tries, doneAt, schema, note };
}

/** Everything one person's device has to send, each with its state. What was sent stays as a line without content. */
export class Outbox {
  readonly vault: Vault;
  #lines: readonly OutboxLine[] = [];
  #listeners = new Set<() => void>();

  private constructor(vault: Vault) {
    this.vault = vault;
  }

  static async open(vault: Vault): Promise<Outbox> {
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
    const rows = (await (await this.vault.database()).getAll('outbox')) as (OutboxRow & { seq: number })[];
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

  #show(changed: ReadonlyMap<number, OutboxLine>): void {
    const lines = this.#lines.map((line) => changed.get(line.seq) ?? line);
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
   * that a day without a network is one item. `clean`: nothing was changed meanwhile. @throws KeepError
   */
  async putDocument(
    meeting: Meeting,
    update: Uint8Array,
    vector: Uint8Array<ArrayBuffer>,
    clean: () => boolean,
  ): Promise<void> {
    const body: ItemBody = { kind: 'document', update: toBase64(update) };
    const untried = this.#lines.find(
      (line) =>
        line.meeting === meeting.id &&
        line.kind === 'document' &&
        line.state === 'waiting' &&
        line.tries === 0,
    );
    const fresh = await this.#row(meeting, newItemId(), body, vector);
    const instead = untried && (await this.#row(meeting, untried.id, body, vector));
    const line = await this.vault.keep(['outbox', 'meetings'], async (tx) => {
      const store = tx.objectStore('outbox');
      const standing = untried && (await store.get(untried.seq));
      const replaces = instead !== undefined && standing?.state === 'waiting' && standing.tries === 0;
      const row: OutboxRow = replaces ? { ...instead, seq: untried!.seq } : fresh;
      const seq = await store.put(row);
      const kept = await tx.objectStore('meetings').get(meeting.id);
      if (kept && clean()) await tx.objectStore('meetings').put({ ...kept, dirty: 0 });
      return lineOf({ ...row, seq }, null);
    });
    this.added([line]);
  }

  /** The end of a meeting. @throws KeepError */
  async putFinish(meeting: Meeting): Promise<void> {
    const body: ItemBody = { kind: 'finish', finishedAt: new Date().toISOString() };
    const row = await this.#row(meeting, newItemId(), body, null);
    this.added(await this.vault.keep(['outbox'], (tx) => Outbox.put(tx, [row])));
  }

  /** Counts a try before it is made: from now on the item's content stands. @throws KeepError */
  async tried(seqs: readonly number[]): Promise<void> {
    await this.#change(seqs, (row) => ({ ...row, tries: row.tries + 1 }));
  }

  /** The items themselves; one whose content cannot be read any more is left out. */
  async items(lines: readonly Pick<OutboxLine, 'seq'>[]): Promise<Item[]> {
    const db = await this.vault.database();
    const items: Item[] = [];
    for (const { seq } of lines) {
      const row = await db.get('outbox', seq);
      if (!row || row.state === 'done') continue;
      let body: ItemBody | undefined;
      if (row.body) body = (await this.vault.unsealValue(place(row.id), row.body)) as ItemBody;
      else {
        const photo = await db.get('photos', row.id);
        if (photo)
          body = { kind: 'photo', data: toBase64(await this.vault.unseal(`photos|${row.id}`, photo.sealed)) };
      }
      if (!body) continue;
      const { id, schema, meeting: sessionId, meetingKind: meeting, madeAt } = row;
      items.push({ id, schema, sessionId, meeting, madeAt, body });
    }
    return items;
  }

  /** The office has it. Its content is dropped; a photo stays where the meeting shows it. @throws KeepError */
  async done(sent: readonly number[]): Promise<void> {
    const doneAt = new Date().toISOString();
    // A document item holds all that was not acknowledged before it: what an earlier one of the meeting was refused
    // with has come with it.
    const documents = this.#lines.filter((line) => line.kind === 'document' && sent.includes(line.seq));
    const held = this.#lines.filter(
      (line) =>
        line.kind === 'document' &&
        line.state === 'refused' &&
        documents.some((one) => one.meeting === line.meeting && one.seq > line.seq),
    );
    const seqs = [...sent, ...held.map((line) => line.seq)];
    const vectors = new Map<string, Uint8Array<ArrayBuffer>>();
    const db = await this.vault.database();
    for (const seq of [...seqs].sort((a, b) => a - b)) {
      const row = await db.get('outbox', seq);
      if (row?.vector)
        vectors.set(row.meeting, await this.vault.unseal(`${place(row.id)}|vector`, row.vector));
    }
    const acked = await Promise.all(
      [...vectors].map(
        async ([meeting, vector]) => [meeting, await this.vault.seal(`acked|${meeting}`, vector)] as const,
      ),
    );
    await this.#change(
      seqs,
      (row) => ({ ...row, state: 'done', body: null, vector: null, note: null, doneAt }),
      acked,
    );
  }

  /** A person must look. The content stays: it can be sent again or saved to a file. @throws KeepError */
  async refuse(seq: number, id: string, note: NonNullable<OutboxLine['note']>): Promise<void> {
    const sealed = await this.vault.sealValue(`${place(id)}|note`, note);
    await this.#change([seq], (row) => ({ ...row, state: 'refused', note: sealed }), [], note);
  }

  /** Back to those that are sent by themselves. @throws KeepError */
  async again(seqs: readonly number[]): Promise<void> {
    await this.#change(seqs, (row) => ({ ...row, state: 'waiting', note: null }));
  }

  async #change(
    seqs: readonly number[],
    next: (row: OutboxRow) => OutboxRow,
    acked: readonly (readonly [string, OutboxRow['body'] & object])[] = [],
    note: OutboxLine['note'] = null,
  ): Promise<void> {
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
      for (const [meeting, sealed] of acked) {
        const row = await tx.objectStore('meetings').get(meeting);
        if (row) await tx.objectStore('meetings').put({ ...row, acked: sealed });
      }
      return lines;
    });
    this.#show(new Map(changed.map((line) => [line.seq, line])));
  }
}
