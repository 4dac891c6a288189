import { z } from 'zod';
import { insertMeeting } from '../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { planFields, plannedPeople } from '../../meetings/rules/plan-fields.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { noteMove } from '../data/moves.ts';
import { publicKind } from '../data/public-kind.ts';
import { aboutFields, formField } from '../rules/public-meeting-fields.ts';
import { wrongAbout } from './wrong-about.ts';

/** Puts a gathering, a hearing, a sitting into the plan: what it is, who asked for it, when and where. */
export const planPublicMeeting = defineCommand({
  name: 'public-meetings.plan-meeting',
  input: z.strictObject({
    cycleId: id(),
    form: formField(),
    ...aboutFields,
    ...planFields,
    ...plannedPeople,
  }),
  policy: mayPlanMeetings,
  run: async ({ scope, input }) => {
    const { cycleId, form, villageId, plannedOn, startsAt, endsAt, endMoves, venue, ...rest } = input;
    const { plannedPeople: people, plannedWomen, ...about } = rest;
    const wrong = wrongAbout(form, { ...about, villageId }, scope.now);
    if (wrong) return wrong;
    const at = { cycleId, villageId: about.level === 'municipality' ? null : villageId };
    const when = { plannedOn, startsAt, endsAt, endMoves, venue, plannedPeople: people, plannedWomen };
    const planned = await insertMeeting(scope, publicKind, at, when, { form, ...about });
    if (!planned.ok) return planned;
    const { hours } = planned;
    await noteMove(scope, planned.id, { plannedOn: hours.plannedOn, startsAt: hours.startsAt, venue }, '');
    await keepClocks(scope, planned.id);
    return ok({ id: planned.id }, { subjectKind: 'public-meeting', details: { form } });
  },
});
