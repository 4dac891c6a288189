import { count, ne, sql } from 'drizzle-orm';
import { cycleById, listCycles, type CycleRow } from '../../cycle/data.ts';
import { dayAfter } from '../../cycle/rules/activities.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { meeting } from '../schema.ts';

/** A meeting that was to be held so many days ago and was never closed holds its cycle open no longer. */
const forgottenAfter = 60;

/** Ids sort in the order in which they were made. */
const byOpening = (a: CycleRow, b: CycleRow) => (a.id < b.id ? -1 : 1);

/**
 * The cycle that the people of a municipality are working in, which opening another one does not change: the newest
 * whose sessions are being held, else the newest in preparation, else the newest in which anything was done, until
 * work on another begins; where nothing was done at all, the one that was opened first. Every page without a year asks
 * here. Undefined when there is none.
 */
export async function runningCycle(scope: MunicipalityScope): Promise<CycleRow | undefined> {
  const cycles = await listCycles(scope);
  if (cycles.length < 2) return cycles[0];
  const since = dayAfter(todayInBishkek(scope.now), -forgottenAfter);
  const rows = await scope.tx
    .select({
      cycleId: meeting.cycleId,
      held: count(),
      ahead: sql<number>`count(*) filter (where ${meeting.state} <> 'closed'
        and (${meeting.plannedOn} is null or ${meeting.plannedOn} >= ${since}))::int`,
    })
    .from(meeting)
    // A gathering or a sitting is held at any time of the year and says nothing of where the cycle stands.
    .where(own(scope, meeting, sql`${meeting.state} <> 'cancelled'`, ne(meeting.kind, 'public')))
    .groupBy(meeting.cycleId);
  const meetings = new Map(rows.map((row) => [row.cycleId, row]));
  const ahead = (one: CycleRow) => (meetings.get(one.id)?.ahead ?? 0) > 0;
  const begun = (one: CycleRow) =>
    one.decidedOn !== null || one.workingGroupId !== null || meetings.has(one.id);
  const over = (one: CycleRow) =>
    one.finishedAt !== null || (one.sessionsOpenedAt !== null && meetings.has(one.id) && !ahead(one));
  return (
    cycles.find((one) => one.sessionsOpenedAt !== null && ahead(one) && !over(one)) ??
    cycles.find((one) => begun(one) && !over(one)) ??
    cycles.find((one) => begun(one) && one.finishedAt === null) ??
    cycles.filter((one) => one.finishedAt === null).sort(byOpening)[0] ??
    cycles[0]
  );
}

/** The cycle that an address or a form asks for by its id, else the running one; undefined when there is none. */
export async function cycleAsked(
  scope: MunicipalityScope,
  id: string | undefined,
): Promise<CycleRow | undefined> {
  return id ? await cycleById(scope, id) : await runningCycle(scope);
}
