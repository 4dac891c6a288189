import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { withdrawPublished } from '../../../acts/commands/publish-version.ts';
import { publication } from '../../../acts/schema.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayPublishPriorities } from '../../policy.ts';
import { refuse } from '../../refusals.ts';

/** Takes a published list away from residents; it can be published anew at any time, as the next version. */
export const withdrawPublication = defineCommand({
  name: 'needs.withdraw-publication',
  input: z.object({ publicationId: id(), reason: text(500) }),
  policy: mayPublishPriorities,
  run: async ({ scope, input }) => {
    const lists = inArray(publication.kind, ['village-priorities', 'municipality-priorities']);
    const which = and(eq(publication.id, input.publicationId), lists);
    const [row] = await withdrawPublished(scope, which, input.reason);
    if (!row) return refuse('publication-not-found');
    return ok(
      { id: input.publicationId },
      {
        subjectKind: 'publication',
        subjectId: input.publicationId,
        details: { kind: row.kind, unitId: row.unitId, year: row.year, reason: input.reason },
      },
    );
  },
});
