import { z } from 'zod';
import { newId } from '../../platform/db/id.ts';
import { id } from '../../platform/forms/fields.ts';
import { planSplit } from '../rules/changes.ts';
import { anotherShape, defineUnitChange, kindShape, namesShape, whenShape } from './write-change.ts';

/**
 * Makes one unit into several from a day on. `children` says for each unit under it the number of the part it goes
 * to, from 0; left out, it stays with the old unit (which must then go on).
 */
export const splitUnit = defineUnitChange(
  'split',
  z.object({
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
  (territory, { unitId, keep, on, another, ...input }) => {
    const old = territory.openOf(unitId);
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
    return {
      planned: planSplit(territory, { unitId, keep, parts, children, on, another }),
      from: [unitId],
      to: [...(keep ? [unitId] : []), ...parts.map((part) => part.unitId)],
    };
  },
);
