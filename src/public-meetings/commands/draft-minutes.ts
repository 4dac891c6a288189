import { z } from 'zod';
import { saveDraftAct } from '../../acts/commands/save-draft-act.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { findPublicMeeting } from '../data/public-meetings.ts';
import { minutesTemplate } from '../rules/templates.ts';
import { refuse } from '../refusals.ts';
import { bodyOfForm } from '../rules/forms.ts';
import { meetingName } from '../views/words.ts';

/** Puts the minutes of a closed meeting into the register as a draft, where they are numbered and signed. */
export const draftMinutes = defineCommand({
  name: 'public-meetings.draft-minutes',
  input: z.strictObject({ id: id() }),
  policy: mayLockMeetings,
  run: async ({ scope, input }) => {
    const meeting = await findPublicMeeting(scope, input.id);
    if (!meeting) return refuse('meeting-not-found');
    if (meeting.state !== 'closed') return refuse('meeting-not-closed');
    const title = (lang: 'ky' | 'ru') => {
      const i18n = i18nFor(lang);
      return i18n.t('public-meetings.minutes.of', { name: meetingName(i18n, meeting) });
    };
    const body = bodyOfForm[meeting.form];
    const act = await saveDraftAct(scope, {
      template: minutesTemplate,
      cycleId: meeting.cycleId,
      subjectId: meeting.id,
      type: 'minutes',
      issuingBody: body === 'kenesh' || body === 'workingGroup' ? body : 'executive',
      titleKy: title('ky'),
      titleRu: title('ru'),
    });
    return ok({ id: meeting.id, actId: act.id }, { subjectKind: 'act', details: { isNew: act.isNew } });
  },
});
