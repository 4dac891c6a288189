import { desc, isNull, sql } from 'drizzle-orm';
import { cycle } from '../../cycle/schema.ts';
import { ownMeetings } from '../../meetings/data/hold.ts';
import { findFocusGroup, listFocusGroups, type FocusItem } from '../../needs/focus/data/focus-groups.ts';
import { findSession, listSessions, unitName, type SessionItem } from '../../needs/sessions/data/sessions.ts';
import {
  allPublicMeetings,
  findPublicMeeting,
  type PublicHead,
} from '../../public-meetings/data/public-meetings.ts';
import { meetingName } from '../../public-meetings/views/words.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { mayCarryEveryMeeting } from '../policy.ts';
import type { MeetingSummary } from '../rules/items.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay } from '../../territory/data.ts';

const rank: Readonly<Record<SessionItem['state'], number>> = { open: 0, planned: 1, closed: 2, cancelled: 3 };

/** Last year's meetings are still looked at while this year's are planned; older ones no phone needs. */
const newestCycles = 2;

/** A session, a focus group or a public meeting: a focus group has topics, a public meeting a form. */
export type MeetingItem = SessionItem | FocusItem | PublicHead;

/**
 * Meetings this account may carry on a device: a facilitator those assigned to it, head and staff every one of the
 * cycles that go on. Those still to be held first. Cancelled ones are left out.
 */
export async function listEveryMeeting(scope: MunicipalityScope): Promise<MeetingItem[]> {
  const every = mayCarryEveryMeeting(scope.actor);
  const own = new Set(every ? [] : await ownMeetings(scope));
  if (!every && own.size === 0) return [];
  const found: MeetingItem[] = [];
  const cycles = await runningCycles(scope);
  for (const { id } of cycles) {
    found.push(...(await listSessions(scope, id)), ...(await listFocusGroups(scope, id)));
  }
  found.push(
    ...(await allPublicMeetings(scope)).filter(({ cycleId }) => cycles.some(({ id }) => id === cycleId)),
  );
  return found.filter((one) => one.state !== 'cancelled' && (every || own.has(one.id))).sort(byState);
}

async function runningCycles(scope: MunicipalityScope): Promise<{ id: string }[]> {
  return await scope.tx
    .select({ id: cycle.id })
    .from(cycle)
    .where(own(scope, cycle, isNull(cycle.finishedAt)))
    .orderBy(desc(cycle.year))
    .limit(newestCycles);
}

type When = Pick<SessionItem, 'state' | 'plannedOn' | 'startsAt'>;
const dayOf = (one: When) => `${one.plannedOn ?? '9999'} ${one.startsAt ?? ''}`;
const byState = (a: When, b: When) => rank[a.state] - rank[b.state] || (dayOf(a) < dayOf(b) ? -1 : 1);

/** A meeting in the words of the device's list. */
export function summaryOf(one: MeetingItem, municipality: string, lang: Lang): MeetingSummary {
  if ('form' in one) return publicSummary(one, municipality, lang);
  const { id, plannedOn, startsAt, venue, state } = one;
  const focus = 'topics' in one;
  return {
    id,
    meeting: focus ? 'focusGroup' : 'session',
    municipality,
    village: unitName(focus ? one.place : one.village, lang),
    ageGroup: focus ? '' : (one.audience ?? one.ageGroup),
    sexMode: focus ? 'mixed' : one.sexMode,
    part: focus ? 1 : one.part,
    plannedOn,
    startsAt,
    venue,
    state,
  };
}

/** A public meeting is called by its form and title; where it is stands in its place. */
function publicSummary(one: PublicHead, municipality: string, lang: Lang): MeetingSummary {
  const { id, plannedOn, startsAt, venue, state } = one;
  return {
    ...{ id, meeting: 'public', municipality, title: meetingName(i18nFor(lang), one), village: municipality },
    ...{ ageGroup: '', sexMode: 'mixed', part: 1, plannedOn, startsAt, venue: venue ?? '', state },
  };
}

