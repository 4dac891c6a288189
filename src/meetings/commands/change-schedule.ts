import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { plannableMeeting, touchMeeting } from '../data/hold.ts';
import type { MeetingKind } from '../data/kind.ts';
import { leaderConstraints, moveLeaders } from '../data/leaders.ts';
import { completePlan } from '../data/plan.ts';
import { mayPlanMeetings } from '../policy.ts';
import { plannedPeople, planFields } from '../rules/plan-fields.ts';

/** Moves a meeting to another day, hour or place. Refuses `facilitator-busy` naming who stands elsewhere then. */
export const changeSchedule = (kind: MeetingKind) =>
  defineCommand({
    name: `${kind.command[0]}.change-schedule`,
    input: z.strictObject({ id: id(), revision: revision(), ...planFields, ...plannedPeople }),
    policy: mayPlanMeetings,
    constraints: leaderConstraints,
    run: async ({ scope, input: { id: meetingId, revision: seen, ...sent } }) => {
      const found = await plannableMeeting(scope, kind, { id: meetingId, revision: seen });
      if (!found.ok) return found;
      const complete = completePlan(kind, sent, scope.now, found.row);
      if (!complete.ok) return complete;
      const refused = await moveLeaders(scope, meetingId, complete.plan);
      if (refused) return refused;
      // Moving the day does not begin the record: the state stays as it is.
      const { state } = found.row;
      const revision = await touchMeeting(scope, kind, found.row, { ...complete.plan, state });
      return ok({ id: meetingId, revision }, { subjectKind: kind.name });
    },
  });
