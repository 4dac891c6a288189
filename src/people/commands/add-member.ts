import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, tick } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { mayChangePeople } from '../policy.ts';
import { bodyToJoin, memberConstraints, placeMember, placeShape } from './place-member.ts';
import { groupDay, personShape } from './person-fields.ts';

/**
 * Puts a person into a body from a day on: someone of the list (`personId`), or else someone new by name. Sex and phone
 * that are typed for someone of the list go to their card.
 * Refused with `member-already`, `member-role-taken` (a body has one chair and one secretary), `body-dissolved`,
 * `member-who` when neither was given, `member-both` when both were.
 */
export const addMember = defineCommand({
  name: 'people.add-member',
  input: z.object({
    bodyId: id(),
    personId: called('people.member.known', optional(id())),
    fullName: called('name', optional(name())),
    sex: personShape.sex,
    phone: personShape.phone,
    ...placeShape,
    trained: tick(),
    from: groupDay(),
  }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ scope, input }) {
    const joined = await bodyToJoin(scope, input.bodyId);
    if (!joined.ok) return joined;
    const placed = await placeMember(scope, joined.body, input);
    if (!placed.ok) return placed;
    const { membershipId, personId } = placed;
    return ok(
      { id: membershipId, personId },
      { subjectKind: 'membership', details: { body: input.bodyId, person: personId, role: input.role } },
    );
  },
});
