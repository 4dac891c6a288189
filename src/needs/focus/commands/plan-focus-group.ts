import { z } from 'zod';
import { leaderConstraints, writeLeaders } from '../../../meetings/data/leaders.ts';
import { insertMeeting } from '../../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { optional } from '../../../platform/forms/field.ts';
import { id } from '../../../platform/forms/fields.ts';
import { askedAboutDay } from '../data/focus-day.ts';
import { focusKind } from '../data/focus-kind.ts';
import { writeFocusTopics } from '../data/focus-plan.ts';
import { focusPlanFields } from '../rules/focus-fields.ts';

/**
 * Plans a focus group of a village, or of the whole municipality, with the problems it will analyse and who leads it.
 * Without an end it takes the 170 minutes of the programme. An unusual day is asked about (`askedAboutDay`).
 */
export const planFocusGroup = defineCommand({
  name: 'needs.plan-focus-group',
  input: z.strictObject({
    cycleId: id(),
    /** Empty: for the whole municipality. */
    villageId: optional(id()),
    ...focusPlanFields,
  }),
  policy: mayPlanMeetings,
  constraints: leaderConstraints,
  run: async ({ scope, input }) => {
    const { cycleId, villageId, problemIds, facilitatorIds, recorderIds, confirmed, ...plan } = input;
    const asked = await askedAboutDay(scope, { cycleId, villageId }, { ...plan, confirmed });
    if (asked) return asked;
    const planned = await insertMeeting(scope, focusKind, { cycleId, villageId }, plan, {});
    if (!planned.ok) return planned;
    const { id: meetingId, hours } = planned;
    const refused =
      (await writeFocusTopics(scope, { id: meetingId, cycleId }, problemIds)) ??
      (await writeLeaders(scope, meetingId, { facilitatorIds, recorderIds }, hours));
    const details = { problems: problemIds.length };
    return refused ?? ok({ id: meetingId }, { subjectKind: 'focusGroup', details });
  },
});
