import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { mayAnnulAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { act, publication } from '../schema.ts';
import { lockAct } from './lock-act.ts';

/**
 * Takes a numbered act out of force with a reason. Its row, number and paper stay in the register; what was
 * published of it is withdrawn. A draft without a number is simply made anew by its room.
 */
export const annulAct = defineCommand({
  name: 'acts.annul-act',
  input: z.object({ actId: id(), reason: called('ui.confirm.reason', text(500, 3)) }),
  policy: (gate) => mayAnnulAct(gate),
  run: async ({ scope, input, now }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    const outside = found.template === null;
    if (!mayAnnulAct(scope.actor, found.issuingBody, outside)) return refuse('forbidden');
    if (found.number === null) return refuse('act-without-number');
    if (found.state === 'annulled') return refuse('act-annulled-already');
    await scope.tx
      .update(act)
      .set({ state: 'annulled', annulledReason: input.reason })
      .where(own(scope, act, eq(act.id, found.id)));
    await scope.tx
      .update(publication)
      .set({ withdrawnAt: now, withdrawnReason: input.reason })
      .where(own(scope, publication, eq(publication.actId, found.id), isNull(publication.withdrawnAt)));
    return ok({ id: found.id }, { subjectKind: 'act', details: { reason: input.reason } });
  },
});
