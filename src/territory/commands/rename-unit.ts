import { z } from 'zod';
import { id } from '../../platform/forms/fields.ts';
import { planRename } from '../rules/changes.ts';
import { anotherShape, defineUnitChange, kindShape, namesShape, whenShape } from './write-change.ts';

/** Gives a unit another name (or kind) from a day on; on the day its last version began, that version is corrected. */
export const renameUnit = defineUnitChange(
  'rename',
  z.object({ unitId: id(), ...namesShape, ...kindShape, ...anotherShape, ...whenShape }),
  (territory, input) => ({
    planned: planRename(territory, input),
    from: [input.unitId],
    to: [input.unitId],
  }),
);
