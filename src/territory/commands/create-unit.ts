import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { territoryIn } from '../data.ts';
import { mayChangeUnits } from '../policy.ts';
import { planCreate } from '../rules/changes.ts';
import { unitLevels } from '../rules/unit-levels.ts';
import {
  anotherField,
  basisField,
  codeField,
  day,
  kindField,
  optionalId,
  unitConstraints,
  unitNameField,
  waitForOtherChanges,
  writeChange,
} from './write-change.ts';

/** Begins a unit of any level from a day on; a municipality gets its settings at once. */
export const createUnit = defineSystemCommand({
  name: 'territory.create-unit',
  input: z.object({
    level: z.enum(unitLevels),
    nameKy: unitNameField,
    nameRu: unitNameField,
    parentId: optionalId,
    kind: kindField,
    code: codeField,
    another: anotherField,
    on: day,
    basis: basisField,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const unitId = newId();
    const kind = input.level === 'municipality' ? input.kind : null;
    const parentId = input.level === 'oblast' ? null : input.parentId;
    const planned = planCreate(await territoryIn(scope.tx), { ...input, unitId, kind, parentId });
    const { on, basis } = input;
    return await writeChange(scope, planned, {
      kind: 'create',
      on,
      from: [],
      to: [unitId],
      basis,
    });
  },
});
