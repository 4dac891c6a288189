import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { changeRow } from '../../platform/db/own.ts';
import { bodyToJoin, memberConstraints, placeMember } from '../../people/commands/place-member.ts';
import { checkPerson, groupDay, personShape } from '../../people/commands/person-fields.ts';
import { memberCategories, memberRoles, person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, id, text, tick } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { heldGroup } from '../data/groups.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupMember } from '../schema.ts';

/** Stages in which somebody may join; what a gathering confirmed comes by its paper. */
const joinable = ['nominated', 'working'] as const;

/**
 * Somebody joins an initiative group by their own consent; its words are kept as they were. To be named in public is
 * another consent, asked apart.
 */
export const joinGroup = defineCommand({
  name: 'groups.join-group',
  input: z.object({
    groupId: id(),
    personId: called('people.member.known', optional(id())),
    fullName: called('meetings.col.name', optional(name())),
    sex: personShape.sex,
    birthYear: called('people.field.birthYear', personShape.birthYear),
    villageId: called('ui.field.village', optional(id())),
    phone: personShape.phone,
    role: called('people.field.role', choice(memberRoles, 'people.role')),
    category: called('people.field.category', choice(memberCategories, 'people.category')),
    post: called('people.field.post', optional(text(200), '')),
    stage: choice(joinable, 'groups.stage'),
    from: called('ui.field.from', groupDay()),
    consented: tick(),
    named: tick(),
  }),
  policy: mayLeadGroups,
  constraints: memberConstraints,
  run: async ({ scope, input, now }) => {
    const group = await heldGroup(scope, input.groupId);
    if (!group) return refuse('group-not-found');
    if (!input.consented) return refuse('group-without-consent', { field: 'consented' });
    if (input.from > todayInBishkek(now)) return refuse('group-day-wrong', { field: 'from' });
    const wrong = await checkPerson(scope, input);
    if (wrong) return wrong;
    const joined = await bodyToJoin(scope, group.id);
    if (!joined.ok) return joined;
    const placed = await placeMember(scope, joined.body, { ...input, trained: false });
    if (!placed.ok) return placed;
    const { membershipId, personId } = placed;
    const [card] = await scope.tx
      .select()
      .from(person)
      .where(own(scope, person, eq(person.id, personId)));
    // What was typed beside goes to the card where it was blank.
    await changeRow(scope, person, personId, {
      birthYear: card?.birthYear ?? input.birthYear,
      villageId: card?.villageId ?? input.villageId,
    });
    await scope.tx.insert(groupMember).values({
      ...{ membershipId, municipalityId: scope.municipalityId, groupId: group.id, stage: input.stage },
      ...{ consentOn: input.from, consentText: i18nFor('ky').t('groups.consent'), named: input.named },
    });
    return ok(
      { id: group.id, membershipId },
      {
        subjectKind: 'membership',
        subjectId: membershipId,
        details: { group: group.id, stage: input.stage },
      },
    );
  },
});
