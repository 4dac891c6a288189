import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { territoryIn } from '../data.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planAbolish } from '../rules/changes.ts';
import { unitConstraints, waitForOtherChanges, whenShape, writeChange } from './write-change.ts';

/** Ends a unit without a successor; its records stay and keep its name. */
export const abolishUnit = defineSystemCommand({
  name: 'territory.abolish-unit',
  input: z.object({ unitId: id(), ...whenShape }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const { unitId, on, basis } = input;
    const planned = planAbolish(await territoryIn(scope.tx), input);
    return await writeChange(scope, planned, {
      kind: 'abolish',
      on,
      from: [unitId],
      to: [],
      basis,
    });
  },
});
