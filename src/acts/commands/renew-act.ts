import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { id } from '../../platform/forms/fields.ts';
import { actFor } from '../data.ts';
import { mayRegisterAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { act } from '../schema.ts';
import { lockAct } from './lock-act.ts';

/**
 * Prepares the act that takes a signed one's place: a draft made from the data of now. The signed one stays in force
 * until it is signed.
 */
export const renewAct = defineCommand({
  name: 'acts.renew-act',
  input: z.object({ actId: id() }),
  policy: mayRegisterAct,
  run: async ({ scope, input }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    const { template, cycleId, subjectId, type, issuingBody, titleKy, titleRu } = found;
    if (found.state !== 'signed' || template === null || cycleId === null) return refuse('act-not-renewable');
    const standing = await actFor(scope, template, cycleId, subjectId);
    if (standing && standing.id !== found.id) return refuse('act-renewed-already');
    const { municipalityId } = scope;
    const next = newId();
    const facts = { template, cycleId, subjectId, type, issuingBody, titleKy, titleRu, replacesId: found.id };
    await scope.tx.insert(act).values({ municipalityId, id: next, ...facts });
    return ok({ id: next }, { subjectKind: 'act', details: { replacesId: found.id } });
  },
});
