import { and, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import type { Refused } from '../../platform/refusals.ts';
import { isId } from '../../platform/db/id.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { mayRecordEveryMeeting } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { meeting, meetingLeader } from '../schema.ts';
import type { MeetingKind, MeetingRow, OwnTable } from './kind.ts';
import { notesOf, writeNotes } from './notes.ts';

/** Meetings of a kind by day and hour, those without a day last. */
export async function readMeetings<Own extends OwnTable, Part extends string>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own, Part>,
  where: SQL | undefined,
  hold?: 'update' | 'share',
): Promise<MeetingRow<Own, Part>[]> {
  const theirs: OwnTable = kind.own;
  const query = scope.tx
    .select({ own: getTableColumns(theirs), meeting, notes: notesOf })
    .from(meeting)
    .innerJoin(theirs, sameRow(theirs, 'id', meeting, 'id'))
    .where(own(scope, meeting, where))
    .orderBy(sql`${meeting.plannedOn} nulls last, ${meeting.startsAt} nulls last`, meeting.id);
  const rows = await (hold === undefined ? query : query.for(hold, { of: meeting }));
  return rows.map(
    (row) =>
      ({
        ...row.own,
        ...row.meeting,
        // Times come with seconds from the database; people never see them.
        startsAt: row.meeting.startsAt?.slice(0, 5) ?? null,
        endsAt: row.meeting.endsAt?.slice(0, 5) ?? null,
        notes: row.notes,
      }) as MeetingRow<Own, Part>,
  );
}

/**
 * Finds a meeting and holds it: `update` for what changes its row or its lock, `share` for adding to it, so that it
 * cannot be closed while somebody adds and the other way round. Undefined when there is none of this kind here.
 */
export async function holdMeeting<Own extends OwnTable, Part extends string>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own, Part>,
  id: string,
  hold?: 'update' | 'share',
): Promise<MeetingRow<Own, Part> | undefined> {
  if (!isId(id)) return undefined;
  return (await readMeetings(scope, kind, eq(meeting.id, id), hold))[0];
}

/** Whether the account leads or records this meeting. */
export async function isAssigned(scope: MunicipalityScope, meetingId: string): Promise<boolean> {
  return (await ownMeetings(scope, eq(meetingLeader.meetingId, meetingId))).length > 0;
}

/** Meetings of any kind that this account leads or records. */
export async function ownMeetings(scope: MunicipalityScope, where?: SQL): Promise<string[]> {
  const rows = await scope.tx
    .select({ id: meetingLeader.meetingId })
    .from(meetingLeader)
    .innerJoin(person, sameRow(person, 'id', meetingLeader, 'personId'))
    .where(own(scope, meetingLeader, where, eq(person.accountId, scope.actor.accountId)));
  return rows.map((row) => row.id);
}

type Guarded<Own extends OwnTable, Part extends string> =
  { readonly ok: true; readonly row: MeetingRow<Own, Part> } | Refused;

/**
 * A meeting whose plan may be changed now: held, neither closed nor cancelled, and as the form knew it when a
 * `revision` is given (`edited-meanwhile`).
 */
export async function plannableMeeting<Own extends OwnTable, Part extends string>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own, Part>,
  { id, revision }: { readonly id: string; readonly revision?: number },
  hold: 'update' | 'share' = 'update',
): Promise<Guarded<Own, Part>> {
  const row = await holdMeeting(scope, kind, id, hold);
  if (!row) return kind.refuse('not-found');
  return locked(kind, row) ?? editedMeanwhile(revision, row.revision) ?? { ok: true, row };
}

/**
 * A meeting whose record this account may write now. Refuses as `plannableMeeting` does, `forbidden` (a facilitator of
 * others), and what the kind has against it (`notYet`).
 */
export async function recordableMeeting<Own extends OwnTable, Part extends string>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own, Part>,
  { id, revision }: { readonly id: string; readonly revision?: number },
  hold: 'update' | 'share' = 'update',
): Promise<Guarded<Own, Part>> {
  let row = await holdMeeting(scope, kind, id, hold === 'share' ? undefined : hold);
  // The first sticker opens a planned session, and whoever holds a row shared with others cannot change it: both
  // would wait for each other. So a planned one is held alone from the start.
  if (row && hold === 'share') {
    row = await holdMeeting(scope, kind, id, row.state === 'planned' ? 'update' : 'share');
  }
  if (!row) return kind.refuse('not-found');
  if (!mayRecordEveryMeeting(scope.actor) && !(await isAssigned(scope, id))) return refuse('forbidden');
  const refused = locked(kind, row) ?? (await kind.notYet?.(scope, row));
  return refused ?? editedMeanwhile(revision, row.revision) ?? { ok: true, row };
}

function locked(kind: MeetingKind, row: { readonly state: string }): Refused | undefined {
  if (row.state === 'closed') return kind.refuse('closed');
  return row.state === 'cancelled' ? kind.refuse('cancelled') : undefined;
}

/** What may be changed of a meeting at once. */
export type MeetingChanges<Own extends OwnTable = OwnTable, Part extends string = string> = Partial<
  MeetingRow<Own, Part>
>;

/**
 * Marks that the record grew and writes what changed of it, of its kind's own and of its notes: the next editor with an
 * older revision is told. Opens a planned one unless `changes` name a state.
 * @returns the new revision.
 */
export async function touchMeeting<Own extends OwnTable, Part extends string>(
  scope: MunicipalityScope,
  kind: MeetingKind<Own, Part>,
  row: MeetingRow<Own, Part>,
  changes: MeetingChanges<Own, Part> = {},
): Promise<number> {
  const { notes, ...columns } = changes as MeetingChanges;
  const shared = getTableColumns(meeting);
  const ours = Object.fromEntries(Object.entries(columns).filter(([name]) => name in shared));
  const theirs = Object.fromEntries(Object.entries(columns).filter(([name]) => !(name in shared)));
  const table: OwnTable = kind.own;
  if (Object.keys(theirs).length > 0) {
    await scope.tx
      .update(table)
      .set(theirs)
      .where(own(scope, table, eq(table.id, row.id)));
  }
  if (notes) await writeNotes(scope, row.id, notes);
  const rows = await scope.tx
    .update(meeting)
    .set({
      ...ours,
      state: changes.state ?? (row.state === 'planned' ? 'open' : row.state),
      revision: sql`${meeting.revision} + 1`,
    })
    .where(and(own(scope, meeting, eq(meeting.id, row.id))))
    .returning({ revision: meeting.revision });
  return rows[0]?.revision ?? row.revision;
}
