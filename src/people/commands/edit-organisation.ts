import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { organisation } from '../schema.ts';
import {
  checkOrganisation,
  organisationConstraints,
  organisationShape,
  writeNames,
} from './organisation-fields.ts';

/**
 * Corrects an organisation; a day in `validTo` closes it, emptied it stands again. What points at it keeps pointing.
 * The consent to be named keeps its first day until it is taken back.
 */
export const editOrganisation = defineCommand({
  name: 'people.edit-organisation',
  input: z.object({ organisationId: id(), revision: revision(), ...organisationShape }),
  policy: mayChangePeople,
  constraints: organisationConstraints,
  run: async ({ scope, input: { organisationId, revision: seen, ...input }, now }) => {
    const [found] = await scope.tx
      .select()
      .from(organisation)
      .where(own(scope, organisation, eq(organisation.id, organisationId)))
      .for('update');
    if (!found) return refuse('organisation-not-found');
    const refused =
      editedMeanwhile(seen, found.revision) ?? (await checkOrganisation(scope, input, organisationId));
    if (refused) return refused;
    const { named, ...facts } = input;
    await changeRow(scope, organisation, organisationId, {
      ...facts,
      namedOn: named ? (found.namedOn ?? todayInBishkek(now)) : null,
      revision: found.revision + 1,
    });
    await writeNames(scope, organisationId, input);
    return ok(
      { id: organisationId },
      { subjectKind: 'organisation', subjectId: organisationId, details: { named, validTo: input.validTo } },
    );
  },
});
