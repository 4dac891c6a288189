import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { id } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { matcherTerm } from '../../schema.ts';

/** Takes a pair of words out of the municipality's own glossary; it can be added again at once. */
export const removeMatcherTerm = defineCommand({
  name: 'needs.remove-matcher-term',
  input: z.object({ termId: id() }),
  policy: mayGroup,
  run: async ({ scope, input }) => {
    const done = await scope.tx
      .delete(matcherTerm)
      .where(own(scope, matcherTerm, eq(matcherTerm.id, input.termId)))
      .returning({ ky: matcherTerm.ky, ru: matcherTerm.ru });
    const gone = done[0];
    if (!gone) return refuse('term-not-found');
    return ok({ id: input.termId }, { subjectKind: 'matcher_term', subjectId: input.termId, details: gone });
  },
});
