import { Hono } from 'hono';
import { municipalityNames } from '../../acts/data.ts';
import { isId } from '../../platform/db/id.ts';
import type { PublicScope } from '../../platform/db/scope.ts';
import { askedOriginOf } from '../../platform/http/client.ts';
import { publishedCaching } from '../../platform/http/published-caching.ts';
import { shows } from '../../platform/http/pages.ts';
import { missing, readPublic, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { villagesOf } from '../../territory/data.ts';
import { meetingOfCode, publicMeetingPage, publicMeetings } from '../data/published.ts';
import { calendarOf, feedOf } from '../documents/feeds.tsx';
import { PublicCalendarPage, PublicMeetingPageForAll } from '../views/public-pages.tsx';

const ofMunicipality = (c: C) => c.req.param('municipalityId');
const origin = (c: C) => askedOriginOf(c, c.get('services').env);

/** What everybody reads of meetings, at `/meetings`: the country's calendar, a municipality's, one meeting. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  for (const at of ['', '/:municipalityId']) {
    app.get(at === '' ? '/' : at, shows(calendarPage));
    app.get(`${at}/calendar.ics`, calendarFile);
    app.get(`${at}/feed.atom`, feedFile);
  }
  app.get('/:municipalityId/:meetingId', shows(meetingPage));
  app.get('/:municipalityId/:meetingId/event.ics', eventFile);
  return app;
}

/** Meetings with the municipality's name; undefined where there is no such municipality. */
async function found(c: C) {
  const municipalityId = ofMunicipality(c);
  return await readPublic(c, async (scope) => {
    if (municipalityId === undefined)
      return { meetings: await publicMeetings(scope, undefined), name: undefined, base: '/meetings' };
    const names = await municipalityNames(scope, municipalityId);
    if (!names) return undefined;
    const name = c.get('lang') === 'ru' ? names.ru : names.ky;
    return {
      meetings: await publicMeetings(scope, municipalityId),
      name,
      base: `/meetings/${municipalityId}`,
    };
  });
}

async function calendarPage(c: C) {
  // The short address of one meeting stands where a municipality's would.
  const code = ofMunicipality(c) ?? '';
  const short = isId(code)
    ? undefined
    : await readPublic(c, async (scope) => await meetingOfCode(scope, code));
  if (short)
    return c.redirect(c.get('page').href(`/meetings/${short.municipalityId}/${short.meetingId}`), 303);
  const page = await found(c);
  if (!page) return undefined;
  c.header('Cache-Control', publishedCaching);
  return (
    <PublicCalendarPage
      meetings={page.meetings}
      municipality={page.name}
      base={page.base}
      today={todayOf(c)}
    />
  );
}

async function meetingPage(c: C) {
  const page = await oneMeeting(c);
  if (!page) return undefined;
  c.header('Cache-Control', publishedCaching);
  return <PublicMeetingPageForAll {...page} address={`${origin(c)}${c.get('page').path}`} />;
}

async function oneMeeting(c: C) {
  const municipalityId = ofMunicipality(c) ?? '';
  return await readPublic(c, async (scope) => {
    const meeting = await publicMeetingPage(scope, municipalityId, c.req.param('meetingId') ?? '');
    return meeting && { meeting, villages: await placesOf(scope, municipalityId, todayOf(c)) };
  });
}

const placesOf = async (scope: PublicScope, municipalityId: string, day: string) =>
  new Map((await villagesOf(scope, municipalityId, day)).map((one) => [one.unitId, one]));

const calendarType = { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': publishedCaching };

async function calendarFile(c: C): Promise<Response> {
  const page = await found(c);
  if (!page) return missing(c);
  const { t } = c.get('page');
  const name =
    page.name === undefined
      ? t('public-meetings.public.country')
      : t('public-meetings.public.municipality', { name: page.name });
  return c.body(
    await calendarOf(c.get('page'), page.meetings, { name, origin: origin(c) }),
    200,
    calendarType,
  );
}

async function eventFile(c: C): Promise<Response> {
  const page = await oneMeeting(c);
  if (!page) return missing(c);
  const { t } = c.get('page');
  const body = await calendarOf(c.get('page'), [page.meeting], {
    name: t('public-meetings.all'),
    origin: origin(c),
  });
  return c.body(body, 200, calendarType);
}

async function feedFile(c: C): Promise<Response> {
  const page = await found(c);
  if (!page) return missing(c);
  const { t } = c.get('page');
  const title =
    page.name === undefined
      ? t('public-meetings.public.country')
      : t('public-meetings.public.municipality', { name: page.name });
  const self = `${origin(c)}${c.get('page').href(`${page.base}/feed.atom`)}`;
  const body = feedOf(c.get('page'), page.meetings, { title, self, origin: origin(c), now: c.get('now') });
  return c.body(body, 200, {
    'Content-Type': 'application/atom+xml; charset=utf-8',
    'Cache-Control': publishedCaching,
  });
}
