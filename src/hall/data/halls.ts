import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { and, count, eq, isNull, lt, max, sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import { isId, newId } from '../../platform/db/id.ts';
import { violatedConstraint } from '../../platform/db/postgres-errors.ts';
import type { Tx } from '../../platform/db/scope.ts';
import {
  typedSecretLetters,
  type HallInfo,
  type HallLevel,
  type HallOpening,
  type HallVector,
  type OpenedHall,
} from '../rules/hall.ts';
import { hall, hallPhone, hallPhoto, hallSticker, hallUpdate } from '../schema.ts';

/**
 * What is known of halls. The tables stand outside the wall between municipalities: a hall belongs to whoever holds
 * its secrets, and on a laptop in a village nobody else is known.
 */

export type Hall = Pick<HallInfo, 'id' | 'code' | 'gallery'> &
  Omit<HallOpening, 'meeting'> & {
    readonly endedAt: Date | null;
    /** The device whose access the hall needs; null on a hub. */
    readonly device: HallDevice | null;
  };

/** Whether a device's access stands now: whoever knows devices answers. */
export type DeviceStands = (db: Database, device: HallDevice, now: Date) => Promise<boolean>;

export type HallDevice = { readonly id: string; readonly municipalityId: string };

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
  deviceId: hall.deviceId,
  deviceMunicipality: hall.deviceMunicipality,
};

type Facts = Omit<Hall, 'device'> & { deviceId: string | null; deviceMunicipality: string | null };

/** The hall while whoever opened it may lead one; undefined when a device's access or its person's role has ended. */
async function standing(
  db: Database,
  found: Facts,
  now: Date,
  stands: DeviceStands,
): Promise<Hall | undefined> {
  const { deviceId: id, deviceMunicipality: municipalityId, ...known } = found;
  const device = id === null || municipalityId === null ? null : { id, municipalityId };
  return device && !(await stands(db, device, now)) ? undefined : { ...known, device };
}

/** Whether the hall is still there for its devices: asked again and again by those that listen. */
export async function hallStands(
  db: Database,
  { device }: Hall,
  now: Date,
  stands: DeviceStands,
): Promise<boolean> {
  return device === null || (await stands(db, device, now));
}

/** A hall nobody closed is forgotten after so many days. */
const keptDays = 30;

/** Letters and digits that are not mistaken for one another when read from a screen. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newSecret = (): string => randomBytes(24).toString('base64url');
const letters = (length: number): string =>
  Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('');
const newCode = (): string => letters(6);
/**
 * A secret that can be typed at a laptop which scans nothing. Twelve of 31 letters are 59 bits: whoever guesses is slowed
 * down long before (limits.ts), and a hall stands for an evening.
 */
const newTypedSecret = (): string => letters(typedSecretLetters);

/**
 * Opens a hall for a meeting. The secrets are told once and kept as hashes.
 * @param device whose access the hall needs as long as it lasts; null on a hub.
 */
export async function openHall(
  db: Database,
  about: HallOpening,
  device: HallDevice | null,
  now: Date,
): Promise<OpenedHall> {
  const secrets = { hostSecret: newSecret(), recorderSecret: newTypedSecret(), wallSecret: newTypedSecret() };
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
        deviceId: device?.id ?? null,
        deviceMunicipality: device?.municipalityId ?? null,
        createdAt: now,
      });
      return opened;
    } catch (error) {
      // Two halls of one code: a billion codes make this rare, and another one is free.
      if (attempt === 5 || violatedConstraint(error) !== 'hall_code_key') throw error;
    }
  }
}

/**
 * The hall and what the secret allows in it; undefined when there is no such hall, the secret is none of its, or the
 * access of the device that opened it has ended.
 */
