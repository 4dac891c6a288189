import { eq, type InferInsertModel } from 'drizzle-orm';
import { cycle } from '../../cycle/schema.ts';
import type { Refused } from '../../platform/refusals.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { minutesLater, minutesOf } from '../rules/hours.ts';
import { meeting } from '../schema.ts';
import type { Hours } from './leaders.ts';
import type { MeetingKind, OwnTable } from './kind.ts';

/** When, where and for how many, as a form sends it. */
export type Plan = Hours & {
  readonly venue: string;
  /** The end was left as it stood. */
  readonly endMoves?: boolean;
  readonly plannedPeople?: number | null;
  readonly plannedWomen?: number | null;
};

/** Whether a day is a slip in its year: a meeting so far ahead stands in no agenda until then. */
export function isFarMeeting(day: string, now: Date): boolean {
  const today = todayInBishkek(now);
  return day > `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`;
}

/**
 * The plan with its end: that of the programme when none is named, and as long after the start as it stood before when
 * the start alone was moved. Refuses `ends-before-start`, `more-women-than-people` and
 * `meeting-day-far`.
 * @param before when it stood in the plan until now
 */
export function completePlan<P extends Plan>(
  kind: Pick<MeetingKind, 'minutes'>,
  sent: P,
  now: Date,
  before?: Pick<Hours, 'startsAt' | 'endsAt'>,
): { readonly ok: true; readonly plan: Omit<P, 'endMoves'> } | Refused {
  const { startsAt, plannedPeople, plannedWomen } = sent;
  if (sent.plannedOn !== null && isFarMeeting(sent.plannedOn, now))
    return refuse('meeting-day-far', { field: 'plannedOn' });
  const moves = sent.endMoves === true && before !== undefined && before.endsAt === sent.endsAt;
  const length = (moves ? lengthOf(before) : undefined) ?? kind.minutes;
  const endsAt =
    startsAt !== null && (moves || sent.endsAt === null) ? minutesLater(startsAt, length) : sent.endsAt;
  if (endsAt !== null && startsAt !== null && endsAt <= startsAt)
    return refuse('ends-before-start', { field: 'endsAt' });
  if ((plannedWomen ?? 0) > (plannedPeople ?? Infinity))
    return refuse('more-women-than-people', { field: 'plannedWomen' });
  const { endMoves: _, ...plan } = sent;
  return { ok: true, plan: { ...plan, endsAt } };
}

/** Minutes between start and end; undefined where one of them is not set. */
const lengthOf = ({ startsAt, endsAt }: Pick<Hours, 'startsAt' | 'endsAt'>) =>
  startsAt === null || endsAt === null ? undefined : minutesOf(endsAt) - minutesOf(startsAt);

/**
 * Puts a new meeting into the plan. Refuses `cycle-not-found`, `cycle-finished`, `village-unknown` and what
 * `completePlan` refuses; the database refuses a second one of what there is `once`.
 */
export async function insertMeeting<Own extends OwnTable>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own>,
  at: { readonly cycleId: string; readonly villageId: string | null; readonly once?: string | null },
  plan: Plan,
  ownFields: Omit<InferInsertModel<Own>, 'id' | 'municipalityId'>,
): Promise<{ readonly ok: true; readonly id: string; readonly hours: Hours } | Refused> {
  const { municipalityId } = scope;
  const [into] = await scope.tx
    .select({ finishedAt: cycle.finishedAt })
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, at.cycleId)));
  if (!into) return refuse('cycle-not-found');
  if (into.finishedAt !== null) return refuse('cycle-finished');
  const today = todayInBishkek(scope.now);
  if (at.villageId !== null && !(await isVillageOf(scope.tx, municipalityId, at.villageId, today)))
    return refuse('village-unknown', { field: 'villageId' });
  const complete = completePlan(kind, plan, scope.now);
  if (!complete.ok) return complete;
  const id = newId();
  await scope.tx.insert(meeting).values({ ...complete.plan, ...at, id, municipalityId, kind: kind.name });
  const theirs: OwnTable = kind.own;
  await scope.tx.insert(theirs).values({ ...ownFields, id, municipalityId });
  const { plannedOn, startsAt, endsAt } = complete.plan;
  return { ok: true, id, hours: { plannedOn, startsAt, endsAt } };
}
