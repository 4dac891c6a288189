import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { findImport } from '../data/session-import.ts';
import { mayPlanSessions } from '../policy.ts';
import { withoutWords } from '../rules/kept-file.ts';
import { idField } from '../rules/session-fields.ts';
import { sessionImport } from '../schema.ts';

/** Lets a previewed file go: nothing of it was entered. */
export const dropSessionImport = defineCommand({
  name: 'needs.drop-session-import',
  input: z.strictObject({ id: idField }),
  policy: mayPlanSessions,
  run: async ({ tx, scope, input }) => {
    const found = await findImport(scope, input.id, tx, true);
    if (!found) return refuse('import-not-found');
    const dropped = await tx
      .update(sessionImport)
      .set({ state: 'dropped', rows: [], summary: withoutWords(found.summary) })
      .where(
        and(
          eq(sessionImport.municipalityId, scope.municipalityId),
          eq(sessionImport.id, input.id),
          eq(sessionImport.state, 'preview'),
        ),
      )
      .returning({ id: sessionImport.id });
    return dropped.length === 0 ? refuse('import-not-found') : ok({ id: input.id });
  },
});
