import { eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id, ids, tick } from '../../platform/forms/fields.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { membership } from '../schema.ts';

/** Says of the present members of one body (those named, or all) that they have (or have not) learned the session methods (R-WG-10). */
export const markTrained = defineCommand({
  name: 'people.mark-trained',
  input: z.object({ bodyId: id(), membershipIds: ids(200), all: tick(), trained: tick() }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    const named = [...new Set(input.membershipIds)];
    const changed = await scope.tx
      .update(membership)
      .set({ trained: input.trained, updatedAt: now })
      .where(
        own(
          scope,
          membership,
          eq(membership.bodyId, input.bodyId),
          input.all ? undefined : inArray(membership.id, named),
          isNull(membership.validTo),
        ),
      )
      .returning({ id: membership.id });
    if (changed.length === 0 || (!input.all && changed.length !== named.length)) return refuse('not-found');
    return ok(
      { id: input.bodyId, members: changed.length },
      { subjectKind: 'body', details: { members: changed.map((one) => one.id), trained: input.trained } },
    );
  },
});
