import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayChangePeople } from '../policy.ts';
import { person } from '../schema.ts';
import { checkPerson, personRow, personShape, writeContact } from './person-fields.ts';

/** Puts a person on the municipality's list; no account is needed. */
export const addPerson = defineCommand({
  name: 'people.add-person',
  input: z.object(personShape),
  policy: mayChangePeople,
  async run({ scope, input }) {
    const refused = await checkPerson(scope, input);
    if (refused) return refused;
    const id = newId();
    const { municipalityId } = scope;
    await scope.tx.insert(person).values({ id, municipalityId, ...personRow(input) });
    await writeContact(scope, id, input);
    return ok({ id }, { subjectKind: 'person' });
  },
});
