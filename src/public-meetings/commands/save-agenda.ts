import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { inviteThem } from '../data/elected.ts';
import { publicKind } from '../data/public-kind.ts';
import { possibleSubjects } from '../data/subjects.ts';
import { delegatesFor } from '../data/public-meetings.ts';
import { refuse } from '../refusals.ts';
import { agendaRows } from '../rules/public-meeting-fields.ts';
import { aboutOf } from '../rules/subjects.ts';
import { agendaItem, speech } from '../schema.ts';

/**
 * The agenda as it should stand, in the order of its rows. A point that is left out goes, unless something was said or
 * decided on it: what was heard stays with its point.
 */
export const saveAgenda = defineCommand({
  name: 'public-meetings.save-agenda',
  input: z.strictObject({ id: id(), revision: revision(), rows: agendaRows() }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, revision: seen, rows } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId, revision: seen });
    if (!found.ok) return found;
    const { tx, municipalityId } = scope;
    const mine = own(scope, agendaItem, eq(agendaItem.meetingId, meetingId));
    const standing = await tx.select().from(agendaItem).where(mine);
    const left = new Set(standing.map((one) => one.id));
    const subjects = new Map((await possibleSubjects(scope, found.row.cycleId)).map((one) => [one.id, one]));
    const before = new Map(standing.flatMap((one) => (aboutOf(one) === null ? [] : [[aboutOf(one), one]])));
    /** What a row is about; what stood there before may have been withdrawn or annulled since, and goes on. */
    const subjectOf = (id: string) => {
      const one = subjects.get(id);
      if (!one) return before.get(id);
      return one.about === null
        ? { subjectId: id, aboutKind: null, aboutId: null }
        : { subjectId: null, aboutKind: one.about, aboutId: id };
    };
    for (const [index, row] of rows.entries()) {
      // Each point once: two rows of one point would write over each other.
      if (row.id !== null && !left.delete(row.id)) return refuse('agenda-item-gone');
      if (row.subjectId === null) continue;
      if (!subjectOf(row.subjectId)) return refuse('subject-unknown', { field: `rows.${index}.subjectId` });
    }
    const kept = new Set(rows.map((row) => row.id));
    const gone = standing.filter((one) => !kept.has(one.id));
    if (gone.length > 0) {
      const ids = gone.map((one) => one.id);
      const said = await tx
        .select({ id: speech.id })
        .from(speech)
        .where(own(scope, speech, inArray(speech.agendaItemId, ids)))
        .limit(1);
      if (said.length > 0 || gone.some((one) => one.heard !== '' || one.decision !== ''))
        return refuse('agenda-item-heard');
      await tx.delete(agendaItem).where(and(mine, inArray(agendaItem.id, ids)));
    }
    const about = rows.map(({ subjectId }) => {
      const one = subjectId === null ? undefined : subjectOf(subjectId);
      const { aboutKind = null, aboutId = null } = one ?? {};
      return { subjectId: one?.subjectId ?? null, aboutKind, aboutId };
    });
    for (const [position, { id: known, ...typed }] of rows.entries()) {
      const row = { ...typed, ...about[position]! };
      if (known !== null) await changeRow(scope, agendaItem, known, { ...row, position });
      else await tx.insert(agendaItem).values({ ...row, position, id: newId(), municipalityId, meetingId });
    }
    // Delegates of a gathering whose matters came to the agenda now are asked to come.
    const agenda = about.filter((one) => !before.has(aboutOf(one)));
    const delegates = await delegatesFor(scope, { agenda });
    await inviteThem(
      scope,
      meetingId,
      delegates.map((one) => one.personId),
    );
    const { state } = found.row;
    const revision = await touchMeeting(scope, publicKind, found.row, { state });
    return ok(
      { id: meetingId, revision },
      { subjectKind: 'public-meeting', details: { items: rows.length } },
    );
  },
});
