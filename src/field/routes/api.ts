import { Hono } from 'hono';
import { z } from 'zod';
import { forgetAttempts, tryAttempt } from '../../platform/auth/attempts.ts';
import type { Result } from '../../platform/db/command.ts';
import { isBadValue } from '../../platform/db/postgres-errors.ts';
import { unsoundText } from '../../platform/db/validation.ts';
import { readJson } from '../../platform/http/body.ts';
import { clientAddress } from '../../platform/http/client.ts';
import { isUnavailable } from '../../platform/http/errors.ts';
import type { Sender } from '../../platform/http/in-flight.ts';
import { errorFacts } from '../../platform/http/request-log.ts';
import { read, type C, type Web } from '../../platform/http/web.ts';
import { isLang, type Lang } from '../../platform/i18n/lang.ts';
import { prepareDeviceByCode } from '../commands/prepare-device.ts';
import { receiveItems } from '../commands/receive-items.ts';
import { recoverDeviceByCode } from '../commands/recover-device.ts';
import { sawDevice } from '../data/devices.ts';
import { meetingSummaries } from '../data/meetings.ts';
import { meetingHeld, meetingPackage } from '../data/packages.ts';
import { refuse } from '../refusals.ts';
import { isItemId } from '../rules/record-of.ts';
import type { Item } from '../rules/items.ts';
import { apiRefusal, askedLang, deviceOf, tooMany } from './device-gate.ts';

/** Most bytes of one request: a photo of 1.5 MB travels alone, as base64 of 2 MB. */
const itemsLimit = 8 * 1024 * 1024;
const smallLimit = 16 * 1024;
/** Most items of one request. */
const mostItems = 1000;

const codeShape = z.object({ code: z.string().max(100), label: z.string().max(200).default('') });
const recoverShape = z.object({ code: z.string().max(100), deviceId: z.string().refine(isItemId) });
const itemsShape = z.object({
  sentAt: z.string().max(40),
  app: z.string().max(60),
  items: z.array(z.unknown()).max(mostItems),
});
/**
 * The field API at `/field/api`, for devices. It looks at no cookie: what may be done is proven by a one-time code or
 * by the device's token. Answers are JSON; `?lang=` names the language of the words in them.
 */
export function apiRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.post('/devices', async (c) => {
    const body = await bodyOf(c, codeShape, smallLimit, 'anonymous');
    if (body instanceof Response) return body;
    return await byCode(c, async (now) => {
      const { db, env } = c.get('services');
      return await prepareDeviceByCode(db, env.secret, body, now);
    });
  });

  app.post('/recover', async (c) => {
    const body = await bodyOf(c, recoverShape, smallLimit, 'anonymous');
    if (body instanceof Response) return body;
    return await byCode(c, async (now) => {
      const { db, env } = c.get('services');
      return await recoverDeviceByCode(db, env.secret, body, now);
    });
  });

  app.get('/sessions', async (c) => {
    const known = await deviceOf(c);
    if (known instanceof Response) return known;
    await sawDevice(c.get('services').db, known.device.id, {}, c.get('now'));
    const lang = langOf(c, known.lang);
    c.header('Cache-Control', 'no-store');
    return c.json(await read(c, async (scope) => await meetingSummaries(scope, lang)));
  });

  app.get('/sessions/:id', async (c) => {
    const known = await deviceOf(c);
    if (known instanceof Response) return known;
    const lang = langOf(c, known.lang);
    const { db, env } = c.get('services');
    await sawDevice(db, known.device.id, {}, c.get('now'));
    const found = await read(
      c,
      async (scope) =>
        await meetingPackage(scope, c.req.param('id'), { lang, env, deviceId: known.device.id }),
      // Document and stickers must be of one moment: a grouping may name a sticker that came a moment later.
      { snapshot: true },
    );
    if (!found) return apiRefusal(c, refuse('not-found'), { lang });
    c.header('Cache-Control', 'no-store');
    return c.json(found);
  });

  app.get('/sessions/:id/held', async (c) => {
    const known = await deviceOf(c);
    if (known instanceof Response) return known;
    // Document and items of one moment: what came between would look like lost.
    const held = await read(
      c,
      async (scope) => await meetingHeld(scope, c.req.param('id'), known.device.id),
      {
        snapshot: true,
      },
    );
    if (!held) return apiRefusal(c, refuse('not-found'), { lang: langOf(c, known.lang) });
    c.header('Cache-Control', 'no-store');
    return c.json(held);
  });

  app.post('/items', async (c) => {
    const known = await deviceOf(c);
    if (known instanceof Response) return known;
    const body = await bodyOf(c, itemsShape, itemsLimit, 'known');
    if (body instanceof Response) return body;
    const { db, files, log } = c.get('services');
    const now = c.get('now');
    const { device, gate } = known;
    const clockOff = minutesOff(body.sentAt, now);
    await sawDevice(db, device.id, { app: sound(body.app), ...(clockOff === null ? {} : { clockOff }) }, now);
    const answer = await receiveItems(
      db,
      files,
      gate,
      { id: device.id, clockOff: clockOff ?? device.clockOff },
      // Each item is judged by itself there: one that cannot be read holds up no other.
      { sentAt: body.sentAt, app: sound(body.app), items: body.items as Item[] },
      {
        via: 'network',
        now,
        lang: langOf(c, known.lang),
        onFault: (error) => log.error({ id: c.get('requestId'), ...errorFacts(error) }, 'item not received'),
      },
    );
    c.header('Cache-Control', 'no-store');
    return c.json(answer);
  });

  app.all('/*', (c) => apiRefusal(c, refuse('not-found')));

  app.onError((error, c) => {
    if (isBadValue(error)) return apiRefusal(c, refuse('invalid-input'));
    // The device tries again by itself.
    if (isUnavailable(error)) return apiRefusal(c, refuse('unavailable'), { retryAfter: 5 });
    throw error;
  });
  return app;
}

