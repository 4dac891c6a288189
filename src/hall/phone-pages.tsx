import { createHmac, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { VNode } from 'preact';
import { getCookie, setCookie } from 'hono/cookie';
import { readBody, type FormFields } from '../platform/http/body.ts';
import { clientAddress, isHttps } from '../platform/http/client.ts';
import { isOwnPost } from '../platform/http/csrf.ts';
import { show, wantsJson, type C, type Web } from '../platform/http/web.ts';
import { hrefFor } from '../platform/i18n/lang.ts';
import {
  joinPhone,
  mostPhones,
  mostWaiting,
  networkOf,
  phoneHash,
  phoneOf,
  sendStickers,
  type OwnPhone,
} from './data/phones.ts';
import { hallByCode, type DeviceStands, type Hall } from './data/halls.ts';
import { cleanPhoneText, phoneTextMost } from './rules/hall.ts';
import {
  AnotherPage,
  ClosedPage,
  JoinPage,
  ThanksPage,
  WaitingPage,
  WordsPage,
  WritePage,
} from './views/phone.tsx';
import { isOver, over, type Brakes, type Floods } from './limits.ts';
import { announce } from './live.ts';

/** Seconds after which a waiting page looks again. */
const looksAgain = 5;
const cookieName = 'ashar_phone';
const cookieForm = /^[\w-]{32}$/;

/** What a page of a phone works with, once hall and brakes have let it through. */
type Visit = {
  readonly hall: Hall;
  /** The mark of this browser; new ones are sent along with the page. */
  readonly cookie: string;
  /** False at the first visit, and where the browser keeps no cookies. */
  readonly known: boolean;
  readonly phone: OwnPhone | undefined;
};

/** The participants' pages at `/j/CODE`. They look at no session and need no account. */
export function phonePages(brake: Brakes, floods: Floods, stands: DeviceStands): Hono<Web> {
  const app = new Hono<Web>();
  // A flood is named by its hall without asking the database for each request of it.
  const halls = new Map<string, string>();

  /** Lets the request through the brakes and finds hall and phone; a Response is the answer already. */
  async function enter(c: C): Promise<Visit | Response> {
    const services = c.get('services');
    const code = (c.req.param('code') ?? '').toUpperCase();
    const given = getCookie(c, cookieName);
    const known = given !== undefined && cookieForm.test(given);
    const cookie = known ? given : randomBytes(24).toString('base64url');
    const address = clientAddress(c, services.env);
    const wait =
      (await over(brake.address, address)) ??
      (known ? await over(c.req.method === 'POST' ? brake.send : brake.look, `${code}${cookie}`) : undefined);
    if (wait !== undefined) {
      const hallId = halls.get(code);
      if (hallId !== undefined) floods.note(hallId, known ? cookie : undefined, c.get('now').getTime());
      c.header('Retry-After', String(wait));
      if (c.req.method === 'POST') {
        const slowed = await slowedSend(c, code, cookie, wait);
        if (slowed) return slowed;
      }
      return say(c, undefined, 'slow', 429, { count: wait });
    }
    const hall = await hallByCode(services.db, code, c.get('now'), stands);
    const phone = hall && known ? await phoneOf(services.db, hall.id, phoneHash(hall.id, cookie)) : undefined;
    // Whoever tries codes is told nothing more, not even of a right one; phones that are in go on.
    if (!phone && (await isOver(brake.guess, address))) {
      c.header('Retry-After', '600');
      return say(c, undefined, 'slow', 429, { count: 600 });
    }
    if (!hall) {
      await over(brake.guess, address);
      return say(c, undefined, 'unknown', 404);
    }
    if (halls.size > 1000) halls.clear();
    halls.set(code, hall.id);
    if (c.req.method === 'POST') {
      const hosts = [c.req.header('host') ?? ''];
      if (services.env.baseUrl !== undefined) hosts.push(new URL(services.env.baseUrl).host);
      if (!isOwnPost(c.req.raw.headers, hosts)) return say(c, hall, 'foreign', 403);
    }
    if (phone) floods.owns(cookie, hall.id, phone.id);
    return { hall, cookie, known, phone };
  }

  /** What was typed is shown again when the phone sent too often: nothing is written twice for that. */
  async function slowedSend(c: C, code: string, cookie: string, wait: number): Promise<Response | undefined> {
    if (!c.req.path.endsWith('/send') || wantsJson(c)) return undefined;
    // A real flood is not worth a look into the database.
    if ((await over(brake.kept, cookie)) !== undefined) return undefined;
    const { db } = c.get('services');
    const hall = await hallByCode(db, code, c.get('now'), stands);
    const phone = hall && (await phoneOf(db, hall.id, phoneHash(hall.id, cookie)));
    if (!hall || phone?.state !== 'admitted') return undefined;
    const problem = c.get('page').t('hall.phone.slow.text', { count: wait });
    const { typed } = typedIn(await valuesOf(c), hall.stickersPerPerson);
    return show(
      c,
      <WritePage hall={hall} number={phone.number} sent={phone.sent} typed={typed} problem={problem} />,
      429,
    );
  }

  app.get('/:code', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { hall, phone, cookie } = visit;
    if (!phone) {
      keepCookie(c, cookie);
      return show(c, <JoinPage hall={hall} />);
    }
    return phonePage(c, hall, phone);
  });

  app.post('/:code/join', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { hall, known, cookie, phone } = visit;
    const { t } = c.get('page');
    if (phone) return c.redirect(own(c, hall), 303);
    if (!known) {
      keepCookie(c, cookie);
      return show(c, <JoinPage hall={hall} problem={t('hall.phone.cookies')} />, 400);
    }
    return await join(c, hall, cookie, null);
  });

  // Short ways for who types: the secret behind the # stays in the browser and goes along to the page.
  for (const [letter, page] of [
    ['w', 'wall'],
    ['r', 'recorder'],
  ] as const)
    app.get(`/:code/${letter}`, async (c) => {
      const visit = await enter(c);
      if (visit instanceof Response) return visit;
      return c.redirect(hrefFor(visit.hall.lang)(`/hall/${visit.hall.id}/${page}`), 302);
    });

  app.get('/:code/another', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    if (!visit.phone) return c.redirect(own(c, visit.hall), 303);
    return show(c, <AnotherPage hall={visit.hall} ticket={randomBytes(12).toString('base64url')} />);
  });

  app.post('/:code/another', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { hall, phone, cookie } = visit;
    const values = await valuesOf(c);
    const ticket = typeof values.ticket === 'string' ? values.ticket.slice(0, 40) : '';
    if (!phone || ticket === '') return c.redirect(own(c, hall), 303);
    // Made of the page's ticket, so that a double click is one request and not two phones.
    const fresh = createHmac('sha256', c.get('services').env.secret)
      .update(`phone:${cookie}:${ticket}`)
      .digest('base64url')
      .slice(0, 32);
    return await join(c, hall, fresh, phone.id, values);
  });

  async function join(
    c: C,
    hall: Hall,
    cookie: string,
    again: string | null,
    given?: FormFields,
  ): Promise<Response> {
    const { db, env } = c.get('services');
    const { t } = c.get('page');
    const address = clientAddress(c, env);
    const wait = await over(brake.join, `${hall.id}${address}`);
    if (wait !== undefined) {
      floods.note(hall.id, undefined, c.get('now').getTime());
      c.header('Retry-After', String(wait));
      return say(c, hall, 'slow', 429, { count: wait });
    }
    const values = given ?? (await valuesOf(c));
    const sex = values.sex === 'female' || values.sex === 'male' ? values.sex : null;
    const keyed = (text: string) =>
      createHmac('sha256', env.secret).update(`${hall.id}\n${text}`).digest('hex');
    const joined = await joinPhone(
      db,
      hall.id,
      {
        cookieHash: phoneHash(hall.id, cookie),
        traceHash: keyed(`${address}\n${c.req.header('user-agent') ?? ''}`),
        addressHash: keyed(networkOf(address)),
        again,
        sex: hall.askSex ? sex : null,
      },
      c.get('now'),
    );
    if (!joined.ok) {
      const { code } = joined;
      if (code === 'hall-ended' || code === 'not-found') return say(c, undefined, 'unknown', 404);
      return show(
        c,
        <WordsPage
          hall={hall}
          title={t(code === 'hall-full' ? 'hall.phone.full.title' : 'hall.phone.queue.title')}
          text={
            code === 'hall-full'
              ? t('hall.phone.full.text', { count: mostPhones })
              : t('hall.phone.queue.text', { count: mostWaiting })
          }
        />,
        409,
      );
    }
    keepCookie(c, cookie);
    announce(hall.id);
    return c.redirect(own(c, hall), 303);
  }

  app.post('/:code/send', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { hall, phone } = visit;
    const { t } = c.get('page');
    if (!phone) return c.redirect(own(c, hall), 303);
    const { typed, texts, long } = typedIn(await valuesOf(c), hall.stickersPerPerson);
    const again = (problem: string, errors: Record<number, string> = {}) =>
      refused(c, problem, () => (
        <WritePage
          hall={hall}
          number={phone.number}
          sent={phone.sent}
          typed={typed}
          errors={errors}
          problem={problem}
        />
      ));
    if (long.length > 0) {
      const told = (slot: number) => t('hall.phone.too-long', { n: slot, count: phoneTextMost });
      return again(told(long[0]!), Object.fromEntries(long.map((slot) => [slot, told(slot)])));
    }
    if (texts.length === 0) return again(t('hall.phone.empty'));
    const sent = await sendStickers(c.get('services').db, hall.id, phone.id, texts, c.get('now'));
    if (!sent.ok) {
      if (sent.code === 'gallery-closed') return again(t('hall.phone.gallery-closed'));
      return c.redirect(own(c, hall), 303);
    }
    if (sent.fresh > 0) announce(hall.id);
    if (wantsJson(c)) return c.json({ ok: true });
    const query = sent.taken.length > 0 ? `?taken=${sent.taken.join('-')}` : '';
    return c.redirect(own(c, hall) + query, 303);
  });

  return app;
}

