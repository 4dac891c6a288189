import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { mayRecordMeetings } from '../policy.ts';

/**
 * Whoever wrote the record says that it is whole: the chair finds it among what waits, looks and closes. Nothing is
 * locked by it, and said again it only tells the later time. Refuses what closing would refuse.
 */
export const finishMeeting = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.finish-${kind.command[1]}`,
    input: z.strictObject({ id: id() }),
    policy: mayRecordMeetings,
    run: async ({ scope, input, now }) => {
      const found = await recordableMeeting(scope, kind, input);
      if (!found.ok) return found;
      const { heldOn } = found.row;
      if (heldOn === null) return kind.refuse('without-date');
      if (heldOn > todayInBishkek(now)) return kind.refuse('in-future');
      const { missing, details } = await kind.left(scope, input.id);
      if (missing) return missing;
      await touchMeeting(scope, kind, found.row, { finishedAt: now, finishedBy: scope.actor.name });
      return ok({ id: input.id }, { subjectKind: kind.name, details });
    },
  });
