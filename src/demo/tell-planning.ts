import { saveFocusTopic } from '../needs/focus/commands/save-focus-topic.ts';
import { closeFocusGroup, saveFocusPeople, saveFocusRecord } from '../needs/focus/commands/focus-steps.ts';
import { planFocusGroup } from '../needs/focus/commands/plan-focus-group.ts';
import type { FocusColumn } from '../needs/focus/rules/focus-record.ts';
import { judgeProblem } from '../needs/synthesis/commands/judge-problem.ts';
import { joinFocusLines } from '../needs/synthesis/commands/join-focus-lines.ts';
import type { Gate } from '../platform/db/gate.ts';
import { addPlanningEntry } from '../public-meetings/commands/add-planning-entry.ts';
import { planPlanningMeeting } from '../public-meetings/commands/plan-planning-meeting.ts';
import * as steps from '../public-meetings/commands/planning-steps.ts';
import { people, type VillageKey } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';

const water = 'Калктын таза сууга жеткиликтүүлүгү жок';
const road = 'Жергиликтүү жолдордун абалынын начардыгы';

const bridge = 'Көпүрөлөр жок';
const preschool = 'Мектепке чейинки билим берүү үчүн шарттар жок';

type Line = readonly [
  problem: string,
  column: FocusColumn,
  text: string,
  more?: Readonly<Record<string, string>>,
];

/** What the focus group of each village left: problem, column and words, with what its column has besides. */
const found: readonly {
  readonly village: VillageKey;
  readonly startsAt: string;
  readonly venue: string;
  readonly problems: readonly string[];
  readonly lines: readonly Line[];
}[] = [
  {
    village: 'aral',
    startsAt: '10:00',
    venue: 'Арал айылынын клубу',
    problems: [water, road, bridge],
    lines: [
      [water, 'cause', 'Суу түтүктөрү 1978-жылы тартылган, эскирген'],
      [water, 'consequence', 'Жайында ичеги оорулары көбөйөт', { likelihood: 'happened' }],
      [water, 'solution', 'Башкы түтүктү алмаштыруу'],
      [water, 'contribution', 'Траншея казуу', { party: 'community', form: 'labour' }],
      [road, 'cause', 'Жолдун боюнда арык жок, суу жолду жууп кетет'],
      [road, 'cause', 'Жүк ташуучу унаалар көп жүрөт'],
      [road, 'consequence', 'Жазында тез жардам кире албайт', { likelihood: 'happened' }],
      [road, 'solution', 'Шагыл төгүп, арык казуу'],
      [road, 'contribution', 'Техника', { party: 'executive', form: 'goods' }],
      [bridge, 'cause', 'Сел жүргөн сайын дарыянын нугу өзгөрөт'],
      [bridge, 'consequence', 'Сел көпүрөнү дагы алып кетет', { likelihood: 'likely' }],
      [bridge, 'solution', 'Райондон жээк бекемдөөнү суроо'],
      [bridge, 'contribution', 'Районго кат жазуу', { party: 'kenesh', form: 'other' }],
    ],
  },
  {
    village: 'birdik',
    startsAt: '14:30',
    venue: 'Бирдик айылынын клубу',
    problems: [preschool, road],
    lines: [
      [preschool, 'cause', 'Бала бакчанын имараты жок'],
      [preschool, 'cause', 'Тарбиячы жетишпейт'],
      [preschool, 'consequence', 'Балдар мектепке кыйналып көнөт', { likelihood: 'happened' }],
      [preschool, 'solution', 'Мектепте даярдоо классын ачуу'],
      [preschool, 'contribution', 'Класс бөлмөсү', { party: 'other', who: 'Мектеп', form: 'goods' }],
      [preschool, 'contribution', 'Балдардын тамагы', { party: 'community', form: 'money' }],
      [road, 'cause', 'Арыктар казылган эмес, жолду суу жууйт'],
      [road, 'consequence', 'Балдар мектепке баткак кечип барат', { likelihood: 'happened' }],
      [road, 'solution', 'Жолго шагыл төгүү'],
      [road, 'contribution', 'Ашар менен арык казуу', { party: 'community', form: 'labour' }],
    ],
  },
];

/** Lines of both villages that the working group put under one wording. */
const joined: readonly { readonly text: string; readonly lines: readonly string[] }[] = [
  {
    text: 'Арык жок, жолду суу жууп кетет',
    lines: ['Жолдун боюнда арык жок, суу жолду жууп кетет', 'Арыктар казылган эмес, жолду суу жууйт'],
  },
  { text: 'Шагыл төгүп, арык казуу', lines: ['Шагыл төгүп, арык казуу', 'Жолго шагыл төгүү'] },
];

