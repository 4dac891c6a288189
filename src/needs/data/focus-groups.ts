import { nameKey } from '../../methods/names.ts';
import { asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { unitVersion } from '../../territory/schema.ts';
import { focusSums, type FocusEntry, type FocusSums } from '../rules/focus-record.ts';
import { priorityList } from '../rules/priorities.ts';
import {
  focusEntry,
  focusFacilitator,
  focusGroup,
  focusParticipant,
  focusTopic,
  participant,
  problem,
  session,
} from '../schema.ts';
import { loadTally, type CycleFacts } from './tally.ts';

type Names = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

export type FocusFacilitator = {
  readonly personId: string;
  readonly fullName: string;
  readonly role: 'facilitator' | 'recorder';
  readonly accountId: string | null;
};

export type FocusGroupTopic = {
  readonly problemId: string;
  readonly name: string;
  readonly seq: number;
  readonly description: string;
  readonly subgroup: string;
  /** Lines of its table. */
  readonly entries: number;
};

export type FocusItem = typeof focusGroup.$inferSelect & {
  /** The village, or the municipality when it is for all of it. */
  readonly place: Names;
  readonly facilitators: readonly FocusFacilitator[];
  readonly topics: readonly FocusGroupTopic[];
  readonly sums: FocusSums;
  /** People on the list, and those of them proposed for the initiative group. */
  readonly listed: number;
  readonly candidates: number;
};

/** Focus groups of a cycle by day and hour; those without a day last. */
export async function listFocusGroups(scope: MunicipalityScope, cycleId: string): Promise<FocusItem[]> {
  return await readFocusGroups(scope, eq(focusGroup.cycleId, cycleId));
}

/** One focus group; undefined when there is none here. */
export async function findFocusGroup(scope: MunicipalityScope, id: string): Promise<FocusItem | undefined> {
  if (!isId(id)) return undefined;
  return (await readFocusGroups(scope, eq(focusGroup.id, id)))[0];
}

async function readFocusGroups(scope: MunicipalityScope, where: SQL): Promise<FocusItem[]> {
  const { tx, municipalityId } = scope;
  const rows = await tx
    .select()
    .from(focusGroup)
    .where(own(scope, focusGroup, where))
    .orderBy(sql`${focusGroup.plannedOn} nulls last, ${focusGroup.startsAt} nulls last`, asc(focusGroup.id));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const places = await tx
    .selectDistinctOn([unitVersion.unitId], {
      id: unitVersion.unitId,
      nameKy: unitVersion.nameKy,
      nameRu: unitVersion.nameRu,
    })
    .from(unitVersion)
    .where(inArray(unitVersion.unitId, [...new Set(rows.map((row) => row.villageId ?? municipalityId))]))
    .orderBy(unitVersion.unitId, desc(unitVersion.validFrom));
  const facilitators = await tx
    .select({
      focusGroupId: focusFacilitator.focusGroupId,
      personId: focusFacilitator.personId,
      fullName: person.fullName,
      role: focusFacilitator.role,
      accountId: person.accountId,
    })
    .from(focusFacilitator)
    .innerJoin(person, sameRow(person, 'id', focusFacilitator, 'personId'))
    .where(own(scope, focusFacilitator, inArray(focusFacilitator.focusGroupId, ids)))
    .orderBy(asc(focusFacilitator.role), asc(person.fullName));
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
  const people = await tx
    .select({
      focusGroupId: focusParticipant.focusGroupId,
      sex: focusParticipant.sex,
      kind: focusParticipant.kind,
      forInitiativeGroup: focusParticipant.forInitiativeGroup,
    })
    .from(focusParticipant)
    .where(own(scope, focusParticipant, inArray(focusParticipant.focusGroupId, ids)));
  const placeOf = new Map(places.map((place) => [place.id, place]));
  return rows.map((row) => {
    const mine = people.filter((one) => one.focusGroupId === row.id);
    const placeId = row.villageId ?? municipalityId;
    return {
      ...row,
      // Times come with seconds from the database; people never see them.
      startsAt: row.startsAt?.slice(0, 5) ?? null,
      endsAt: row.endsAt?.slice(0, 5) ?? null,
      place: placeOf.get(placeId) ?? { id: placeId, nameKy: '–', nameRu: '–' },
      facilitators: facilitators.filter((one) => one.focusGroupId === row.id),
      topics: topics.filter((one) => one.focusGroupId === row.id),
      sums: focusSums(row, mine),
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

export type FocusPerson = typeof focusParticipant.$inferSelect;

/** The list of a focus group in the order of its numbers. */
export async function listFocusPeople(scope: MunicipalityScope, id: string): Promise<FocusPerson[]> {
  return await scope.tx
    .select()
    .from(focusParticipant)
    .where(own(scope, focusParticipant, eq(focusParticipant.focusGroupId, id)))
    .orderBy(asc(focusParticipant.number));
}

/** Focus groups this account leads or records. */
export async function listOwnFocusGroups(scope: MunicipalityScope): Promise<string[]> {
  const rows = await scope.tx
    .select({ id: focusFacilitator.focusGroupId })
    .from(focusFacilitator)
    .innerJoin(person, sameRow(person, 'id', focusFacilitator, 'personId'))
    .where(own(scope, focusFacilitator, eq(person.accountId, scope.actor.accountId)));
  return rows.map((row) => row.id);
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
export async function activeForFocus(
  scope: MunicipalityScope,
  cycleId: string,
  villageId: string | null,
): Promise<ActivePerson[]> {
  const rows = await scope.tx
    .select({
      fullName: participant.fullName,
      sex: participant.sex,
      occupation: participant.occupation,
      contact: participant.contact,
      villageId: session.villageId,
    })
    .from(participant)
    .innerJoin(session, sameRow(session, 'id', participant, 'sessionId'))
    .where(
      own(
        scope,
        participant,
        eq(session.cycleId, cycleId),
        sql`${session.state} <> 'cancelled'`,
        villageId === null ? sql`true` : eq(session.villageId, villageId),
        eq(participant.forFocusGroup, true),
        sql`coalesce(${participant.fullName}, '') <> ''`,
      ),
    )
    .orderBy(sql`${participant.fullName} collate "ky-x-icu"`);
  const once = new Map<string, ActivePerson>();
  for (const { fullName, ...row } of rows) {
    if (fullName === null) continue;
    const key = `${row.villageId} ${nameKey(fullName)}`;
    if (!once.has(key)) once.set(key, { fullName, ...row });
  }
  return [...once.values()];
}

/** The last day on which a session of each village was held. */
export async function lastSessions(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.tx
    .select({ villageId: session.villageId, day: sql<string | null>`max(${session.heldOn})::text` })
    .from(session)
    .where(own(scope, session, eq(session.cycleId, cycleId), sql`${session.state} <> 'cancelled'`))
    .groupBy(session.villageId);
  return new Map(rows.flatMap(({ villageId, day }) => (day === null ? [] : [[villageId, day]])));
}
