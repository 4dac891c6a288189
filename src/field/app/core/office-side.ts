import { fromBase64 } from '../../rules/base64.ts';
import type { SessionDocument } from '../../rules/document.ts';
import { howFar } from '../../rules/how-far.ts';
import type { Held, ItemBody } from '../../rules/items.ts';
import { covers, emptyVector } from '../../rules/state-vector.ts';
import { readSticker } from './kept-document.ts';
import { lackingAt } from './lacking.ts';
import type { Meeting, Outbox } from './outbox.ts';
import { reachOfQueued } from './queued-changes.ts';
import { takeMeeting, type Store } from './store.ts';
import type { MeetingPackage } from '../../rules/items.ts';
import type { Sealed } from './vault.ts';

/** What the office is known to have of one meeting, and what it had and has no more. */
export class OfficeSide {
  readonly #vault: Store;
  readonly #outbox: Outbox;
  readonly #meeting: Meeting;
  readonly #doc: SessionDocument;

  constructor(vault: Store, outbox: Outbox, meeting: Meeting, doc: SessionDocument) {
    this.#vault = vault;
    this.#outbox = outbox;
    this.#meeting = meeting;
    this.#doc = doc;
  }

  /** How far the office's document goes, as it was acknowledged last. */
  async acked(): Promise<{ acked: Uint8Array<ArrayBuffer>; sealed: Sealed | null }> {
    const { id } = this.#meeting;
    const sealed = (await this.#vault.read((db) => db.get('meetings', id)))?.acked ?? null;
    return { sealed, acked: sealed ? await this.#vault.unseal(`acked|${id}`, sealed) : emptyVector };
  }

  /** Keeps how far the office's document goes. @returns whether ours goes further, which is sent. @throws KeepError */
  async setAcked(vector: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const { id } = this.#meeting;
    // What waits in the outbox, or was refused, is not made anew each time the office is asked: it would be refused and
    // asked about without end. Once it is: when the office no longer has what it builds on, or something came since.
    const { acked } = await this.acked();
    const queued = await reachOfQueued(this.#vault, this.#outbox.lines, id);
    const known = covers(vector, acked) ? [vector, ...queued] : vector;
    const further = !covers(known, howFar(this.#doc));
    const sealed = await this.#vault.seal(`acked|${id}`, vector);
    await this.#vault.keep(['meetings'], async (tx) => {
      const row = await tx.objectStore('meetings').get(id);
      if (!row) return;
      await tx.objectStore('meetings').put({ ...row, acked: sealed, dirty: further ? 1 : row.dirty });
    });
    return further;
  }

  /** Stickers of others that the office has said to hold. */
  async #known(): Promise<readonly string[]> {
    const { id } = this.#meeting;
    const row = await this.#vault.read((db) => db.get('meetings', id));
    if (!row?.known) return [];
    return (await this.#vault.unsealValue(`known|${id}`, row.known)) as string[];
  }

  /** From here on the package holds only what it is about: what it said of the office is kept. @throws KeepError */
  async forgetPackage(info: MeetingPackage): Promise<void> {
    const known = [...new Set([...(await this.#known()), ...info.stickers.map(({ id }) => id)])];
    const sealed = await this.#vault.sealValue(`known|${info.id}`, known);
    await takeMeeting(this.#vault, { ...info, document: null, stickers: [], held: null });
    await this.#vault.keep(['meetings'], async (tx) => {
      const row = await tx.objectStore('meetings').get(info.id);
      if (row) await tx.objectStore('meetings').put({ ...row, known: sealed });
    });
  }

  /**
   * Puts among what waits what the office had and has no more: stickers made again from the document, pictures from
   * their store, the end; changes will be made from where its document stands.
   * @param behind whether it is known already that its document lacks something
   * @returns whether anything was put back @throws KeepError
   */
  async putBack(held: Held, behind: boolean): Promise<boolean> {
    const { id: meetingId } = this.#meeting;
    const vector = Uint8Array.from(fromBase64(held.vector));
    const { acked } = await this.acked();
    const lacking = lackingAt(held, this.#outbox.lines, meetingId, await this.#known());
    const stickers = this.#doc.getMap<string>('stickers');
    const bodies = new Map<string, ItemBody>();
    for (const { id, kind, madeAt } of lacking.lines) {
      const sticker = kind === 'sticker' ? readSticker(id, stickers.get(id)) : undefined;
      if (sticker) bodies.set(id, { kind: 'sticker', sticker });
      if (kind === 'finish') bodies.set(id, { kind: 'finish', finishedAt: madeAt });
    }
    const wanted = new Set([...lacking.others, ...this.#correctedUnheard(held)]);
    const others = [...wanted].flatMap((id) => readSticker(id, stickers.get(id)) ?? []);
    const document = behind || lacking.changes || !covers(vector, acked);
    if (!document && bodies.size === 0 && others.length === 0 && !lacking.photos) return false;
    await this.#outbox.sendAgain(this.#meeting, lacking.lines, bodies, { stickers: others, acked: vector });
    return true;
  }

  /**
   * Stickers of other devices that ours correct and the office does not have: whoever wrote them may come late or
   * never, and the correction cannot stand without them.
   */
  #correctedUnheard(held: Held): readonly string[] {
    const has = new Set(held.items);
    const lines = this.#outbox.lines.filter(
      ({ meeting, kind }) => meeting === this.#meeting.id && kind === 'sticker',
    );
    const own = new Set(lines.map(({ id }) => id));
    const stickers = this.#doc.getMap<string>('stickers');
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
}
