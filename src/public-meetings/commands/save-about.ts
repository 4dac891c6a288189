import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { bodyOf } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { bodyOfForm } from '../rules/forms.ts';
import { aboutFields, groundFields, placeFields } from '../rules/public-meeting-fields.ts';
import { wrongAbout } from './wrong-about.ts';

/** Mends what the meeting is, who asked for it, how people get there, and on what its decisions stand. */
export const saveAbout = defineCommand({
  name: 'public-meetings.save-about',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    ...aboutFields,
    ...placeFields,
    ...groundFields,
  }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, revision: seen, ...sent } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId, revision: seen });
    if (!found.ok) return found;
    const { form, state, answer } = found.row;
    const wrong = wrongAbout(form, sent, scope.now);
    if (wrong) return wrong;
    const today = todayInBishkek(scope.now);
    const villageId = sent.level === 'municipality' ? null : sent.villageId;
    if (villageId !== null && !(await isVillageOf(scope.tx, scope.municipalityId, villageId, today)))
      return refuse('village-unknown', { field: 'villageId' });
    if (sent.bodyId !== null && (await bodyOf(scope, sent.bodyId))?.kind !== bodyOfForm[form])
      return refuse('body-unknown', { field: 'bodyId' });
    if (sent.firstMetOn !== null && sent.firstMetOn > today)
      return refuse('first-meeting-in-future', { field: 'firstMetOn' });
    // An answer to residents stands as an answer to residents.
    if (answer !== null && sent.initiator !== 'residents')
      return refuse('demand-answered', { field: 'initiator' });
    const revision = await touchMeeting(scope, publicKind, found.row, { ...sent, villageId, state });
    await keepClocks(scope, meetingId);
    return ok({ id: meetingId, revision }, { subjectKind: 'public-meeting' });
  },
});
