import { z } from 'zod';
import { newId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, text } from '../../platform/forms/fields.ts';
import { planCreate } from '../rules/changes.ts';
import { unitLevels } from '../rules/unit-levels.ts';
import {
  anotherShape,
  defineUnitChange,
  kindShape,
  namesShape,
  parentId,
  whenShape,
} from './write-change.ts';

/** Begins a unit of any level from a day on; a municipality gets its settings at once. */
export const createUnit = defineUnitChange(
  'create',
  z.object({
    level: choice(unitLevels, 'ui.unit'),
    ...namesShape,
    parentId: optional(parentId()),
    ...kindShape,
    code: optional(text(40)),
    ...anotherShape,
    ...whenShape,
  }),
  (territory, input) => {
    const unitId = newId();
    const kind = input.level === 'municipality' ? input.kind : null;
    const under = input.level === 'oblast' ? null : input.parentId;
    return {
      planned: planCreate(territory, { ...input, unitId, kind, parentId: under }),
      from: [],
      to: [unitId],
    };
  },
);
