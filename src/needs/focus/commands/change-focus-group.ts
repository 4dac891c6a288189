import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { leaderConstraints, writeLeaders } from '../../../meetings/data/leaders.ts';
import { completePlan } from '../../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { id, revision } from '../../../platform/forms/fields.ts';
import { askedAboutDay } from '../data/focus-day.ts';
import { focusKind } from '../data/focus-kind.ts';
import { writeFocusTopics } from '../data/focus-plan.ts';
import { focusPlanFields } from '../rules/focus-fields.ts';

/** Moves a focus group, gives it other leaders or other problems. A problem people have worked on stays. */
export const changeFocusGroup = defineCommand({
  name: 'needs.change-focus-group',
  input: z.strictObject({ id: id(), revision: revision(), ...focusPlanFields }),
  policy: mayPlanMeetings,
  constraints: leaderConstraints,
  run: async ({ scope, input }) => {
    const found = await plannableMeeting(scope, focusKind, input);
    if (!found.ok) return found;
    const {
      id: groupId,
      revision: _seen,
      problemIds,
      facilitatorIds,
      recorderIds,
      confirmed,
      ...sent
    } = input;
    const moved = sent.plannedOn !== found.row.plannedOn;
    const asked = moved && (await askedAboutDay(scope, found.row, { ...sent, confirmed }));
    if (asked) return asked;
    const complete = completePlan(focusKind, sent, scope.now, found.row);
    if (!complete.ok) return complete;
    const { plan } = complete;
    const refused =
      (await writeFocusTopics(scope, found.row, problemIds)) ??
      (await writeLeaders(scope, groupId, { facilitatorIds, recorderIds }, plan));
    if (refused) return refused;
    const state = found.row.state;
    const grown = await touchMeeting(scope, focusKind, found.row, { ...plan, state });
    return ok({ id: groupId, revision: grown }, { subjectKind: 'focusGroup' });
  },
});
