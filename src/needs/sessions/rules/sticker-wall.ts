import type { Refused } from '../../../platform/refusals.ts';
import { refuse } from '../../refusals.ts';

/** A sticker as a device sent it, its shape checked. */
export type ReceivedSticker = {
  readonly id: string;
  /** Who wrote it, where known. */
  readonly personId: string | null;
  /** 1 … stickers each, with a known writer. */
  readonly slot: number | null;
  /** 1 … 500 characters; may be empty in a withdrawal. */
  readonly text: string;
  readonly sex: 'female' | 'male' | null;
  /** `typed` by a facilitator, sent from a participant's `phone`, typed from a `photo` of the wall. */
  readonly way: 'typed' | 'phone' | 'photo';
  readonly corrects: string | null;
  readonly withdrawn: boolean;
  readonly deviceTime: Date | null;
};

export type StickerRow = {
  readonly id: string;
  readonly participantId: string | null;
  readonly slot: number | null;
  readonly correctsId: string | null;
  readonly withdrawn: boolean;
  readonly text: string;
  readonly sex: 'female' | 'male' | null;
};

type Row = StickerRow;

/** What counts of a session here. */
export type WallSession = { readonly id: string; readonly stickersPerPerson: number };

export type AddedSticker = Row & { readonly way: ReceivedSticker['way']; readonly deviceTime: Date | null };

/** The session's stickers as they stand while new ones are added in memory. */
export class StickerWall {
  readonly added: AddedSticker[] = [];
  readonly #session: WallSession;
  readonly #rows: Map<string, Row>;
  readonly #elsewhere: ReadonlySet<string>;
  /** Sticker → the one that corrects it. */
  readonly #correctedBy = new Map<string, string>();
  readonly #people: ReadonlyMap<string, { readonly number: number; readonly fullName: string | null }>;
  readonly #most: number | null;
  #standing: number;
  readonly #counted: number | null;

