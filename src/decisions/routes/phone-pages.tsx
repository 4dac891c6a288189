import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { guestGate } from '../../platform/auth/guest-gate.ts';
import { runCommand } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import { readBody, type FormFields } from '../../platform/http/body.ts';
import { isOwnPost } from '../../platform/http/csrf.ts';
import { errorMessage } from '../../platform/http/errors.ts';
import { problemOf, read, show, todayOf, type C, type Web } from '../../platform/http/web.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { villagesOf } from '../../territory/data.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { comeByPhone } from '../commands/come-by-phone.ts';
import { voteBatches, type Cast } from '../data/cast.ts';
import type { Door } from '../data/door.ts';
import { doorOfCode, gatheredViews, phoneView, type PhoneView } from '../data/phone.ts';
import { placeOfTicket } from '../data/waiting.ts';
import { choiceName } from '../views/labels.ts';
import { codesIn, tokenCodes } from '../rules/token-code.ts';
import { BallotPage, ComePage, DoorPage, FindPage, PlacePage, WordsPage } from '../views/phone.tsx';
import { DoorBrakes } from './brakes.ts';

export type PhoneSettings = {
  /** What a meeting is called: the rooms above know its kind. */
  readonly title: (scope: MunicipalityScope, i18n: I18n, meeting: PhoneView['meeting']) => Promise<string>;
};

/** Paths below which phones prove themselves by a code of their own. */
export const phonePaths: readonly string[] = ['/v'];

/** Addresses that hold a code or a ticket, by which their requests are counted: a hall stands behind one address. */
export const countsByCode = (path: string): boolean => /^\/v\/\d{6}\/(\d|w\/)/.test(path);

/** Seconds after which a page that waits looks again. */
const looksAgain = 5;
/** Milliseconds for which a door and the name of its meeting are remembered. */
const remembered = 5000;
const ticketForm = /^[\w-]{24}$/;

type Visit = { readonly door: Door; readonly code: string };

