import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, ids } from '../../platform/forms/fields.ts';
import { plannableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { leaderConstraints, writeLeaders } from '../data/leaders.ts';
import { mayPlanMeetings } from '../policy.ts';
import { refuse } from '../refusals.ts';

/**
 * Says who leads and who records: at least two people (R-SES-01), one of each kind. Refuses `too-few-facilitators`,
 * `facilitator-twice`, and `facilitator-busy` naming who stands elsewhere then.
 */
export const assignLeaders = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.assign-facilitators`,
    input: z.strictObject({ id: id(), facilitatorIds: ids(), recorderIds: ids() }),
    policy: mayPlanMeetings,
    constraints: leaderConstraints,
    run: async ({ scope, input }) => {
      const found = await plannableMeeting(scope, kind, { id: input.id });
      if (!found.ok) return found;
      const { facilitatorIds, recorderIds } = input;
      if (facilitatorIds.length === 0) return refuse('too-few-facilitators', { field: 'facilitatorIds' });
      if (recorderIds.length === 0) return refuse('too-few-facilitators', { field: 'recorderIds' });
      const refused = await writeLeaders(scope, input.id, input, found.row);
      if (refused) return refused;
      await touchMeeting(scope, kind, found.row, { state: found.row.state });
      return ok(
        { id: input.id },
        { subjectKind: kind.name, details: { facilitators: facilitatorIds, recorders: recorderIds } },
      );
    },
  });