  constructor(
    session: WallSession,
    rows: readonly (Row & { readonly sessionId: string })[],
    people: readonly { id: string; number: number; fullName: string | null }[],
    room: { readonly people: number | null; readonly standing: number },
  ) {
    this.#session = session;
    this.#rows = new Map(rows.filter((row) => row.sessionId === session.id).map((row) => [row.id, row]));
    this.#elsewhere = new Set(rows.filter((row) => row.sessionId !== session.id).map(({ id }) => id));
    for (const row of this.#rows.values())
      if (row.correctsId !== null) this.#correctedBy.set(row.correctsId, row.id);
    this.#people = new Map(people.map((one) => [one.id, one]));
    this.#counted = room.people;
    this.#most = room.people === null ? null : room.people * session.stickersPerPerson;
    this.#standing = room.standing;
  }

  /** Takes stickers, each by itself; tells why one was not taken, by id. */
  takeAll(stickers: readonly ReceivedSticker[]): Map<string, Refused> {
    const refused = new Map<string, Refused>();
    // A correction may stand before what it corrects; such ones wait until nothing new arrives.
    let waiting: readonly ReceivedSticker[] = stickers;
    for (;;) {
      const still: ReceivedSticker[] = [];
      for (const sticker of waiting) {
        const outcome = this.take(sticker);
        if (outcome === 'wait') still.push(sticker);
        else if (outcome !== undefined) refused.set(sticker.id, outcome);
      }
      if (still.length === 0) break;
      if (still.length === waiting.length) {
        for (const { id } of still) refused.set(id, refuse('sticker-corrects-unknown'));
        break;
      }
      waiting = still;
    }
    return refused;
  }

  /** Undefined when it was taken, or stood already; `wait`: what it corrects may still come. */
  take(sticker: ReceivedSticker): Refused | 'wait' | undefined {
    const stands = this.#rows.get(sticker.id);
    if (stands) {
      const same =
        stands.withdrawn === sticker.withdrawn && (sticker.withdrawn || stands.text === sticker.text);
      return same ? undefined : refuse('item-id-taken');
    }
    if (this.#elsewhere.has(sticker.id)) return refuse('sticker-of-another');
    if (sticker.corrects === null) return this.#takeNew(sticker, sticker.personId);
    const old = this.#rows.get(sticker.corrects);
    if (!old) return this.#elsewhere.has(sticker.corrects) ? refuse('sticker-corrects-unknown') : 'wait';
    if (old.withdrawn) {
      // Bringing back what was withdrawn takes a place again, the same one while it is free.
      if (sticker.withdrawn) return refuse('sticker-corrected-already');
      return this.#takeNew(sticker, old.participantId, old);
    }
    if (this.#correctedBy.has(old.id)) return refuse('sticker-corrected-already');
    this.#add(sticker, {
      participantId: old.participantId,
      slot: null,
      correctsId: old.id,
      text: sticker.withdrawn ? old.text : sticker.text,
      sex: old.sex,
    });
    if (sticker.withdrawn) this.#standing -= 1;
    return undefined;
  }

  #takeNew(sticker: ReceivedSticker, personId: string | null, freed?: Row): Refused | undefined {
    if (personId !== null && !this.#people.has(personId)) return refuse('writer-unknown');
    const free = freed !== undefined && !this.#correctedBy.has(freed.id) ? freed.id : null;
    let place: Pick<Row, 'slot' | 'correctsId'> = { slot: null, correctsId: free };
    if (personId !== null) {
      const own = this.#placeOf(personId, sticker.slot, free);
      if (!own) {
        const { number = 0, fullName = null } = this.#people.get(personId) ?? {};
        return refuse('too-many-stickers', {
          params: { number, name: fullName ?? '', max: this.#session.stickersPerPerson },
        });
      }
      place = own;
    }
    if (this.#most !== null && this.#standing >= this.#most) {
      return refuse('too-many-stickers-together', {
        params: { people: this.#counted ?? 0, each: this.#session.stickersPerPerson, max: this.#most },
      });
    }
    this.#add(sticker, { ...place, participantId: personId, text: sticker.text, sex: sticker.sex });
    this.#standing += 1;
    return undefined;
  }

  /**
   * The place the device meant when it is free, else the next one: a slot never used, then a withdrawn sticker, whose
   * place the new one takes by naming the withdrawal. Two devices may have begun at 1 for the same person.
   */
  #placeOf(
    personId: string,
    meant: number | null,
    freed: string | null,
  ): Pick<Row, 'slot' | 'correctsId'> | undefined {
    const own = [...this.#rows.values()].filter((row) => row.participantId === personId);
    const last = own.filter((row) => !this.#correctedBy.has(row.id));
    if (last.filter((row) => !row.withdrawn).length >= this.#session.stickersPerPerson) return undefined;
    if (freed !== null) return { slot: null, correctsId: freed };
    const used = new Set(own.map((row) => row.slot));
    const isFree = (slot: number) => slot >= 1 && slot <= this.#session.stickersPerPerson && !used.has(slot);
    if (meant !== null && isFree(meant)) return { slot: meant, correctsId: null };
    for (let slot = 1; slot <= this.#session.stickersPerPerson; slot += 1)
      if (isFree(slot)) return { slot, correctsId: null };
    const withdrawn = last.find((row) => row.withdrawn);
    return withdrawn && { slot: null, correctsId: withdrawn.id };
  }

  #add(
    sticker: ReceivedSticker,
    row: Pick<Row, 'participantId' | 'slot' | 'correctsId' | 'text' | 'sex'>,
  ): void {
    const { id, withdrawn, way, deviceTime } = sticker;
    const added = { id, withdrawn, way, deviceTime, ...row };
    this.added.push(added);
    this.#rows.set(id, added);
    if (row.correctsId !== null) this.#correctedBy.set(row.correctsId, id);
  }
}
