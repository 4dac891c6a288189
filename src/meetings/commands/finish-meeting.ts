import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { wholeMeeting } from '../data/whole-meeting.ts';
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
      const found = await wholeMeeting(scope, kind, input, now);
      if (!found.ok) return found;
      await touchMeeting(scope, kind, found.row, { finishedAt: now, finishedBy: scope.actor.name });
      return ok({ id: input.id }, { subjectKind: kind.name, details: found.details });
    },
  });
