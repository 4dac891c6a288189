import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { mayChangePeople } from '../policy.ts';
import { body, bodyKinds } from '../schema.ts';
import { day, nameField } from './person-fields.ts';

/**
 * Forms a body: a working group, an initiative group, a commission … `cycleId` is kept as given (the cycle room
 * checks it before it calls).
 */
export const formBody = defineCommand({
  name: 'people.form-body',
  input: z.object({
    kind: z.enum(bodyKinds),
    nameKy: nameField,
    nameRu: nameField,
    formedOn: day.nullish(),
    cycleId: z.uuid().nullish(),
  }),
  policy: mayChangePeople,
  async run({ scope, input }) {
    const id = newId();
    const { kind, nameKy, nameRu } = input;
    await scope.tx.insert(body).values({
      id,
      municipalityId: scope.municipalityId,
      kind,
      nameKy,
      nameRu,
      cycleId: input.cycleId ?? null,
      formedOn: input.formedOn ?? null,
    });
    return ok({ id }, { subjectKind: 'body', details: { kind, cycle: input.cycleId ?? null } });
  },
});
