import { asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { actFor, type ActRow } from '../acts/data.ts';
import { listSessions, type SessionItem } from '../needs/data/sessions.ts';
import { checkComposition } from '../people/rules/composition.ts';
import { body, membership, person, personContact } from '../people/schema.ts';
import { isId } from '../platform/db/id.ts';
import { own, sameRow } from '../platform/db/own.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { fmt } from '../platform/i18n/format.ts';
import { profilesAt, villagesOf } from '../territory/data.ts';
import { populationSums } from '../territory/rules/age-bands.ts';
import type { UnitVersion } from '../territory/rules/versions.ts';
import type { MistakeFacts } from './rules/mistakes.ts';
import type { StepFacts } from './rules/next-step.ts';
import {
  fewestInvited,
  readinessOf,
  yesCount,
  type Readiness,
  type ReadinessFacts,
} from './rules/readiness.ts';
import { cycle, readinessAnswer, workPlanItem } from './schema.ts';

export type CycleRow = typeof cycle.$inferSelect;
export type WorkPlanItem = typeof workPlanItem.$inferSelect & { readonly responsibleName: string | null };

/** The two orders of the organisational stage, as the register of acts names their papers. */
export const groupOrderTemplate = 'cycle.order-working-group';
export const planOrderTemplate = 'cycle.order-plan';

/** All cycles of the municipality, newest first. */
export async function listCycles(scope: MunicipalityScope): Promise<CycleRow[]> {
  return await scope.tx.select().from(cycle).where(own(scope, cycle)).orderBy(desc(cycle.year));
}

/** The cycle people work in: the newest, or the one of a year. */
export async function currentCycle(scope: MunicipalityScope, year?: number): Promise<CycleRow | undefined> {
  const rows = await listCycles(scope);
  return year === undefined ? rows[0] : rows.find((row) => row.year === year);
}

/** One cycle of this municipality; undefined for any other id. */
export async function cycleById(scope: MunicipalityScope, id: string): Promise<CycleRow | undefined> {
  if (!isId(id)) return undefined;
  const rows = await scope.tx
    .select()
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, id)));
  return rows[0];
}

/** The lines of the working group's plan, in order. */
export async function workPlan(scope: MunicipalityScope, cycleId: string): Promise<WorkPlanItem[]> {
  const rows = await scope.tx
    .select({ item: workPlanItem, responsibleName: person.fullName })
    .from(workPlanItem)
    .leftJoin(person, sameRow(person, 'id', workPlanItem, 'responsiblePersonId'))
    .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, cycleId)))
    .orderBy(asc(workPlanItem.seq), asc(workPlanItem.id));
  return rows.map(({ item, responsibleName }) => ({ ...item, responsibleName }));
}

/** One line of the plan, in whichever cycle of this municipality it stands. */
export async function planItemById(
  scope: MunicipalityScope,
  itemId: string,
): Promise<WorkPlanItem | undefined> {
  if (!isId(itemId)) return undefined;
  const rows = await scope.tx
    .select({ cycleId: workPlanItem.cycleId })
    .from(workPlanItem)
    .where(own(scope, workPlanItem, eq(workPlanItem.id, itemId)));
  if (!rows[0]) return undefined;
  return (await workPlan(scope, rows[0].cycleId)).find((item) => item.id === itemId);
}

export type GroupMember = {
  readonly personId: string;
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly role: 'chair' | 'secretary' | 'member';
  readonly category: (typeof membership.$inferSelect)['category'];
  /** As printed: the post in the group's list, else the person's occupation. */
  readonly post: string;
  readonly trained: boolean;
  readonly contact: string;
};

export type WorkingGroup = {
  readonly id: string;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly members: readonly GroupMember[];
};

/** The working group with its present members: chair, secretary, then by name. */
export async function workingGroupOf(
  scope: MunicipalityScope,
  bodyId: string | null,
): Promise<WorkingGroup | undefined> {
  if (bodyId === null) return undefined;
  const bodies = await scope.tx
    .select({ id: body.id, nameKy: body.nameKy, nameRu: body.nameRu })
    .from(body)
    .where(own(scope, body, eq(body.id, bodyId)));
  const found = bodies[0];
  if (!found) return undefined;
  const rows = await scope.tx
    .select({
      personId: person.id,
      fullName: person.fullName,
      sex: person.sex,
      role: membership.role,
      category: membership.category,
      post: membership.post,
      occupation: person.occupation,
      trained: membership.trained,
      phone: personContact.phone,
      email: personContact.email,
    })
    .from(membership)
    .innerJoin(person, sameRow(person, 'id', membership, 'personId'))
    .leftJoin(personContact, sameRow(personContact, 'personId', membership, 'personId'))
    .where(own(scope, membership, eq(membership.bodyId, bodyId), isNull(membership.validTo)));
  const rank = { chair: 0, secretary: 1, member: 2 } as const;
  const members = rows
    .map(({ occupation, phone, email, ...row }) => ({
      ...row,
      post: row.post || occupation,
      contact: [phone, email].filter(Boolean).join(', '),
    }))
    .sort((a, b) => rank[a.role] - rank[b.role] || fmt('ky').compare(a.fullName, b.fullName));
  return { ...found, members };
}

