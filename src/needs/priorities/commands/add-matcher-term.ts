import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { field } from '../../../platform/forms/field.ts';
import { text } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { matcherTerm } from '../../schema.ts';

const word = (label: string) =>
  field(
    { kind: 'text', required: true, max: 60, called: label },
    text(60, 2)
      .toLowerCase()
      .refine((typed) => /^[\p{L}\p{M}-]+$/u.test(typed), 'one-word'),
  );

/** A pair of words that mean the same in Kyrgyz and Russian: the matcher then sees statements across languages. */
export const addMatcherTerm = defineCommand({
  name: 'needs.add-matcher-term',
  input: z.object({ ky: word('needs.glossary.ky'), ru: word('needs.glossary.ru') }),
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
