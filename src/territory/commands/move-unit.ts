import { z } from 'zod';
import { id } from '../../platform/forms/fields.ts';
import { planMove } from '../rules/changes.ts';
import { anotherShape, defineUnitChange, parentId, whenShape } from './write-change.ts';

/** Puts a unit under another parent from a day on. */
export const moveUnit = defineUnitChange(
  'move',
  z.object({ unitId: id(), parentId: parentId(), ...anotherShape, ...whenShape }),
  (territory, input) => ({
    planned: planMove(territory, input),
    from: [input.unitId],
    to: [input.unitId],
  }),
);
