import { actFor, publicationOf } from '../../acts/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { placeOnDay, villagesOf } from '../../territory/data.ts';
import { forceOf } from '../rules/forms.ts';
import type { VoteText } from '../documents/minutes.ts';
import {
  isNameTold,
  toldCounts,
  toldSpeaker,
  toldVote,
  type Held,
  type MeetingSnapshot,
  type VoteLine,
} from '../rules/snapshot.ts';
import { aboutOf, subjectText } from '../rules/subjects.ts';
import { minutesTemplate } from '../rules/templates.ts';
import { possibleSubjects } from './subjects.ts';
import type { PublicItem } from './public-meetings.ts';
import { befellOf, voteTexts } from './votes.ts';

/** What residents may read of a meeting as it stands now. */
export async function snapshotOf(scope: MunicipalityScope, meeting: PublicItem): Promise<MeetingSnapshot> {
  const today = todayInBishkek(scope.now);
  const { municipality } = await placeOnDay(scope, today);
  const { villageId } = meeting;
  const villageOn = async (day: string) =>
    (await villagesOf(scope, scope.municipalityId, day)).find((one) => one.unitId === villageId);
  // A village that was joined to another since stays the village for which it was called.
  const village =
    villageId === null
      ? undefined
      : ((await villageOn(today)) ?? (await villageOn(meeting.heldOn ?? meeting.initiatedOn)));
  const subjects = new Map((await possibleSubjects(scope, meeting.cycleId)).map((one) => [one.id, one]));
  const { answer, answeredOn, answerReason } = meeting;
  return {
    stage: stageOf(meeting),
    meetingId: meeting.id,
    form: meeting.form,
    topic: meeting.topic,
    lang: meeting.titleLang,
    title: meeting.title,
    titleOther: meeting.titleOther,
    level: meeting.level,
    street: meeting.street,
    village: village ? { nameKy: village.nameKy, nameRu: village.nameRu } : null,
    municipality: { ky: municipality.nameKy, ru: municipality.nameRu },
    initiator: meeting.initiator,
    initiatedOn: meeting.initiatedOn,
    signatures: meeting.signatures,
    answer:
      answer === null || answeredOn === null ? null : { given: answer, on: answeredOn, reason: answerReason },
    plannedOn: meeting.plannedOn,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    venue: meeting.venue,
    moves: meeting.moves.map(({ plannedOn, reason }) => ({ plannedOn, reason })),
    notice: {
      nature: meeting.nature,
      who: meeting.whoComes,
      study: meeting.studyPlace,
      proposals: meeting.proposalsHow,
      access: meeting.access,
      transport: meeting.transport,
      budget: meeting.budgetFacts,
    },
    noticeOther: meeting.noticeOther,
    studyFrom: meeting.studyFrom,
    plannedPeople: meeting.plannedPeople,
    agenda: meeting.agenda.map((item) => {
      const subject = subjects.get(aboutOf(item) ?? '');
      const named = (lang: 'ky' | 'ru') => subjectText(i18nFor(lang), subject!);
      const { text, other } = item;
      return { text, other, subject: subject ? { nameKy: named('ky'), nameRu: named('ru') } : null };
    }),
    offices: meeting.offices
      .filter(({ office }) => office !== 'delegate' && office !== 'speaker')
      .map(({ office, fullName, occupation, nameAgreed }) => {
        const name = occupation === '' ? fullName : `${fullName}, ${occupation}`;
        return { office, name: isNameTold({ office, nameAgreed }) ? name : '' };
      }),
    force: forceOf(meeting.form, meeting.bindingBy),
    bindingBy: meeting.bindingBy,
    held: meeting.state === 'closed' ? await heldOf(scope, meeting) : null,
  };
}

function stageOf({ state, answer }: PublicItem): MeetingSnapshot['stage'] {
  if (state === 'closed') return 'held';
  // Refused and then called after all, it is called; the answer stands beside.
  if (state !== 'cancelled') return 'called';
  return answer === 'refused' ? 'refused' : 'cancelled';
}

const lineOf = ({ text, words, named }: VoteText): VoteLine => ({ text, words, named });

/** The publication of its signed minutes. */
async function publishedMinutes(scope: MunicipalityScope, meeting: PublicItem): Promise<string | null> {
  const act = await actFor(scope, minutesTemplate, meeting.cycleId, meeting.id);
  return (act && (await publicationOf(scope, act.id)))?.id ?? null;
}

async function heldOf(scope: MunicipalityScope, meeting: PublicItem): Promise<Held> {
  const votes = await voteTexts(scope, meeting);
  const [ky, ru] = [votes('ky'), votes('ru')].map((all) => all.map((one) => toldVote(meeting.form, one)));
  const counts = toldCounts(meeting.sums);
  return {
    heldOn: meeting.heldOn,
    venue: meeting.heldVenue ?? meeting.venue,
    ...counts,
    votes: ky!.map((one, index) => ({ ky: lineOf(one), ru: lineOf(ru![index]!) })),
    befell: await befellOf(scope, meeting),
    decisions: meeting.agenda.filter(({ decision }) => decision !== '').map(({ decision }) => decision),
    speeches: meeting.speeches.map((one) => ({
      kind: one.kind,
      official: one.official,
      resident: toldSpeaker(counts, one),
      text: one.text,
      lang: one.textLang,
      paperTypedOn: one.paperTypedOn,
    })),
    elected: meeting.elected.map(({ fullName }) => fullName),
    sentOn: meeting.sentOn,
    minutesId: await publishedMinutes(scope, meeting),
  };
}
