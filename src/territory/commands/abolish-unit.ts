import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { territoryIn } from '../data.ts';
import { mayChangeUnits } from '../policy.ts';
import { planAbolish } from '../rules/changes.ts';
import {
  basisField,
  day,
  idField,
  unitConstraints,
  waitForOtherChanges,
  writeChange,
} from './write-change.ts';

/** Ends a unit without a successor; its records stay and keep its name. */
export const abolishUnit = defineSystemCommand({
  name: 'territory.abolish-unit',
  input: z.object({ unitId: idField, on: day, basis: basisField }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ tx, scope, input }) {
    await waitForOtherChanges(tx);
    const { unitId, on, basis } = input;
    const planned = planAbolish(await territoryIn(tx), input);
    return await writeChange({ tx, scope }, planned, { kind: 'abolish', on, from: [unitId], to: [], basis });
  },
});
