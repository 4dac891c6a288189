import { z } from 'zod';
import { newId } from '../../platform/db/id.ts';
import { called, optional, several } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { planMerge } from '../rules/changes.ts';
import {
  anotherShape,
  defineUnitChange,
  kindShape,
  namesShape,
  parentId,
  whenShape,
} from './write-change.ts';

/** Makes several units of one level into one from a day on. Parent and kind are taken from the first unless given. */
export const mergeUnits = defineUnitChange(
  'merge',
  z.object({
    unitIds: called('', several(id(), 2, 50)),
    continueAs: called('territory.merge.continue', optional(id())),
    parentId: optional(parentId()),
    ...namesShape,
    ...kindShape,
    ...anotherShape,
    code: optional(text(40)),
    ...whenShape,
  }),
  (territory, input) => {
    const newUnitId = newId();
    const first = territory.openOf(input.continueAs ?? input.unitIds[0]!);
    const planned = planMerge(territory, {
      ...input,
      newUnitId,
      parentId: input.parentId ?? first?.parentId ?? null,
      kind: first?.level === 'municipality' ? (input.kind ?? first.kind) : null,
    });
    return { planned, from: input.unitIds, to: [input.continueAs ?? newUnitId] };
  },
);
