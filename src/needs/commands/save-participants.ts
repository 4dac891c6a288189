import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { recordableSession, touchSession } from '../data/session-guard.ts';
import { mayRecordSessions } from '../policy.ts';
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
import { participant, statement } from '../schema.ts';

/**
 * The whole list of participants as it should stand (Annex 6, with sex). A row with an `id` is changed, one without
 * is added with the next number, one that is missing is taken off, unless stickers stand under its name. The sums of
 * women and men follow the list.
 */
export const saveParticipants = defineCommand({
  name: 'needs.save-participants',
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
          street: textField(200).default(''),
          kind: z.enum(participantKinds).default('community'),
          forFocusGroup: tickField.default(false),
          forInitiativeGroup: tickField.default(false),
          forMonitoring: tickField.default(false),
        }),
      )
      .max(999),
  }),
  policy: mayRecordSessions,
  run: async ({ scope, input }) => {
    const guarded = await recordableSession(scope, input.id);
    if (!guarded.ok) return guarded;
    const { session } = guarded;
    if (session.revision !== input.revision) return refuse('edited-meanwhile');
    const { municipalityId } = scope;
    const mine = own(scope, participant, eq(participant.sessionId, session.id));
    const standing = await scope.tx.select().from(participant).where(mine);
    const byId = new Map(standing.map((row) => [row.id, row]));

    for (const [index, row] of input.rows.entries()) {
      const field = (name: string) => `rows.${index}.${name}`;
      const params = { row: index + 1, name: row.fullName };
      if (row.id !== undefined && !byId.has(row.id)) return refuse('participant-not-found');
      if (row.age !== null && row.age < 18) {
        return refuse('participant-too-young', { field: field('age'), params });
      }
      if (row.sex === null) return refuse('participant-without-sex', { field: field('sex'), params });
    }

    const kept = new Set(input.rows.flatMap((row) => (row.id === undefined ? [] : [row.id])));
    const gone = standing.filter((row) => !kept.has(row.id));
    if (gone.length > 0) {
      const ids = gone.map((row) => row.id);
      const written = await scope.tx
        .select({ participantId: statement.participantId })
        .from(statement)
        .where(own(scope, statement, inArray(statement.participantId, ids)))
        .limit(1);
      const writer = gone.find((row) => row.id === written[0]?.participantId);
      if (writer) {
        return refuse('participant-has-stickers', {
          params: { number: writer.number, name: writer.fullName ?? '' },
        });
      }
      await scope.tx.delete(participant).where(and(mine, inArray(participant.id, ids)));
    }

    let number = Math.max(0, ...standing.map((row) => row.number));
    const added: (typeof participant.$inferInsert)[] = [];
    for (const { id, ...row } of input.rows) {
      const values = {
        ...row,
        fullName: row.fullName === '' ? null : row.fullName,
        occupation: row.occupation === '' ? null : row.occupation,
        contact: row.contact === '' ? null : row.contact,
        street: row.street === '' ? null : row.street,
      };
      const before = id === undefined ? undefined : byId.get(id);
      if (before) {
        const changed = Object.entries(values).some(
          ([key, value]) => before[key as keyof typeof before] !== value,
        );
        if (changed)
          await scope.tx
            .update(participant)
            .set(values)
            .where(and(mine, eq(participant.id, before.id)));
      } else {
        number += 1;
        added.push({ id: newId(), municipalityId, sessionId: session.id, number, ...values });
      }
    }
    if (number > 999) return refuse('too-many-participants');
    if (added.length > 0) await scope.tx.insert(participant).values(added);
    // Deputies and staff of the executive are present and no participants (R-PAR-12).
    const counted = input.rows.filter((row) => row.kind === 'community' || row.kind === 'organisation');
    // Their number may have been counted without writing them down: a list that never named any says nothing of it.
    const apart = (kind: 'deputy' | 'executive') => {
      const listed = input.rows.filter((row) => row.kind === kind).length;
      return listed > 0 || standing.some((row) => row.kind === kind) ? listed : undefined;
    };
    const deputies = apart('deputy');
    const executives = apart('executive');
    const women = counted.filter((row) => row.sex === 'female').length;
    const revision = await touchSession(scope, session, {
      attendance: 'list',
      women,
      men: counted.length - women,
      ...(deputies === undefined ? {} : { deputies }),
      ...(executives === undefined ? {} : { executives }),
    });
    return ok(
      { id: session.id, revision, participants: input.rows.length },
      {
        subjectKind: 'session',
        details: { participants: input.rows.length, added: added.length, removed: gone.length },
      },
    );
  },
});
