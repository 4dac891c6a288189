import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { recordableSession, touchSession } from '../data/session-guard.ts';
import { mayRecordSessions } from '../policy.ts';
import { choiceField, idField, numberField, revisionField, textField } from '../rules/session-fields.ts';
import { institution } from '../schema.ts';

/** The institutions of the Venn diagram as they should stand, in falling importance (R-VEN-01 … R-VEN-06). */
export const saveInstitutions = defineCommand({
  name: 'needs.save-institutions',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    institutionNotes: textField(20_000).optional(),
    rows: z
      .array(
        z.strictObject({
          rank: numberField(1, 200).default(null),
          name: textField(200).min(1),
          kind: choiceField(['localGroup', 'localInstitution', 'outside']).default(null),
          size: choiceField(['small', 'middle', 'big']).default(null),
          relation: choiceField(['separate', 'touching', 'partial', 'full']).default(null),
          drawnBy: z.enum(['common', 'women', 'men']).default('common'),
          judgement: textField(2000).default(''),
        }),
      )
      .max(200),
  }),
  policy: mayRecordSessions,
  run: async ({ tx, scope, input }) => {
    const guarded = await recordableSession(tx, scope, input.id);
    if (!guarded.ok) return guarded;
    const { session } = guarded;
    if (session.revision !== input.revision) return refuse('edited-meanwhile');
    const { municipalityId } = scope;
    await tx
      .delete(institution)
      .where(and(eq(institution.municipalityId, municipalityId), eq(institution.sessionId, session.id)));
    if (input.rows.length > 0) {
      await tx
        .insert(institution)
        .values(input.rows.map((row) => ({ ...row, municipalityId, sessionId: session.id })));
    }
    const revision = await touchSession(
      tx,
      scope,
      session,
      input.institutionNotes === undefined ? {} : { institutionNotes: input.institutionNotes },
    );
    return ok(
      { id: session.id, revision },
      { subjectKind: 'session', details: { institutions: input.rows.length } },
    );
  },
});
