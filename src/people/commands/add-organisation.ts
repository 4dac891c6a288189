import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayChangePeople } from '../policy.ts';
import { organisation } from '../schema.ts';
import {
  checkOrganisation,
  organisationConstraints,
  organisationShape,
  writeNames,
} from './organisation-fields.ts';

/** Puts an organisation into the register; one whose name stands there already is refused, however it is typed. */
export const addOrganisation = defineCommand({
  name: 'people.add-organisation',
  input: z.object(organisationShape),
  policy: mayChangePeople,
  constraints: organisationConstraints,
  run: async ({ scope, input, now }) => {
    const refused = await checkOrganisation(scope, input);
    if (refused) return refused;
    const { named, ...facts } = input;
    const id = await addRow(scope, organisation, { ...facts, namedOn: named ? todayInBishkek(now) : null });
    await writeNames(scope, id, input);
    return ok({ id }, { subjectKind: 'organisation', details: { kind: input.kind, named } });
  },
});
