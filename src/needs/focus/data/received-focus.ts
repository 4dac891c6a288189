import { and, eq, inArray } from 'drizzle-orm';
import { writePeople } from '../../../meetings/data/received-people.ts';
import { receivedFacts, receivedNotes } from '../../../meetings/data/received-record.ts';
import { writeRows } from '../../../meetings/data/received-rows.ts';
import type { MeetingRecord } from '../../../meetings/rules/record.ts';
import { changesOf, mergedText } from '../../../meetings/rules/three-way.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { focusLimits, type FocusRecord } from '../rules/focus-record.ts';
import { focusEntry, focusTopic, problem } from '../../schema.ts';
import { focusKind, type FocusRow } from './focus-kind.ts';

/** What a device holds of a focus group: the meeting itself, its people, its tables. */
export type FocusMeeting = MeetingRecord & { readonly focus: FocusRecord };

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

export type FocusWritten = {
  /** Changes of the focus group's own row, to be given to `touchMeeting`. */
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
  let { rows } = await writePeople(scope, focusKind, row.id, before.people, after.people);
  const known = await problemsOf(scope, row, [before.focus, after.focus]);
  rows += await writeTopics(scope, row, known, before.focus, after.focus);
  const mine = (one: { readonly problemId: string }) => known.has(one.problemId);
  rows += await writeRows(
    scope,
    row.id,
    { table: focusEntry, meetingColumn: 'focusGroupId' },
    changesOf(entryRows(before.focus).filter(mine), entryRows(after.focus).filter(mine)),
  );
  return { group: await groupChanges(scope, row, before, after), rows };
}

async function groupChanges(
  scope: MunicipalityScope,
  row: FocusRow,
  before: FocusMeeting,
  after: FocusMeeting,
): Promise<Partial<FocusRow>> {
  const notes = receivedNotes(focusKind, row.notes, before.focus.notes, after.focus.notes);
  const [old, now] = [before.focus.criteria, after.focus.criteria];
  return {
    ...(await receivedFacts(
      scope,
      focusKind,
      row,
      { ...before, organisations: before.focus.organisations },
      { ...after, organisations: after.focus.organisations },
    )),
    ...(notes ? { notes } : {}),
    ...(old === now ? {} : { criteria: mergedText(old, now, row.criteria).slice(0, focusLimits.criteria) }),
  };
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
