import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import { recordLimits } from '../rules/session-record.ts';
import { resourceObject } from '../../schema.ts';
import { mapConditions, mapKinds, mapUsers } from '../../../drawings/words.ts';
import { refuse } from '../../refusals.ts';
import { called, optional, several } from '../../../platform/forms/field.ts';
import { choice, id, revision, rows, text, tick } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { sessionKind } from '../data/session-kind.ts';

/**
 * The words about the objects of a session's map as they should stand, in their order (R-MAP-01 … R-MAP-06). Where an
 * object was drawn stays as it was; one that is new here is in the list and not on the drawing. Refuses
 * `resource-object-not-found` when a row names an object of another session, `edited-meanwhile` for an old revision.
 */
export const saveResourceObjects = defineCommand({
  name: 'needs.save-resource-objects',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    rows: called(
      'needs.map.standing-count',
      rows(
        {
          /** Empty for a new object. */
          id: optional(id()),
          kind: optional(choice(mapKinds, 'needs.map.kind')),
          name: optional(text(recordLimits.name), ''),
          condition: optional(choice(mapConditions, 'needs.map.condition')),
          users: called('needs.map.users', several(choice(mapUsers, 'needs.map.user'), 0, mapUsers.length)),
          wished: called('needs.map.wished', tick()),
          note: called('judgement', optional(text(recordLimits.judgement), '')),
        },
        recordLimits.mapObjects,
        (filled) => filled('id') || filled('name'),
      ),
    ),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, sessionKind, input);
    if (!guarded.ok) return guarded;
    const { row: session } = guarded;
    const { municipalityId } = scope;
    const ofSession = own(scope, resourceObject, eq(resourceObject.sessionId, session.id));
    const standing = await scope.tx
      .select({ id: resourceObject.id, kind: resourceObject.kind })
      .from(resourceObject)
      .where(ofSession);
    const kinds = new Map(standing.map((one) => [one.id, one.kind]));
    const kept = new Set(input.rows.flatMap((row) => (row.id === null ? [] : [row.id])));
    for (const id of kept) if (!kinds.has(id)) return refuse('resource-object-not-found');
    // Two rows about one object cannot both be right.
    if (kept.size !== input.rows.filter((row) => row.id !== null).length) {
      return refuse('resource-object-not-found');
    }
    for (const [index, row] of input.rows.entries()) {
      // What was drawn may be nameless; what is only listed is nothing without a name.
      if (row.id === null && row.name === '') {
        return refuse('resource-object-without-name', { field: `rows.${index}.name` });
      }
    }
    const gone = standing.map((one) => one.id).filter((id) => !kept.has(id));
    if (gone.length > 0)
      await scope.tx.delete(resourceObject).where(and(ofSession, inArray(resourceObject.id, gone)));
    for (const [index, { id, kind, ...words }] of input.rows.entries()) {
      const fields = { ...words, seq: index + 1 };
      if (id === null) {
        await scope.tx.insert(resourceObject).values({
          ...fields,
          id: newId(),
          municipalityId,
          sessionId: session.id,
          kind: kind ?? 'infrastructure',
        });
      } else {
        await scope.tx
          .update(resourceObject)
          .set({ ...fields, kind: kind ?? kinds.get(id) ?? 'infrastructure' })
          .where(and(ofSession, eq(resourceObject.id, id)));
      }
    }
    const revision = await touchMeeting(scope, sessionKind, session);
    return ok(
      { id: session.id, revision },
      { subjectKind: 'session', details: { objects: input.rows.length, removed: gone.length } },
    );
  },
});
