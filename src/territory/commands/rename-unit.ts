import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { territoryIn } from '../data.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planRename } from '../rules/changes.ts';
import {
  anotherShape,
  kindShape,
  namesShape,
  unitConstraints,
  waitForOtherChanges,
  whenShape,
  writeChange,
} from './write-change.ts';

/** Gives a unit another name (or kind) from a day on; on the day its last version began, that version is corrected. */
export const renameUnit = defineSystemCommand({
  name: 'territory.rename-unit',
  input: z.object({
    unitId: id(),
    ...namesShape,
    ...kindShape,
    ...anotherShape,
    ...whenShape,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const { unitId, on, basis } = input;
    const planned = planRename(await territoryIn(scope.tx), input);
    return await writeChange(scope, planned, {
      kind: 'rename',
      on,
      from: [unitId],
      to: [unitId],
      basis,
    });
  },
});
