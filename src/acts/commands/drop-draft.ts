import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayRegisterAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { act } from '../schema.ts';
import { lockAct } from './lock-act.ts';

/** Takes away a draft that was to replace an act which still stands, before it has a number. */
export const dropDraft = defineCommand({
  name: 'acts.drop-draft',
  input: z.object({ actId: id() }),
  policy: mayRegisterAct,
  run: async ({ scope, input }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    const replaced = found.replacesId === null ? undefined : await lockAct(scope, found.replacesId);
    if (found.state !== 'draft' || found.number !== null || replaced?.state !== 'signed') {
      return refuse('act-draft-needed');
    }
    await scope.tx.delete(act).where(own(scope, act, eq(act.id, found.id)));
    return ok({ id: replaced.id }, { subjectKind: 'act', details: { draft: found.id } });
  },
});
