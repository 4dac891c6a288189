import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayRegisterAct } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { registerYear } from '../rules.ts';
import { act } from '../schema.ts';
import { actNumberOrNext } from './act-number.ts';
import { drawNumber } from './draw-number.ts';
import { issuedOn } from './issued-on.ts';
import { lockAct } from './lock-act.ts';

/** Gives a draft its number and date. The paper still follows the data until it is signed. */
export const registerAct = defineCommand({
  name: 'acts.register-act',
  input: z.object({ actId: id(), number: actNumberOrNext(), issuedOn: issuedOn() }),
  policy: mayRegisterAct,
  constraints: { act_number_key: refuse('act-number-taken', { field: 'number' }) },
  run: async ({ scope, input, now }) => {
    const found = await lockAct(scope, input.actId);
    if (!found) return refuse('not-found');
    if (found.state !== 'draft') return refuse('act-not-draft');
    if (found.number !== null) return refuse('act-has-number', { params: { number: found.number } });
    if (input.issuedOn > todayInBishkek(now)) return refuse('act-date-future', { field: 'issuedOn' });
    const year = registerYear(input.issuedOn);
    const drawn = await drawNumber(scope, { ...found, year }, input.number);
    await scope.tx
      .update(act)
      .set({ year, ...drawn, issuedOn: input.issuedOn })
      .where(own(scope, act, eq(act.id, found.id)));
    const { number } = drawn;
    return ok({ id: found.id, year, number }, { subjectKind: 'act', details: { number, year } });
  },
});