/** The meeting of this id, whoever leads it; undefined when there is none here. */
export async function findMeeting(scope: MunicipalityScope, id: string): Promise<MeetingItem | undefined> {
  return (
    (await findSession(scope, id)) ??
    (await findFocusGroup(scope, id)) ??
    (await findPublicMeeting(scope, id))
  );
}

/** GET /field/api/sessions: of every kind together, those still to be held first. */
export async function meetingSummaries(scope: MunicipalityScope, lang: Lang): Promise<MeetingSummary[]> {
  const { municipality } = await placeOnDay(scope, todayInBishkek(scope.now));
  const name = unitName(municipality, lang);
  return (await listEveryMeeting(scope)).map((one) => summaryOf(one, name, lang));
}

export type Arrival = {
  readonly meetingId: string;
  readonly lastAt: Date;
  /** Names of those who sent. */
  readonly by: readonly string[];
  readonly stickers: number;
  readonly photos: number;
  /** Changes of the record. */
  readonly changes: number;
  readonly finished: boolean;
  readonly viaFile: number;
  /** Refused items that stand refused: how many, and why, the commonest first. */
  readonly refused: readonly { readonly code: string; readonly kind: string; readonly count: number }[];
};

/** What came in from devices, meeting by meeting, the newest first: all of them, or one account's own. */
export async function listArrivals(
  scope: MunicipalityScope,
  accountId: string | undefined,
): Promise<Arrival[]> {
  const { municipalityId } = scope;
  const own =
    accountId === undefined
      ? sql`true`
      : sql`r.device_id in (select id from field_device d
            where d.municipality_id = ${municipalityId} and d.account_id = ${accountId})`;
  const found = await scope.tx.execute<{
    meeting_id: string;
    kind: 'document' | 'sticker' | 'photo' | 'finish';
    via: string;
    state: 'done' | 'refused';
    code: string | null;
    count: number;
    last_at: Date | string;
    names: string[];
  }>(sql`
    select r.meeting_id, r.kind, r.via, r.state, r.code, count(*)::int as count,
           max(r.received_at) as last_at, array_agg(distinct r.by_name) as names
      from field_receipt r
     where r.municipality_id = ${municipalityId} and ${own}
       and r.meeting_id in (
         select m.meeting_id from field_receipt m where m.municipality_id = ${municipalityId}
          group by m.meeting_id order by max(m.received_at) desc limit 60)
     group by 1, 2, 3, 4, 5`);
  const meetings = new Map<string, typeof found.rows>();
  for (const row of found.rows) meetings.set(row.meeting_id, [...(meetings.get(row.meeting_id) ?? []), row]);
  return [...meetings]
    .map(([meetingId, rows]): Arrival => {
      const done = (kind: string) =>
        rows
          .filter((row) => row.state === 'done' && row.kind === kind)
          .reduce((sum, row) => sum + row.count, 0);
      return {
        meetingId,
        lastAt: new Date(Math.max(...rows.map((row) => new Date(row.last_at).getTime()))),
        by: [...new Set(rows.flatMap((row) => row.names))],
        stickers: done('sticker'),
        photos: done('photo'),
        changes: done('document'),
        finished: done('finish') > 0,
        viaFile: rows.filter((row) => row.via === 'file').reduce((sum, row) => sum + row.count, 0),
        refused: refusals(rows),
      };
    })
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
}

function refusals(rows: readonly { state: string; kind: string; code: string | null; count: number }[]) {
  const sums = new Map<string, { code: string; kind: string; count: number }>();
  for (const { state, kind, code, count } of rows) {
    if (state !== 'refused') continue;
    const key = `${kind} ${code ?? ''}`;
    const sum = sums.get(key) ?? { code: code ?? '', kind, count: 0 };
    sums.set(key, { ...sum, count: sum.count + count });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
