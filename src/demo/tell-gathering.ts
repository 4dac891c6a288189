import { registerAct } from '../acts/commands/register-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { addPosting } from '../public-meetings/commands/add-posting.ts';
import { draftMinutes } from '../public-meetings/commands/draft-minutes.ts';
import { markSent } from '../public-meetings/commands/mark-sent.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { publicSteps } from '../public-meetings/commands/public-steps.ts';
import { publishMeeting } from '../public-meetings/commands/publish-meeting.ts';
import { putElection } from '../public-meetings/commands/put-election.ts';
import { saveAbout } from '../public-meetings/commands/save-about.ts';
import { saveOffices } from '../public-meetings/commands/save-offices.ts';
import { day, moment } from './storyteller.ts';
import type { Cast } from './tell-hearing.ts';
import type { Told } from './tell-municipality.ts';

/** A gathering of Арал elects who speaks for the village when the kenesh considers its water. */
export async function tellGathering({ story, year }: Told, cast: Cast): Promise<void> {
  const { cycleId, aral } = cast;
  const [chair, head] = [cast.gates.get('chair')!, cast.gates.get('head')!];
  const person = (key: string) => cast.persons.get(key) ?? '';
  const at = (month: number, on: number, hour = 10) => moment(year, month, on, hour);
  const about = {
    topic: 'development',
    titleLang: 'ky',
    level: 'village',
    villageId: aral,
    title: 'Арал айылынын суусу боюнча өкүлдөрдү шайлоо',
    titleOther: 'Избрать представителей села Арал по вопросу воды',
    initiator: 'initiativeGroup',
    initiatedOn: day(year, 3, 30),
  } as const;
  const { id } = await story.perform(chair, at(3, 30), 'plan the gathering that elects', planPublicMeeting, {
    ...{ ...about, cycleId, form: 'gathering', plannedOn: day(year, 4, 18) },
    ...{ startsAt: '11:00', endsAt: '12:30', venue: 'Арал орто мектебинин залы', plannedPeople: 70 },
  });
  const row = { id };
  await story.perform(chair, at(3, 31), 'grounds of the gathering', saveAbout, {
    ...{ ...row, ...about, revision: 0, firstMetOn: day(year, 3, 31) },
  });
  await story.perform(chair, at(3, 31, 11), 'offices of the gathering', saveOffices, {
    ...{ ...row, revision: 1 },
    rows: [
      { personId: person('aral-head'), office: 'chair' },
      { personId: person('facilitator2'), office: 'secretary' },
      { personId: person('facilitator4'), office: 'counting', nameAgreed: 'yes' },
      { personId: person('deputy'), office: 'official' },
    ],
  });
  await story.perform(chair, at(4, 1), 'told of the gathering', addPosting, {
    ...{ ...row, channel: 'board', place: 'Арал, мектептин кире бериши', postedOn: day(year, 4, 1) },
  });
  const noon = at(4, 18, 12);
  await story.perform(chair, noon, 'who came to the gathering', publicSteps.saveRecord, {
    ...{ ...row, revision: 3, heldOn: day(year, 4, 18), attendance: 'counts', women: 41, men: 27 },
  });
  const { questionIds } = await story.perform(chair, noon, 'election of delegates', putElection, {
    ...{ ...row, text: 'Арал айылынын суусу кеңеште каралганда айылдын атынан сүйлөөгө' },
    ...{ textOther: 'Выступить от села, когда кенеш рассматривает воду Арала', textLang: 'ky' },
    ...{ how: 'list', seats: 2, way: 'hands' },
    rows: ['activist', 'facilitator1', 'facilitator3'].map((key) => ({
      personId: person(key),
      agreed: 'yes',
    })),
  });
  const asked = { id, questionId: questionIds[0]! };
  await story.perform(chair, noon, 'open the election', openQuestion, { ...asked, present: 68 });
  const figures = { o1: 31, o2: 22, o3: 9, abstained: 2 };
  const rows = Object.entries(figures).map(([choice, votes]) => ({ choice, votes }));
  await story.perform(chair, noon, 'first counter of the election', enterTally, { ...asked, rows });
  await story.perform(head, noon, 'second counter of the election', enterTally, { ...asked, rows });
  await story.perform(chair, noon, 'close the election', closeQuestion, asked);
  await story.perform(chair, noon, 'close the gathering', publicSteps.close, row);
  const { actId } = await story.perform(chair, at(4, 20), 'minutes of the gathering', draftMinutes, row);
  await story.perform(chair, at(4, 20, 11), 'number of the minutes of the gathering', registerAct, {
    ...{ actId, issuedOn: day(year, 4, 20), number: '2' },
  });
  await story.perform(head, at(4, 20, 12), 'sign the minutes of the gathering', signAct, {
    ...{ actId, signedBy: 'Арал айылынын башчысы' },
  });
  await story.perform(chair, at(4, 21), 'send what the gathering decided', markSent, {
    ...{ ...row, sentOn: day(year, 4, 21), sentTo: 'Айылдык кеңеш' },
  });
  await story.perform(chair, at(4, 21, 11), 'publish the gathering that elected', publishMeeting, row);
}
