import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { publicationOf } from '../data.ts';
import { mayPublishAct } from '../policy.ts';
import { publication } from '../schema.ts';
import { lockAct } from './lock-act.ts';

/** Takes a published paper from residents again, with a reason. The act itself stays in force. */
export const withdrawAct = defineCommand({
  name: 'acts.withdraw-act',
  input: z.object({ actId: z.uuid(), reason: z.string().trim().min(3).max(500) }),
  policy: mayPublishAct,
  run: async ({ tx, scope, input, now }) => {
    const found = await lockAct(tx, scope, input.actId);
    if (!found) return refuse('not-found');
    const standing = await publicationOf(scope, found.id, tx);
    if (!standing) return refuse('act-not-published');
    await tx
      .update(publication)
      .set({ withdrawnAt: now, withdrawnReason: input.reason })
      .where(and(eq(publication.municipalityId, scope.municipalityId), eq(publication.id, standing.id)));
    return ok({ id: standing.id }, { subjectKind: 'publication', details: { actId: found.id } });
  },
});
