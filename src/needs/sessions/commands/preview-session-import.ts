import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../../cycle/schema.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import { refuse } from '../../refusals.ts';
import type { KeptFile } from '../rules/kept-file.ts';
import { sessionImport } from '../../schema.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';

/**
 * Keeps a file that was read without mistakes until somebody confirms it. Nothing of it counts before. The contents
 * are the bytes that the reading worker made, and no part of the input: they go into the database as they are, since
 * looking at megabytes here would hold up every other request. The input names them by their digest.
 */
export const previewSessionImport = (kept: KeptFile) =>
  defineCommand({
    name: 'needs.preview-session-import',
    input: z.strictObject({ cycleId: id(), fileName: text(200, 0), digest: z.literal(kept.digest) }),
    policy: mayPlanMeetings,
    run: async ({ scope, input }) => {
      const cycles = await scope.tx
        .select({ id: cycle.id, finishedAt: cycle.finishedAt })
        .from(cycle)
        .where(own(scope, cycle, eq(cycle.id, input.cycleId)));
      if (!cycles[0]) return refuse('cycle-not-found');
      if (cycles[0].finishedAt !== null) return refuse('cycle-finished');
      const id = newId();
      const json = (bytes: Uint8Array) =>
        sql`convert_from(${sql.param(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))}::bytea, 'UTF8')::jsonb`;
      await scope.tx.insert(sessionImport).values({
        id,
        municipalityId: scope.municipalityId,
        cycleId: input.cycleId,
        fileName: input.fileName,
        rows: json(kept.rows),
        summary: json(kept.summary),
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
      });
      const details = { sessions: kept.sessions.length, digest: kept.digest };
      return ok({ id }, { subjectKind: 'session-import', details });
    },
  });
