import { listSums } from '../meetings/data/people.ts';
import { desc, lt } from 'drizzle-orm';
import { actFor, actInForce, type ActHead, type ActRow } from '../acts/data.ts';
import {
  givenAnswers,
  groupOrderTemplate,
  planOrderTemplate,
  workingGroupOf,
  workPlan,
  type CycleRow,
  type WorkingGroup,
  type WorkPlanItem,
} from '../cycle/data.ts';
import { cycle } from '../cycle/schema.ts';
import { listSessions, type SessionItem } from '../needs/sessions/data/sessions.ts';
import { checkComposition } from '../people/rules/composition.ts';
import { own } from '../platform/db/own.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
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
} from '../cycle/rules/readiness.ts';

/** Everything the pages and rules of one cycle look at, read once. */
export type CycleState = {
  readonly cycle: CycleRow;
  readonly group: WorkingGroup | undefined;
  /** The standing orders: drafts, or those in force. */
  readonly groupOrder: ActRow | undefined;
  readonly planOrder: ActRow | undefined;
  /** The signed ones, also while a draft waits to take their place. */
  readonly groupOrderInForce: ActHead | undefined;
  readonly planOrderInForce: ActHead | undefined;
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
  const groupOrderInForce = await actInForce(scope, groupOrderTemplate, row.id);
  const planOrderInForce = await actInForce(scope, planOrderTemplate, row.id);
  const plan = await workPlan(scope, row.id);
  const sessions = (await listSessions(scope, row.id)).filter((one) => one.state !== 'cancelled');
  const answers = await givenAnswers(scope, row.id);
  const facts = factsOf(group, sessions, groupOrderInForce !== undefined, planOrderInForce !== undefined);
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
    groupOrderInForce,
    planOrderInForce,
    plan,
    sessions,
    readiness,
    ready,
    steps: {
      decided: row.decidedOn !== null,
      hasGroup: group !== undefined,
      groupComplete: groupIsComplete(group),
      hasSpecialist: row.responsiblePersonId !== null,
      groupOrderSigned: facts.groupOrderSigned,
      workPlanItems: plan.length,
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
  const sums = await listSums(scope, 'session', ids);
  return new Map([...sums].map(([id, { women, people }]) => [id, { women, all: people }]));
}
