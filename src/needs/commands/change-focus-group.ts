import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { holdFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { writeFocusFacilitators, writeFocusTopics } from '../data/focus-plan.ts';
import { mayPlanFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { focusPlanFields } from '../rules/focus-fields.ts';
import { focusLength } from '../rules/focus-record.ts';
import { idField, revisionField } from '../rules/session-fields.ts';
import { minutesLater } from '../rules/session.ts';

/** Moves a focus group, gives it other leaders or other problems. A problem people have worked on stays. */
export const changeFocusGroup = defineCommand({
  name: 'needs.change-focus-group',
  input: z.strictObject({ id: idField, revision: revisionField, ...focusPlanFields }),
  policy: mayPlanFocusGroups,
  constraints: { focus_group_times: refuse('ends-before-start') },
  run: async ({ scope, input }) => {
    const found = await holdFocusGroup(scope, input.id);
    if (!found) return refuse('focus-not-found');
    if (found.state === 'closed') return refuse('focus-closed');
    if (found.state === 'cancelled') return refuse('focus-cancelled');
    if (found.revision !== input.revision) return refuse('edited-meanwhile');
    const endsAt =
      input.endsAt ?? (input.startsAt === null ? null : minutesLater(input.startsAt, focusLength));
    if (endsAt !== null && input.startsAt !== null && endsAt <= input.startsAt) {
      return refuse('ends-before-start', { field: 'endsAt' });
    }
    const hours = { plannedOn: input.plannedOn, startsAt: input.startsAt, endsAt };
    const refused =
      (await writeFocusTopics(scope, found, input.problemIds)) ??
      (await writeFocusFacilitators(scope, found.id, input, hours));
    if (refused) return refused;
    const revision = await touchFocusGroup(scope, found, {
      ...hours,
      venue: input.venue,
      state: found.state,
    });
    return ok({ id: found.id, revision }, { subjectKind: 'focusGroup' });
  },
});
