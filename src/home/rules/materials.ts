import { daysBetween } from '../../platform/i18n/calendar.ts';

export type MaterialsSession = {
  readonly plannedPeople: number | null;
  readonly stickersPerPerson: number;
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
};

export type Materials = {
  readonly sessions: number;
  readonly people: number;
  /** Sheets of self-adhesive paper: stickers per person × people (R-MAT-03). */
  readonly stickers: number;
  /** One for each participant. */
  readonly pens: number;
  /** Large sheets for each session: the map, two Venn diagrams, the pie, the gallery. */
  readonly sheets: number;
  /** Most sessions held at the same hour. */
  readonly parallel: number;
  /** People needed to run them: two for each (R-SES-01, R-WG-03). */
  readonly facilitators: number;
};

/** People counted for a session whose number was not planned: the most a session is meant for (R-PAR-09). */
const peopleUnlessPlanned = 25;
const sheetsPerSession = 5;

/** What has to be bought and how many facilitators are needed. */
export function materialsFor(sessions: readonly MaterialsSession[]): Materials {
  const peopleOf = (one: MaterialsSession) => one.plannedPeople ?? peopleUnlessPlanned;
  const people = sessions.reduce((sum, one) => sum + peopleOf(one), 0);
  const parallel = mostAtOnce(sessions);
  return {
    sessions: sessions.length,
    people,
    stickers: sessions.reduce((sum, one) => sum + peopleOf(one) * one.stickersPerPerson, 0),
    pens: people,
    sheets: sessions.length * sheetsPerSession,
    parallel,
    facilitators: 2 * parallel,
  };
}

/** The most sessions that share an hour of a day; 1 when any is planned and none has an hour yet. */
export function mostAtOnce(sessions: readonly MaterialsSession[]): number {
  if (sessions.length === 0) return 0;
  const timed = sessions.flatMap(({ plannedOn, startsAt, endsAt }) =>
    plannedOn && startsAt ? [{ plannedOn, startsAt, endsAt: endsAt ?? startsAt }] : [],
  );
  return timed.reduce((most, one) => {
    const same = timed.filter(
      (other) =>
        daysBetween(one.plannedOn, other.plannedOn) === 0 &&
        other.startsAt <= one.startsAt &&
        (other.endsAt > one.startsAt || other.startsAt === one.startsAt),
    );
    return Math.max(most, same.length);
  }, 1);
}
