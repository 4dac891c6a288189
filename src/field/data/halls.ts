import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { and, asc, count, eq, gt, inArray, isNull, lt, max, ne, sql } from 'drizzle-orm';
import * as Y from 'yjs';
import type { Database } from '../../platform/db/connect.ts';
import { isId, newId } from '../../platform/db/id.ts';
import { violatedConstraint } from '../../platform/db/postgres-errors.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { HallLevel, HallPhone, HallSticker, HallVector } from '../rules/hall.ts';
import { hall, hallPhone, hallPhoto, hallSticker, hallUpdate } from '../schema.ts';

/**
 * What is known of halls. The tables stand outside the wall between municipalities: a hall belongs to whoever holds
 * its secrets, and on a laptop in a village nobody else is known.
 */

export type Hall = {
  readonly id: string;
  readonly meetingId: string;
  readonly title: string;
  readonly lang: 'ky' | 'ru' | 'en';
  readonly stickersPerPerson: number;
  readonly askSex: boolean;
  readonly code: string;
  readonly gallery: 'closed' | 'open';
  readonly endedAt: Date | null;
};

const facts = {
  id: hall.id,
  meetingId: hall.meetingId,
  title: hall.title,
  lang: hall.lang,
  stickersPerPerson: hall.stickersPerPerson,
  askSex: hall.askSex,
  code: hall.code,
  gallery: hall.gallery,
  endedAt: hall.endedAt,
};

/** Most phones of a hall that wait or are admitted; refused ones do not stand in the way of others. */
export const mostPhones = 80;
/** Most rows of phones at all: beyond this somebody plays. */
const mostRows = 500;
/** Most bytes of a meeting's document. */
const mostDocument = 8 * 1024 * 1024;
/** Changes are put together into one when there are so many. */
const compactAt = 200;
/** A hall nobody closed is forgotten after so many days. */
const keptDays = 30;

/** Letters and digits that are not mistaken for one another when read from a screen. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newSecret = (): string => randomBytes(24).toString('base64url');
const newCode = (): string =>
  Array.from({ length: 6 }, () => codeLetters[randomInt(codeLetters.length)]).join('');

export type OpenedHall = {
  readonly id: string;
  readonly code: string;
  readonly hostSecret: string;
  readonly recorderSecret: string;
  readonly wallSecret: string;
};

/** Opens a hall for a meeting. The secrets are told once and kept as hashes. */
export async function openHall(
  db: Database,
  about: Pick<Hall, 'meetingId' | 'title' | 'lang' | 'stickersPerPerson' | 'askSex'> & {
    readonly meeting: unknown;
  },
  now: Date,
): Promise<OpenedHall> {
  const secrets = { hostSecret: newSecret(), recorderSecret: newSecret(), wallSecret: newSecret() };
  for (let attempt = 1; ; attempt += 1) {
    const opened = { id: newId(), code: newCode(), ...secrets };
    try {
      await db.appQueries.insert(hall).values({
        ...about,
        id: opened.id,
        code: opened.code,
        hostHash: hashed(secrets.hostSecret),
        recorderHash: hashed(secrets.recorderSecret),
        wallHash: hashed(secrets.wallSecret),
        createdAt: now,
      });
      return opened;
    } catch (error) {
      // Two halls of one code: a billion codes make this rare, and another one is free.
      if (attempt === 5 || violatedConstraint(error) !== 'hall_code_key') throw error;
    }
  }
}

/** The hall and what the secret allows in it; undefined when there is no such hall or the secret is none of its. */
export async function enterHall(
  db: Database,
  id: string,
  secret: string,
): Promise<{ hall: Hall; level: HallLevel } | undefined> {
  if (!isId(id) || secret.length < 20 || secret.length > 100) return undefined;
  const [found] = await db.appQueries
    .select({ ...facts, host: hall.hostHash, recorder: hall.recorderHash, wall: hall.wallHash })
    .from(hall)
    .where(eq(hall.id, id));
  if (!found) return undefined;
  const { host, recorder, wall, ...known } = found;
  const given = Buffer.from(hashed(secret));
  const same = (hash: string) => timingSafeEqual(given, Buffer.from(hash.padEnd(64).slice(0, 64)));
  const level = same(host) ? 'host' : same(recorder) ? 'recorder' : same(wall) ? 'wall' : undefined;
  return level && { hall: known, level };
}

/** The hall of a code as participants type it, while it goes on. */
export async function hallByCode(db: Database, code: string): Promise<Hall | undefined> {
  if (!/^[0-9A-Za-z]{6}$/.test(code)) return undefined;
  const [found] = await db.appQueries
    .select(facts)
    .from(hall)
    .where(and(eq(hall.code, code.toUpperCase()), isNull(hall.endedAt)));
  return found;
}

/** The package of the meeting that the host left for a second recorder. */
export async function hallMeeting(db: Database, id: string): Promise<unknown> {
  const [found] = await db.appQueries.select({ meeting: hall.meeting }).from(hall).where(eq(hall.id, id));
  return found?.meeting ?? null;
}