/** The page a known phone sees now. */
function phonePage(c: C, hall: Hall, phone: OwnPhone): Response {
  const { t } = c.get('page');
  const { number, sent } = phone;
  const open = hall.gallery === 'open';
  if (phone.state === 'refused') return say(c, hall, 'refused', 200);
  if (phone.state === 'waiting') {
    c.header('Refresh', String(looksAgain));
    return show(c, <WaitingPage hall={hall} number={number} />);
  }
  if (sent.length === 0 && !open) {
    c.header('Refresh', String(looksAgain));
    return show(c, <ClosedPage hall={hall} number={number} />);
  }
  const left = hall.stickersPerPerson - sent.length;
  const more = sent.length === 0 || c.req.query('more') !== undefined;
  if (open && left > 0 && more) return show(c, <WritePage hall={hall} number={number} sent={sent} />);
  const taken = (c.req.query('taken') ?? '').split('-').filter((slot) => /^\d{1,2}$/.test(slot));
  const problem =
    taken.length > 0 ? t('hall.phone.taken', { slots: taken.join(', '), count: taken.length }) : undefined;
  return show(c, <ThanksPage hall={hall} number={number} sent={sent} open={open} problem={problem} />);
}

/** A page of words; its texts are `hall.phone.<what>.title` and `.text`. */
function say(
  c: C,
  hall: Hall | undefined,
  what: 'unknown' | 'refused' | 'slow' | 'foreign',
  status: 200 | 403 | 404 | 429,
  params: Record<string, number> = {},
): Response {
  const { t } = c.get('page');
  const text = t(`hall.phone.${what}.text`, params);
  if (wantsJson(c)) return c.json({ ok: false, code: what, message: text }, status);
  return show(
    c,
    <WordsPage
      hall={hall}
      title={t(`hall.phone.${what}.title`)}
      text={text}
      again={
        what === 'slow' ? (hall ? `/j/${hall.code}` : c.req.path.split('/').slice(0, 3).join('/')) : undefined
      }
    />,
    status,
  );
}

