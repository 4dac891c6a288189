import { nameKey } from '../../../methods/names.ts';
import { and, asc, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { isId } from '../../../platform/db/id.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { versionsNamed } from '../../../territory/data.ts';
import { unitIn } from '../../sessions/data/sessions.ts';
import type { FocusEntry } from '../rules/focus-record.ts';
import { priorityList } from '../../priorities/rules/priorities.ts';
import { readMeetings } from '../../../meetings/data/hold.ts';
import { leadersOf, type Leader } from '../../../meetings/data/leaders.ts';
import { participantsOf } from '../../../meetings/data/people.ts';
import { presences, type Presences } from '../../../meetings/rules/who-counts.ts';
import { meeting, participant } from '../../../meetings/schema.ts';
import { focusEntry, focusTopic, problem } from '../../schema.ts';
import { focusKind, type FocusRow } from './focus-kind.ts';
import { loadTally, type CycleFacts } from '../../priorities/data/tally.ts';

type Names = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

export type FocusGroupTopic = {
  readonly problemId: string;
  readonly name: string;
  readonly seq: number;
  readonly description: string;
  readonly subgroup: string;
  /** Lines of its table. */
  readonly entries: number;
};

export type FocusItem = FocusRow & {
  /** The village, or the municipality when it is for all of it. */
  readonly place: Names;
  readonly facilitators: readonly Leader[];
  readonly topics: readonly FocusGroupTopic[];
  readonly sums: Presences;
  /** People on the list, and those of them proposed for the initiative group. */
  readonly listed: number;
  readonly candidates: number;
};

/** Focus groups of a cycle by day and hour; those without a day last. */
export async function listFocusGroups(scope: MunicipalityScope, cycleId: string): Promise<FocusItem[]> {
  return await readFocusGroups(scope, eq(meeting.cycleId, cycleId));
}

/** One focus group; undefined when there is none here. */
export async function findFocusGroup(scope: MunicipalityScope, id: string): Promise<FocusItem | undefined> {
  if (!isId(id)) return undefined;
  return (await readFocusGroups(scope, eq(meeting.id, id)))[0];
}

async function readFocusGroups(scope: MunicipalityScope, where: SQL): Promise<FocusItem[]> {
  const { tx, municipalityId } = scope;
  const rows = await readMeetings(scope, focusKind, where);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const places = await versionsNamed(
    scope,
    rows.map((row) => row.villageId ?? municipalityId),
    todayInBishkek(scope.now),
  );
  const leaders = await leadersOf(scope, ids);
  const topics = await tx
    .select({
      focusGroupId: focusTopic.focusGroupId,
      problemId: focusTopic.problemId,
      name: problem.name,
      seq: focusTopic.seq,
      description: focusTopic.description,
      subgroup: focusTopic.subgroup,
      entries: sql<number>`(select count(*)::int from focus_entry e
        where e.municipality_id = ${focusTopic.municipalityId}
          and e.focus_group_id = ${focusTopic.focusGroupId} and e.problem_id = ${focusTopic.problemId})`,
    })
    .from(focusTopic)
    .innerJoin(problem, sameRow(problem, 'id', focusTopic, 'problemId'))
    .where(own(scope, focusTopic, inArray(focusTopic.focusGroupId, ids)))
    .orderBy(asc(focusTopic.seq), asc(focusTopic.problemId));
  const people = await participantsOf(scope, ids);
  return rows.map((row) => {
    const mine = people.filter((one) => one.meetingId === row.id);
    return {
      ...row,
      place: unitIn(places, row.villageId ?? municipalityId),
      facilitators: leaders.get(row.id) ?? [],
      topics: topics.filter((one) => one.focusGroupId === row.id),
      sums: presences('focusGroup', row, mine),
      listed: mine.length,
      candidates: mine.filter((one) => one.forInitiativeGroup).length,
    };
  });
}

/** One line of the table as the office sees it. */
export type FocusEntryItem = FocusEntry & { readonly updatedAt: Date };

/** Lines of a focus group's tables in their order. */
export async function listFocusEntries(scope: MunicipalityScope, id: string): Promise<FocusEntryItem[]> {
  const rows = await scope.tx
    .select()
    .from(focusEntry)
    .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, id)))
    .orderBy(asc(focusEntry.seq), asc(focusEntry.id));
  return rows.map((row) => ({
    id: row.id,
    order: row.seq,
    problemId: row.problemId,
    column: row.part,
    text: row.text,
    likelihood: row.likelihood,
    party: row.party,
    who: row.who,
    form: row.form,
    updatedAt: row.updatedAt,
  }));
}

