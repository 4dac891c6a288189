import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { noteLock } from '../data/locks.ts';
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
      const found = await recordableMeeting(scope, kind, input);
      if (!found.ok) return found;
      const { heldOn } = found.row;
      if (heldOn === null) return kind.refuse('without-date');
      if (heldOn > todayInBishkek(now)) return kind.refuse('in-future');
      const { missing, details } = await kind.left(scope, input.id);
      if (missing) return missing;
      await touchMeeting(scope, kind, found.row, {
        state: 'closed',
        closedAt: now,
        closedBy: scope.actor.name,
      });
      await noteLock(scope, input.id, { kind: 'closed' });
      return ok({ id: input.id }, { subjectKind: kind.name, details });
    },
  });