/** People who can be named responsible: everybody the municipality knows, by name. */
export async function listPersons(
  scope: MunicipalityScope,
): Promise<{ readonly id: string; readonly fullName: string; readonly occupation: string }[]> {
  const rows = await scope.tx
    .select({ id: person.id, fullName: person.fullName, occupation: person.occupation })
    .from(person)
    .where(own(scope, person));
  return rows.sort((a, b) => fmt('ky').compare(a.fullName, b.fullName));
}

/** The person an order names, by id. */
export async function personById(
  scope: MunicipalityScope,
  personId: string | null,
): Promise<{ readonly fullName: string; readonly occupation: string } | undefined> {
  if (personId === null) return undefined;
  const rows = await scope.tx
    .select({ fullName: person.fullName, occupation: person.occupation })
    .from(person)
    .where(own(scope, person, eq(person.id, personId)));
  return rows[0];
}

/** The answers that people gave to the readiness questions. */
export async function givenAnswers(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<(typeof readinessAnswer.$inferSelect)[]> {
  return await scope.tx
    .select()
    .from(readinessAnswer)
    .where(own(scope, readinessAnswer, eq(readinessAnswer.cycleId, cycleId)));
}

/** Everything the pages and rules of one cycle look at, read once. */
export type CycleState = {
  readonly cycle: CycleRow;
  readonly group: WorkingGroup | undefined;
  readonly groupOrder: ActRow | undefined;
  readonly planOrder: ActRow | undefined;
  readonly plan: readonly WorkPlanItem[];
  /** Without the cancelled ones. */
  readonly sessions: readonly SessionItem[];
  readonly readiness: readonly Readiness[];
  readonly ready: number;
  readonly steps: StepFacts;
  readonly mistakes: MistakeFacts;
};

function factsOf(
  group: WorkingGroup | undefined,
  sessions: readonly SessionItem[],
  groupOrderSigned: boolean,
  planOrderSigned: boolean,
): ReadinessFacts {
  const members = group?.members ?? [];
  return {
    members: members.length,
    women: members.filter((one) => one.sex === 'female').length,
    untrained: members.filter((one) => !one.trained).length,
    hasChair: members.some((one) => one.role === 'chair'),
    hasSecretary: members.some((one) => one.role === 'secretary'),
    groupOrderSigned,
    planOrderSigned,
    sessions: sessions.map((one) => ({
      hasTime: one.plannedOn !== null && one.startsAt !== null,
      hasVenue: one.venue.trim() !== '',
      facilitators: one.facilitators.length,
      hasRecorder: one.facilitators.some((person) => person.role === 'recorder'),
      invited: one.invited,
    })),
  };
}

/** Whether every must that the order waits for holds in the composition. */
function groupIsComplete(group: WorkingGroup | undefined): boolean {
  if (!group) return false;
  const rules = checkComposition(
    group.members.map((one) => ({ ...one, hasContact: one.contact !== '' })),
    { kind: 'workingGroup' },
  );
  return !rules.some((rule) => rule.blocks && rule.before === 'order');
}

/** Reads a cycle with all that depends on it. */
export async function readCycle(scope: MunicipalityScope, row: CycleRow): Promise<CycleState> {
  const group = await workingGroupOf(scope, row.workingGroupId);
  const groupOrder = await actFor(scope, groupOrderTemplate, row.id);
  const planOrder = await actFor(scope, planOrderTemplate, row.id);
  const plan = await workPlan(scope, row.id);
  const sessions = (await listSessions(scope, row.id)).filter((one) => one.state !== 'cancelled');
  const answers = await givenAnswers(scope, row.id);
  const facts = factsOf(group, sessions, groupOrder?.state === 'signed', planOrder?.state === 'signed');
  const readiness = readinessOf(facts, answers);
  const ready = yesCount(readiness);
  const today = todayInBishkek(scope.now);
  const before = await scope.tx
    .select({ year: cycle.year })
    .from(cycle)
    .where(own(scope, cycle, lt(cycle.year, row.year)))
    .orderBy(desc(cycle.year))
    .limit(1);
  const chair = group?.members.find((one) => one.role === 'chair');
  const soon = sessions.filter(
    (one) =>
      one.state === 'planned' &&
      one.plannedOn !== null &&
      one.plannedOn >= today &&
      Date.parse(one.plannedOn) - Date.parse(today) <= 7 * 86_400_000,
  );
  return {
    cycle: row,
    group,
    groupOrder,
    planOrder,
    plan,
    sessions,
    readiness,
    ready,
    steps: {
      decided: row.decidedOn !== null,
      hasGroup: group !== undefined,
      groupComplete: groupIsComplete(group),
      groupOrderSigned: facts.groupOrderSigned,
      planItems: plan.length,
      planOrderSigned: facts.planOrderSigned,
      sessions: sessions.length,
      untimed: facts.sessions.filter((one) => !one.hasTime).length,
      readyCount: ready,
      opened: row.sessionsOpenedAt !== null,
      closed: sessions.filter((one) => one.state === 'closed').length,
      unfinished: sessions.filter(
        (one) => one.state === 'open' && one.plannedOn !== null && one.plannedOn < today,
      ).length,
    },
    mistakes: {
      stationery: readiness[3]?.answer ?? null,
      chairOfExecutive: chair ? chair.category === 'executive' : null,
      smallSessions: sessions.filter((one) => one.plannedPeople !== null && one.plannedPeople < fewestInvited)
        .length,
      uninvitedSoon: soon.filter((one) => one.invited === 0).length,
      yearsSince: before[0] ? row.year - before[0].year : null,
    },
  };
}

export type VillageRow = {
  readonly village: UnitVersion;
  readonly population: number | null;
  readonly sessions: number;
  readonly closed: number;
  readonly participants: number;
  readonly women: number;
  readonly votes: number;
  /** Stands in a word of `cycle.village.<state>`. */
  readonly state: 'unplanned' | 'planned' | 'listsMissing' | 'ready' | 'running' | 'done';
};

/** The villages of the municipality with what their sessions have brought so far. */
export async function villageRows(
  scope: MunicipalityScope,
  sessions: readonly SessionItem[],
  day: string,
): Promise<VillageRow[]> {
  const villages = await villagesOf(scope, scope.municipalityId, day);
  const profiles = await profilesAt(
    scope,
    villages.map((one) => one.unitId),
    day,
  );
  const listed = await listedBySex(scope, sessions);
  return villages.map((village) => {
    const own = sessions.filter((one) => one.villageId === village.unitId);
    const people = own.map((one) => {
      const list = one.attendance === 'list' ? listed.get(one.id) : undefined;
      const women = list?.women ?? one.women ?? 0;
      return { women, all: list?.all ?? women + (one.men ?? 0) };
    });
    const profile = profiles.get(village.unitId);
    const closed = own.filter((one) => one.state === 'closed').length;
    return {
      village,
      population: profile && profile.population.length > 0 ? populationSums(profile.population).all : null,
      sessions: own.length,
      closed,
      participants: people.reduce((sum, one) => sum + one.all, 0),
      women: people.reduce((sum, one) => sum + one.women, 0),
      votes: own.reduce((sum, one) => sum + one.facts.statements, 0),
      state: villageState(own, closed),
    };
  });
}

function villageState(own: readonly SessionItem[], closed: number): VillageRow['state'] {
  if (own.length === 0) return 'unplanned';
  if (closed === own.length) return 'done';
  if (own.some((one) => one.state !== 'planned')) return 'running';
  if (own.some((one) => one.plannedOn === null || one.startsAt === null)) return 'planned';
  return own.some((one) => one.invited < fewestInvited) ? 'listsMissing' : 'ready';
}

async function listedBySex(
  scope: MunicipalityScope,
  sessions: readonly SessionItem[],
): Promise<Map<string, { women: number; all: number }>> {
  const ids = sessions.filter((one) => one.attendance === 'list').map((one) => one.id);
  if (ids.length === 0) return new Map();
  const found = await scope.tx.execute<{ session_id: string; women: number; people: number }>(sql`
    select session_id::text, count(*) filter (where sex = 'female')::int as women, count(*)::int as people
      from participant
     where municipality_id = ${scope.municipalityId} and session_id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])
     group by session_id`);
  return new Map(found.rows.map((row) => [row.session_id, { women: row.women, all: row.people }]));
}
