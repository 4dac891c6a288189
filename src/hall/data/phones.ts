import { and, asc, count, eq, gt, inArray, lte, ne, notExists } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import { isId } from '../../platform/db/id.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { HallPhone, HallSticker } from '../rules/hall.ts';
import { hall, hallPhone, hallSticker } from '../schema.ts';
import { hashed, inHall } from './halls.ts';

// Participants' phones in a hall and what they send.

/** Most admitted phones of a hall; those that wait or were refused do not stand in their way. */
export const mostPhones = 80;
/** Most phones of one address that wait at a time. Whoever sits behind a shared address waits for the host's word. */
export const mostWaiting = 8;
/** Most that wait in all: more the host could not look through. */
const mostInQueue = 200;
/** A refused phone without a sticker is forgotten after so long, and sooner when there are so many rows. */
const refusedFor = 30 * 60_000;
const mostRows = 500;

/** What counts as one address: of IPv6 a whole network is given to one household. */
export function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d/i.test(address)) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const whole = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
/** What a phone is known by: the hash of its cookie in this hall. */
export function phoneHash(hallId: string, cookie: string): string {
  return hashed(`${hallId}\n${cookie}`);
}

export type OwnPhone = {
  readonly id: string;
  readonly number: number;
  readonly state: 'waiting' | 'admitted' | 'refused';
  readonly sent: readonly { readonly slot: number; readonly text: string }[];
};

/** The phone of a cookie with what it has sent. */
export async function phoneOf(
  db: Database,
  hallId: string,
  cookieHash: string,
): Promise<OwnPhone | undefined> {
  const rows = await db.appQueries
    .select({
      id: hallPhone.id,
      number: hallPhone.number,
      state: hallPhone.state,
      slot: hallSticker.slot,
      text: hallSticker.text,
    })
    .from(hallPhone)
    .leftJoin(hallSticker, eq(hallSticker.phoneId, hallPhone.id))
    .where(and(eq(hallPhone.hallId, hallId), eq(hallPhone.cookieHash, cookieHash)))
    .orderBy(asc(hallSticker.slot));
  const [first] = rows;
  if (!first) return undefined;
  const sent = rows.flatMap(({ slot, text }) => (slot === null || text === null ? [] : [{ slot, text }]));
  return { id: first.id, number: first.number, state: first.state, sent };
}

export type Joined =
  | { readonly ok: true; readonly number: number }
  | { readonly ok: false; readonly code: 'hall-ended' | 'hall-full' | 'hall-queue' | 'not-found' };

/**
 * Lets a phone wait under the next number. The same cookie again is the same phone. A phone that seems to have been
 * here before (the trace, or the one it says itself) is marked for the host. `hall-queue`: too many of its address
 * wait already; `hall-full`: no more can be admitted.
 */
export async function joinPhone(
  db: Database,
  hallId: string,
  facts: {
    readonly cookieHash: string;
    readonly traceHash: string;
    readonly addressHash: string;
    /** The phone whose owner gave it to another person. */
    readonly again: string | null;
    readonly sex: 'female' | 'male' | null;
  },
  now: Date,
): Promise<Joined> {
  const { again, ...kept } = facts;
  const done = await inHall<Joined>(db, hallId, async (tx, { endedAt }) => {
    if (endedAt) return { ok: false, code: 'hall-ended' };
    const phones = await tx
      .select({
        id: hallPhone.id,
        number: hallPhone.number,
        state: hallPhone.state,
        cookieHash: hallPhone.cookieHash,
        traceHash: hallPhone.traceHash,
        addressHash: hallPhone.addressHash,
      })
      .from(hallPhone)
      .where(eq(hallPhone.hallId, hallId))
      .orderBy(asc(hallPhone.number));
    const same = phones.find((phone) => phone.cookieHash === kept.cookieHash);
    if (same) return { ok: true, number: same.number };
    const waiting = phones.filter(({ state }) => state === 'waiting');
    const beside = waiting.filter(({ addressHash }) => addressHash === kept.addressHash);
    if (beside.length >= mostWaiting || waiting.length >= mostInQueue)
      return { ok: false, code: 'hall-queue' };
    if (phones.filter(({ state }) => state === 'admitted').length >= mostPhones)
      return { ok: false, code: 'hall-full' };
    await forgetRefused(tx, hallId, phones.length >= mostRows ? now : new Date(now.getTime() - refusedFor));
    const before =
      phones.find((phone) => phone.id === again) ??
      phones.findLast((phone) => phone.traceHash === kept.traceHash);
    const number = (phones.at(-1)?.number ?? 0) + 1;
    await tx
      .insert(hallPhone)
      .values({ ...kept, hallId, number, againOf: before?.id ?? null, createdAt: now });
    return { ok: true, number };
  });
  return done ?? { ok: false, code: 'not-found' };
}

