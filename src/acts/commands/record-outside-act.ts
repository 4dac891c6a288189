import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayRecordOutsideAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { registerYear } from '../rules.ts';
import { act, actTypes, issuingBodies } from '../schema.ts';
import { noteNumber } from './draw-number.ts';

/** Enters a paper that exists outside Ashar (a kenesh's resolution, an order on paper) with its own number. */
export const recordOutsideAct = defineCommand({
  name: 'acts.record-outside-act',
  input: z.object({
    type: z.enum(actTypes),
    issuingBody: z.enum(issuingBodies),
    number: z.coerce.number().int().min(1).max(99_999),
    issuedOn: z.iso.date(),
    titleKy: z.string().trim().min(1).max(300),
    titleRu: z.string().trim().max(300).default(''),
    signedBy: z.string().trim().max(200).default(''),
    note: z.string().trim().max(1000).default(''),
  }),
  policy: mayRecordOutsideAct,
  constraints: { act_number_key: refuse('act-number-taken') },
  run: async ({ scope, input, now }) => {
    if (input.issuedOn > todayInBishkek(now)) return refuse('act-date-future', { field: 'issuedOn' });
    const id = newId();
    const year = registerYear(input.issuedOn);
    const register = { type: input.type, issuingBody: input.issuingBody, year };
    await noteNumber(scope, register, input.number);
    await scope.tx.insert(act).values({
      municipalityId: scope.municipalityId,
      id,
      ...register,
      number: input.number,
      issuedOn: input.issuedOn,
      titleKy: input.titleKy,
      titleRu: input.titleRu || input.titleKy,
      signedBy: input.signedBy || null,
      note: input.note || null,
      state: 'signed',
      signedAt: now,
    });
    return ok({ id }, { subjectKind: 'act', details: { number: input.number, year } });
  },
});
