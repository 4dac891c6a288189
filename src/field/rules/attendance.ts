import { nameKey } from '../../methods/names.ts';
import { presences, type Presences } from '../../meetings/rules/who-counts.ts';
import { fewestPeople, mostPeople } from '../../needs/sessions/rules/session.ts';
import type { SessionPerson, SessionRecord } from '../../needs/sessions/rules/session-record.ts';

// Who came to a session, as the app and the minutes show it; who counts is said in meetings/rules/who-counts.ts.

export type AttendanceSums = Omit<Presences, 'community' | 'organisations'> & {
  /** Participants who came for an organisation; known only from a list. */
  readonly organisations: number;
  /** Others present: guests from outside, press, children. */
  readonly guests: number;
};

/** Counts the list or takes the head count, whichever the meeting uses. */
export function attendanceSums(
  record: Pick<
    SessionRecord,
    'attendance' | 'women' | 'men' | 'deputies' | 'executives' | 'guests' | 'people'
  >,
): AttendanceSums {
  const { community: _with, ...sums } = presences(
    'session',
    { ...record, organisations: null },
    record.people,
  );
  return { ...sums, organisations: sums.organisations ?? 0, guests: record.guests ?? 0 };
}

export type AttendanceHint = {
  readonly code: 'few-people' | 'many-people' | 'no-women' | 'no-men' | 'one-sided' | 'sex-unknown';
  readonly params: Readonly<Record<string, number>>;
};

/** The smaller voice below this share is easily not heard; the book asks only for «enough» of both (R-PAR-11). */
const quietShare = 30;

/** What to look at while people are still coming in. Nothing here forbids anything (R-PAR-08, R-PAR-09, R-PAR-11). */
export function attendanceHints(
  sums: AttendanceSums,
  sexMode: 'mixed' | 'women' | 'men',
): readonly AttendanceHint[] {
  const { people } = sums;
  if (people === null || people === 0) return [];
  const found: AttendanceHint[] = [];
  if (people < fewestPeople)
    found.push({
      code: 'few-people',
      params: { count: people, minimum: fewestPeople, missing: fewestPeople - people },
    });
  if (people > mostPeople)
    found.push({ code: 'many-people', params: { count: people, maximum: mostPeople } });
  if (sums.sexUnknown > 0) found.push({ code: 'sex-unknown', params: { count: sums.sexUnknown } });
  const women = sums.women ?? 0;
  const men = sums.men ?? 0;
  // Before everybody has come the shares say nothing.
  if (sexMode === 'mixed' && women + men >= 5) {
    if (women === 0) found.push({ code: 'no-women', params: {} });
    else if (men === 0) found.push({ code: 'no-men', params: {} });
    else if (Math.min(women, men) * 100 < quietShare * (women + men))
      found.push({
        code: 'one-sided',
        params: { percent: Math.round((Math.min(women, men) * 100) / (women + men)) },
      });
  }
  return found;
}

/** Share of women among participants whose sex is known, 0 … 1; null when none is. */
export function womenShare(sums: AttendanceSums): number | null {
  const known = (sums.women ?? 0) + (sums.men ?? 0);
  return known === 0 ? null : (sums.women ?? 0) / known;
}

/** The next number on the registration sheet: after the highest, so that a number once called stays that person's. */
export function nextNumber(people: readonly Pick<SessionPerson, 'number'>[]): number {
  return Math.min(999, people.reduce((most, one) => Math.max(most, one.number), 0) + 1);
}

/** Invited people who are not on the list yet, by name, however it was typed. */
export function notYetHere<P extends { readonly name: string }>(
  invited: readonly P[],
  people: readonly Pick<SessionPerson, 'fullName'>[],
): P[] {
  const here = new Map<string, number>();
  for (const one of people) here.set(nameKey(one.fullName), (here.get(nameKey(one.fullName)) ?? 0) + 1);
  return invited.filter((one) => {
    const left = here.get(nameKey(one.name)) ?? 0;
    // Two namesakes were invited and one has come: one is still expected.
    if (left > 0) here.set(nameKey(one.name), left - 1);
    return left === 0;
  });
}

/** «18-35», «56+» as the years it covers; null when it is no band of years. */
export function bandYears(band: string): { readonly from: number; readonly to: number | null } | null {
  const match = /^(\d{1,3})\s*(?:[-–—]\s*(\d{1,3})|\+)$/.exec(band.trim());
  if (!match) return null;
  return { from: Number(match[1]), to: match[2] === undefined ? null : Number(match[2]) };
}

/** «18-35» as people read it: «18–35». */
export function bandText(band: string): string {
  return band.replace(/^(\d+)\s*-\s*(\d+)$/, '$1–$2');
}

/** The age group an age belongs to; null when none of the list holds it. */
export function bandOfAge(age: number, bands: readonly string[]): string | null {
  return (
    bands.find((band) => {
      const years = bandYears(band);
      return years !== null && age >= years.from && (years.to === null || age <= years.to);
    }) ?? null
  );
}

type Sums = Partial<Pick<SessionRecord, 'women' | 'men' | 'deputies' | 'executives'>>;

/** Sums of a list for the head count that takes its place: only what nobody has counted yet, so that nothing is lost. */
export function countedOnce(record: SessionRecord, sums: Required<Sums>): Sums {
  return Object.fromEntries(
    (['women', 'men', 'deputies', 'executives'] as const).flatMap((name) =>
      record[name] === null ? [[name, sums[name]]] : [],
    ),
  );
}

/** The same of a session's list; nothing while it is empty. */
export function countsFromList(record: SessionRecord): Sums {
  if (record.people.length === 0) return {};
  return countedOnce(record, attendanceSums({ ...record, attendance: 'list' }));
}
