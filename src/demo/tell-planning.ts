import { saveFocusTopic } from '../needs/focus/commands/save-focus-topic.ts';
import { closeFocusGroup, saveFocusPeople, saveFocusRecord } from '../needs/focus/commands/focus-steps.ts';
import { planFocusGroup } from '../needs/focus/commands/plan-focus-group.ts';
import type { Gate } from '../platform/db/gate.ts';
import { addPlanningEntry } from '../public-meetings/commands/add-planning-entry.ts';
import { planPlanningMeeting } from '../public-meetings/commands/plan-planning-meeting.ts';
import * as steps from '../public-meetings/commands/planning-steps.ts';
import { people } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';

const water = 'Калктын таза сууга жеткиликтүүлүгү жок';
const road = 'Жергиликтүү жолдордун абалынын начардыгы';

/** What the focus group left: problem, column and words, with what its column has besides. */
const lines = [
  [water, 'cause', 'Суу түтүктөрү 1978-жылы тартылган, эскирген'],
  [water, 'consequence', 'Жайында ичеги оорулары көбөйөт', { likelihood: 'happened' }],
  [water, 'solution', 'Башкы түтүктү алмаштыруу'],
  [water, 'contribution', 'Траншея казуу', { party: 'community', form: 'labour' }],
  [road, 'cause', 'Жолдун боюнда арык жок, суу жолду жууп кетет'],
  [road, 'consequence', 'Жазында тез жардам кире албайт', { likelihood: 'happened' }],
  [road, 'solution', 'Шагыл төгүп, арык казуу'],
  [road, 'contribution', 'Техника', { party: 'executive', form: 'goods' }],
] as const;

/** What the planning meeting added to the tables, and what people proposed. */
const added = [
  [water, 'solution', 'Суу эсептегич коюп, төлөмдү иретке салуу'],
  [water, 'contribution', 'Долбоордун сметасы', { party: 'executive', form: 'money' }],
  [water, 'proposal', 'Суу пайдалануучулар бирикмесин түзүү', { by: 'deputy' }],
  [road, 'proposal', 'Мектепке барчу жолдон баштоо', { by: 'community' }],
  [undefined, 'proposal', 'Жыйындын жыйынтыгын айылдык чатка жарыялоо', { by: 'organisation' }],
] as const;

/** A week after the sessions a focus group of the whole municipality, five days later the planning meeting. */
export async function tellPlanning(
  { story, year }: Told,
  told: {
    readonly cycleId: string;
    readonly chair: Gate;
    readonly persons: ReadonlyMap<string, string>;
    readonly problemIds: ReadonlyMap<string, string>;
    /** Day of March on which the focus group was held. */
    readonly on: number;
  },
): Promise<void> {
  const { cycleId, chair, persons, problemIds, on } = told;
  const at = moment(year, 3, on, 18);
  const heldOn = day(year, 3, on);
  const person = (key: string) => persons.get(key) ?? '';
  const pair = { facilitatorIds: [person('facilitator1')], recorderIds: [person('facilitator2')] };
  const group = await story.perform(chair, moment(year, 3, on - 4), 'plan focus group', planFocusGroup, {
    ...pair,
    cycleId,
    problemIds: [water, road].map((name) => problemIds.get(name) ?? ''),
    plannedOn: heldOn,
    startsAt: '10:00',
    venue: 'Бирдик айылынын клубу',
  });
  const held = { ...group, revision: 0, heldOn, organisations: 3 };
  const { revision } = await story.perform(chair, at, 'record focus group', saveFocusRecord, held);
  const rows = people.slice(2).map(({ fullName, sex, occupation, phone }, index) => ({
    ...{ fullName, sex, occupation, contact: phone },
    forInitiativeGroup: index % 4 === 0,
  }));
  await story.perform(chair, at, 'people of the focus group', saveFocusPeople, { ...group, revision, rows });
  for (const [problem, column, text, more] of lines) {
    await story.perform(chair, at, `focus group: ${text}`, saveFocusTopic, {
      ...{ ...group, problemId: problemIds.get(problem) ?? '' },
      lines: [{ column, text, ...more }],
    });
  }
  await story.perform(chair, at, 'close focus group', closeFocusGroup, group);

  const met = new Date(at.getTime() + 5 * 86_400_000);
  const metOn = day(year, 3, on + 5);
  const meeting = await story.perform(chair, at, 'plan planning meeting', planPlanningMeeting, {
    cycleId,
    plannedOn: metOn,
    startsAt: '14:00',
    venue: 'Айыл өкмөтүнүн чоң залы',
    plannedPeople: 45,
    plannedWomen: 22,
  });
  await story.perform(chair, at, 'leaders of the planning meeting', steps.assignLeaders, {
    ...meeting,
    ...pair,
  });
  for (const [invitedAs, first, last] of [
    ['specialist', 4, 6],
    ['deputy', 7, 9],
    ['active', 9, 12],
  ] as const) {
    const personIds = people.slice(first, last).map(({ key }) => person(key));
    await story.perform(chair, at, `invite ${invitedAs} to the planning meeting`, steps.invitePeople, {
      ...meeting,
      ...{ personIds, invitedAs },
    });
  }
  await story.perform(chair, met, 'record planning meeting', steps.saveRecord, {
    ...meeting,
    revision: 1,
    heldOn: metOn,
    attendance: 'counts',
    women: 21,
    men: 22,
    deputies: 4,
    executives: 6,
    organisations: 5,
    resultsNotes: 'Төрага алты сессиянын жана фокус-топтун жыйынтыгын айтты.',
    problemsNotes: 'Демилгелүү топтун өкүлдөрү таза суу жана жол көйгөйлөрүн тааныштырды.',
  });
  for (const [problem, column, text, more] of added) {
    const problemId = problem === undefined ? '' : (problemIds.get(problem) ?? '');
    await story.perform(chair, met, `planning meeting: ${text}`, addPlanningEntry, {
      ...meeting,
      problemId,
      column,
      text,
      ...more,
    });
  }
  await story.perform(chair, met, 'close planning meeting', steps.close, meeting);
}
