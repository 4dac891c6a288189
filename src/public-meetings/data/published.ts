import { and, desc, eq, isNull, like, sql } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import { isId } from '../../platform/db/id.ts';
import { own, publishedBy } from '../../platform/db/own.ts';
import type { MunicipalityScope, PublicScope } from '../../platform/db/scope.ts';
import type { MeetingSnapshot } from '../rules/snapshot.ts';

/** The kind of a meeting's publication. */
export const meetingPublication = (meetingId: string): string => `meeting:${meetingId}`;

export type PublishedMeeting = {
  readonly id: string;
  readonly municipalityId: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly snapshot: MeetingSnapshot;
};

const columns = {
  id: publication.id,
  municipalityId: publication.municipalityId,
  version: publication.version,
  publishedAt: publication.publishedAt,
  snapshot: sql<MeetingSnapshot>`${publication.snapshot}`,
};

/** What residents read of a meeting now; undefined while nothing is published of it. */
export async function standingPublication(
  scope: MunicipalityScope,
  meetingId: string,
): Promise<PublishedMeeting | undefined> {
  const [found] = await scope.tx
    .select(columns)
    .from(publication)
    .where(
      own(
        scope,
        publication,
        eq(publication.kind, meetingPublication(meetingId)),
        isNull(publication.withdrawnAt),
      ),
    );
  return found;
}

/** One meeting as residents read it. */
export async function publicMeetingPage(
  scope: PublicScope,
  municipalityId: string,
  meetingId: string,
): Promise<PublishedMeeting | undefined> {
  if (!isId(municipalityId) || !isId(meetingId)) return undefined;
  const [found] = await scope.tx
    .select(columns)
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        eq(publication.kind, meetingPublication(meetingId)),
        isNull(publication.withdrawnAt),
      ),
    );
  return found;
}

/** Figures of the short address: enough that no two meetings of the country are likely to share it. */
const codeLength = 9;

/** The end of its address that is printed on papers and typed by hand: `/meetings/8b28a96d5`. */
export const shortCode = (meetingId: string): string => meetingId.replaceAll('-', '').slice(-codeLength);

/** Where a short address leads; undefined when it is of no meeting, or of several. */
export async function meetingOfCode(
  scope: PublicScope,
  code: string,
): Promise<{ readonly municipalityId: string; readonly meetingId: string } | undefined> {
  if (!new RegExp(`^[0-9a-f]{${codeLength}}$`).test(code)) return undefined;
  const found = await scope.tx
    .select({ municipalityId: publication.municipalityId, kind: publication.kind })
    .from(publication)
    .where(
      and(
        like(publication.kind, 'meeting:%'),
        isNull(publication.withdrawnAt),
        eq(sql`right(replace(${publication.kind}, '-', ''), ${codeLength})`, code),
      ),
    )
    .limit(2);
  const [one] = found;
  if (!one || found.length > 1) return undefined;
  return { municipalityId: one.municipalityId, meetingId: one.kind.slice('meeting:'.length) };
}

/** Most meetings in a calendar: the newest by day. */
const mostListed = 300;

const dayOfMeeting = sql`coalesce(${publication.snapshot} -> 'held' ->> 'heldOn', ${publication.snapshot} ->> 'plannedOn', '')`;

/** Meetings of a municipality, or of the country, the latest day first. */
export async function publicMeetings(
  scope: PublicScope,
  municipalityId: string | undefined,
): Promise<PublishedMeeting[]> {
  if (municipalityId !== undefined && !isId(municipalityId)) return [];
  const theirs = like(publication.kind, 'meeting:%');
  return await scope.tx
    .select(columns)
    .from(publication)
    .where(
      municipalityId === undefined
        ? and(theirs, isNull(publication.withdrawnAt))
        : publishedBy(municipalityId, publication, theirs, isNull(publication.withdrawnAt)),
    )
    .orderBy(desc(dayOfMeeting), desc(publication.publishedAt))
    .limit(mostListed);
}
