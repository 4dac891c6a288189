import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../cycle/schema.ts';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayPlanSessions } from '../policy.ts';
import { keptSummary, longestRows } from '../rules/kept-file.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { sessionImport } from '../schema.ts';

/**
 * Keeps a file that was read without mistakes until somebody confirms it. Nothing of it counts before. `rows` is the
 * JSON that the reading worker made: it goes into the database as it is, since taking it apart here would hold up
 * every other request.
 */
export const previewSessionImport = defineCommand({
  name: 'needs.preview-session-import',
  input: z.strictObject({
    cycleId: idField,
    fileName: textField(200),
    summary: keptSummary,
    rows: z.string().min(2).max(longestRows),
  }),
  policy: mayPlanSessions,
  run: async ({ tx, scope, input }) => {
    const cycles = await tx
      .select({ id: cycle.id, finishedAt: cycle.finishedAt })
      .from(cycle)
      .where(and(eq(cycle.municipalityId, scope.municipalityId), eq(cycle.id, input.cycleId)));
    if (!cycles[0]) return refuse('cycle-not-found');
    if (cycles[0].finishedAt !== null) return refuse('cycle-finished');
    const id = newId();
    await tx.insert(sessionImport).values({
      id,
      municipalityId: scope.municipalityId,
      cycleId: input.cycleId,
      fileName: input.fileName,
      rows: sql`${input.rows}::jsonb`,
      summary: input.summary,
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
    });
    const sessions = input.summary.sessions.length;
    return ok({ id }, { subjectKind: 'session-import', details: { sessions } });
  },
});