/** Refused phones that came before a moment and have sent nothing: their rows must not fill the hall for ever. */
async function forgetRefused(tx: Tx, hallId: string, before: Date): Promise<void> {
  const sent = tx
    .select({ id: hallSticker.id })
    .from(hallSticker)
    .where(eq(hallSticker.phoneId, hallPhone.id));
  await tx
    .delete(hallPhone)
    .where(
      and(
        eq(hallPhone.hallId, hallId),
        eq(hallPhone.state, 'refused'),
        lte(hallPhone.createdAt, before),
        notExists(sent),
      ),
    );
}

/** The phones for the host, in the order they came. */
export async function phonesOf(db: Database, hallId: string): Promise<Omit<HallPhone, 'flooding'>[]> {
  const rows = await db.appQueries
    .select({
      id: hallPhone.id,
      number: hallPhone.number,
      state: hallPhone.state,
      sex: hallPhone.sex,
      againOf: hallPhone.againOf,
      personId: hallPhone.personId,
      createdAt: hallPhone.createdAt,
      sentAt: hallPhone.sentAt,
      stickers: count(hallSticker.id),
    })
    .from(hallPhone)
    .leftJoin(hallSticker, eq(hallSticker.phoneId, hallPhone.id))
    .where(eq(hallPhone.hallId, hallId))
    .groupBy(hallPhone.id)
    .orderBy(asc(hallPhone.number));
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  return rows.map(({ againOf, createdAt, sentAt, ...row }) => ({
    ...row,
    again: againOf === null ? null : (numbers.get(againOf) ?? null),
    joinedAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }));
}

/** Admits or refuses the named phones; those already decided so stay as they are. Answers how many changed. */
export async function decidePhones(
  db: Database,
  hallId: string,
  ids: readonly string[],
  state: 'admitted' | 'refused',
  now: Date,
): Promise<number> {
  const known = ids.filter(isId);
  if (known.length === 0) return 0;
  const changed = await db.appQueries
    .update(hallPhone)
    .set({ state, admittedAt: state === 'admitted' ? now : null })
    .where(and(eq(hallPhone.hallId, hallId), inArray(hallPhone.id, known), ne(hallPhone.state, state)))
    .returning({ id: hallPhone.id });
  return changed.length;
}

/** Says whose phone it is; null takes that back. False when there is no such phone. */
export async function tiePhone(
  db: Database,
  hallId: string,
  phoneId: string,
  personId: string | null,
): Promise<boolean> {
  if (!isId(phoneId)) return false;
  const changed = await db.appQueries
    .update(hallPhone)
    .set({ personId })
    .where(and(eq(hallPhone.hallId, hallId), eq(hallPhone.id, phoneId)))
    .returning({ id: hallPhone.id });
  return changed.length > 0;
}

