import { toString as qrSvg } from 'qrcode';
import type { Hono } from 'hono';
import { renderDocx, renderPdf } from '../../platform/documents/render.ts';
import { isTypedLater, paperText } from '../../meetings/rules/from-paper.ts';
import { filled, posts, shows } from '../../platform/http/pages.ts';
import { download, forbidden, missing, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { isId } from '../../platform/db/id.ts';
import { defineWorker } from '../../platform/workers/worker.ts';
import { villagesOf } from '../../territory/data.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { admitWaiting } from '../commands/admit-waiting.ts';
import { giveToken } from '../commands/give-token.ts';
import { openDoor } from '../commands/open-door.ts';
import { printCards } from '../commands/print-cards.ts';
import { refuseWaiting } from '../commands/refuse-waiting.ts';
import { registerPerson } from '../commands/register-person.ts';
import { voidToken } from '../commands/void-token.ts';
import { doorOf, registeredOf, waitingOf, type DoorState, type Registered } from '../data/door.ts';
import { tokensOf } from '../data/tokens.ts';
import type { CardsOrder } from '../documents/cards.ts';
import type cardsInWorker from '../documents/cards.worker.ts';
import { registrationSheet } from '../documents/registration-sheet.ts';
import { tokenCodes } from '../rules/token-code.ts';
import { DoorBody } from '../views/door.tsx';
import { TokensBody } from '../views/tokens.tsx';
import { doorAddress } from './door-address.ts';
import type { AtMeeting, MeetingPage, Mounted } from './vote-pages.tsx';

const cardsPdf = defineWorker<typeof cardsInWorker>('decisions/documents/cards.worker', {
  ms: 30_000,
  mb: 256,
  waiting: 4,
});

/** Most people whom the registrar's page lists; the whole list is the meeting's own page. */
const latest = 12;
/** Most cards of one printing. */
const mostPrinted = 1000;

/**
 * The pages of a meeting's door: `<at>/door` for those who register, `<at>/tokens` for its numbers, `<at>/cards.pdf`
 * and `<at>/registration.{pdf,docx}`.
 */
export function doorPages<P extends MeetingPage>(
  app: Hono<Web>,
  { room, at, idOf }: Mounted,
  { load, frame, name }: AtMeeting<P>,
): void {
  const path = (c: C) => (rest: string) => filled(c, `${room}${at}${rest}`);
  const id = (c: C) => ({ id: idOf(c) });
  const codesOf = (c: C) => tokenCodes(c.get('services').env.secret);
  const withCodes = (c: C) => ({ ...id(c), codes: codesOf(c) });
  const to = (done: string, rest: string) => `${room}${at}${rest}?done=decisions.done.${done}`;

  const door = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    if (!page.seeContacts) return forbidden(c);
    const { meeting } = page;
    const lang = c.get('lang');
    const last = c.req.query('last') ?? '';
    const found = await read(c, async (scope) => ({
      state: await doorOf(scope, meeting.id),
      waiting: await waitingOf(scope, meeting.id),
      registered: await registeredOf(scope, meeting.id, { most: latest }),
      last: isId(last) ? await registeredOf(scope, meeting.id, { id: last }) : [],
      villages: await villagesOf(scope, scope.municipalityId, todayOf(c), lang),
    }));
    return frame(
      page,
      { title: c.get('page').t('decisions.door.title') },
      <DoorBody
        {...found}
        last={await lastOf(c, found.state, found.last[0])}
        card={cardOf(c)}
        villages={found.villages.map((one) => ({ id: one.unitId, name: nameIn(one, lang) }))}
        here={meeting.villageId}
        address={await addressOf(c, found.state)}
        mayRecord={page.mayRecord}
        days={meeting}
        fromPaper={c.req.query('paper') === 'yes' || isTypedLater(meeting, page.today)}
        path={path(c)}
      />,
    );
  };

  /** Who was let in by the post that led here, with what a phone needs to vote. */
  async function lastOf(c: C, { door: opened }: DoorState, person: Registered | undefined) {
    if (!person) return undefined;
    if (!person.token || !opened) return { person, given: null };
    const code = codesOf(c).codeOf(person.token.id);
    const svg = await qrSvg(`${c.get('page').origin ?? ''}/v/${opened.code}/${code}`, {
      type: 'svg',
      margin: 2,
    });
    return { person, given: { number: person.token.number, code, svg } };
  }

  async function addressOf(c: C, { door: opened }: DoorState) {
    if (!opened) return undefined;
    const svg = await qrSvg(`${c.get('page').origin ?? ''}/v/${opened.code}`, { type: 'svg', margin: 2 });
    return { text: doorAddress(c, opened.code), svg };
  }

  const tokens = async (c: C) => {
    const page = await load(c);
    if (!page) return undefined;
    if (!page.seeContacts) return forbidden(c);
    const found = await read(c, async (scope) => ({
      state: await doorOf(scope, page.meeting.id),
      tokens: await tokensOf(scope, page.meeting.id),
    }));
    return frame(
      page,
      { title: c.get('page').t('decisions.tokens.title') },
      <TokensBody {...found} path={path(c)} mayRecord={page.mayRecord} seeHolders={page.seeContacts} />,
    );
  };

  /** The cards that nobody has been given yet. Whoever holds a card may vote, so nobody else may print them. */
  async function cards(c: C): Promise<Response> {
    const page = await load(c);
    if (!page) return missing(c);
    if (!page.mayRecord) return forbidden(c);
    const { meeting } = page;
    const found = await read(c, async (scope) => ({
      state: await doorOf(scope, meeting.id),
      tokens: await tokensOf(scope, meeting.id),
    }));
    const { door: opened } = found.state;
    const stack = found.tokens.filter(({ givenAt, voidedAt }) => givenAt === null && voidedAt === null);
    if (!opened || stack.length === 0) return missing(c);
    const { t, lang, origin = '' } = c.get('page');
    const { codeOf } = codesOf(c);
    const title = t('decisions.cards.title');
    const order: CardsOrder = {
      ...{ title, lang, day: todayOf(c), meeting: name(c, page) },
      words: {
        number: t('decisions.token.number'),
        code: t('decisions.token.code'),
        how: t('decisions.cards.how'),
        keep: t('decisions.cards.keep'),
      },
      address: doorAddress(c, opened.code),
      link: `${origin}/v/${opened.code}/`,
      cards: stack.slice(0, mostPrinted).map((one) => ({ number: one.number, code: codeOf(one.id) })),
    };
    c.header('Cache-Control', 'no-store');
    return download(c, await cardsPdf(order), 'pdf', title);
  }

  async function sheet(c: C): Promise<Response> {
    const page = await load(c);
    if (!page) return missing(c);
    if (!page.seeContacts) return forbidden(c);
    const { meeting } = page;
    const i18n = c.get('page');
    const found = await read(c, async (scope) => ({
      people: await registeredOf(scope, meeting.id),
      villages: await villagesOf(scope, scope.municipalityId, todayOf(c), i18n.lang),
    }));
    const names = new Map(found.villages.map((one) => [one.unitId, nameIn(one, i18n.lang)]));
    const paper = registrationSheet(i18n, {
      meeting: name(c, page),
      day: meeting.heldOn ?? meeting.plannedOn,
      place: meeting.heldVenue ?? meeting.venue,
      people: found.people,
      paperOf: (typed) => paperText(i18n, typed, meeting),
      villageOf: (village) => (village === null ? '' : (names.get(village) ?? '')),
    });
    const format = c.req.path.endsWith('.pdf') ? 'pdf' : 'docx';
    const bytes = format === 'pdf' ? await renderPdf(paper) : await renderDocx(paper);
    return download(c, bytes, format, paper.title);
  }

  app.get(`${at}/door`, shows(door));
  app.post(
    `${at}/door`,
    posts(
      registerPerson,
      door,
      (value, c) => {
        const card = value.next === null ? '' : `&card=${value.next}`;
        return path(c)(`/door?last=${value.id}${card}${value.fromPaper ? '&paper=yes' : ''}`);
      },
      withCodes,
    ),
  );
  app.post(`${at}/door/open`, posts(openDoor, door, to('door-opened', '/door'), id));
  app.post(
    `${at}/door/admit`,
    // Back to the list of those who wait: the number stands on the person's own phone.
    posts(admitWaiting, door, (value, c) => path(c)(`/door?last=${value.id}#waiting`), withCodes),
  );
  app.post(`${at}/door/refuse`, posts(refuseWaiting, door, to('waiting-refused', '/door'), id));
  app.get(`${at}/tokens`, shows(tokens));
  app.post(`${at}/tokens`, posts(printCards, tokens, to('cards-made', '/tokens'), withCodes));
  app.post(`${at}/tokens/void`, posts(voidToken, tokens, to('token-voided', '/tokens'), id));
  app.post(
    `${at}/tokens/give`,
    posts(giveToken, tokens, (value, c) => path(c)(`/door?last=${value.id}`), withCodes),
  );
  app.get(`${at}/cards.pdf`, cards);
  app.get(`${at}/registration.pdf`, sheet);
  app.get(`${at}/registration.docx`, sheet);
}

/** The card that a registrar hands over next, as the last registration left it. */
function cardOf(c: C): number | null {
  const card = c.req.query('card') ?? '';
  return /^\d{1,5}$/.test(card) ? Number(card) : null;
}
