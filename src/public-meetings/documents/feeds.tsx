import { renderToString } from 'preact-render-to-string';
import { h } from 'preact';
import type { I18n } from '../../platform/i18n/context.ts';
import { printable } from '../../platform/tables/neutral.ts';
import type { PublishedMeeting } from '../data/published.ts';
import { meetingName, topicText } from '../views/words.ts';

/** Minutes that Bishkek is ahead of UTC; it has kept no summer time since 2005. */
const bishkekAhead = 360;

/** A moment of a day in Bishkek. */
const instantOf = (day: string, time: string): Date =>
  new Date(Date.parse(`${day}T${time}Z`) - bishkekAhead * 60_000);

// One title with a character that XML cannot hold would spoil the feed of the whole country.
const titled = (i18n: Pick<I18n, 't' | 'lang'>, { snapshot }: PublishedMeeting) =>
  printable(meetingName(i18n, { ...snapshot, titleLang: snapshot.lang }));

/** Where residents read of a meeting, without language prefix. */
export const pathOf = ({ municipalityId, snapshot }: PublishedMeeting) =>
  `/meetings/${municipalityId}/${snapshot.meetingId}`;

/**
 * Meetings as an iCalendar file (RFC 5545). Hours are written in UTC; an event keeps its id when it is moved, and its
 * sequence grows with each publication, so that a calendar that follows moves or strikes it out.
 */
export async function calendarOf(
  i18n: Pick<I18n, 't' | 'lang'>,
  meetings: readonly PublishedMeeting[],
  { name, origin }: { readonly name: string; readonly origin: string },
): Promise<string> {
  // Few ask for a calendar: the library is read when somebody does.
  const { default: ical, escape, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar = ical({
    // The library writes the name as it is given.
    name: escape(name, false),
    prodId: { company: 'Ashar', product: 'meetings' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const one of meetings) {
    const { snapshot } = one;
    const day = snapshot.held?.heldOn ?? snapshot.plannedOn;
    if (day === null || snapshot.stage === 'refused') continue;
    const event = calendar.createEvent({
      id: `${snapshot.meetingId}@ashar`,
      stamp: one.publishedAt,
      sequence: one.version - 1,
      summary: titled(i18n, one),
      location: printable(
        [snapshot.held?.venue ?? snapshot.venue, placeOf(i18n, one)].filter(Boolean).join(', '),
      ),
      url: `${origin}${pathOf(one)}`,
      description: topicText(i18n, snapshot.topic),
      status: snapshot.stage === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(snapshot.startsAt === null
        ? { start: new Date(`${day}T00:00:00Z`), allDay: true }
        : { start: instantOf(day, snapshot.startsAt) }),
    });
    if (snapshot.startsAt !== null && snapshot.endsAt !== null) event.end(instantOf(day, snapshot.endsAt));
  }
  return calendar.toString();
}

export function placeOf({ lang }: Pick<I18n, 'lang'>, { snapshot }: PublishedMeeting): string {
  const { village, municipality } = snapshot;
  if (lang === 'ru') return village?.nameRu ?? municipality.ru;
  return village?.nameKy ?? municipality.ky;
}

/** Meetings as an Atom feed (RFC 4287), newest publication first. */
export function feedOf(
  i18n: Pick<I18n, 't' | 'lang'>,
  meetings: readonly PublishedMeeting[],
  { title, self, origin, now }: { title: string; self: string; origin: string; now: Date },
): string {
  const newest = [...meetings].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()).slice(0, 50);
  const entries = newest.map((one) =>
    h('entry', { key: one.id }, [
      h('id', {}, `urn:uuid:${one.id}`),
      h('title', {}, titled(i18n, one)),
      h('updated', {}, one.publishedAt.toISOString()),
      h('link', { href: `${origin}${pathOf(one)}` }),
      h(
        'author',
        {},
        h('name', {}, i18n.lang === 'ru' ? one.snapshot.municipality.ru : one.snapshot.municipality.ky),
      ),
      h('summary', {}, [
        i18n.t(`public-meetings.public.stage.${one.snapshot.stage}`),
        one.snapshot.plannedOn === null ? '' : `, ${one.snapshot.plannedOn}`,
      ]),
    ]),
  );
  const feed = h('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': i18n.lang }, [
    h('id', {}, self),
    h('title', {}, title),
    h('updated', {}, (newest[0]?.publishedAt ?? now).toISOString()),
    h('link', { rel: 'self', href: self }),
    ...entries,
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${renderToString(feed)}`;
}