/** Runs `work` while no other change of this hall's order (updates, numbers of phones) runs. */
async function inHall<T>(
  db: Database,
  id: string,
  work: (tx: Tx, state: { endedAt: Date | null }) => Promise<T>,
): Promise<T | undefined> {
  return await db.appQueries.transaction(async (tx) => {
    // NO KEY: stickers and phones that point here do not wait.
    const [found] = await tx
      .select({ endedAt: hall.endedAt })
      .from(hall)
      .where(eq(hall.id, id))
      .for('no key update');
    return found && (await work(tx, found));
  });
}

export type Appended =
  | { readonly ok: true; readonly before: number; readonly seq: number }
  | { readonly ok: false; readonly code: 'hall-ended' | 'hall-full' | 'not-found' };

/**
 * Keeps a change of the shared document. What is answered has been committed, and the numbers come in the order of
 * the commits: whoever has read up to one misses none before it.
 */
export async function appendUpdate(db: Database, id: string, data: Uint8Array, now: Date): Promise<Appended> {
  const done = await inHall<Appended>(db, id, async (tx, { endedAt }) => {
    if (endedAt) return { ok: false, code: 'hall-ended' };
    const [held] = await tx
      .select({
        rows: count(),
        bytes: sql<number>`coalesce(sum(octet_length(${hallUpdate.data})), 0)::int`,
        seq: sql<number>`coalesce(max(${hallUpdate.seq}), 0)::int`,
      })
      .from(hallUpdate)
      .where(eq(hallUpdate.hallId, id));
    const { rows = 0, bytes = 0, seq: before = 0 } = held ?? {};
    let size = bytes;
    if (rows >= compactAt || bytes + data.length > mostDocument) size = await compact(tx, id);
    if (size + data.length > mostDocument) return { ok: false, code: 'hall-full' };
    const [kept] = await tx
      .insert(hallUpdate)
      .values({ hallId: id, data, at: now })
      .returning({ seq: hallUpdate.seq });
    return { ok: true, before, seq: kept!.seq };
  });
  return done ?? { ok: false, code: 'not-found' };
}

/**
 * Puts all changes together under the last number. Who has read a part of them gets the whole again, which changes
 * nothing: Yjs knows what it has. Answers the bytes that are left.
 */
async function compact(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .select({ seq: hallUpdate.seq, data: hallUpdate.data })
    .from(hallUpdate)
    .where(eq(hallUpdate.hallId, id))
    .orderBy(asc(hallUpdate.seq));
  const last = rows.at(-1);
  if (!last) return 0;
  const merged = Y.mergeUpdates(rows.map((row) => row.data));
  await tx.delete(hallUpdate).where(and(eq(hallUpdate.hallId, id), ne(hallUpdate.seq, last.seq)));
  await tx
    .update(hallUpdate)
    .set({ data: merged })
    .where(and(eq(hallUpdate.hallId, id), eq(hallUpdate.seq, last.seq)));
  return merged.length;
}

/** The changes after a number, put together; null when there are none. */
export async function updatesSince(
  db: Database,
  id: string,
  since: number,
): Promise<{ readonly seq: number; readonly update: Uint8Array | null }> {
  const rows = await db.appQueries
    .select({ seq: hallUpdate.seq, data: hallUpdate.data })
    .from(hallUpdate)
    .where(and(eq(hallUpdate.hallId, id), gt(hallUpdate.seq, since)))
    .orderBy(asc(hallUpdate.seq));
  const last = rows.at(-1);
  if (!last) return { seq: since, update: null };
  return { seq: last.seq, update: Y.mergeUpdates(rows.map((row) => row.data)) };
}

/** Where the hall stands: whoever holds an older state sees what to fetch. Undefined when it was deleted. */
export async function hallVector(db: Database, id: string): Promise<HallVector | undefined> {
  const [found] = await db.appQueries
    .select({
      gallery: hall.gallery,
      endedAt: hall.endedAt,
      wall: hall.wallSeq,
      updates: sql<number>`(select coalesce(max(u.seq), 0)::int from hall_update u where u.hall_id = hall.id)`,
      stickers: sql<number>`(select count(*)::int from hall_sticker s where s.hall_id = hall.id)`,
      photos: sql<number>`(select count(*)::int from hall_photo f where f.hall_id = hall.id)`,
      phones: sql<string>`(select coalesce(md5(string_agg(concat_ws('|', p.id, p.state, p.person_id, p.sent_at), ','
        order by p.number)), '') from hall_phone p where p.hall_id = hall.id)`,
    })
    .from(hall)
    .where(eq(hall.id, id));
  if (!found) return undefined;
  const { endedAt, ...rest } = found;
  return { ...rest, ended: endedAt !== null };
}

