import { registerTemplate, type PaperBuild } from '../../acts/documents.ts';
import { officeOf } from '../../cycle/data.ts';
import { registrationOf } from '../../cycle/documents/office.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { villagesOf } from '../../territory/data.ts';
import { findPublicMeeting } from '../data/public-meetings.ts';
import { questionMeeting, voteTexts } from '../data/votes.ts';
import { refuse } from '../refusals.ts';
import { minutesTemplate, resolutionTemplate } from '../rules/templates.ts';
import { resolutionPaper } from './resolution.ts';
import { minutesPaper } from './minutes.ts';

const minutes =
  (open: boolean): PaperBuild =>
  async (scope, act) => {
    const meeting = act.subjectId === null ? undefined : await findPublicMeeting(scope, act.subjectId);
    if (!meeting) return null;
    const day = act.issuedOn ?? todayInBishkek(scope.now);
    const places = await villagesOf(scope, scope.municipalityId, day);
    const facts = {
      office: await officeOf(scope, day),
      registration: registrationOf(act),
      meeting,
      villages: new Map(places.map((one) => [one.unitId, one])),
      votes: await voteTexts(scope, meeting),
      open,
      annex: !open,
    };
    return { ky: minutesPaper(facts, 'ky'), ru: minutesPaper(facts, 'ru') };
  };

/** A resolution of the kenesh on one question that its sitting adopted. */
const resolution: PaperBuild = async (scope, act) => {
  const asked = act.subjectId === null ? undefined : await questionMeeting(scope, act.subjectId);
  const meeting = asked && (await findPublicMeeting(scope, asked.meetingId));
  if (!asked || !meeting) return null;
  const day = act.issuedOn ?? todayInBishkek(scope.now);
  const votes = await voteTexts(scope, meeting);
  const office = await officeOf(scope, day);
  const registration = registrationOf(act);
  const vote = (lang: 'ky' | 'ru') => votes(lang).find((one) => one.number === asked.number);
  const [ky, ru] = [vote('ky'), vote('ru')];
  if (!ky || !ru) return null;
  const facts = { office, registration, meeting };
  return {
    ky: resolutionPaper({ ...facts, vote: ky }, 'ky'),
    ru: resolutionPaper({ ...facts, vote: ru }, 'ru'),
  };
};

const whole = minutes(false);
const open = minutes(true);

/** Says how papers of this room are made; app.ts and the demonstration call it. */
export function registerMinutes(): void {
  registerTemplate(resolutionTemplate, resolution, {
    open: resolution,
    // Opened again, or annulled meanwhile, the vote does not stand as the draft says.
    obstacle: async (scope, act) => {
      const asked = act.subjectId === null ? undefined : await questionMeeting(scope, act.subjectId);
      const meeting = asked && (await findPublicMeeting(scope, asked.meetingId));
      if (!meeting) return null;
      if (meeting.state !== 'closed') return refuse('meeting-not-closed');
      const votes = await voteTexts(scope, meeting);
      return votes('ky').find((one) => one.number === asked.number)?.adopted === true
        ? null
        : refuse('resolution-not-adopted');
    },
  });
  registerTemplate(minutesTemplate, whole, {
    open,
    // What is still being written is signed by nobody.
    obstacle: async (scope, act) => {
      const meeting = act.subjectId === null ? undefined : await findPublicMeeting(scope, act.subjectId);
      return meeting && meeting.state !== 'closed' ? refuse('meeting-not-closed') : null;
    },
    doubts: async (scope, act) => {
      const meeting = act.subjectId === null ? undefined : await findPublicMeeting(scope, act.subjectId);
      if (!meeting) return [];
      const lacks = (['chair', 'secretary'] as const).filter(
        (office) => !meeting.offices.some((one) => one.office === office),
      );
      return lacks.map((office) => ({ message: `public-meetings.doubt.no-${office}` }));
    },
  });
}
