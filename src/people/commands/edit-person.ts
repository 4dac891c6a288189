import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { person } from '../schema.ts';
import { checkPerson, personRow, personShape, standingPerson, writeContact } from './person-fields.ts';

/** Corrects what is known of a person. */
export const editPerson = defineCommand({
  name: 'people.edit-person',
  input: z.object({ personId: id(), ...personShape }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    if (!(await standingPerson(scope, input.personId))) return refuse('not-found');
    const refused = await checkPerson(scope, input);
    if (refused) return refused;
    await scope.tx
      .update(person)
      .set({ ...personRow(input), updatedAt: now })
      .where(own(scope, person, eq(person.id, input.personId)));
    await writeContact(scope, input.personId, input);
    return ok({ id: input.personId }, { subjectKind: 'person' });
  },
});
