import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { mayChangePeople } from '../policy.ts';
import { person } from '../schema.ts';
import {
  checkPerson,
  idField,
  personRow,
  personShape,
  standingPerson,
  writeContact,
} from './person-fields.ts';

/** Corrects what is known of a person. */
export const editPerson = defineCommand({
  name: 'people.edit-person',
  input: z.object({ personId: idField, ...personShape }),
  policy: mayChangePeople,
  async run({ tx, scope, input, now }) {
    const { municipalityId } = scope;
    if (!(await standingPerson(tx, municipalityId, input.personId))) return refuse('not-found');
    const refused = await checkPerson({ tx, scope, now }, input);
    if (refused) return refused;
    await tx
      .update(person)
      .set({ ...personRow(input), updatedAt: now })
      .where(and(eq(person.municipalityId, municipalityId), eq(person.id, input.personId)));
    await writeContact(tx, municipalityId, input.personId, input);
    return ok({ id: input.personId }, { subjectKind: 'person' });
  },
});
