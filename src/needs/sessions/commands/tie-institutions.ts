import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { nameKey } from '../../../methods/names.ts';
import { organisations } from '../../../people/data/organisations.ts';
import { mayChangePeople } from '../../../people/policy.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { id, rows, text } from '../../../platform/forms/fields.ts';
import { namedInstitutions } from '../data/named-institutions.ts';
import { refuse } from '../../refusals.ts';
import { vennOrganisation } from '../../schema.ts';

/**
 * Says which organisation of the register the people of a village mean by the names on their diagrams; a name left
 * without one is untied. The diagrams themselves stay as they were drawn.
 */
export const tieInstitutions = defineCommand({
  name: 'needs.tie-institutions',
  input: z.object({
    villageId: id(),
    rows: called(
      'needs.named-institutions.title',
      rows(
        {
          name: called('', text(200)),
          organisationId: called('organisation', optional(id())),
        },
        500,
        (filled) => filled('name'),
      ),
    ),
  }),
  policy: mayChangePeople,
  run: async ({ scope, input: { villageId, rows: sent } }) => {
    const register = await organisations(scope);
    const known = new Set(register.map((one) => one.id));
    const drawn = await namedInstitutions(scope, register);
    const here = new Set(drawn.filter((one) => one.villageId === villageId).map(({ name }) => nameKey(name)));
    if (here.size === 0) return refuse('village-not-found');
    const said = new Map<string, string | null>();
    for (const [index, { name, organisationId }] of sent.entries()) {
      if (organisationId !== null && !known.has(organisationId))
        return refuse('organisation-not-found', { field: `rows.${index}.organisationId` });
      // A diagram may have been drawn anew since the form was opened: what it names no more is left alone.
      if (here.has(nameKey(name))) said.set(nameKey(name), organisationId);
    }
    const { municipalityId } = scope;
    const theirs = own(scope, vennOrganisation, eq(vennOrganisation.villageId, villageId));
    await scope.tx
      .delete(vennOrganisation)
      .where(own(scope, vennOrganisation, theirs, inArray(vennOrganisation.nameKey, [...said.keys()])));
    const ties = [...said].flatMap(([key, organisationId]) =>
      organisationId === null ? [] : [{ municipalityId, villageId, nameKey: key, organisationId }],
    );
    if (ties.length > 0) await scope.tx.insert(vennOrganisation).values(ties).onConflictDoNothing();
    return ok({ id: villageId }, { subjectKind: 'unit', details: { tied: ties.length } });
  },
});