/** Most pictures of a hall, and most bytes of one. */
const mostPhotos = 60;
export const mostPhotoBytes = 4 * 1024 * 1024;

/** Ids of the pictures that lie here. */
export async function photoIds(db: Database, hallId: string): Promise<string[]> {
  const rows = await db.appQueries
    .select({ id: hallPhoto.photoId })
    .from(hallPhoto)
    .where(eq(hallPhoto.hallId, hallId));
  return rows.map(({ id }) => id);
}

/** Keeps a picture; one that lies here stays as it is. False when there are too many. */
export async function putPhoto(
  db: Database,
  hallId: string,
  photoId: string,
  data: Uint8Array,
  now: Date,
): Promise<boolean> {
  const held = await photoIds(db, hallId);
  if (!held.includes(photoId) && held.length >= mostPhotos) return false;
  await db.appQueries.insert(hallPhoto).values({ hallId, photoId, data, at: now }).onConflictDoNothing();
  return true;
}

export async function readPhoto(
  db: Database,
  hallId: string,
  photoId: string,
): Promise<Uint8Array | undefined> {
  if (!isId(photoId)) return undefined;
  const [found] = await db.appQueries
    .select({ data: hallPhoto.data })
    .from(hallPhoto)
    .where(and(eq(hallPhoto.hallId, hallId), eq(hallPhoto.photoId, photoId)));
  return found?.data;
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
  | { readonly ok: false; readonly code: 'hall-ended' | 'hall-full' | 'not-found' };

/**
 * Lets a phone wait under the next number. The same cookie again is the same phone. A phone that seems to have been
 * here before (the trace, or the one it says itself) is marked for the host.
 */
export async function joinPhone(
  db: Database,
  hallId: string,
  facts: {
    readonly cookieHash: string;
    readonly traceHash: string;
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
      })
      .from(hallPhone)
      .where(eq(hallPhone.hallId, hallId))
      .orderBy(asc(hallPhone.number));
    const same = phones.find((phone) => phone.cookieHash === kept.cookieHash);
    if (same) return { ok: true, number: same.number };
    if (phones.length >= mostRows || phones.filter(({ state }) => state !== 'refused').length >= mostPhones)
      return { ok: false, code: 'hall-full' };
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

/** Opens or closes the writing of stickers from phones. */
export async function setGallery(db: Database, hallId: string, gallery: 'open' | 'closed'): Promise<void> {
  await db.appQueries.update(hall).set({ gallery }).where(eq(hall.id, hallId));
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

/** Keeps what the wall shows. */
export async function putWall(db: Database, hallId: string, wall: unknown): Promise<number> {
  const [kept] = await db.appQueries
    .update(hall)
    .set({ wall, wallSeq: sql`${hall.wallSeq} + 1` })
    .where(eq(hall.id, hallId))
    .returning({ seq: hall.wallSeq });
  return kept?.seq ?? 0;
}

export async function readWall(
  db: Database,
  hallId: string,
): Promise<{ readonly seq: number; readonly wall: unknown }> {
  const [found] = await db.appQueries
    .select({ seq: hall.wallSeq, wall: hall.wall })
    .from(hall)
    .where(eq(hall.id, hallId));
  return { seq: found?.seq ?? 0, wall: found?.wall ?? null };
}

/** Ends the hall: phones are known no more; document and stickers stay until the host has taken all. */
export async function endHall(db: Database, hallId: string, now: Date): Promise<void> {
  await db.appQueries.transaction(async (tx) => {
    await tx
      .update(hall)
      .set({ endedAt: sql`coalesce(${hall.endedAt}, ${now})`, gallery: 'closed' })
      .where(eq(hall.id, hallId));
    await tx
      .update(hallPhone)
      .set({ cookieHash: sql`${hallPhone.id}::text`, traceHash: '' })
      .where(eq(hallPhone.hallId, hallId));
  });
}

/**
 * Deletes an ended hall when the host has everything: it names the last change and the number of stickers it took.
 */
export async function deleteHall(
  db: Database,
  hallId: string,
  has: { readonly seq: number; readonly stickers: number },
): Promise<'done' | 'not-ended' | 'more-came'> {
  const done = await inHall(db, hallId, async (tx, { endedAt }) => {
    if (!endedAt) return 'not-ended';
    const [updates] = await tx
      .select({ seq: max(hallUpdate.seq) })
      .from(hallUpdate)
      .where(eq(hallUpdate.hallId, hallId));
    const [stickers] = await tx
      .select({ n: count() })
      .from(hallSticker)
      .where(eq(hallSticker.hallId, hallId));
    if (Number(updates?.seq ?? 0) > has.seq || (stickers?.n ?? 0) > has.stickers) return 'more-came';
    await tx.delete(hall).where(eq(hall.id, hallId));
    return 'done';
  });
  return done ?? 'done';
}

/** Deletes halls that were opened more than a month ago. */
export async function purgeHalls(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await db.appQueries.delete(hall).where(lt(hall.createdAt, before));
}