export type PlacePriority = {
  readonly problemId: string;
  readonly name: string;
  readonly votes: number;
  readonly rank: number;
};

/** The priorities of a village or of the whole municipality as they stand now, merged problems once. */
export async function placePriorities(
  scope: MunicipalityScope,
  cycle: CycleFacts,
  villageId: string | null,
): Promise<PlacePriority[]> {
  const tally = await loadTally(scope, cycle, villageId);
  return priorityList({ ...tally, list: villageId })
    .priorities.filter((one) => one.votes > 0)
    .map(({ problem: { id, name }, votes, rank }) => ({ problemId: id, name, votes, rank }));
}

export type ActivePerson = {
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly occupation: string | null;
  readonly contact: string | null;
  readonly villageId: string;
};

/** People who said at the sessions that they would come to a focus group, each once. */
export const activeForFocus = async (scope: MunicipalityScope, cycleId: string, villageId: string | null) =>
  await activePeople(
    scope,
    and(
      standingSessions(cycleId),
      villageId === null ? undefined : eq(meeting.villageId, villageId),
      eq(participant.forFocusGroup, true),
    ),
  );

/** People who agreed at sessions or focus groups of the cycle to go on: whom to ask first. */
export const willingForGroups = async (scope: MunicipalityScope, cycleId: string) =>
  await activePeople(
    scope,
    and(
      eq(meeting.cycleId, cycleId),
      ne(meeting.state, 'cancelled'),
      or(participant.forInitiativeGroup, participant.forMonitoring),
    ),
  );

/** Named people of the lists of meetings for whom this holds, each once a village. */
export async function activePeople(
  scope: MunicipalityScope,
  where: SQL | undefined,
): Promise<ActivePerson[]> {
  const rows = await scope.tx
    .select({
      fullName: participant.fullName,
      sex: participant.sex,
      occupation: participant.occupation,
      contact: participant.contact,
      villageId: sql<string>`${meeting.villageId}`,
    })
    .from(participant)
    .innerJoin(meeting, sameRow(meeting, 'id', participant, 'meetingId'))
    .where(own(scope, participant, where, sql`coalesce(${participant.fullName}, '') <> ''`))
    .orderBy(sql`${participant.fullName} collate "ky-x-icu"`);
  const once = new Map<string, ActivePerson>();
  for (const { fullName, ...row } of rows) {
    if (fullName === null) continue;
    const key = `${row.villageId} ${nameKey(fullName)}`;
    if (!once.has(key)) once.set(key, { fullName, ...row });
  }
  return [...once.values()];
}

/** The day of the last session of each village where one was held, those that are still to come too. */
export async function lastSessions(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.tx
    .select({
      villageId: meeting.villageId,
      day: sql<string | null>`max(coalesce(${meeting.heldOn}, ${meeting.plannedOn}))::text`,
    })
    .from(meeting)
    .where(own(scope, meeting, standingSessions(cycleId)))
    .groupBy(meeting.villageId)
    .having(sql`count(${meeting.heldOn}) > 0`);
  return new Map(
    rows.flatMap(({ villageId, day }) => (day === null || villageId === null ? [] : [[villageId, day]])),
  );
}

/** The last day of a session of the place, held or still planned; undefined when there is none. */
export async function lastSessionDay(
  scope: MunicipalityScope,
  cycleId: string,
  villageId: string | null,
): Promise<string | undefined> {
  const [row] = await scope.tx
    .select({ day: sql<string | null>`max(coalesce(${meeting.heldOn}, ${meeting.plannedOn}))::text` })
    .from(meeting)
    .where(
      own(
        scope,
        meeting,
        standingSessions(cycleId),
        villageId === null ? undefined : eq(meeting.villageId, villageId),
      ),
    );
  return row?.day ?? undefined;
}

const standingSessions = (cycleId: string) =>
  and(eq(meeting.cycleId, cycleId), eq(meeting.kind, 'session'), ne(meeting.state, 'cancelled'));
