import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { plannableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { freeLeaders } from '../data/leaders.ts';
import { mayPlanMeetings } from '../policy.ts';

/**
 * Takes a meeting out of the plan; those who lead it are free again. One in which people have written is never
 * cancelled: what they said stays.
 */
export const cancelMeeting = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.cancel-${kind.command[1]}`,
    input: z.strictObject({ id: id(), reason: text(500) }),
    policy: mayPlanMeetings,
    run: async ({ scope, input }) => {
      const found = await plannableMeeting(scope, kind, input);
      if (!found.ok) return found;
      const { written } = await kind.left(scope, input.id);
      if (written) return written;
      await freeLeaders(scope, input.id);
      await touchMeeting(scope, kind, found.row, { state: 'cancelled' });
      await kind.turned?.(scope, input.id);
      return ok({ id: input.id }, { subjectKind: kind.name, details: { reason: input.reason } });
    },
  });
