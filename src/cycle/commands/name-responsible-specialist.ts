import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';

/** Names the specialist of the executive whom both orders make answerable for the working group's work. */
export const nameResponsibleSpecialist = defineCommand({
  name: 'cycle.name-responsible-specialist',
  input: z.object({ cycleId: id(), personId: called('specialist', id()) }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const unknown = await unknownPerson(scope, input, 'personId');
    if (unknown) return unknown;
    await changeRow(scope, cycle, found.id, { responsiblePersonId: input.personId });
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { personId: input.personId } });
  },
});
