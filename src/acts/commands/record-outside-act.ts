import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayRecordOutsideAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { registerYear } from '../rules.ts';
import { act, actTypes, issuingBodies } from '../schema.ts';
import { actNumber } from './act-number.ts';
import { drawNumber } from './draw-number.ts';
import { issuedOn } from './issued-on.ts';

/** Enters a paper that exists outside Ashar (a kenesh's resolution, an order on paper) with its own number. */
export const recordOutsideAct = defineCommand({
  name: 'acts.record-outside-act',
  input: z.object({
    type: choice(actTypes),
    issuingBody: called('body', choice(issuingBodies, 'acts.body')),
    number: actNumber(),
    issuedOn: issuedOn(),
    titleKy: text(300),
    titleRu: optional(text(300)),
    signedBy: called('signer', optional(text(200))),
    note: optional(text(1000)),
  }),
  policy: mayRecordOutsideAct,
  constraints: { act_number_key: refuse('act-number-taken', { field: 'number' }) },
  run: async ({ scope, input, now }) => {
    if (input.issuedOn > todayInBishkek(now)) return refuse('act-date-future', { field: 'issuedOn' });
    const id = newId();
    const year = registerYear(input.issuedOn);
    const { running, number } = await drawNumber(scope, { ...input, year }, input.number);
    await scope.tx.insert(act).values({
      municipalityId: scope.municipalityId,
      id,
      year,
      ...input,
      running,
      titleRu: input.titleRu ?? input.titleKy,
      state: 'signed',
      signedAt: now,
    });
    return ok({ id }, { subjectKind: 'act', details: { number, year } });
  },
});
