import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id, ids } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { plannableMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { mayPlanMeetings } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { invitedAsField } from '../rules/plan-fields.ts';
import { invitation } from '../schema.ts';

/** Adds people to the list of those to be asked (Annex 6). Nobody under 18 takes part (R-PAR-01). */
export const invitePeople = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.invite-people`,
    input: z.strictObject({ id: id(), personIds: ids(), invitedAs: invitedAsField }),
    policy: mayPlanMeetings,
    run: async ({ scope, input, now }) => {
      const found = await plannableMeeting(scope, kind, { id: input.id }, 'share');
      if (!found.ok) return found;
      if (input.personIds.length === 0) return refuse('nobody-chosen', { field: 'personIds' });
      const people = await scope.tx
        .select({ id: person.id, fullName: person.fullName, birthYear: person.birthYear })
        .from(person)
        .where(own(scope, person, inArray(person.id, input.personIds)));
      if (people.length < new Set(input.personIds).size) return refuse('person-not-found');
      const year = Number((found.row.plannedOn ?? todayInBishkek(now)).slice(0, 4));
      // Only the year is known: whoever turns 18 in it may be old enough and is not refused.
      const young = people.find((one) => one.birthYear !== null && year - one.birthYear < 18);
      if (young) return refuse('person-too-young', { field: 'personIds', params: { name: young.fullName } });
      const { municipalityId } = scope;
      const { invitedAs } = input;
      const added = await scope.tx
        .insert(invitation)
        .values(people.map((one) => ({ municipalityId, meetingId: input.id, personId: one.id, invitedAs })))
        .onConflictDoNothing()
        .returning({ id: invitation.personId });
      return ok(
        { id: input.id, added: added.length },
        { subjectKind: kind.name, details: { added: added.length } },
      );
    },
  });
