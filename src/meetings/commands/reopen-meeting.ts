import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { holdMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { noteLock } from '../data/locks.ts';
import { mayLockMeetings } from '../policy.ts';

/** Opens a closed meeting again. The reason stays in the history of its lock and in the audit log. */
export const reopenMeeting = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.reopen-${kind.command[1]}`,
    input: z.strictObject({ id: id(), reason: text(500) }),
    policy: mayLockMeetings,
    run: async ({ scope, input }) => {
      const row = await holdMeeting(scope, kind, input.id, 'update');
      if (!row) return kind.refuse('not-found');
      if (row.state !== 'closed') return kind.refuse('not-closed');
      // Opened again it is not whole any more: whoever mends it says so once more.
      const again = { closedAt: null, closedBy: null, finishedAt: null, finishedBy: null };
      await touchMeeting(scope, kind, row, { state: 'open', ...again });
      await noteLock(scope, input.id, { kind: 'reopened', reason: input.reason });
      await kind.turned?.(scope, input.id);
      return ok({ id: input.id }, { subjectKind: kind.name, details: { reason: input.reason } });
    },
  });
