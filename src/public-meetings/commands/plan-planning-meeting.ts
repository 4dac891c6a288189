import { z } from 'zod';
import { insertMeeting } from '../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { planFields, plannedPeople } from '../../meetings/rules/plan-fields.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { planningKind } from '../data/planning.ts';

/** Plans a meeting of the whole municipality; when it should be is shown and never enforced. */
export const planPlanningMeeting = defineCommand({
  name: 'public-meetings.plan-planning-meeting',
  input: z.strictObject({ cycleId: id(), ...planFields, ...plannedPeople }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { cycleId, ...plan } }) => {
    const planned = await insertMeeting(scope, planningKind, { cycleId, villageId: null }, plan, {});
    return planned.ok ? ok({ id: planned.id }, { subjectKind: 'planning' }) : planned;
  },
});
