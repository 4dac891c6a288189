import { z } from 'zod';
import { insertMeeting } from '../../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { plannedPeople, planFields } from '../../../meetings/rules/plan-fields.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { choice, count, id, text } from '../../../platform/forms/fields.ts';
import { sessionKind } from '../data/session-kind.ts';
import { municipalityHead } from '../../../territory/data.ts';
import { refuse } from '../../refusals.ts';
import { groupOnce } from '../rules/session.ts';
import { sexModes } from '../../schema.ts';

/**
 * Puts one session into the schedule. Another audience than a sex-age group needs its reason (R-PAR-13).
 * Refuses `session-exists` when the group has its session in this village already.
 */
export const planSession = defineCommand({
  name: 'needs.plan-session',
  input: z.strictObject({
    cycleId: id(),
    villageId: called('ui.field.village', id()),
    ageGroup: called('ui.field.ageGroup', text(40)),
    sexMode: called('ui.field.sexMode', optional(choice(sexModes, 'needs.session.sex'), 'mixed')),
    part: called('needs.new.part', optional(count(1, 9), 1)),
    audience: called('needs.new.audience', optional(text(200))),
    audienceReason: called('ui.field.reason', optional(text(500))),
    ...planFields,
    ...plannedPeople,
  }),
  policy: mayPlanMeetings,
  constraints: { meeting_once: refuse('session-exists') },
  run: async ({ scope, input }) => {
    const { cycleId, villageId, ageGroup, sexMode, part, audience, audienceReason, ...plan } = input;
    const settings = await municipalityHead(scope);
    if (audience === null && !settings.ageGroups.includes(ageGroup)) {
      return refuse('age-group-unknown', { field: 'ageGroup' });
    }
    if (audience !== null && audienceReason === null) {
      return refuse('audience-without-reason', { field: 'audienceReason' });
    }
    const at = { cycleId, villageId, once: groupOnce({ ageGroup, sexMode, part, audience }) };
    const planned = await insertMeeting(scope, sessionKind, at, plan, {
      ageGroup,
      sexMode,
      part,
      audience,
      audienceReason: audience === null ? null : audienceReason,
      stickersPerPerson: settings.stickersPerPerson,
    });
    return planned.ok ? ok({ id: planned.id }, { subjectKind: 'session' }) : planned;
  },
});
