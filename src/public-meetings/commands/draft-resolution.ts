import { z } from 'zod';
import { saveDraftAct } from '../../acts/commands/save-draft-act.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { findPublicMeeting } from '../data/public-meetings.ts';
import { questionMeeting, voteTexts } from '../data/votes.ts';
import { resolutionTemplate } from '../rules/templates.ts';
import { refuse } from '../refusals.ts';

/** Puts the resolution on a question that a sitting of the kenesh adopted into the register as a draft. */
export const draftResolution = defineCommand({
  name: 'public-meetings.draft-resolution',
  input: z.strictObject({ id: id(), questionId: id() }),
  policy: mayLockMeetings,
  run: async ({ scope, input }) => {
    const meeting = await findPublicMeeting(scope, input.id);
    if (!meeting) return refuse('meeting-not-found');
    if (meeting.form !== 'keneshSitting') return refuse('resolution-of-nobody');
    if (meeting.state !== 'closed') return refuse('meeting-not-closed');
    const asked = await questionMeeting(scope, input.questionId);
    const votes = await voteTexts(scope, meeting);
    const vote = (lang: 'ky' | 'ru') => votes(lang).find((one) => one.number === asked?.number);
    const [ky, ru] = [vote('ky'), vote('ru')];
    if (asked?.meetingId !== meeting.id || !ky?.adopted || !ru) return refuse('resolution-not-adopted');
    const title = (lang: 'ky' | 'ru', text: string) =>
      i18nFor(lang).t('public-meetings.resolution.of', { text }).slice(0, 500);
    const act = await saveDraftAct(scope, {
      template: resolutionTemplate,
      cycleId: meeting.cycleId,
      subjectId: input.questionId,
      type: 'resolution',
      issuingBody: 'kenesh',
      titleKy: title('ky', ky.text),
      titleRu: title('ru', ru.text),
    });
    return ok({ id: meeting.id, actId: act.id }, { subjectKind: 'act', details: { isNew: act.isNew } });
  },
});
