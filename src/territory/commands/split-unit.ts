import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { territoryIn } from '../data.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planSplit } from '../rules/changes.ts';
import {
  anotherShape,
  kindShape,
  namesShape,
  unitConstraints,
  waitForOtherChanges,
  whenShape,
  writeChange,
} from './write-change.ts';

/**
 * Makes one unit into several from a day on. `children` says for each unit under it the number of the part it goes
 * to, from 0; left out, it stays with the old unit (which must then go on).
 */
export const splitUnit = defineSystemCommand({
  name: 'territory.split-unit',
  input: z.object({
    unitId: id(),
    keep: z.boolean(),
    parts: z
      .array(z.object({ ...namesShape, ...kindShape }))
      .min(1)
      .max(20),
    ...anotherShape,
    children: z.record(id(), z.number().int().min(0).max(19)).default({}),
    ...whenShape,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const territory = await territoryIn(scope.tx);
    const old = territory.openOf(input.unitId);
    const parts = input.parts.map((part) => ({
      ...part,
      unitId: newId(),
      kind: old?.level === 'municipality' ? (part.kind ?? old.kind) : null,
    }));
    const children = Object.fromEntries(
      Object.entries(input.children).flatMap(([child, index]) => {
        const part = parts[index];
        return part ? [[child, part.unitId]] : [];
      }),
    );
    const { unitId, keep, on, basis, another } = input;
    const planned = planSplit(territory, { unitId, keep, parts, children, on, another });
    const to = [...(keep ? [unitId] : []), ...parts.map((part) => part.unitId)];
    return await writeChange(scope, planned, {
      kind: 'split',
      on,
      from: [unitId],
      to,
      basis,
    });
  },
});
