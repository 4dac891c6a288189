import { eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { membership } from '../schema.ts';
import { idField } from './person-fields.ts';

/** Says of present members of one body that they have (or have not) learned the session methods (R-WG-10). */
export const markTrained = defineCommand({
  name: 'people.mark-trained',
  input: z.object({ bodyId: idField, membershipIds: z.array(idField).min(1).max(200), trained: z.boolean() }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    const ids = [...new Set(input.membershipIds)];
    const changed = await scope.tx
      .update(membership)
      .set({ trained: input.trained, updatedAt: now })
      .where(
        own(
          scope,
          membership,
          eq(membership.bodyId, input.bodyId),
          inArray(membership.id, ids),
          isNull(membership.validTo),
        ),
      )
      .returning({ id: membership.id });
    if (changed.length !== ids.length) return refuse('not-found');
    return ok(
      { id: input.bodyId, members: changed.length },
      { subjectKind: 'body', details: { members: ids, trained: input.trained } },
    );
  },
});
