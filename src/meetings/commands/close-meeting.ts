import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { noteLock } from '../data/locks.ts';
import { wholeMeeting } from '../data/whole-meeting.ts';
import { mayLockMeetings } from '../policy.ts';

/**
 * Locks a meeting's record. Needs its day, which has come, and that something is left of it; warnings are shown and do
 * not forbid.
 */
export const closeMeeting = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.close-${kind.command[1]}`,
    input: z.strictObject({ id: id() }),
    policy: mayLockMeetings,
    run: async ({ scope, input, now }) => {
      const found = await wholeMeeting(scope, kind, input, now);
      if (!found.ok) return found;
      await touchMeeting(scope, kind, found.row, {
        state: 'closed',
        closedAt: now,
        closedBy: scope.actor.name,
      });
      await noteLock(scope, input.id, { kind: 'closed' });
      await kind.turned?.(scope, input.id);
      return ok({ id: input.id }, { subjectKind: kind.name, details: found.details });
    },
  });
