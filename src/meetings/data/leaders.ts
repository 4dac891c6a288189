import { and, asc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import type { Refused } from '../../platform/refusals.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { refuse } from '../refusals.ts';
import { meetingLeader } from '../schema.ts';

export type Hours = {
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
};

export type Leader = {
  readonly meetingId: string;
  readonly personId: string;
  readonly fullName: string;
  readonly occupation: string;
  readonly role: 'facilitator' | 'recorder';
  readonly accountId: string | null;
};

/** What the database refuses when two book somebody at the same moment. */
export const leaderConstraints = {
  meeting_leader_one_place: refuse('facilitator-busy-somewhere'),
  meeting_leader_person: refuse('person-not-found'),
};

/** Who leads and records these meetings: those who lead first, by name. */
export async function leadersOf(
  scope: MunicipalityScope,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, Leader[]>> {
  const of = new Map<string, Leader[]>(meetingIds.map((id) => [id, []]));
  if (of.size === 0) return of;
  const rows = await scope.tx
    .select({
      meetingId: meetingLeader.meetingId,
      personId: meetingLeader.personId,
      fullName: person.fullName,
      occupation: person.occupation,
      role: meetingLeader.role,
      accountId: person.accountId,
    })
    .from(meetingLeader)
    .innerJoin(person, sameRow(person, 'id', meetingLeader, 'personId'))
    .where(own(scope, meetingLeader, inArray(meetingLeader.meetingId, [...of.keys()])))
    .orderBy(asc(meetingLeader.role), asc(person.fullName));
  for (const row of rows) of.get(row.meetingId)?.push(row);
  return of;
}

export type Leaders = { readonly facilitatorIds: readonly string[]; readonly recorderIds: readonly string[] };

/**
 * Writes who leads and who records. Refuses `facilitator-twice`, `person-not-found`, and `facilitator-busy` naming who
 * stands elsewhere then, in whatever kind of meeting.
 */
export async function writeLeaders(
  scope: MunicipalityScope,
  meetingId: string,
  people: Leaders,
  { plannedOn, startsAt, endsAt }: Hours,
): Promise<Refused | undefined> {
  const facilitators = [...new Set(people.facilitatorIds)];
  const everybody = [...facilitators, ...new Set(people.recorderIds)];
  if (new Set(everybody).size < everybody.length)
    return refuse('facilitator-twice', { field: 'recorderIds' });
  if (everybody.length > 0) {
    const known = await scope.tx
      .select({ id: person.id })
      .from(person)
      .where(own(scope, person, inArray(person.id, everybody)));
    if (known.length < everybody.length) return refuse('person-not-found');
    const clash = (await clashes(scope, meetingId, everybody, { plannedOn, startsAt, endsAt }))[0];
    if (clash) return busy(clash, facilitators.includes(clash.personId) ? 'facilitatorIds' : 'recorderIds');
  }
  await scope.tx
    .delete(meetingLeader)
    .where(own(scope, meetingLeader, eq(meetingLeader.meetingId, meetingId)));
  if (everybody.length > 0) {
    await scope.tx.insert(meetingLeader).values(
      everybody.map((personId) => ({
        municipalityId: scope.municipalityId,
        meetingId,
        personId,
        role: facilitators.includes(personId) ? ('facilitator' as const) : ('recorder' as const),
        plannedOn,
        startsAt,
        endsAt,
      })),
    );
  }
  return undefined;
}

/** Takes those who lead along to other hours. Refuses `facilitator-busy` naming who stands elsewhere then. */
export async function moveLeaders(
  scope: MunicipalityScope,
  meetingId: string,
  hours: Hours,
): Promise<Refused | undefined> {
  const clash = (await clashes(scope, meetingId, await idsOf(scope, meetingId), hours))[0];
  if (clash) return busy(clash, 'startsAt');
  await setHours(scope, meetingId, hours);
  return undefined;
}

/** A cancelled meeting holds nobody. */
export async function freeLeaders(scope: MunicipalityScope, meetingId: string): Promise<void> {
  await setHours(scope, meetingId, { plannedOn: null, startsAt: null, endsAt: null });
}

/** Gives a restored meeting back those who are still free; the others lead it no longer. */
export async function bringLeadersBack(
  scope: MunicipalityScope,
  meetingId: string,
  hours: Hours,
): Promise<void> {
  const taken = (await clashes(scope, meetingId, await idsOf(scope, meetingId), hours)).map(
    ({ personId }) => personId,
  );
  if (taken.length > 0) {
    await scope.tx
      .delete(meetingLeader)
      .where(and(ofMeeting(scope, meetingId), inArray(meetingLeader.personId, taken)));
  }
  await setHours(scope, meetingId, hours);
}

const ofMeeting = (scope: MunicipalityScope, meetingId: string) =>
  own(scope, meetingLeader, eq(meetingLeader.meetingId, meetingId));

async function setHours(scope: MunicipalityScope, meetingId: string, hours: Hours): Promise<void> {
  const { plannedOn, startsAt, endsAt } = hours;
  await scope.tx
    .update(meetingLeader)
    .set({ plannedOn, startsAt, endsAt })
    .where(ofMeeting(scope, meetingId));
}

async function idsOf(scope: MunicipalityScope, meetingId: string): Promise<string[]> {
  const rows = await scope.tx
    .select({ id: meetingLeader.personId })
    .from(meetingLeader)
    .where(ofMeeting(scope, meetingId));
  return rows.map(({ id }) => id);
}

type Clash = { readonly personId: string; readonly fullName: string; readonly startsAt: string };

const busy = (clash: Clash, field: string): Refused =>
  refuse('facilitator-busy', { field, params: { name: clash.fullName, time: clash.startsAt } });

/**
 * Who of these people leads or records another meeting in these hours. The database's exclusion constraint is what
 * really refuses; this finds the name for the message.
 */
async function clashes(
  scope: MunicipalityScope,
  meetingId: string,
  personIds: readonly string[],
  hours: Hours,
): Promise<Clash[]> {
  if (hours.plannedOn === null || hours.startsAt === null || personIds.length === 0) return [];
  return await scope.tx
    .select({
      personId: person.id,
      fullName: person.fullName,
      startsAt: sql<string>`to_char(${meetingLeader.startsAt}, 'HH24:MI')`,
    })
    .from(meetingLeader)
    .innerJoin(person, sameRow(person, 'id', meetingLeader, 'personId'))
    .where(
      own(
        scope,
        meetingLeader,
        ne(meetingLeader.meetingId, meetingId),
        inArray(meetingLeader.personId, [...personIds]),
        // A range without ends would meet every other one.
        isNotNull(meetingLeader.plannedOn),
        isNotNull(meetingLeader.startsAt),
        sql`tsrange(${meetingLeader.plannedOn} + ${meetingLeader.startsAt}, ${meetingLeader.plannedOn}
              + coalesce(${meetingLeader.endsAt}, ${meetingLeader.startsAt} + interval '150 minutes'))
            && tsrange(${hours.plannedOn}::date + ${hours.startsAt}::time, ${hours.plannedOn}::date
              + coalesce(${hours.endsAt}::time, ${hours.startsAt}::time + interval '150 minutes'))`,
      ),
    );
}
