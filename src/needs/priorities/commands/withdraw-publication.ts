import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayPublishPriorities } from '../../policy.ts';
import { refuse } from '../../refusals.ts';

/** Takes a published list away from residents; it can be published anew at any time, as the next version. */
export const withdrawPublication = defineCommand({
  name: 'needs.withdraw-publication',
  input: z.object({ publicationId: id(), reason: text(500) }),
  policy: mayPublishPriorities,
  run: async ({ scope, input, now }) => {
    const done = await scope.tx.execute<{ kind: string; unit_id: string; year: number }>(sql`
      update publication set withdrawn_at = ${now.toISOString()}::timestamptz, withdrawn_reason = ${input.reason}
       where municipality_id = ${scope.municipalityId} and id = ${input.publicationId} and withdrawn_at is null
         and kind in ('village-priorities', 'municipality-priorities')
       returning kind, unit_id, year`);
    const row = done.rows[0];
    if (!row) return refuse('publication-not-found');
    return ok(
      { id: input.publicationId },
      {
        subjectKind: 'publication',
        subjectId: input.publicationId,
        details: { kind: row.kind, unitId: row.unit_id, year: row.year, reason: input.reason },
      },
    );
  },
});
