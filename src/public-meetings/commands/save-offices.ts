import { eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { electedOf } from '../data/elected.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { officeRows } from '../rules/public-meeting-fields.ts';
import { meetingOffice } from '../schema.ts';

/** One of these a meeting has, of the others as many as it needs. */
const single = ['chair', 'secretary'] as const;

/** Who leads the meeting, who writes its minutes, who counts, who prepares it and who is expected, as it should stand. */
export const saveOffices = defineCommand({
  name: 'public-meetings.save-offices',
  input: z.strictObject({ id: id(), revision: revision(), rows: officeRows() }),
  policy: mayPlanMeetings,
  run: async ({ scope, input }) => {
    const found = await plannableMeeting(scope, publicKind, input);
    if (!found.ok) return found;
    const { rows } = input;
    const ids = [...new Set(rows.map((row) => row.personId))];
    const known = await scope.tx
      .select({ id: person.id })
      .from(person)
      // Whoever was removed at their wish is given no office; what stands of them goes with the next saving.
      .where(own(scope, person, inArray(person.id, ids), isNull(person.removedAt)));
    const seen = new Set<string>();
    for (const [index, { personId, office }] of rows.entries()) {
      const field = `rows.${index}.personId`;
      if (!known.some((one) => one.id === personId)) return refuse('person-unknown', { field });
      // The same office twice is one person twice, or two who lead.
      const key = (single as readonly string[]).includes(office) ? office : `${office} ${personId}`;
      if (seen.has(key)) return refuse('office-taken', { field: `rows.${index}.office` });
      seen.add(key);
    }
    const chair = rows.find((row) => row.office === 'chair')?.personId;
    const both = rows.findIndex((row) => row.office === 'secretary' && row.personId === chair);
    if (both >= 0) return refuse('chair-is-secretary', { field: `rows.${both}.personId` });
    const { id: meetingId } = input;
    const { municipalityId } = scope;
    const byHand = await delegatesByHand(scope, meetingId, rows);
    if (byHand !== undefined) return refuse('delegates-are-elected', { field: `rows.${byHand}.office` });
    const gone = await scope.tx
      .delete(meetingOffice)
      .where(own(scope, meetingOffice, eq(meetingOffice.meetingId, meetingId)))
      .returning({ id: meetingOffice.id });
    // An id that stood in this meeting goes on, once; of any other that a form sends nothing is known here.
    const former = new Set(gone.map((one) => one.id));
    const idOf = (sent: string | null) => (sent !== null && former.delete(sent) ? sent : newId());
    if (rows.length > 0)
      await scope.tx.insert(meetingOffice).values(
        rows.map(({ id: standing, ...row }) => ({
          ...row,
          id: idOf(standing),
          municipalityId,
          meetingId,
        })),
      );
    const { state } = found.row;
    const revision = await touchMeeting(scope, publicKind, found.row, { state });
    return ok(
      { id: meetingId, revision },
      { subjectKind: 'public-meeting', details: { offices: rows.length } },
    );
  },
});

/**
 * The first row that names a delegate by hand where a vote of the meeting elected some. A name that stood before the
 * vote is not touched.
 */
async function delegatesByHand(
  scope: MunicipalityScope,
  meetingId: string,
  rows: readonly { readonly personId: string; readonly office: string }[],
): Promise<number | undefined> {
  if (!rows.some((row) => row.office === 'delegate')) return undefined;
  if ((await electedOf(scope, meetingId)).length === 0) return undefined;
  const standing = await scope.tx
    .select({ personId: meetingOffice.personId })
    .from(meetingOffice)
    .where(
      own(scope, meetingOffice, eq(meetingOffice.meetingId, meetingId), eq(meetingOffice.office, 'delegate')),
    );
  const before = new Set(standing.map((one) => one.personId));
  const index = rows.findIndex((row) => row.office === 'delegate' && !before.has(row.personId));
  return index < 0 ? undefined : index;
}
