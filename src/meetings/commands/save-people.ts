import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import type { Refused } from '../../platform/refusals.ts';
import { recordableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { countedBy, participantsOf, type Participant } from '../data/people.ts';
import { mayRecordMeetings } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { fromPaperField, typedOn } from '../rules/from-paper.ts';
import { isPartOfCount } from '../rules/who-counts.ts';
import { personRows, type AboutRow, type PersonRow, type PersonInput } from '../rules/person-fields.ts';
import { participant } from '../schema.ts';

/**
 * The whole list of participants as it should stand (Annex 6, with sex). A row with an `id` is changed, one without
 * is added with the next number, one that is missing is taken off unless the kind holds it (`held`). What the form of
 * the kind does not ask stays as it is. The sums of women and men follow the list, but for one that is shorter than the
 * heads that were counted: it is taken for a part, until somebody says that it is whole (`save-record`).
 */
export const savePeople = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.save-participants`,
    input: z.strictObject({
      ...{ id: id(), revision: revision(), rows: personRows(kind.people.asks) },
      /** Rows that are added stand on a paper sheet. */
      fromPaper: fromPaperField(),
    }),
    policy: mayRecordMeetings,
    run: async ({ scope, input, now }) => {
      const found = await recordableMeeting(scope, kind, input);
      if (!found.ok) return found;
      const meetingId = input.id;
      const mine = own(scope, participant, eq(participant.meetingId, meetingId));
      const standing = await participantsOf(scope, [meetingId]);
      const byId = new Map(standing.map((row) => [row.id, row]));
      for (const [index, row] of (input.rows as readonly PersonRow[]).entries()) {
        if (row.id !== undefined && !byId.has(row.id)) return refuse('participant-not-found');
        const refused = wrongRow(kind, row, index);
        if (refused) return refused;
      }
      const kept = new Set(input.rows.map((row) => row.id));
      const gone = standing.filter((row) => !kept.has(row.id));
      if (gone.length > 0) {
        const ids = gone.map((row) => row.id);
        const { held } = kind.people;
        const stay = (await held?.among(scope, ids)) ?? new Set<string>();
        const stays = gone.find((row) => stay.has(row.id));
        if (held && stays) return held.refuse(stays);
        await scope.tx.delete(participant).where(and(mine, inArray(participant.id, ids)));
      }
      let number = Math.max(0, ...standing.map((row) => row.number));
      const rows: Pick<Participant, 'sex' | 'kind'>[] = [];
      const added: (typeof participant.$inferInsert)[] = [];
      for (const { id: known, ...row } of input.rows as readonly PersonRow[]) {
        const values = Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === '' ? null : value]),
        ) as Partial<Participant>;
        const before = known === undefined ? undefined : byId.get(known);
        rows.push({ sex: null, kind: 'community', ...before, ...values });
        if (!before) {
          number += 1;
          const { municipalityId } = scope;
          const paperTypedOn = typedOn(input.fromPaper, now);
          added.push({ ...values, id: newId(), municipalityId, meetingId, number, paperTypedOn });
        } else if (
          Object.entries(values).some(([name, value]) => before[name as keyof Participant] !== value)
        ) {
          await scope.tx
            .update(participant)
            .set(values)
            .where(and(mine, eq(participant.id, before.id)));
        }
      }
      if (number > 999) return refuse('too-many-participants');
      if (added.length > 0) await scope.tx.insert(participant).values(added);
      const isPart = isPartOfCount(found.row, rows);
      const sums = isPart ? {} : countedBy(kind.name, rows, standing);
      const revision = await touchMeeting(scope, kind, found.row, sums);
      return ok(
        { id: meetingId, revision, participants: rows.length },
        {
          subjectKind: kind.name,
          details: { participants: rows.length, added: added.length, removed: gone.length },
        },
      );
    },
  });

function wrongRow(kind: MeetingKind, row: PersonInput, index: number): Refused | undefined {
  const about: AboutRow = (field) => ({
    field: `rows.${index}.${field}`,
    params: { row: index + 1, name: row.fullName ?? '' },
  });
  if ((row.age ?? 18) < 18) return refuse('participant-too-young', about('age'));
  return kind.people.wrong?.(row, about);
}
