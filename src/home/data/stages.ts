import { and, count, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { actInForce } from '../../acts/data.ts';
import { workPlan, type CycleRow } from '../../cycle/data.ts';
import {
  stageState,
  type CycleNumbers,
  type StageFacts,
  type StageMark,
  type StageState,
} from '../../cycle/rules/stages.ts';
import { cycleStage } from '../../cycle/schema.ts';
import { stages, type Stage } from '../../drawings/words.ts';
import { groupOrderTemplate } from '../../groups/rules/templates.ts';
import { groupMember, initiativeGroup } from '../../groups/schema.ts';
import { meeting } from '../../meetings/schema.ts';
import { listSessions } from '../../needs/sessions/data/sessions.ts';
import { body, membership } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { listPlans, planOf } from '../../plan/data/plan.ts';
import { planMoney } from '../../plan/rules/money.ts';
import { planItem } from '../../plan/schema.ts';
import { villageRows } from '../data.ts';

/** Where a stage of a cycle stands, and what the records hold of it. */
export type StageLine = StageFacts & {
  readonly stage: Stage;
  readonly state: StageState;
  readonly mark: StageMark | null;
  /** When it begins after all. */
  readonly on: string | null;
  readonly reason: string;
  readonly byName: string;
  /** Counts for its line; which of them, says the stage. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of the stage of the plan: its id. */
  readonly planId: string | null;
};

type Facts = StageFacts & Pick<StageLine, 'counts' | 'planId'>;

/** What the records show of each stage; of stages that no room holds yet, the lines of the work plan. */
export async function stageFactsOf(
  scope: MunicipalityScope,
  cycle: CycleRow,
): Promise<ReadonlyMap<Stage, Facts>> {
  const lines = await workPlan(scope, cycle.id);
  const planned = (stage: Stage): Facts => {
    const mine = lines.filter((one) => one.stage === stage);
    const days = mine.flatMap((one) => one.startsOn ?? one.dueOn ?? []).sort();
    return {
      begun: mine.some((one) => one.done),
      done: mine.length > 0 && mine.every((one) => one.done),
      startsOn: days[0] ?? null,
      counts: {},
      planId: null,
    };
  };
  const facts = new Map(stages.map((stage) => [stage, planned(stage)]));
  const needs = facts.get('needs')!;
  const { sessions, closed, planningHeld } = await heldOf(scope, cycle.id);
  facts.set('needs', {
    ...needs,
    begun: needs.begun || cycle.decidedOn !== null || cycle.workingGroupId !== null || sessions > 0,
    // The assessment ends with the planning meeting (R-TIM-01).
    done: sessions > 0 && closed === sessions && planningHeld,
    counts: { sessions, closed },
  });
  const { groups, members, confirmed } = await groupCounts(scope, cycle.id);
  const order = groups > 0 && (await actInForce(scope, groupOrderTemplate, cycle.id));
  const ofGroups = facts.get('groups')!;
  facts.set('groups', {
    ...ofGroups,
    begun: ofGroups.begun || groups > 0,
    // Confirmed by the gatherings and registered by the head's order.
    done: members > 0 && confirmed === members && Boolean(order),
    counts: { groups, members },
  });
  const plan = (await listPlans(scope)).find((one) => one.cycleId === cycle.id);
  const ofPlan = facts.get('plan')!;
  facts.set('plan', {
    ...ofPlan,
    begun: ofPlan.begun || plan !== undefined,
    done: plan?.state === 'approved',
    counts: plan ? { items: await itemCount(scope, plan.id) } : {},
    planId: plan?.id ?? null,
  });
  return facts;
}

async function groupCounts(scope: MunicipalityScope, cycleId: string) {
  const present = isNull(membership.validTo);
  const [row] = await scope.tx
    .select({
      groups: sql<number>`count(distinct ${initiativeGroup.id})::int`,
      members: sql<number>`count(${groupMember.membershipId}) filter (where ${present})::int`,
      confirmed: sql<number>`count(${groupMember.membershipId}) filter (where ${present} and ${groupMember.stage} = 'confirmed')::int`,
    })
    .from(initiativeGroup)
    .innerJoin(body, and(sameRow(body, 'id', initiativeGroup, 'id'), isNull(body.dissolvedOn)))
    .leftJoin(membership, sameRow(membership, 'bodyId', initiativeGroup, 'id'))
    .leftJoin(groupMember, sameRow(groupMember, 'membershipId', membership, 'id'))
    .where(own(scope, initiativeGroup, eq(initiativeGroup.cycleId, cycleId)));
  return row ?? { groups: 0, members: 0, confirmed: 0 };
}

async function itemCount(scope: MunicipalityScope, planId: string): Promise<number> {
  const [row] = await scope.tx
    .select({ items: count() })
    .from(planItem)
    .where(own(scope, planItem, and(eq(planItem.planId, planId), ne(planItem.state, 'dropped'))));
  return row?.items ?? 0;
}

async function heldOf(scope: MunicipalityScope, cycleId: string) {
  const [row] = await scope.tx
    .select({
      sessions: sql<number>`count(*) filter (where ${meeting.kind} = 'session')::int`,
      closed: sql<number>`count(*) filter (where ${meeting.kind} = 'session' and ${meeting.state} = 'closed')::int`,
      planning: sql<number>`count(*) filter (where ${meeting.kind} = 'planning' and ${isNotNull(meeting.heldOn)})::int`,
    })
    .from(meeting)
    .where(own(scope, meeting, and(eq(meeting.cycleId, cycleId), ne(meeting.state, 'cancelled'))));
  return {
    sessions: row?.sessions ?? 0,
    closed: row?.closed ?? 0,
    planningHeld: (row?.planning ?? 0) > 0,
  };
}

/** The eight stages of a cycle, each by itself. */
export async function stagesOf(scope: MunicipalityScope, cycle: CycleRow): Promise<StageLine[]> {
  const today = todayInBishkek(scope.now);
  const facts = await stageFactsOf(scope, cycle);
  const marks = await scope.tx
    .select()
    .from(cycleStage)
    .where(own(scope, cycleStage, eq(cycleStage.cycleId, cycle.id)));
  return stages.map((stage) => {
    const shown = facts.get(stage)!;
    const marked = marks.find((one) => one.stage === stage);
    return {
      ...shown,
      stage,
      state: stageState(shown, marked, today),
      mark: marked?.mark ?? null,
      on: marked?.on ?? null,
      reason: marked?.reason ?? '',
      byName: marked?.byName ?? '',
    };
  });
}

/** What is counted of a cycle now; a frozen one keeps what was counted then. */
export async function cycleNumbers(scope: MunicipalityScope, cycle: CycleRow): Promise<CycleNumbers> {
  if (cycle.finishedNumbers) return cycle.finishedNumbers;
  const sessions = (await listSessions(scope, cycle.id)).filter((one) => one.state !== 'cancelled');
  const rows = await villageRows(scope, sessions, todayInBishkek(scope.now));
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + pick(row), 0);
  const facts = await stageFactsOf(scope, cycle);
  const planId = facts.get('plan')!.planId;
  const plan = planId === null ? undefined : await planOf(scope, planId);
  const money = plan && planMoney(plan);
  const [focus] = await scope.tx
    .select({ held: sql<number>`count(*)::int` })
    .from(meeting)
    .where(
      own(
        scope,
        meeting,
        and(eq(meeting.cycleId, cycle.id), eq(meeting.kind, 'focusGroup'), ne(meeting.state, 'cancelled')),
      ),
    );
  return {
    villages: rows.length,
    sessions: sessions.length,
    participants: sum((row) => row.participants),
    women: sum((row) => row.women),
    votes: sum((row) => row.votes),
    focusGroups: focus?.held ?? 0,
    groups: facts.get('groups')!.counts['groups'] ?? 0,
    members: facts.get('groups')!.counts['members'] ?? 0,
    items: facts.get('plan')!.counts['items'] ?? 0,
    need: String(money?.need ?? 0n),
    covered: String(money ? money.need - money.gap : 0n),
  };
}

/** A cycle that people work in, with its stages. */
export type CycleTrack = { readonly cycle: CycleRow; readonly lines: readonly StageLine[] };

/** At most so many run beside each other on one page. */
const mostTracks = 3;

/**
 * Cycles that are not frozen and in which anything was done, the older first: the report of the last one stands beside
 * the needs of the next.
 */
export async function tracksOf(scope: MunicipalityScope, cycles: readonly CycleRow[]): Promise<CycleTrack[]> {
  const open = cycles.filter((one) => one.finishedAt === null).slice(0, mostTracks);
  const tracks: CycleTrack[] = [];
  for (const cycle of open.sort((a, b) => a.year - b.year))
    tracks.push({ cycle, lines: await stagesOf(scope, cycle) });
  return tracks;
}
