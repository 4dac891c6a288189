import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { FocusPart, FocusRecord } from '../rules/focus-record.ts';
import type { SessionPerson } from '../rules/session-record.ts';
import { changesOf, mergedText, same } from '../rules/three-way.ts';
import { focusEntry, focusParticipant, focusTopic, problem } from '../schema.ts';
import type { FocusRow } from './focus-guard.ts';
import { newNumbers } from './received-people.ts';
import { believableDay, writeRows } from './received-record.ts';

/** What a device holds of a focus group: the meeting itself, its people, its tables. */
export type FocusMeeting = {
  readonly heldOn: string | null;
  readonly heldVenue: string;
  readonly attendance: 'list' | 'counts';
  readonly women: number | null;
  readonly men: number | null;
  readonly deputies: number | null;
  readonly executives: number | null;
  readonly people: readonly SessionPerson[];
  readonly focus: FocusRecord;
};

const noteColumns = {
  opening: 'openingNotes',
  causes: 'causesNotes',
  consequences: 'consequencesNotes',
  solutions: 'solutionsNotes',
  candidates: 'candidatesNotes',
  closing: 'closingNotes',
} as const satisfies Record<FocusPart, keyof FocusRow>;

/** Lines as rows; their place is told within the column of their problem, so that one more moves no other. */
function entryRows(record: FocusRecord) {
  const places = new Map<string, number>();
  return record.entries.map(({ order: _order, column, ...rest }) => {
    const key = `${rest.problemId} ${column}`;
    const seq = (places.get(key) ?? 0) + 1;
    places.set(key, seq);
    return { ...rest, part: column, seq };
  });
}

const given = (text: string): string | null => (text.trim() === '' ? null : text);

function personRow({ forFocusGroup: _here, ...one }: SessionPerson) {
  return {
    ...one,
    fullName: given(one.fullName),
    occupation: given(one.occupation),
    contact: given(one.contact),
    street: given(one.street),
  };
}
type PersonRow = ReturnType<typeof personRow>;

export type FocusWritten = {
  /** Changes of the focus group's own row, to be given to `touchFocusGroup`. */
  readonly group: Partial<FocusRow>;
  /** Rows added, changed or removed. */
  readonly rows: number;
};

/**
 * Writes what a device changed between two states of its record: things and fields that differ between `before` and
 * `after`, and nothing else, so that what the office has mended meanwhile stays. Lines of problems this cycle does not
 * know are left out. Permission and the lock are the caller's.
 */
export async function writeFocus(
  scope: MunicipalityScope,
  row: FocusRow,
  before: FocusMeeting,
  after: FocusMeeting,
): Promise<FocusWritten> {
  let rows = await writeFocusPeople(scope, row.id, before.people, after.people);
  const known = await problemsOf(scope, row, [before.focus, after.focus]);
  rows += await writeTopics(scope, row, known, before.focus, after.focus);
  const mine = (one: { readonly problemId: string }) => known.has(one.problemId);
  const key = { municipalityId: scope.municipalityId, focusGroupId: row.id };
  const here = (ids: readonly string[]) =>
    own(scope, focusEntry, eq(focusEntry.focusGroupId, row.id), inArray(focusEntry.id, [...ids]));
  rows += await writeRows(
    changesOf(entryRows(before.focus).filter(mine), entryRows(after.focus).filter(mine)),
    {
      sessionId: row.id,
      standing: async (ids) =>
        (
          await scope.tx
            .select()
            .from(focusEntry)
            .where(
              own(
                scope,
                focusEntry,
                or(
                  eq(focusEntry.focusGroupId, row.id),
                  ids.length === 0 ? sql`false` : inArray(focusEntry.id, [...ids]),
                ),
              ),
            )
        ).map((one) => ({ ...one, sessionId: one.focusGroupId })),
      insert: async (added) =>
        await scope.tx.insert(focusEntry).values(added.map((one) => ({ ...one, ...key }))),
      update: async (id, fields) =>
        await scope.tx
          .update(focusEntry)
          .set(fields)
          .where(here([id])),
      remove: async (ids) => await scope.tx.delete(focusEntry).where(here(ids)),
    },
  );
  return { group: ownChanges(scope, row, before, after), rows };
}

function ownChanges(
  scope: MunicipalityScope,
  row: FocusRow,
  before: FocusMeeting,
  after: FocusMeeting,
): Partial<FocusRow> {
  const changes: { -readonly [K in keyof FocusRow]?: FocusRow[K] } = {};
  const differs = (field: keyof FocusMeeting) => !same(before[field], after[field]);
  if (differs('heldOn') && believableDay(after.heldOn, scope.now)) changes.heldOn = after.heldOn;
  if (differs('heldVenue')) changes.heldVenue = given(after.heldVenue);
  if (differs('attendance')) changes.attendance = after.attendance;
  // The first list or count that arrives says how people were counted.
  else if (row.heldOn === null && row.revision === 0) changes.attendance = after.attendance;
  for (const field of ['women', 'men', 'deputies', 'executives'] as const)
    if (differs(field)) changes[field] = after[field];
  if (before.focus.organisations !== after.focus.organisations)
    changes.organisations = after.focus.organisations;
  for (const [part, column] of Object.entries(noteColumns) as [
    FocusPart,
    (typeof noteColumns)[FocusPart],
  ][]) {
    const [old, now] = [before.focus.notes[part], after.focus.notes[part]];
    if (old !== now) changes[column] = mergedText(old, now, row[column]).slice(0, 20_000);
  }
  if (before.focus.criteria !== after.focus.criteria) {
    changes.criteria = mergedText(before.focus.criteria, after.focus.criteria, row.criteria).slice(0, 2000);
  }
  return changes;
}

