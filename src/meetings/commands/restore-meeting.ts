import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { holdMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { bringLeadersBack, leaderConstraints } from '../data/leaders.ts';
import { mayPlanMeetings } from '../policy.ts';

/** Puts a cancelled meeting back where it stood, with those who led it when they are still free. */
export const restoreMeeting = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.restore-${kind.command[1]}`,
    input: z.strictObject({ id: id() }),
    policy: mayPlanMeetings,
    constraints: { ...leaderConstraints, ...(kind.exists ? { meeting_once: kind.exists } : {}) },
    run: async ({ scope, input }) => {
      const row = await holdMeeting(scope, kind, input.id, 'update');
      if (!row) return kind.refuse('not-found');
      if (row.state !== 'cancelled') return kind.refuse('not-cancelled');
      await touchMeeting(scope, kind, row, { state: 'planned' });
      await bringLeadersBack(scope, input.id, row);
      await kind.turned?.(scope, input.id);
      return ok({ id: input.id }, { subjectKind: kind.name });
    },
  });
