import { z } from 'zod';
import { id } from '../../platform/forms/fields.ts';
import { planAbolish } from '../rules/changes.ts';
import { defineUnitChange, whenShape } from './write-change.ts';

/** Ends a unit without a successor; its records stay and keep its name. */
export const abolishUnit = defineUnitChange(
  'abolish',
  z.object({ unitId: id(), ...whenShape }),
  (territory, input) => ({
    planned: planAbolish(territory, input),
    from: [input.unitId],
    to: [],
  }),
);
