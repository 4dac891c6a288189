import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { factsOf, field, optional } from '../../platform/forms/field.ts';
import { id, rows, tick } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupDay, personShape } from './person-fields.ts';
import { bodyToJoin, memberConstraints, placeMember, placeShape } from './place-member.ts';

/** One row: somebody of the list who was ticked, or somebody new by name. */
export const memberRow = {
  personId: optional(id()),
  chosen: tick(),
  fullName: optional(name()),
  sex: personShape.sex,
  phone: personShape.phone,
  ...placeShape,
};

/** Rows in which anything was typed, ticked or chosen. */
const people = rows(memberRow, 40, (filled) =>
  (['chosen', 'fullName', 'sex', 'phone', 'post', 'category'] as const).some(filled),
);

/**
 * Puts several people into a body from a day on, all or none. Refused beside the field of a row (`rows.<n>.<name>`) as
 * `addMember` is, and with `member-not-chosen` where something was typed for somebody who was not ticked.
 */
export const addMembers = defineCommand({
  name: 'people.add-members',
  input: z.object({
    bodyId: id(),
    from: groupDay(),
    rows: field(factsOf(people)!, people.min(1)),
  }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ scope, input }) {
    const joined = await bodyToJoin(scope, input.bodyId);
    if (!joined.ok) return joined;
    const added: string[] = [];
    for (const [index, row] of input.rows.entries()) {
      const at = (field: string) => `rows.${index}.${field}`;
      if (row.personId !== null && !row.chosen) return refuse('member-not-chosen', { field: at('chosen') });
      if (row.personId === null && row.fullName === null)
        return refuse('member-who', { field: at('fullName') });
      const placed = await placeMember(scope, joined.body, { ...row, trained: false, from: input.from });
      if (!placed.ok) {
        const [field = 'fullName'] = Object.keys(placed.fields ?? {});
        const beside = field === 'personId' ? 'chosen' : field;
        const { code, params } = placed;
        return { ...placed, fields: { [at(beside)]: { code, ...(params && { params }) } } };
      }
      added.push(placed.membershipId);
    }
    return ok(
      { id: input.bodyId, count: added.length },
      { subjectKind: 'body', subjectId: input.bodyId, details: { members: added } },
    );
  },
});
