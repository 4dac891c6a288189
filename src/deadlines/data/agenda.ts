import { eq } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { mayStillBeDone } from '../rules/agenda.ts';
import { countClock, type Times } from '../rules/count-clock.ts';
import type { RuleName } from '../rules/known-rules.ts';
import { bySoonest, runningClocks, type ClockItem, type Responsible } from './clocks.ts';
import { readTimes } from './times.ts';

/** The thing a clock runs on, for the reader: its name, and its page without language prefix. */
export type Subject = { readonly name: string; readonly path: string };

export type AgendaItem = ClockItem & {
  /** Undefined for a thing whose room no longer knows it. */
  readonly subject: Subject | undefined;
};

/** What the rooms hand to the agenda: listed in app.ts, nothing registers itself. */
export type ClockSources = {
  /** By subject kind, the things of these ids. */
  readonly subjects: Readonly<
    Record<
      string,
      (scope: MunicipalityScope, ids: readonly string[], lang: Lang) => Promise<ReadonlyMap<string, Subject>>
    >
  >;
  /** Clocks that follow from records as they stand and have no row; those that are done are left out. */
  readonly following: readonly ((
    scope: MunicipalityScope,
    times: Times,
    lang: Lang,
  ) => Promise<readonly AgendaItem[]>)[];
};

/** Everything that can still be done by a day in the municipality, soonest first. */
export async function agendaOf(
  scope: MunicipalityScope,
  { subjects, following }: ClockSources,
  lang: Lang,
): Promise<AgendaItem[]> {
  const times = await readTimes(scope);
  const clocks = (await runningClocks(scope)).filter((one) => mayStillBeDone(one, times.today));
  const items: AgendaItem[] = [];
  for (const kind of new Set(clocks.map((one) => one.subjectKind))) {
    const ofKind = clocks.filter((one) => one.subjectKind === kind);
    const ids = [...new Set(ofKind.map((one) => one.subjectId))];
    const known = await subjects[kind]?.(scope, ids, lang);
    items.push(...ofKind.map((one) => ({ ...one, subject: known?.get(one.subjectId) })));
  }
  for (const read of following) items.push(...(await read(scope, times, lang)));
  return items.sort(bySoonest);
}

/** A clock that follows from records: counted as any other, with nothing kept of it. */
export function followingClock(
  times: Times,
  clock: {
    readonly name: RuleName;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly from: IsoDate;
    readonly responsible: Responsible | null;
    readonly subject: Subject;
  },
): AgendaItem {
  const { name, from } = clock;
  return {
    ...{ ...clock, id: null, doneOn: null, history: [] },
    counted: countClock(times, { rule: name, from, doneOn: null }),
  };
}

/** Who answers for a thing; null when nobody was named. */
export async function responsibleOf(
  scope: MunicipalityScope,
  personId: string | null,
): Promise<Responsible | null> {
  if (personId === null) return null;
  const [found] = await scope.tx
    .select({ id: person.id, fullName: person.fullName, accountId: person.accountId })
    .from(person)
    .where(own(scope, person, eq(person.id, personId)));
  return found ?? null;
}
