import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice } from '../../platform/forms/fields.ts';
import { mayChangePeople } from '../policy.ts';
import { body, bodyKinds } from '../schema.ts';
import { bodyNames, groupDay } from './person-fields.ts';

/** Forms a body: a working group, an initiative group, a commission …. */
export const formBody = defineCommand({
  name: 'people.form-body',
  input: z.object({
    kind: choice(bodyKinds),
    ...bodyNames,
    formedOn: optional(groupDay()),
  }),
  policy: mayChangePeople,
  async run({ scope, input }) {
    const id = newId();
    await scope.tx.insert(body).values({ id, municipalityId: scope.municipalityId, ...input });
    return ok({ id }, { subjectKind: 'body', details: { kind: input.kind } });
  },
});
