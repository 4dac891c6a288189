import { asc, eq, inArray, sql } from 'drizzle-orm';
import { person, personContact } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { countedKinds, isParticipant, type MeetingKindName } from '../rules/who-counts.ts';
import { invitation, participant } from '../schema.ts';

export type Participant = typeof participant.$inferSelect;

/** The lists of these meetings in the order of their numbers. */
export async function participantsOf(
  scope: MunicipalityScope,
  meetingIds: readonly string[],
): Promise<Participant[]> {
  if (meetingIds.length === 0) return [];
  return await scope.tx
    .select()
    .from(participant)
    .where(own(scope, participant, inArray(participant.meetingId, [...meetingIds])))
    .orderBy(asc(participant.number));
}

export type ListSums = {
  /** Rows of the list, whoever they are. */
  readonly listed: number;
  /** Participants among them, by `rules/who-counts.ts`. */
  readonly people: number;
  readonly women: number;
  readonly men: number;
  readonly deputies: number;
  readonly executives: number;
};

/** What the lists of these meetings of a kind sum up to; a meeting without a list is missing. */
export async function listSums(
  scope: MunicipalityScope,
  meeting: MeetingKindName,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, ListSums>> {
  if (meetingIds.length === 0) return new Map();
  const counts = inArray(participant.kind, [...countedKinds(meeting)]);
  const rows = await scope.tx
    .select({
      meetingId: participant.meetingId,
      listed: sql<number>`count(*)::int`,
      people: sql<number>`count(*) filter (where ${counts})::int`,
      women: sql<number>`count(*) filter (where ${counts} and ${participant.sex} = 'female')::int`,
      men: sql<number>`count(*) filter (where ${counts} and ${participant.sex} = 'male')::int`,
      deputies: sql<number>`count(*) filter (where ${participant.kind} = 'deputy')::int`,
      executives: sql<number>`count(*) filter (where ${participant.kind} = 'executive')::int`,
    })
    .from(participant)
    .where(
      own(scope, participant, sql`${participant.meetingId} = any(${`{${meetingIds.join(',')}}`}::uuid[])`),
    )
    .groupBy(participant.meetingId);
  return new Map(rows.map(({ meetingId, ...sums }) => [meetingId, sums]));
}

/**
 * How many took part, as the office counts them now: those of the list, or the heads. Null while nobody was counted; a
 * count of nobody says only that nobody counted.
 */
export function peopleKnown(
  row: { readonly attendance: 'list' | 'counts'; readonly women: number | null; readonly men: number | null },
  list: Pick<ListSums, 'listed' | 'people'> | undefined,
): number | null {
  const heads = row.women === null && row.men === null ? null : (row.women ?? 0) + (row.men ?? 0);
  const people = row.attendance === 'list' && list && list.listed > 0 ? list.people : heads;
  return people === 0 ? null : people;
}

/**
 * What a list that was written says in the meeting's row. Deputies and staff may have been counted without writing them
 * down: a list that never named any says nothing of them.
 */
export function countedBy(
  meeting: MeetingKindName,
  now: readonly Pick<Participant, 'sex' | 'kind'>[],
  before: readonly Pick<Participant, 'kind'>[],
) {
  const counted = now.filter((row) => isParticipant(meeting, row.kind));
  const apart = (kind: 'deputy' | 'executive') =>
    [...now, ...before].some((row) => row.kind === kind)
      ? now.filter((row) => row.kind === kind).length
      : undefined;
  const deputies = apart('deputy');
  const executives = apart('executive');
  return {
    attendance: 'list' as const,
    women: counted.filter((row) => row.sex === 'female').length,
    men: counted.filter((row) => row.sex === 'male').length,
    ...(deputies === undefined ? {} : { deputies }),
    ...(executives === undefined ? {} : { executives }),
  };
}

export type InvitationItem = {
  readonly personId: string;
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly birthYear: number | null;
  readonly occupation: string;
  readonly phone: string | null;
  readonly invitedAs: (typeof invitation.$inferSelect)['invitedAs'];
  readonly invitedAt: Date | null;
};

/** People asked to come to a meeting, by name. */
export async function listInvitations(
  scope: MunicipalityScope,
  meetingId: string,
): Promise<InvitationItem[]> {
  return await scope.tx
    .select({
      personId: person.id,
      fullName: person.fullName,
      sex: person.sex,
      birthYear: person.birthYear,
      occupation: person.occupation,
      phone: personContact.phone,
      invitedAs: invitation.invitedAs,
      invitedAt: invitation.invitedAt,
    })
    .from(invitation)
    .innerJoin(person, sameRow(person, 'id', invitation, 'personId'))
    .leftJoin(personContact, sameRow(personContact, 'personId', invitation, 'personId'))
    .where(own(scope, invitation, eq(invitation.meetingId, meetingId)))
    .orderBy(sql`${person.fullName} collate "ky-x-icu"`);
}
