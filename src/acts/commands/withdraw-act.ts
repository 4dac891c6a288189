import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { publicationOf } from '../data.ts';
import { mayPublishAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { publication } from '../schema.ts';
import { lockAct } from './lock-act.ts';
import { withdrawPublished } from './publish-version.ts';

/** Takes a published paper from residents again, with a reason. The act itself stays in force. */
export const withdrawAct = defineCommand({
  name: 'acts.withdraw-act',
  input: z.object({ actId: id(), reason: called('ui.field.reason', text(500, 3)) }),
  policy: mayPublishAct,
  run: async ({ scope, input }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    const standing = await publicationOf(scope, found.id);
    if (!standing) return refuse('act-not-published');
    await withdrawPublished(scope, eq(publication.id, standing.id), input.reason);
    return ok({ id: standing.id }, { subjectKind: 'publication', details: { actId: found.id } });
  },
});