export async function enterHall(
  db: Database,
  id: string,
  secret: string,
  now: Date,
  stands: DeviceStands,
): Promise<{ hall: Hall; level: HallLevel } | undefined> {
  if (!isId(id) || secret.length < typedSecretLetters || secret.length > 100) return undefined;
  const [found] = await db.appQueries
    .select({ ...facts, host: hall.hostHash, recorder: hall.recorderHash, wall: hall.wallHash })
    .from(hall)
    .where(eq(hall.id, id));
  if (!found) return undefined;
  const { host, recorder, wall, ...known } = found;
  const given = Buffer.from(hashed(secret));
  const same = (hash: string) => timingSafeEqual(given, Buffer.from(hash.padEnd(64).slice(0, 64)));
  const level = same(host) ? 'host' : same(recorder) ? 'recorder' : same(wall) ? 'wall' : undefined;
  const open = level && (await standing(db, known, now, stands));
  return open && { hall: open, level };
}

/** The hall of a code as participants type it, while it goes on. */
export async function hallByCode(
  db: Database,
  code: string,
  now: Date,
  stands: DeviceStands,
): Promise<Hall | undefined> {
  if (!/^[0-9A-Za-z]{6}$/.test(code)) return undefined;
  const [found] = await db.appQueries
    .select(facts)
    .from(hall)
    .where(and(eq(hall.code, code.toUpperCase()), isNull(hall.endedAt)));
  return found && (await standing(db, found, now, stands));
}

/** The package of the meeting that the host left for a second recorder. */
export async function hallMeeting(db: Database, id: string): Promise<unknown> {
  const [found] = await db.appQueries.select({ meeting: hall.meeting }).from(hall).where(eq(hall.id, id));
  return found?.meeting ?? null;
}

/** Runs `work` while no other change of this hall's order (updates, numbers of phones) runs. */
export async function inHall<T>(
  db: Database,
  id: string,
  work: (tx: Tx, state: { endedAt: Date | null }) => Promise<T>,
  lock: 'no key update' | 'update' = 'no key update',
): Promise<T | undefined> {
  return await db.appQueries.transaction(async (tx) => {
    // NO KEY: stickers and phones that point here do not wait, unless the hall goes.
    const [found] = await tx.select({ endedAt: hall.endedAt }).from(hall).where(eq(hall.id, id)).for(lock);
    return found && (await work(tx, found));
  });
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
  // One after another: many at once would all find room.
  const kept = await inHall(db, hallId, async (tx, { endedAt }) => {
    const held = await tx
      .select({ id: hallPhoto.photoId })
      .from(hallPhoto)
      .where(eq(hallPhoto.hallId, hallId));
    if (held.some(({ id }) => id === photoId)) return true;
    if (endedAt || held.length >= mostPhotos) return false;
    await tx.insert(hallPhoto).values({ hallId, photoId, data, at: now });
    return true;
  });
  return kept ?? false;
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

/** Opens or closes the writing of stickers from phones. */
export async function setGallery(db: Database, hallId: string, gallery: 'open' | 'closed'): Promise<void> {
  await db.appQueries.update(hall).set({ gallery }).where(eq(hall.id, hallId));
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
  const work = async (tx: Tx, { endedAt }: { endedAt: Date | null }) => {
    if (!endedAt) return 'not-ended';
    const [updates] = await tx
      .select({ seq: max(hallUpdate.seq) })
      .from(hallUpdate)
      .where(eq(hallUpdate.hallId, hallId));
    const [stickers] = await tx
      .select({ n: count() })
      .from(hallSticker)
      .where(eq(hallSticker.hallId, hallId));
    if ((updates?.seq ?? 0) > has.seq || (stickers?.n ?? 0) > has.stickers) return 'more-came';
    await tx.delete(hall).where(eq(hall.id, hallId));
    return 'done';
  };
  // Whoever is writing a sticker holds the hall's key: it is counted, or it finds no hall any more.
  return (await inHall(db, hallId, work, 'update')) ?? 'done';
}

/** Deletes halls that were opened more than a month ago. */
export async function purgeHalls(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await db.appQueries.delete(hall).where(lt(hall.createdAt, before));
}