/** 422 with the form filled in again, or the words alone for the page's script. */
function refused(c: C, message: string, view: () => VNode): Response {
  if (wantsJson(c)) return c.json({ ok: false, code: 'not-kept', message }, 422);
  return show(c, view(), 422);
}

const own = (c: C, hall: Hall): string => c.get('page').href(`/j/${hall.code}`);

function keepCookie(c: C, value: string): void {
  setCookie(c, cookieName, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(c, c.get('services').env),
    // A session lasts three hours; whoever comes tomorrow is another meeting's guest.
    maxAge: 12 * 3600,
  });
}

async function valuesOf(c: C): Promise<FormFields> {
  const body = await readBody(c.req.raw, { sender: 'anonymous' });
  return typeof body === 'object' ? body.values : {};
}

/** The boxes of the form: as typed (to show again), cleaned, and those that are too long. */
function typedIn(values: FormFields, most: number) {
  const typed: Record<number, string> = {};
  const texts: { slot: number; text: string }[] = [];
  const long: number[] = [];
  for (let slot = 1; slot <= most; slot += 1) {
    const value = values[`s${slot}`];
    if (typeof value !== 'string') continue;
    const text = cleanPhoneText(value.slice(0, 5000));
    if (text === '') continue;
    typed[slot] = text;
    if ([...text].length > phoneTextMost) long.push(slot);
    else texts.push({ slot, text });
  }
  return { typed, texts, long };
}
