import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { mayAnnulAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { lockAct } from './lock-act.ts';
import { outOfForce } from './out-of-force.ts';
import { saveDraftAct } from './save-draft-act.ts';

/**
 * Takes a numbered act out of force with a reason. Its row, number and paper stay in the register; what was
 * published of it is withdrawn. A paper of the cycle gets its next draft in the same step. A draft without a number
 * needs no annulling: it follows the data.
 */
export const annulAct = defineCommand({
  name: 'acts.annul-act',
  input: z.object({ actId: id(), reason: called('ui.field.reason', text(500, 3)) }),
  policy: (gate) => mayAnnulAct(gate),
  run: async ({ scope, input }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    const outside = found.template === null;
    if (!mayAnnulAct(scope.actor, found.issuingBody, outside)) return refuse('forbidden');
    if (found.number === null) return refuse('act-without-number');
    if (found.state === 'annulled') return refuse('act-annulled-already');
    await outOfForce(scope, found.id, input.reason);
    const { template, cycleId } = found;
    // A paper of the cycle goes on as the next draft, so that whatever was wrong in it can be put right.
    const next =
      template === null || cycleId === null
        ? undefined
        : await saveDraftAct(scope, { ...found, template, cycleId });
    const nextId = next?.id ?? null;
    return ok({ id: found.id, nextId }, { subjectKind: 'act', details: { reason: input.reason, nextId } });
  },
});
