import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { territoryIn } from '../data.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planMove } from '../rules/changes.ts';
import {
  anotherShape,
  parentId,
  unitConstraints,
  waitForOtherChanges,
  whenShape,
  writeChange,
} from './write-change.ts';

/** Puts a unit under another parent from a day on. */
export const moveUnit = defineSystemCommand({
  name: 'territory.move-unit',
  input: z.object({
    unitId: id(),
    parentId: parentId(),
    ...anotherShape,
    ...whenShape,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const { unitId, on, basis } = input;
    const planned = planMove(await territoryIn(scope.tx), input);
    return await writeChange(scope, planned, {
      kind: 'move',
      on,
      from: [unitId],
      to: [unitId],
      basis,
    });
  },
});
