import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { territoryIn } from '../data.ts';
import { called, optional, several } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planMerge } from '../rules/changes.ts';
import {
  anotherShape,
  kindShape,
  namesShape,
  parentId,
  unitConstraints,
  waitForOtherChanges,
  whenShape,
  writeChange,
} from './write-change.ts';

/** Makes several units of one level into one from a day on. Parent and kind are taken from the first unless given. */
export const mergeUnits = defineSystemCommand({
  name: 'territory.merge-units',
  input: z.object({
    unitIds: called('', several(id(), 2, 50)),
    continueAs: called('territory.merge.continue', optional(id())),
    parentId: optional(parentId()),
    ...namesShape,
    ...kindShape,
    ...anotherShape,
    code: optional(text(40)),
    ...whenShape,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const territory = await territoryIn(scope.tx);
    const newUnitId = newId();
    const first = territory.openOf(input.continueAs ?? input.unitIds[0]!);
    const planned = planMerge(territory, {
      ...input,
      newUnitId,
      parentId: input.parentId ?? first?.parentId ?? null,
      kind: first?.level === 'municipality' ? (input.kind ?? first.kind) : null,
    });
    const to = [input.continueAs ?? newUnitId];
    const { on, basis } = input;
    return await writeChange(scope, planned, {
      kind: 'merge',
      on,
      from: input.unitIds,
      to,
      basis,
    });
  },
});