/** The body of a request, of this shape; else the answer that says why not. */
async function bodyOf<Schema extends z.ZodType>(
  c: C,
  shape: Schema,
  limit: number,
  sender: Sender,
): Promise<z.output<Schema> | Response> {
  const body = await readJson(c.req.raw, limit, sender);
  // The device tries again by itself.
  if (body === 'busy') return apiRefusal(c, refuse('unavailable'), { retryAfter: 5 });
  if (body === 'too-large') return apiRefusal(c, refuse('too-large'));
  if (body === 'unknown-type') return apiRefusal(c, refuse('invalid-input'), { status: 415 });
  const parsed = body === 'unreadable' ? undefined : shape.safeParse(body.value);
  return parsed?.success === true ? parsed.data : apiRefusal(c, refuse('invalid-input'), { status: 400 });
}

/** Hears a typed code, braked by address: five tries are free, then each costs twice the wait of the one before. */
async function byCode<T extends object>(c: C, work: (now: Date) => Promise<Result<T>>): Promise<Response> {
  const { db, env } = c.get('services');
  const now = c.get('now');
  const address = clientAddress(c, env);
  // The address stands for the account too: a stranger must not be able to lock everybody's codes.
  const attempt = { kind: 'field-code', account: address, address };
  const wait = await tryAttempt(db, attempt, now);
  if (wait > 0) return tooMany(c, wait);
  const result = await work(now);
  if (!result.ok) {
    // Codes that were never given out and codes whose person may no more: not told apart.
    const refused = result.code === 'forbidden' ? refuse('device-code-wrong') : result;
    return apiRefusal(c, refused);
  }
  await forgetAttempts(db, attempt);
  c.header('Cache-Control', 'no-store');
  return c.json(result.value as never);
}

function langOf(c: C, own: Lang): Lang {
  return isLang(c.req.query('lang')) ? askedLang(c) : own;
}

/** Minutes the device's clock is ahead of ours; null when it told no time. */
export function minutesOff(sentAt: string, now: Date): number | null {
  const sent = Date.parse(sentAt);
  if (Number.isNaN(sent)) return null;
  const most = 1_000_000_000;
  return Math.max(-most, Math.min(most, Math.round((sent - now.getTime()) / 60_000)));
}

/** Without signs that a database cannot keep. */
const sound = (text: string): string => (unsoundText(text) === undefined ? text : '');
