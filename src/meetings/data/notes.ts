import { eq, inArray, sql } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meeting, meetingNote } from '../schema.ts';
import type { Notes } from './kind.ts';

/** The notes of a meeting by part, as a column of a query over meetings. */
export const notesOf = sql<Notes>`coalesce((select jsonb_object_agg(n.part, n.text) from meeting_note n
  where n.municipality_id = ${meeting.municipalityId} and n.meeting_id = ${meeting.id}), '{}')`;

/** Writes the parts that are named; an empty text leaves no row. */
export async function writeNotes(scope: MunicipalityScope, meetingId: string, notes: Notes): Promise<void> {
  const given = Object.entries(notes).flatMap(([part, text]) => (text === undefined ? [] : [{ part, text }]));
  const empty = given.filter(({ text }) => text === '').map(({ part }) => part);
  const kept = given.filter(({ text }) => text !== '');
  if (empty.length > 0) {
    await scope.tx
      .delete(meetingNote)
      .where(own(scope, meetingNote, eq(meetingNote.meetingId, meetingId), inArray(meetingNote.part, empty)));
  }
  if (kept.length > 0) {
    await scope.tx
      .insert(meetingNote)
      .values(kept.map((one) => ({ ...one, meetingId, municipalityId: scope.municipalityId })))
      .onConflictDoUpdate({
        target: [meetingNote.municipalityId, meetingNote.meetingId, meetingNote.part],
        set: { text: sql`excluded.text` },
      });
  }
}
