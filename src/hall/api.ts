import { Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '../platform/http/body.ts';
import { clientAddress } from '../platform/http/client.ts';
import { isOwnPost } from '../platform/http/csrf.ts';
import { receive } from '../platform/http/receive.ts';
import type { C, Web } from '../platform/http/web.ts';
import { isId } from '../platform/db/id.ts';
import { unsoundText } from '../platform/db/validation.ts';
import { decidePhones, forgetPhone, phonesOf, stickersSince, tiePhone } from './data/phones.ts';
import {
  deleteHall,
  endHall,
  enterHall,
  hallMeeting,
  hallStands,
  hallVector,
  mostPhotoBytes,
  openHall,
  photoIds,
  purgeHalls,
  putPhoto,
  putWall,
  readPhoto,
  readWall,
  setGallery,
  type DeviceStands,
  type Hall,
  type HallDevice,
} from './data/halls.ts';
import { appendUpdate, updatesSince } from './data/updates.ts';
import type { HallInfo, HallLevel, HallOpened, HallPhones, HallVector } from './rules/hall.ts';
import { isPicture } from './rules/update-check.ts';
import { over, type Brakes, type Floods } from './limits.ts';
import { announce, follow } from './live.ts';
import { codeOf, rest, rests, statusOf, unlessBusy } from './update-answers.ts';

export type Opener = HallDevice | 'laptop' | undefined;

/** How a server lets halls be used: the hub of a hall and the office's own server differ in this only. */
export type HallSettings = {
  /** Who opens a hall by this request: a device of the office, the hub's own laptop, or nobody who may. */
  readonly opener: (c: C) => Opener | Promise<Opener>;
  /** Whether the host's secret is heard in this request: on a hub, from the laptop itself only. */
  readonly mayHost: (c: C) => boolean;
  /** Addresses at which the others reach this server, best first, without a trailing slash. */
  readonly addresses: (c: C) => readonly string[];
  /** Whether many phones come from one address, as they do on the internet. */
  readonly crowded: boolean;
  /** Whether the device that opened a hall may still lead one. A hub has no devices. */
  readonly stands: DeviceStands;
};

/** Most bytes of one change, of a package of a meeting, and of the wall. */
const updateMost = 1024 * 1024;
const openingMost = 4 * 1024 * 1024;
const jsonMost = 256 * 1024;

const opening = z.object({
  meetingId: z.string().refine(isId),
  title: z.string().trim().min(1).max(300),
  lang: z.enum(['ky', 'ru', 'en']),
  stickersPerPerson: z.int().min(1).max(20),
  askSex: z.boolean(),
  meeting: z.unknown(),
});

const decision = z.union([
  z.object({ state: z.enum(['admitted', 'refused']) }),
  z.object({ personId: z.string().refine(isId).nullable() }),
]);
const decisions = z.object({
  ids: z.array(z.string()).max(500),
  state: z.enum(['admitted', 'refused']),
});

const wall = z.object({
  columns: z
    .array(
      z.object({
        name: z.string().max(300),
        votes: z.int().min(0),
        top: z.boolean(),
        texts: z.array(z.string().max(500)).max(500),
      }),
    )
    .max(200),
  loose: z.array(z.string().max(500)).max(100),
  looseCount: z.int().min(0),
  sums: z.object({
    people: z.int().min(0).nullable(),
    possible: z.int().min(0).nullable(),
    used: z.int().min(0),
    unused: z.int().min(0).nullable(),
  }),
  address: z.string().max(200).optional(),
});

type Entered = { readonly hall: Hall; readonly level: HallLevel };

/** The API of a hall for the app: JSON, the secret in the header `X-Hall-Secret`, no cookies. */
export function hallApi(settings: HallSettings, brake: Brakes, floods: Floods): Hono<Web> {
  const app = new Hono<Web>();

  const fail = (c: C, status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503, code: string) =>
    c.json({ ok: false, code }, status);

  const busy = (c: C) => {
    c.header('Retry-After', '5');
    return fail(c, 503, 'busy');
  };

  /** Finds the hall of the address and proves the secret; a Response is the refusal. */
  async function enter(c: C, ...levels: readonly HallLevel[]): Promise<Entered | Response> {
    c.header('Cache-Control', 'no-store');
    const { db, env } = c.get('services');
    const entered = await enterHall(
      db,
      c.req.param('id') ?? '',
      c.req.header('x-hall-secret') ?? '',
      c.get('now'),
      settings.stands,
    );
    if (!entered) {
      // Whoever has the right secret is let in all the same: devices of one room often share an address.
      const tooMany = (await over(brake.wrong, clientAddress(c, env))) !== undefined;
      return tooMany ? fail(c, 429, 'too-many-attempts') : fail(c, 404, 'hall-unknown');
    }
    if (!levels.includes(entered.level)) return fail(c, 403, 'forbidden');
    if (entered.level === 'host' && !settings.mayHost(c)) return fail(c, 403, 'forbidden');
    return entered;
  }

  async function jsonOf<T>(c: C, shape: z.ZodType<T>, most = jsonMost): Promise<T | Response> {
    const body = await readJson(c.req.raw, most, 'known');
    if (body === 'busy') return busy(c);
    if (body === 'too-large') return fail(c, 413, 'too-large');
    if (typeof body === 'string') return fail(c, 400, 'invalid-input');
    const parsed = shape.safeParse(body.value);
    return parsed.success ? parsed.data : fail(c, 422, 'invalid-input');
  }

  app.post('/', async (c) => {
    const { db } = c.get('services');
    const own = isOwnPost(c.req.raw.headers, [c.req.header('host') ?? '']);
    const opener = own ? await settings.opener(c) : undefined;
    if (opener === undefined) return fail(c, 403, 'forbidden');
    const device = opener === 'laptop' ? null : opener;
    if ((await over(brake.open, clientAddress(c, c.get('services').env))) !== undefined)
      return fail(c, 429, 'too-many-attempts');
    const about = await jsonOf(c, opening, openingMost);
    if (about instanceof Response) return about;
    // The package is kept as it came: what the database could not hold, or nobody could write again, is no package.
    if (unsoundText(about) !== undefined) return fail(c, 422, 'invalid-input');
    await purgeHalls(db, c.get('now'));
    const opened = await openHall(db, { ...about, meeting: about.meeting ?? null }, device, c.get('now'));
    const answer: HallOpened = { ...opened, addresses: settings.addresses(c) };
    return c.json(answer, 201);
  });

  app.get('/:id', async (c) => {
    const entered = await enter(c, 'host', 'recorder', 'wall');
    if (entered instanceof Response) return entered;
    const { hall, level } = entered;
    const answer: HallInfo = {
      id: hall.id,
      meetingId: hall.meetingId,
      title: hall.title,
      lang: hall.lang,
      stickersPerPerson: hall.stickersPerPerson,
      code: hall.code,
      level,
      gallery: hall.gallery,
      ended: hall.endedAt !== null,
      addresses: settings.addresses(c),
    };
    return c.json(answer);
  });

  app.get('/:id/meeting', async (c) => {
    const entered = await enter(c, 'recorder', 'host');
    if (entered instanceof Response) return entered;
    return c.json({ meeting: (await hallMeeting(c.get('services').db, entered.hall.id)) as never });
  });

  /** What each level may see of the state: the wall learns nothing of phones. */
  async function vectorFor(c: C, { hall, level }: Entered): Promise<HallVector | undefined> {
    const { db, clock } = c.get('services');
    // A stream lasts long: whoever lost the right to listen is let go within seconds.
    const vector = (await hallStands(db, hall, clock(), settings.stands))
      ? await hallVector(db, hall.id)
      : undefined;
    if (!vector) return undefined;
    if (level !== 'host') return { ...vector, phones: '', stickers: 0 };
    const flooding = [...floods.of(hall.id, Date.now())].sort().join();
    return { ...vector, phones: `${vector.phones}:${flooding}` };
  }

  app.get('/:id/state', async (c) => {
    const entered = await enter(c, 'host', 'recorder', 'wall');
    if (entered instanceof Response) return entered;
    const vector = await vectorFor(c, entered);
    return vector ? c.json(vector) : fail(c, 404, 'hall-unknown');
  });

  app.get('/:id/events', async (c) => {
    const entered = await enter(c, 'host', 'recorder', 'wall');
    if (entered instanceof Response) return entered;
    return follow(c, entered.hall.id, async () => await vectorFor(c, entered)) ?? fail(c, 503, 'too-many');
  });

  app.get('/:id/updates', async (c) => {
    const entered = await enter(c, 'host', 'recorder');
    if (entered instanceof Response) return entered;
    const since = Number(c.req.query('since') ?? '0');
    if (!Number.isSafeInteger(since) || since < 0) return fail(c, 422, 'invalid-input');
    const news = await unlessBusy(updatesSince(c.get('services').db, entered.hall.id, since));
    if (news === 'busy') return busy(c);
    const { seq, update } = news;
    return c.body(new Uint8Array(update ?? []), 200, {
      'Content-Type': 'application/octet-stream',
      'X-Hall-Seq': String(seq),
    });
  });

  app.post('/:id/updates', async (c) => {
    const entered = await enter(c, 'host', 'recorder');
    if (entered instanceof Response) return entered;
    const data = await receive(c.req.raw, { limit: updateMost, sender: 'known' });
    if (data === 'too-large') return fail(c, 413, 'too-large');
    if (data === 'busy') return busy(c);
    if (data === 'gone' || data.length === 0) return fail(c, 400, 'invalid-input');
    const { hall, level } = entered;
    const writer = `${hall.id} ${level}`;
    if (rests(writer)) return busy(c);
    const kept = await unlessBusy(appendUpdate(c.get('services').db, hall.id, data, c.get('now')));
    if (kept === 'busy') return busy(c);
    if (!kept.ok && kept.code === 'dear') rest(writer);
    if (!kept.ok) return fail(c, statusOf[kept.code], codeOf[kept.code] ?? kept.code);
    announce(hall.id);
    return c.json({ seq: kept.seq, before: kept.before });
  });

  app.get('/:id/photos', async (c) => {
    const entered = await enter(c, 'host', 'recorder');
    if (entered instanceof Response) return entered;
    return c.json({ ids: await photoIds(c.get('services').db, entered.hall.id) });
  });

  app.get('/:id/photos/:photoId', async (c) => {
    const entered = await enter(c, 'host', 'recorder');
    if (entered instanceof Response) return entered;
    const data = await readPhoto(c.get('services').db, entered.hall.id, c.req.param('photoId'));
    if (!data) return fail(c, 404, 'not-found');
    // A picture of another device is bytes to be drawn by the app, never a page.
    return c.body(new Uint8Array(data), 200, { 'Content-Type': 'application/octet-stream' });
  });

  app.put('/:id/photos/:photoId', async (c) => {
    const entered = await enter(c, 'host', 'recorder');
    if (entered instanceof Response) return entered;
    const { hall } = entered;
    if (hall.endedAt) return fail(c, 409, 'hall-ended');
    const photoId = c.req.param('photoId');
    const data = await receive(c.req.raw, { limit: mostPhotoBytes, sender: 'known' });
    if (data === 'too-large') return fail(c, 413, 'too-large');
    if (data === 'busy') return busy(c);
    if (data === 'gone' || !isId(photoId) || !isPicture(data)) return fail(c, 422, 'invalid-input');
    const kept = await putPhoto(c.get('services').db, hall.id, photoId, data, c.get('now'));
    if (!kept) return fail(c, 409, 'hall-full');
    announce(hall.id);
    return c.json({ ok: true });
  });

  app.get('/:id/phones', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const flooding = floods.of(entered.hall.id, Date.now());
    const phones = await phonesOf(c.get('services').db, entered.hall.id);
    const answer: HallPhones = {
      phones: phones.map((phone) => ({ ...phone, flooding: flooding.has(phone.id) })),
      strangersFlood: flooding.has(''),
    };
    return c.json(answer);
  });

  /** Decides those the host has seen: whoever came in between waits on. */
  app.post('/:id/phones', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const asked = await jsonOf(c, decisions);
    if (asked instanceof Response) return asked;
    const changed = await decidePhones(
      c.get('services').db,
      entered.hall.id,
      asked.ids,
      asked.state,
      c.get('now'),
    );
    announce(entered.hall.id);
    return c.json({ ok: true, changed });
  });

  app.post('/:id/phones/:phoneId', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const asked = await jsonOf(c, decision);
    if (asked instanceof Response) return asked;
    const { db } = c.get('services');
    const phoneId = c.req.param('phoneId');
    if ('state' in asked) await decidePhones(db, entered.hall.id, [phoneId], asked.state, c.get('now'));
    else if (!(await tiePhone(db, entered.hall.id, phoneId, asked.personId)))
      return fail(c, 404, 'not-found');
    announce(entered.hall.id);
    return c.json({ ok: true });
  });

  app.delete('/:id/phones/:phoneId', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const done = await forgetPhone(c.get('services').db, entered.hall.id, c.req.param('phoneId'));
    if (done === 'not-found') return fail(c, 404, 'not-found');
    if (done === 'has-stickers') return fail(c, 409, 'phone-has-stickers');
    announce(entered.hall.id);
    return c.json({ ok: true });
  });

  app.put('/:id/gallery', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const asked = await jsonOf(c, z.object({ state: z.enum(['open', 'closed']) }));
    if (asked instanceof Response) return asked;
    if (entered.hall.endedAt) return fail(c, 409, 'hall-ended');
    await setGallery(c.get('services').db, entered.hall.id, asked.state);
    announce(entered.hall.id);
    return c.json({ ok: true });
  });

  app.get('/:id/stickers', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const since = c.req.query('since');
    const from = since === undefined || since === '' ? undefined : new Date(since);
    // Years the database can hold; NaN is none of them.
    if (from && !(from.getUTCFullYear() >= 1900 && from.getUTCFullYear() <= 9998))
      return fail(c, 422, 'invalid-input');
    return c.json({ stickers: await stickersSince(c.get('services').db, entered.hall.id, from) });
  });

  app.put('/:id/wall', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const shown = await jsonOf(c, wall);
    if (shown instanceof Response) return shown;
    if (entered.hall.endedAt) return fail(c, 409, 'hall-ended');
    const seq = await putWall(c.get('services').db, entered.hall.id, shown);
    announce(entered.hall.id);
    return c.json({ seq });
  });

  app.get('/:id/wall/state', async (c) => {
    const entered = await enter(c, 'host', 'recorder', 'wall');
    if (entered instanceof Response) return entered;
    const shown = await readWall(c.get('services').db, entered.hall.id);
    return c.json(shown as { seq: number; wall: never });
  });

  app.post('/:id/end', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    await endHall(c.get('services').db, entered.hall.id, c.get('now'));
    announce(entered.hall.id);
    return c.json({ ok: true });
  });

  /** The host has taken everything it names: the hall is deleted, unless more came. */
  app.delete('/:id', async (c) => {
    const entered = await enter(c, 'host');
    if (entered instanceof Response) return entered;
    const has = await jsonOf(c, z.object({ seq: z.int().min(0), stickers: z.int().min(0) }));
    if (has instanceof Response) return has;
    const done = await deleteHall(c.get('services').db, entered.hall.id, has);
    if (done !== 'done') return fail(c, 409, done === 'not-ended' ? 'hall-not-ended' : 'hall-has-more');
    announce(entered.hall.id);
    return c.json({ ok: true });
  });

  return app;
}
