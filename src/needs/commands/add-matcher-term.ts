import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayGroup } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { matcherTerm } from '../schema.ts';

const word = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(60)
  .refine((text) => /^[\p{L}\p{M}-]+$/u.test(text), 'one-word');

/** A pair of words that mean the same in Kyrgyz and Russian: the matcher then sees statements across languages. */
export const addMatcherTerm = defineCommand({
  name: 'needs.add-matcher-term',
  input: z.strictObject({ ky: word, ru: word }),
  policy: mayGroup,
  constraints: { matcher_term_key: refuse('term-exists') },
  run: async ({ scope, input }) => {
    const id = newId();
    await scope.tx.insert(matcherTerm).values({
      id,
      municipalityId: scope.municipalityId,
      ky: input.ky,
      ru: input.ru,
      byName: scope.actor.name,
    });
    return ok(
      { id },
      { subjectKind: 'matcher_term', subjectId: id, details: { ky: input.ky, ru: input.ru } },
    );
  },
});