/** The pages of phones at `/v`: no account, no cookie, no script. */
export function phonePages({ title }: PhoneSettings): Hono<Web> {
  const app = new Hono<Web>();
  const brakes = new DoorBrakes();
  const doors = new Map<string, { readonly door: Door; readonly until: number }>();
  const titles = new Map<string, { readonly title: string; readonly until: number }>();
  let batches: ReturnType<typeof voteBatches> | undefined;
  let views: ReturnType<typeof gatheredViews> | undefined;

  async function enter(c: C): Promise<Visit | Response> {
    c.header('Cache-Control', 'private, no-store');
    const { env, db } = c.get('services');
    if (c.req.method === 'POST') {
      const hosts = [c.req.header('host') ?? '', env.baseUrl === undefined ? '' : new URL(env.baseUrl).host];
      if (!isOwnPost(c.req.raw.headers, hosts)) return words(c, 'foreign', 403);
    }
    const code = c.req.param('door') ?? '';
    const known = doors.get(code);
    const now = Date.now();
    const door = known && known.until > now ? known.door : await doorOfCode(db, code);
    if (!door) return show(c, <FindPage problem={c.get('page').t('decisions.phone.door-unknown')} />, 404);
    if (door !== known?.door) {
      if (doors.size > 1000) doors.clear();
      doors.set(code, { door, until: now + remembered });
    }
    c.set('gate', guestGate(door.municipalityId));
    return { door, code };
  }

  /** What the meeting is called; remembered, since every page of a hall says it. */
  async function titleOf(c: C, { meeting }: PhoneView): Promise<string> {
    const key = `${meeting.id} ${c.get('lang')}`;
    const now = Date.now();
    const known = titles.get(key);
    if (known && known.until > now) return known.title;
    const found = await read(c, async (scope) => await title(scope, c.get('page'), meeting));
    if (titles.size > 1000) titles.clear();
    titles.set(key, { title: found, until: now + remembered });
    return found;
  }

  const codesOf = (c: C) => tokenCodes(c.get('services').env.secret);

  /** What the phone with these codes sees; codes that nobody may try now are left for later. */
  async function viewOf(c: C, { door }: Visit, held: readonly string[]) {
    const { hashOf } = codesOf(c);
    const typed = held.map((code) => ({ code, hash: hashOf(door.meetingId, code) }));
    const tried: typeof typed = [];
    for (const one of typed) if (await brakes.mayTry(door.meetingId, one.hash)) tried.push(one);
    const { db } = c.get('services');
    views ??= gatheredViews(db);
    const view = await views.ask(door.municipalityId, { meetingId: door.meetingId, typed: tried });
    for (const { code, hash } of tried) {
      if (view?.unknown.includes(code)) await brakes.wasWrong(door.meetingId);
      else if (view) brakes.wasRight(hash);
    }
    return { view, slowed: tried.length < typed.length };
  }

  app.get('/', (c) => show(c, <FindPage />));
  app.post('/', async (c) => {
    const door = textOf(await valuesOf(c), 'door').replace(/\D/g, '');
    if (door.length !== 6)
      return show(c, <FindPage problem={c.get('page').t('decisions.phone.door-unknown')} />, 422);
    return c.redirect(c.get('page').href(`/v/${door}`), 303);
  });

  app.get('/:door', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    return await doorPage(c, visit);
  });

  async function doorPage(c: C, visit: Visit, problem?: string) {
    const { view } = await viewOf(c, visit, []);
    if (!view) return words(c, 'unknown', 404);
    const open = view.meeting.state === 'planned' || view.meeting.state === 'open';
    const { door, code } = visit;
    return show(
      c,
      <DoorPage
        door={code}
        meeting={await titleOf(c, view)}
        selfRegister={open && door.selfRegister}
        problem={problem}
      />,
      problem === undefined ? 200 : 422,
    );
  }

  // A code is typed, alone or beside those that this phone holds already.
  app.post('/:door', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const values = await valuesOf(c);
    const before = codesIn(textOf(values, 'held'));
    const added = codesIn(textOf(values, 'code'));
    const { t, href } = c.get('page');
    if (added.length === 0 && before.length === 0)
      return await doorPage(c, visit, t('decisions.phone.code-shape'));
    const all = [...new Set([...before, ...added])];
    const { view, slowed } = await viewOf(c, visit, all);
    if (!view) return words(c, 'unknown', 404);
    const right = view.tokens.map(({ code }) => code);
    if (added.every((code) => right.includes(code)) && added.length > 0)
      return c.redirect(href(`/v/${visit.code}/${right.join('-')}`), 303);
    const problem = t(
      added.length === 0
        ? 'decisions.phone.code-shape'
        : slowed
          ? 'decisions.phone.slow'
          : 'error.token-unknown',
    );
    return right.length === 0
      ? await doorPage(c, visit, problem)
      : await ballot(c, visit, view, right.join('-'), problem, 422);
  });

  app.get('/:door/register', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    return await comePage(c, visit, randomBytes(18).toString('base64url'));
  });

  async function comePage(
    c: C,
    { door, code }: Visit,
    ticket: string,
    refused?: { problem: string; typed: Record<string, string> },
  ) {
    const i18n = c.get('page');
    const found = await read(c, async (scope) => ({
      view: await phoneView(scope, door.meetingId, []),
      villages: await villagesOf(scope, door.municipalityId, todayOf(c), i18n.lang),
    }));
    if (!found.view) return words(c, 'unknown', 404);
    if (!door.selfRegister) return words(c, 'shut', 422);
    return show(
      c,
      <ComePage
        door={code}
        meeting={await titleOf(c, found.view)}
        ticket={ticket}
        villages={found.villages.map((one) => ({ id: one.unitId, name: nameIn(one, i18n.lang) }))}
        here={found.view.meeting.villageId}
        problem={refused?.problem}
        {...(refused ? { typed: refused.typed } : {})}
      />,
      refused ? 422 : 200,
    );
  }

  app.post('/:door/register', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const values = await valuesOf(c);
    const { door, code } = visit;
    const sent = textOf(values, 'ticket');
    const ticket = ticketForm.test(sent) ? sent : randomBytes(18).toString('base64url');
    const person = Object.fromEntries(
      ['fullName', 'sex', 'villageId', 'mayVote'].map((name) => [name, textOf(values, name)]),
    );
    const input = {
      ...{ ...person, meetingId: door.meetingId },
      ticketHash: codesOf(c).ticketHash(door.meetingId, ticket),
    };
    const { db } = c.get('services');
    const done = await openMunicipality(
      db,
      guestGate(door.municipalityId),
      async (scope) => await runCommand(scope, comeByPhone, input),
      { now: c.get('now') },
    );
    if (done.ok) return c.redirect(c.get('page').href(`/v/${code}/w/${ticket}`), 303);
    const { errors, message } = problemOf(c, done, values);
    const problem = Object.values(errors)[0] ?? message;
    return await comePage(c, visit, ticket, { problem, typed: { ...person, ticket } });
  });

  app.get('/:door/w/:ticket', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { door, code } = visit;
    const ticket = c.req.param('ticket');
    const hash = codesOf(c).ticketHash(door.meetingId, ticket);
    const wait = await brakes.over(hash);
    if (wait !== undefined) return slow(c, wait);
    const found = await read(c, async (scope) => ({
      place: await placeOfTicket(scope, door.meetingId, hash),
      view: await phoneView(scope, door.meetingId, []),
    }));
    const { place, view } = found;
    if (!place || !view) return words(c, 'unknown', 404);
    if (place.state === 'waiting') c.header('Refresh', String(looksAgain));
    return show(
      c,
      <PlacePage
        door={code}
        meeting={await titleOf(c, view)}
        place={place}
        code={place.token === null ? undefined : codesOf(c).codeOf(place.token.id)}
        again={`/v/${code}/w/${ticket}`}
      />,
    );
  });

  app.get('/:door/:codes{[\\d-]+}', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const held = codesIn(c.req.param('codes'));
    const wait = await brakes.over(held[0] ?? '');
    if (wait !== undefined) return slow(c, wait);
    const { view, slowed } = await viewOf(c, visit, held);
    if (!view) return words(c, 'unknown', 404);
    const right = view.tokens.map(({ code }) => code);
    const problem = slowed
      ? c.get('page').t('decisions.phone.slow')
      : view.unknown.length > 0
        ? c.get('page').t('error.token-unknown')
        : undefined;
    if (right.length === 0)
      return await doorPage(c, visit, problem ?? c.get('page').t('error.token-unknown'));
    return await ballot(c, visit, view, right.join('-'), problem);
  });

  async function ballot(
    c: C,
    { code }: Visit,
    view: PhoneView,
    held: string,
    problem?: string,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const open = view.meeting.state === 'planned' || view.meeting.state === 'open';
    // Whoever is choosing is not interrupted; whoever waits for the next question sees it by itself.
    const chooses =
      view.question !== null && view.tokens.some(({ choice, voided }) => choice === null && !voided);
    if (open && !chooses && problem === undefined) c.header('Refresh', String(looksAgain));
    const meeting = await titleOf(c, view);
    return show(
      c,
      <BallotPage door={code} meeting={meeting} view={view} held={held} problem={problem} />,
      status,
    );
  }

  app.post('/:door/:codes{[\\d-]+}/vote', async (c) => {
    const visit = await enter(c);
    if (visit instanceof Response) return visit;
    const { door, code } = visit;
    const values = await valuesOf(c);
    const held = codesIn(c.req.param('codes'));
    const [voting = ''] = codesIn(textOf(values, 'code'));
    const questionId = textOf(values, 'question');
    const hash = codesOf(c).hashOf(door.meetingId, voting);
    const wait = await brakes.over(hash);
    if (wait !== undefined) return slow(c, wait);
    if (!isId(questionId)) return words(c, 'unknown', 404);
    if (!(await brakes.mayTry(door.meetingId, hash))) return slow(c, 1);
    const { db, clock } = c.get('services');
    batches ??= voteBatches(db, clock);
    const ballotSent = {
      meetingId: door.meetingId,
      questionId,
      codeHash: hash,
      choice: textOf(values, 'choice'),
    };
    const cast = await batches.ask(door.municipalityId, ballotSent);
    if (cast === undefined) return slow(c, 2);
    if (cast.state === 'token-unknown') await brakes.wasWrong(door.meetingId);
    else brakes.wasRight(hash);
    if (cast.state === 'counted') return c.redirect(c.get('page').href(`/v/${code}/${held.join('-')}`), 303);
    return await refusedVote(c, visit, held, voting, cast);
  });

  /** The page as it stands, with why the vote was not taken. */
  async function refusedVote(c: C, visit: Visit, held: readonly string[], voting: string, cast: Cast) {
    const i18n = c.get('page');
    const { view } = await viewOf(c, visit, held);
    if (!view) return words(c, 'unknown', 404);
    const number = view.tokens.find((one) => one.code === voting)?.number ?? 0;
    const stands = 'choice' in cast && view.question ? choiceName(i18n, view.question)(cast.choice) : '–';
    const problem = errorMessage(i18n.t, cast.state, { number, choice: stands });
    const right = view.tokens.map((one) => one.code).join('-');
    if (right === '') return await doorPage(c, visit, problem);
    return await ballot(c, visit, view, right, problem, cast.state === 'voted-already' ? 409 : 422);
  }

  return app;
}

/** A page of words; its texts are `decisions.words.<what>.title` and `.text`. */
function words(c: C, what: 'unknown' | 'foreign' | 'shut', status: 403 | 404 | 422): Response {
  const { t } = c.get('page');
  return show(
    c,
    <WordsPage title={t(`decisions.words.${what}.title`)} text={t(`decisions.words.${what}.text`)} />,
    status,
  );
}

function slow(c: C, seconds: number): Response {
  const { t, path } = c.get('page');
  c.header('Retry-After', String(seconds));
  const again = path.replace(/\/vote$/, '');
  return show(
    c,
    <WordsPage title={t('decisions.words.slow.title')} text={t('decisions.phone.slow')} again={again} />,
    429,
  );
}

async function valuesOf(c: C): Promise<FormFields> {
  const body = await readBody(c.req.raw, { sender: 'anonymous' });
  return typeof body === 'object' ? body.values : {};
}
