import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, text, tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { ActRow } from '../data.ts';
import { freezePaper, signingDoubts, signingObstacle } from '../documents.ts';
import { maySignAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { registerYear } from '../rules.ts';
import { act } from '../schema.ts';
import { actNumberOrNext } from './act-number.ts';
import { drawNumber } from './draw-number.ts';
import { issuedOn } from './issued-on.ts';
import { lockAct } from './lock-act.ts';
import { outOfForce } from './out-of-force.ts';

/**
 * Records that a paper was signed and freezes it as it is at this moment. A draft without a number gets it now, with
 * the date given; a numbered one keeps its date. The act whose place it takes is out of force from now on.
 */
export const signAct = defineCommand({
  name: 'acts.sign-act',
  input: z.object({
    actId: id(),
    signedBy: called('signer', text(200)),
    /** The post, where it is another than the papers' own: acting, or a chair chosen at the meeting. */
    signedAs: called('signed-as', optional(text(200), '')),
    issuedOn: optional(issuedOn()),
    number: actNumberOrNext(),
    /** What contradicts itself in the paper is meant so. */
    confirmed: tick(),
  }),
  policy: (gate) => maySignAct(gate),
  constraints: { act_number_key: refuse('act-number-taken', { field: 'number' }) },
  run: async ({ scope, input, now }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    if (!maySignAct(scope.actor, found.issuingBody)) return refuse('forbidden');
    if (found.state !== 'draft') return refuse('act-not-draft');
    const issuedOn = found.issuedOn ?? input.issuedOn;
    if (!issuedOn) return refuse('act-date-missing', { field: 'issuedOn' });
    if (issuedOn > todayInBishkek(now)) return refuse('act-date-future', { field: 'issuedOn' });
    // The paper is checked and made scope this transaction, from what it sees.
    const obstacle = await signingObstacle(scope, found);
    if (obstacle !== null) return obstacle;
    if (!input.confirmed && (await signingDoubts(scope, { ...found, issuedOn })).length > 0) {
      return refuse('act-doubtful', { field: 'confirmed' });
    }
    const year = registerYear(issuedOn);
    const { number, running } =
      found.number === null
        ? await drawNumber(scope, { ...found, year }, input.number)
        : { number: found.number, running: found.running };
    const signed: ActRow = {
      ...found,
      state: 'signed',
      year,
      number,
      running,
      issuedOn,
      signedBy: input.signedBy,
      signedAs: input.signedAs || null,
      signedAt: now,
    };
    const documents = await freezePaper(scope, signed);
    if (!documents) return refuse('act-paper-missing');
    await scope.tx
      .update(act)
      .set({
        state: 'signed',
        year,
        number,
        running,
        issuedOn,
        signedBy: input.signedBy,
        signedAs: input.signedAs || null,
        signedAt: now,
        documents,
      })
      .where(own(scope, act, eq(act.id, found.id)));
    if (found.replacesId !== null) await outOfForce(scope, found.replacesId, null);
    return ok({ id: found.id, year, number }, { subjectKind: 'act', details: { number, year } });
  },
});
