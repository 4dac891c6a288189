import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayRecordFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import {
  choiceField,
  idField,
  numberField,
  revisionField,
  textField,
  tickField,
} from '../rules/session-fields.ts';
import { participantKinds } from '../rules/session-record.ts';
import { focusParticipant } from '../schema.ts';

/**
 * The whole list of participants as it should stand, with those proposed for the initiative group. A row with an `id`
 * is changed, one without is added with the next number, one that is missing is taken off.
 */
export const saveFocusPeople = defineCommand({
  name: 'needs.save-focus-people',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    rows: z
      .array(
        z.strictObject({
          id: idField.optional(),
          fullName: textField(200).default(''),
          sex: choiceField(['female', 'male']).default(null),
          age: numberField(0, 120).default(null),
          occupation: textField(200).default(''),
          contact: textField(200).default(''),
          kind: z.enum(participantKinds).default('community'),
          forInitiativeGroup: tickField.default(false),
          forMonitoring: tickField.default(false),
        }),
      )
      .max(999),
  }),
  policy: mayRecordFocusGroups,
  run: async ({ scope, input }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
    if (group.revision !== input.revision) return refuse('edited-meanwhile');
    const { municipalityId } = scope;
    const mine = own(scope, focusParticipant, eq(focusParticipant.focusGroupId, group.id));
    const standing = await scope.tx.select().from(focusParticipant).where(mine);
    const known = new Set(standing.map((row) => row.id));
    for (const [index, row] of input.rows.entries()) {
      const field = (name: string) => `rows.${index}.${name}`;
      const params = { row: index + 1, name: row.fullName };
      if (row.id !== undefined && !known.has(row.id)) return refuse('participant-not-found');
      if (row.age !== null && row.age < 18) {
        return refuse('participant-too-young', { field: field('age'), params });
      }
      if (row.forInitiativeGroup && row.fullName === '') {
        return refuse('focus-candidate-nameless', { field: field('fullName'), params });
      }
    }
    const kept = new Set(input.rows.flatMap((row) => (row.id === undefined ? [] : [row.id])));
    const gone = standing.filter((row) => !kept.has(row.id)).map((row) => row.id);
    if (gone.length > 0)
      await scope.tx.delete(focusParticipant).where(and(mine, inArray(focusParticipant.id, gone)));
    let number = Math.max(0, ...standing.map((row) => row.number));
    let added = 0;
    for (const { id, ...row } of input.rows) {
      const values = {
        ...row,
        fullName: row.fullName === '' ? null : row.fullName,
        occupation: row.occupation === '' ? null : row.occupation,
        contact: row.contact === '' ? null : row.contact,
      };
      if (id !== undefined) {
        await scope.tx
          .update(focusParticipant)
          .set(values)
          .where(and(mine, eq(focusParticipant.id, id)));
        continue;
      }
      number += 1;
      added += 1;
      if (number > 999) return refuse('too-many-participants');
      await scope.tx
        .insert(focusParticipant)
        .values({ id: newId(), municipalityId, focusGroupId: group.id, number, ...values });
    }
    const revision = await touchFocusGroup(scope, group, { attendance: 'list' });
    return ok(
      { id: group.id, revision },
      {
        subjectKind: 'focusGroup',
        details: { participants: input.rows.length, added, removed: gone.length },
      },
    );
  },
});
