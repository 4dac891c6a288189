import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { parseDay, todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mostNotes } from '../rules/notes.ts';
import type { MeetingRecord } from '../rules/record.ts';
import { mergedText, same } from '../rules/three-way.ts';
import type { MeetingFacts, MeetingKind, Notes, OwnTable } from './kind.ts';
import { listSums } from './people.ts';

type Record = MeetingRecord & {
  readonly guests?: number | null;
  readonly organisations?: number | null;
};

/** What a device changed of a meeting's own row between two states of its record, to be given to `touchMeeting`. */
export async function receivedFacts(
  scope: MunicipalityScope,
  kind: Pick<MeetingKind, 'name'>,
  row: MeetingFacts,
  before: Record,
  after: Record,
): Promise<Partial<MeetingFacts>> {
  const changes: { -readonly [K in keyof MeetingFacts]?: MeetingFacts[K] } = {};
  const differs = (field: keyof Record) => !same(before[field], after[field]);
  if (differs('heldOn') && believableDay(after.heldOn, scope.now)) changes.heldOn = after.heldOn;
  if (differs('heldVenue')) changes.heldVenue = after.heldVenue.trim() === '' ? null : after.heldVenue;
  for (const field of ['guests', 'organisations'] as const) {
    const said = after[field];
    if (said !== undefined && differs(field)) changes[field] = said;
  }
  const switched = differs('attendance');
  if (after.attendance === 'counts') {
    if (switched) changes.attendance = 'counts';
    for (const field of ['women', 'men', 'deputies', 'executives'] as const) {
      if (switched ? after[field] !== null : differs(field)) changes[field] = after[field];
    }
  } else if (after.people.length > 0 && (switched || differs('people'))) {
    // The list as it stands in the table, with those the office added.
    const sums = (await listSums(scope, kind.name, [row.id])).get(row.id);
    const { women = 0, men = 0, deputies = 0, executives = 0 } = sums ?? {};
    Object.assign(changes, {
      attendance: 'list' as const,
      women,
      men,
      deputies: Math.max(deputies, after.deputies ?? 0),
      executives: Math.max(executives, after.executives ?? 0),
    });
  } else {
    for (const field of ['deputies', 'executives'] as const) {
      if (differs(field)) changes[field] = after[field];
    }
  }
  // What stands already is no change: the same record sent again leaves the revision as it is.
  return Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => !same(row[field as keyof MeetingFacts], value)),
  );
}

/** The notes a device changed, with what the office has written around them meanwhile; undefined when it changed none. */
export function receivedNotes<Part extends string>(
  kind: Pick<MeetingKind<OwnTable, Part>, 'parts'>,
  office: Notes<Part>,
  before: Readonly<globalThis.Record<Part, string>>,
  after: Readonly<globalThis.Record<Part, string>>,
): Notes<Part> | undefined {
  const changed = kind.parts.filter((part) => before[part] !== after[part]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(
    changed.map((part) => [
      part,
      mergedText(before[part], after[part], office[part] ?? '').slice(0, mostNotes),
    ]),
  ) as Notes<Part>;
}

/** A day that exists and has come; a device whose clock goes a year ahead does not set it. */
function believableDay(day: string | null, now: Date): boolean {
  if (day === null) return true;
  const parts = parseDay(day);
  return parts !== null && parts.year >= 2000 && day <= todayInBishkek(now);
}