/** Forgets a phone that has sent nothing. */
export async function forgetPhone(
  db: Database,
  hallId: string,
  phoneId: string,
): Promise<'done' | 'not-found' | 'has-stickers'> {
  if (!isId(phoneId)) return 'not-found';
  return await db.appQueries.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: hallPhone.id })
      .from(hallPhone)
      .where(and(eq(hallPhone.hallId, hallId), eq(hallPhone.id, phoneId)))
      .for('update');
    if (!found) return 'not-found';
    const [sent] = await tx.select({ n: count() }).from(hallSticker).where(eq(hallSticker.phoneId, phoneId));
    if ((sent?.n ?? 0) > 0) return 'has-stickers';
    await tx.delete(hallPhone).where(eq(hallPhone.id, phoneId));
    return 'done';
  });
}

export type Sent =
  | {
      readonly ok: true;
      /** How many were new. */
      readonly fresh: number;
      /** Places that held another text already: that one stands. */
      readonly taken: readonly number[];
    }
  | { readonly ok: false; readonly code: 'not-admitted' | 'gallery-closed' };

/**
 * Keeps the stickers of a phone, each in its place. A place takes one text: what is sent again, by a double click or
 * from a second window, changes nothing. What is answered has been committed.
 */
export async function sendStickers(
  db: Database,
  hallId: string,
  phoneId: string,
  texts: readonly { readonly slot: number; readonly text: string }[],
  now: Date,
): Promise<Sent> {
  return await db.appQueries.transaction(async (tx) => {
    // The hall first, as its end takes them (deleteHall): a hall that goes waits for this, or is gone already.
    await tx.select({ id: hall.id }).from(hall).where(eq(hall.id, hallId)).for('key share');
    const [phone] = await tx
      .select({ state: hallPhone.state, gallery: hall.gallery, most: hall.stickersPerPerson })
      .from(hallPhone)
      .innerJoin(hall, eq(hall.id, hallPhone.hallId))
      .where(and(eq(hallPhone.id, phoneId), eq(hallPhone.hallId, hallId)))
      .for('update', { of: hallPhone });
    if (phone?.state !== 'admitted') return { ok: false, code: 'not-admitted' };
    const stands = await tx
      .select({ slot: hallSticker.slot, text: hallSticker.text })
      .from(hallSticker)
      .where(eq(hallSticker.phoneId, phoneId));
    const held = new Map(stands.map(({ slot, text }) => [slot, text]));
    const good = texts.filter(({ slot }) => slot >= 1 && slot <= phone.most);
    const fresh = good.filter(({ slot }) => !held.has(slot));
    const taken = good.filter(({ slot, text }) => held.has(slot) && held.get(slot) !== text);
    // A repeat of what stands is answered as before, also after the gallery was closed.
    if (fresh.length > 0 && phone.gallery !== 'open') return { ok: false, code: 'gallery-closed' };
    let kept = 0;
    if (fresh.length > 0) {
      const rows = await tx
        .insert(hallSticker)
        .values(fresh.map(({ slot, text }) => ({ hallId, phoneId, slot, text, at: now })))
        .onConflictDoNothing()
        .returning({ id: hallSticker.id });
      kept = rows.length;
      await tx.update(hallPhone).set({ sentAt: now }).where(eq(hallPhone.id, phoneId));
    }
    return { ok: true, fresh: kept, taken: taken.map(({ slot }) => slot) };
  });
}

/**
 * Stickers for the host. `since` looks back a minute further, because a sticker may be committed after one that is
 * younger: the host knows by the ids what it has.
 */
export async function stickersSince(
  db: Database,
  hallId: string,
  since: Date | undefined,
): Promise<HallSticker[]> {
  const from = since && new Date(since.getTime() - 60_000);
  const rows = await db.appQueries
    .select({
      id: hallSticker.id,
      slot: hallSticker.slot,
      text: hallSticker.text,
      at: hallSticker.at,
      phone: hallPhone.number,
      personId: hallPhone.personId,
      sex: hallPhone.sex,
    })
    .from(hallSticker)
    .innerJoin(hallPhone, eq(hallPhone.id, hallSticker.phoneId))
    .where(and(eq(hallSticker.hallId, hallId), ...(from ? [gt(hallSticker.at, from)] : [])))
    .orderBy(asc(hallSticker.at), asc(hallSticker.id));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
