import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { choice, id, ids } from '../../platform/forms/fields.ts';
import { plannableMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { mayPlanMeetings } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { invitation } from '../schema.ts';

/** Notes that these people were told the hour and the place (R-PAR-15), that it was not so, or takes them off. */
export const markInvited = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.mark-invited`,
    input: z.strictObject({
      id: id(),
      personIds: ids(),
      mark: choice(['invited', 'not-invited', 'removed'], ''),
    }),
    policy: mayPlanMeetings,
    run: async ({ scope, input, now }) => {
      const found = await plannableMeeting(scope, kind, { id: input.id }, 'share');
      if (!found.ok) return found;
      if (input.personIds.length === 0) return refuse('nobody-chosen', { field: 'personIds' });
      const these = own(
        scope,
        invitation,
        eq(invitation.meetingId, input.id),
        inArray(invitation.personId, input.personIds),
      );
      const changed =
        input.mark === 'removed'
          ? await scope.tx.delete(invitation).where(these).returning({ id: invitation.personId })
          : await scope.tx
              .update(invitation)
              .set({ invitedAt: input.mark === 'invited' ? now : null })
              .where(these)
              .returning({ id: invitation.personId });
      return ok(
        { id: input.id, changed: changed.length },
        { subjectKind: kind.name, details: { mark: input.mark, changed: changed.length } },
      );
    },
  });