/** Who can solve each problem. */
const judged = [
  [water, { verdict: 'outside', helper: 'Облусту өнүктүрүү фонду' }],
  [road, { verdict: 'own' }],
  [preschool, { verdict: 'own' }],
  [
    bridge,
    {
      verdict: 'notSoon',
      reason: 'Көпүрө райондун балансында, дарыянын нугу сел жүргөн сайын өзгөрөт.',
    },
  ],
] as const;

/** What the planning meeting added to the tables, and what people proposed. */
const added = [
  [water, 'solution', 'Суу эсептегич коюп, төлөмдү иретке салуу'],
  [water, 'contribution', 'Долбоордун сметасы', { party: 'executive', form: 'money' }],
  [water, 'proposal', 'Суу пайдалануучулар бирикмесин түзүү', { by: 'deputy' }],
  [road, 'proposal', 'Мектепке барчу жолдон баштоо', { by: 'community' }],
  [undefined, 'proposal', 'Жыйындын жыйынтыгын айылдык чатка жарыялоо', { by: 'organisation' }],
] as const;

type Cast = {
  readonly cycleId: string;
  readonly chair: Gate;
  readonly persons: ReadonlyMap<string, string>;
  readonly problemIds: ReadonlyMap<string, string>;
  readonly villageIds: ReadonlyMap<VillageKey, string>;
  /** Day of March on which the focus groups were held. */
  readonly on: number;
};

/** A week after the sessions a focus group in each village, their tables side by side, then the planning meeting. */
export async function tellPlanning(told: Told, cast: Cast): Promise<void> {
  const entries = new Map<string, string>();
  for (const group of found)
    for (const [text, id] of await tellFocusGroup(told, cast, group)) entries.set(text, id);
  await tellSynthesis(told, cast, entries);
  await tellMeeting(told, cast);
}

const pairOf = ({ persons }: Cast) => ({
  facilitatorIds: [persons.get('facilitator1') ?? ''],
  recorderIds: [persons.get('facilitator2') ?? ''],
});

/** Answers the ids of its lines by their words. */
async function tellFocusGroup(
  { story, year }: Told,
  cast: Cast,
  { village, problems, lines, startsAt, venue }: (typeof found)[number],
): Promise<ReadonlyMap<string, string>> {
  const { cycleId, chair, problemIds, villageIds, on } = cast;
  const at = moment(year, 3, on, 18);
  const heldOn = day(year, 3, on);
  const problemId = (name: string) => problemIds.get(name) ?? '';
  const group = await story.perform(
    chair,
    moment(year, 3, on - 4),
    `plan ${village}'s focus group`,
    planFocusGroup,
    {
      ...pairOf(cast),
      cycleId,
      villageId: villageIds.get(village) ?? '',
      problemIds: problems.map(problemId),
      plannedOn: heldOn,
      startsAt,
      venue,
    },
  );
  const held = { ...group, revision: 0, heldOn, organisations: 3 };
  const { revision } = await story.perform(
    chair,
    at,
    `record ${village}'s focus group`,
    saveFocusRecord,
    held,
  );
  const rows = people.slice(2).map(({ fullName, sex, occupation, phone }, index) => ({
    ...{ fullName, sex, occupation, contact: phone },
    forInitiativeGroup: index % 4 === (village === 'aral' ? 1 : 0),
  }));
  await story.perform(chair, at, `people of ${village}'s focus group`, saveFocusPeople, {
    ...group,
    revision,
    rows,
  });
  const entries = new Map<string, string>();
  for (const [problem, column, text, more] of lines) {
    const { entryIds } = await story.perform(
      chair,
      at,
      `${village}'s focus group: ${problem} ${text}`,
      saveFocusTopic,
      {
        ...{ ...group, problemId: problemId(problem) },
        lines: [{ column, text, ...more }],
      },
    );
    entries.set(text, entryIds[0]!);
  }
  await story.perform(chair, at, `close ${village}'s focus group`, closeFocusGroup, group);
  return entries;
}

/** The working group lays the tables of both villages side by side. */
async function tellSynthesis(
  { story, year }: Told,
  { cycleId, chair, problemIds, on }: Cast,
  entries: ReadonlyMap<string, string>,
): Promise<void> {
  const at = moment(year, 3, on + 2, 16);
  for (const { text, lines } of joined)
    await story.perform(chair, at, `join lines: ${text}`, joinFocusLines, {
      ...{ cycleId, text },
      lines: lines.map((line) => entries.get(line) ?? ''),
    });
  for (const [name, facts] of judged)
    await story.perform(chair, at, `who solves ${name}`, judgeProblem, {
      ...{ problemId: problemIds.get(name) ?? '', revision: 0, ...facts },
    });
}

async function tellMeeting({ story, year }: Told, cast: Cast): Promise<void> {
  const { cycleId, chair, persons, problemIds, on } = cast;
  const at = moment(year, 3, on, 18);
  const person = (key: string) => persons.get(key) ?? '';
  const pair = pairOf(cast);
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
