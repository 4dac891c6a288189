import { asc, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import { newId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek, type IsoDate } from '../../platform/i18n/calendar.ts';
import { refuse } from '../refusals.ts';
import { beganOn, countClock, outcomeOf, type Counted } from '../rules/count-clock.ts';
import { ruleOn, type RuleName } from '../rules/known-rules.ts';
import { clock } from '../schema.ts';
import { readTimes } from './times.ts';

// What rooms call inside their own commands and pages. A clock is a row on a thing of theirs; what only follows from
// records as they stand (the cycle's own deadlines) needs no row: `countClock` with `readTimes`.

/** A clock to be started: `from` is the day of the event, still to come for what is due before it. */
export type NewClock = {
  readonly rule: RuleName;
  /** The word under which app.ts knows the pages of such things. */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly from: IsoDate;
  /** A person of the municipality, reminded by letter where they have an account with an e-mail. */
  readonly responsibleId?: string | null;
};

/** For commands that are told who is responsible. */
export const clockConstraints = { clock_responsible: refuse('person-not-found') };

/** The one that runs or is done, of a rule on a thing. */
const current = (scope: MunicipalityScope, { rule, subjectId }: Pick<NewClock, 'rule' | 'subjectId'>): SQL =>
  own(scope, clock, eq(clock.subjectId, subjectId), eq(clock.rule, rule), isNull(clock.stoppedAt));

/** Writes the row; undefined when one of this rule stands on the thing. */
async function insertClock(scope: MunicipalityScope, started: NewClock): Promise<string | undefined> {
  const { own: rules } = await readTimes(scope);
  const today = todayInBishkek(scope.now);
  const made = await scope.tx
    .insert(clock)
    .values({
      id: newId(),
      municipalityId: scope.municipalityId,
      rule: started.rule,
      subjectKind: started.subjectKind,
      subjectId: started.subjectId,
      from: started.from,
      responsibleId: started.responsibleId ?? null,
      kept: ruleOn(started.rule, beganOn(started.from, today), rules),
    })
    .onConflictDoNothing()
    .returning({ id: clock.id });
  return made[0]?.id;
}

/**
 * The event was moved: the clock runs anew from its new day, by the rule of today; the one before stays in the history
 * with the reason, done or not. Nothing happens when the day is the same; without a clock one is started.
 */
export async function restartClock(
  scope: MunicipalityScope,
  moved: NewClock & { readonly reason: string },
): Promise<string> {
  const [stands] = await scope.tx.select().from(clock).where(current(scope, moved)).for('update');
  if (stands?.from === moved.from) return stands.id;
  if (stands) {
    await scope.tx
      .update(clock)
      .set({ stoppedAt: scope.now, stoppedBy: 'restart', stoppedReason: moved.reason })
      .where(own(scope, clock, eq(clock.id, stands.id)));
  }
  const responsibleId = moved.responsibleId === undefined ? stands?.responsibleId : moved.responsibleId;
  const made = await insertClock(scope, { ...moved, responsibleId: responsibleId ?? null });
  // Somebody else restarted it meanwhile: theirs is moved in turn.
  return made ?? (await restartClock(scope, moved));
}

/**
 * What the clock waits for was done on this day; judged and kept by the rule and the calendar of now. Said again with
 * another day it is mended, and without one it was not done after all. @returns whether there is such a clock
 */
export async function finishClock(
  scope: MunicipalityScope,
  done: Pick<NewClock, 'rule' | 'subjectId'> & { readonly on: IsoDate | null },
): Promise<boolean> {
  const [stands] = await scope.tx.select().from(clock).where(current(scope, done)).for('update');
  if (!stands) return false;
  if (stands.doneOn === done.on) return true;
  const outcome = done.on === null ? null : outcomeOf(await readTimes(scope), { ...stands, doneOn: done.on });
  await scope.tx
    .update(clock)
    .set({ doneOn: done.on, outcome })
    .where(own(scope, clock, eq(clock.id, stands.id)));
  return true;
}

/** The thing fell away (a meeting was cancelled): its clocks that are not done stop. */
export async function dropClocks(scope: MunicipalityScope, subjectId: string, reason = ''): Promise<void> {
  await scope.tx
    .update(clock)
    .set({ stoppedAt: scope.now, stoppedBy: 'drop', stoppedReason: reason })
    .where(own(scope, clock, eq(clock.subjectId, subjectId), isNull(clock.stoppedAt), isNull(clock.doneOn)));
}

/** A clock that ran before on the same thing. */
export type PastClock = {
  readonly id: string;
  readonly from: IsoDate;
  readonly due: IsoDate | null;
  readonly doneOn: IsoDate | null;
  readonly stoppedOn: IsoDate;
  readonly stoppedBy: 'restart' | 'drop';
  readonly reason: string;
};

export type Responsible = {
  readonly id: string;
  readonly fullName: string;
  readonly accountId: string | null;
};

/** A clock as it stands today. `rule` is the name, `counted.rule` what it says. */
export type ClockItem = {
  /** Empty for one that follows from records and has no row. */
  readonly id: string | null;
  readonly name: RuleName;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly from: IsoDate;
  readonly doneOn: IsoDate | null;
  readonly responsible: Responsible | null;
  readonly counted: Counted;
  readonly history: readonly PastClock[];
};

/** The clocks of these things, soonest first, each with those that ran before it. */
export async function clocksOf(
  scope: MunicipalityScope,
  subjectIds: readonly string[],
): Promise<ClockItem[]> {
  if (subjectIds.length === 0) return [];
  return await readClocks(scope, inArray(clock.subjectId, [...subjectIds]));
}

/** All clocks of the municipality that run. */
export async function runningClocks(scope: MunicipalityScope): Promise<ClockItem[]> {
  const running = await scope.tx
    .select({ id: clock.subjectId })
    .from(clock)
    .where(own(scope, clock, isNull(clock.stoppedAt), isNull(clock.doneOn)));
  const items = await clocksOf(
    scope,
    running.map(({ id }) => id),
  );
  return items.filter((one) => one.doneOn === null);
}

async function readClocks(scope: MunicipalityScope, where: SQL | undefined): Promise<ClockItem[]> {
  const times = await readTimes(scope);
  const rows = await scope.tx
    .select({ clock, responsible: { id: person.id, fullName: person.fullName, accountId: person.accountId } })
    .from(clock)
    .leftJoin(person, sameRow(person, 'id', clock, 'responsibleId'))
    .where(own(scope, clock, where))
    .orderBy(desc(clock.stoppedAt), asc(clock.id));
  const past = rows.filter((row) => row.clock.stoppedAt !== null).map((row) => row.clock);
  const items = rows.flatMap(({ clock: row, responsible }): ClockItem[] => {
    if (row.stoppedAt !== null) return [];
    const history = past.filter((one) => one.subjectId === row.subjectId && one.rule === row.rule);
    return [
      {
        ...{ id: row.id, name: row.rule, subjectKind: row.subjectKind, subjectId: row.subjectId },
        ...{ from: row.from, doneOn: row.doneOn, responsible },
        counted: countClock(times, row),
        history: history.map((one) => ({
          ...{ id: one.id, from: one.from, doneOn: one.doneOn },
          due: countClock({ ...times, today: todayInBishkek(one.stoppedAt!) }, one).due,
          stoppedOn: todayInBishkek(one.stoppedAt!),
          stoppedBy: one.stoppedBy!,
          reason: one.stoppedReason ?? '',
        })),
      },
    ];
  });
  return items.sort(bySoonest);
}

/** By the last day, or by the day of the event where the rule names none. */
export function bySoonest(one: ClockItem, other: ClockItem): number {
  const key = ({ counted, from, id, subjectId }: ClockItem) => `${counted.due ?? from} ${id ?? subjectId}`;
  return key(one) < key(other) ? -1 : 1;
}
