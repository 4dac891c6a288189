import { z } from 'zod';
import { defineSystemCommand } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { territoryIn } from '../data.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, text } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { planCreate } from '../rules/changes.ts';
import { unitLevels } from '../rules/unit-levels.ts';
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

/** Begins a unit of any level from a day on; a municipality gets its settings at once. */
export const createUnit = defineSystemCommand({
  name: 'territory.create-unit',
  input: z.object({
    level: choice(unitLevels, 'ui.unit'),
    ...namesShape,
    parentId: optional(parentId()),
    ...kindShape,
    code: optional(text(40)),
    ...anotherShape,
    ...whenShape,
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input }) {
    await waitForOtherChanges(scope.tx);
    const unitId = newId();
    const kind = input.level === 'municipality' ? input.kind : null;
    const under = input.level === 'oblast' ? null : input.parentId;
    const planned = planCreate(await territoryIn(scope.tx), { ...input, unitId, kind, parentId: under });
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