/** Problems of this cycle among those named. */
async function problemsOf(
  scope: MunicipalityScope,
  row: FocusRow,
  records: readonly FocusRecord[],
): Promise<ReadonlySet<string>> {
  const ids = [
    ...new Set(
      records.flatMap(({ topics, entries }) => [...topics, ...entries].map(({ problemId }) => problemId)),
    ),
  ];
  if (ids.length === 0) return new Set();
  const found = await scope.tx
    .select({ id: problem.id })
    .from(problem)
    .where(own(scope, problem, eq(problem.cycleId, row.cycleId), inArray(problem.id, ids)));
  return new Set(found.map(({ id }) => id));
}

async function writeTopics(
  scope: MunicipalityScope,
  row: FocusRow,
  known: ReadonlySet<string>,
  before: FocusRecord,
  after: FocusRecord,
): Promise<number> {
  const mine = own(scope, focusTopic, eq(focusTopic.focusGroupId, row.id));
  const standing = await scope.tx.select().from(focusTopic).where(mine);
  const stands = new Set(standing.map(({ problemId }) => problemId));
  const stood = new Map(before.topics.map((topic) => [topic.problemId, topic]));
  const wanted = new Set([...after.topics, ...after.entries].map(({ problemId }) => problemId));
  // A problem the office took off and the hall has worked on since is wanted.
  const missing = [...wanted].filter((id) => known.has(id) && !stands.has(id));
  let seq = Math.max(0, ...standing.map((topic) => topic.seq));
  let rows = 0;
  for (const problemId of missing) {
    seq += 1;
    rows += 1;
    await scope.tx
      .insert(focusTopic)
      .values({ municipalityId: scope.municipalityId, focusGroupId: row.id, problemId, seq });
  }
  for (const topic of after.topics) {
    if (!known.has(topic.problemId)) continue;
    const old = stood.get(topic.problemId) ?? { description: '', subgroup: '' };
    const fields = (['description', 'subgroup'] as const).filter((field) => old[field] !== topic[field]);
    if (fields.length === 0) continue;
    const office = standing.find(({ problemId }) => problemId === topic.problemId);
    await scope.tx
      .update(focusTopic)
      .set({
        ...(fields.includes('description')
          ? {
              description: mergedText(old.description, topic.description, office?.description ?? '').slice(
                0,
                2000,
              ),
            }
          : {}),
        ...(fields.includes('subgroup') ? { subgroup: topic.subgroup } : {}),
      })
      .where(and(mine, eq(focusTopic.problemId, topic.problemId)));
    rows += 1;
  }
  return rows;
}

/**
 * Writes what a device changed in the list of participants. People the office has added keep their numbers; where a
 * number is taken, the newcomer gets the next free one.
 */
async function writeFocusPeople(
  scope: MunicipalityScope,
  focusGroupId: string,
  before: readonly SessionPerson[],
  after: readonly SessionPerson[],
): Promise<number> {
  const { added, changed, removed } = changesOf(before.map(personRow), after.map(personRow));
  if (added.length + changed.length + removed.length === 0) return 0;
  const { municipalityId } = scope;
  const ids = [...added, ...changed.map(({ now }) => now)].map(({ id }) => id);
  const found = await scope.tx
    .select()
    .from(focusParticipant)
    .where(
      own(
        scope,
        focusParticipant,
        or(
          eq(focusParticipant.focusGroupId, focusGroupId),
          ids.length === 0 ? sql`false` : inArray(focusParticipant.id, ids),
        ),
      ),
    )
    .for('update');
  const mine = new Map(found.filter((one) => one.focusGroupId === focusGroupId).map((one) => [one.id, one]));
  // An id of another focus group: a copied document. That person stays where it is.
  const elsewhere = new Set(found.filter((one) => one.focusGroupId !== focusGroupId).map(({ id }) => id));
  const here = (list: readonly string[]) =>
    own(
      scope,
      focusParticipant,
      eq(focusParticipant.focusGroupId, focusGroupId),
      inArray(focusParticipant.id, [...list]),
    );

  // Who was changed by the office meanwhile is wanted by somebody and stays.
  const gone = removed
    .filter((old) => {
      const stands = mine.get(old.id);
      return (
        stands !== undefined &&
        Object.entries(old).every(([key, value]) => same(stands[key as keyof typeof stands], value))
      );
    })
    .map(({ id }) => id);
  if (gone.length > 0) await scope.tx.delete(focusParticipant).where(here(gone));
  for (const id of gone) mine.delete(id);

  const wanted = new Map<string, Partial<PersonRow> & { readonly id: string; readonly number: number }>();
  for (const person of added) if (!elsewhere.has(person.id)) wanted.set(person.id, person);
  for (const { now, fields } of changed) {
    if (elsewhere.has(now.id)) continue;
    const standing = mine.get(now.id);
    wanted.set(
      now.id,
      standing
        ? {
            ...(Object.fromEntries(fields.map((field) => [field, now[field]])) as Partial<PersonRow>),
            id: now.id,
            number: fields.includes('number') ? now.number : standing.number,
          }
        : now,
    );
  }
  const numbers = newNumbers([...mine.values()], [...wanted.values()]);
  // Rows are taken out and put back whole: two who change numbers with one another never meet.
  const next = [...wanted.values()].flatMap((person) => {
    const number = numbers.get(person.id);
    const standing = mine.get(person.id);
    if (number === undefined) return [];
    const base = standing ?? { municipalityId, focusGroupId };
    return [{ ...base, ...person, number, updatedAt: scope.now }];
  });
  const back = next.flatMap(({ id }) => (mine.has(id) ? [id] : []));
  if (back.length > 0) await scope.tx.delete(focusParticipant).where(here(back));
  if (next.length > 0) await scope.tx.insert(focusParticipant).values(next);
  return gone.length + next.length;
}
