import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { translator } from '../platform/i18n/catalogues.ts';
import { registerOrders } from '../home/documents/papers.ts';
import { recordOutsideAct } from '../acts/commands/record-outside-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { publishAct } from '../acts/commands/publish-act.ts';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { editWorkPlanItem } from '../cycle/commands/edit-work-plan-item.ts';
import { makeWorkPlan } from '../cycle/commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { dayAfter } from '../cycle/rules/activities.ts';
import { markStage } from '../home/commands/mark-stage.ts';
import { openSessionsPhase } from '../home/commands/open-sessions-phase.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { planAllSessions } from '../needs/sessions/commands/plan-all-sessions.ts';
import { planSession } from '../needs/sessions/commands/plan-session.ts';
import { publishMunicipalityPriorities } from '../needs/priorities/commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from '../needs/priorities/commands/publish-village-priorities.ts';
import { addMember } from '../people/commands/add-member.ts';
import type { Gate } from '../platform/db/gate.ts';
import type { DemoAccount } from './accounts.ts';
import { people, sessions, villages, workingGroup, type VillageKey } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import { makeMunicipality } from './tell-district.ts';
import { tellPeople, tellPlace, type Told } from './tell-municipality.ts';
import { saveCalendarYear } from '../deadlines/commands/save-calendar-year.ts';
import { offeredDays } from '../deadlines/rules/calendar-days.ts';
import { tellGathering } from './tell-gathering.ts';
import { tellCalled, tellHearing } from './tell-hearing.ts';
import { tellGroups } from './tell-groups.ts';
import { tellOrganisations } from './tell-organisations.ts';
import { tellPlan } from './tell-plan.ts';
import { tellPlanning } from './tell-planning.ts';
import { markProblems, tellSession } from './tell-session.ts';
import { assignFacilitators } from '../needs/sessions/commands/session-steps.ts';

type Cast = { readonly gates: ReadonlyMap<string, Gate>; readonly persons: ReadonlyMap<string, string> };

function of<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`The demonstration has no ${key}.`);
  return found;
}

/** Monday of the week in which sessions are held: the second full week of March. */
export function sessionsMonday(year: number): number {
  const weekday = new Date(Date.UTC(year, 2, 8)).getUTCDay();
  return 8 + ((8 - weekday) % 7);
}

/** A year of Көк-Ирим from the decision to the published lists, and the beginning of the next one. */
export async function tellKokIrim(told: Told): Promise<DemoAccount[]> {
  // The orders are signed as papers: this tells the register of acts how they are made.
  registerOrders();
  const { story, system, district, year } = told;
  const place = await makeMunicipality(story, system, year, district, {
    nameKy: 'Көк-Ирим',
    nameRu: 'Кок-Ирим',
    villages,
  });
  const villageIds = new Map<VillageKey, string>(
    villages.map(({ key }, index) => [key, place.villages[index]!]),
  );
  const cast = await tellPeople(told, {
    id: place.id,
    mail: 'kok-irim',
    people: people.map(({ village, ...person }) => ({
      ...person,
      villageId: village === undefined ? undefined : villageIds.get(village),
    })),
  });
  await tellPlace(told, of(cast.gates, 'administrator'), {
    name: 'Көк-Ирим',
    head: 'Б. С. Мамбетов',
    centre: 'Бирдик',
    villages: villages.map((village) => ({ ...village, id: of(villageIds, village.key) })),
  });
  await tellCalendar(told);
  const cycleId = await prepare(told, cast);
  const sessionIds = await plan(told, cast, cycleId, villageIds);
  const problemIds = await hold(told, cast, cycleId, villageIds, sessionIds);
  const places = { aral: of(villageIds, 'aral'), birdik: of(villageIds, 'birdik') };
  await tellHearing(told, { ...cast, ...places, cycleId });
  await tellGathering(told, { ...cast, ...places, cycleId });
  await tellCalled(told, { ...cast, ...places, cycleId });
  await tellOrganisations(told, cast);
  await tellGroups(told, { ...cast, ...places, cycleId, problemIds });
  await tellPlan(told, { ...cast, ...places, cycleId });
  await beginNextYear(told, cast, villageIds, cycleId);
  return cast.accounts;
}

/** The holidays of the year as they stand in the Labour Code; the days of both aits are announced, and stay unentered. */
async function tellCalendar({ story, system, year }: Told): Promise<void> {
  await story.actForSystem(system, moment(year, 1, 5), 'working calendar', saveCalendarYear, {
    ...{ year, revision: 0, days: offeredDays(year), confirmed: 'yes' },
    basis: 'Үйрөнүү үчүн: Эмгек кодексиндеги майрамдар гана',
  });
}

/** January: decision, working group, order. */
async function prepare({ story, year }: Told, { gates, persons }: Cast): Promise<string> {
  const head = of(gates, 'head');
  const chair = of(gates, 'chair');
  await story.perform(chair, moment(year, 1, 20), 'resolution', recordOutsideAct, {
    type: 'resolution',
    issuingBody: 'kenesh',
    number: '3',
    issuedOn: day(year, 1, 16),
    titleKy: 'Жарандардын муктаждыктарын биргелешип аныктоону өткөрүү жөнүндө',
    titleRu: 'О проведении совместного изучения нужд сообщества',
    signedBy: 'Айылдык кеңештин төрагасы',
    note: '',
  });
  const cycle = await story.perform(head, moment(year, 1, 20, 11), 'cycle', openCycle, {
    year,
    aim: 'Ар бир айылдын жана ар бир курактын үнүн угуп, бюджетке негиз болчу артыкчылыктарды аныктоо.',
  });
  await story.perform(head, moment(year, 1, 20, 12), 'decision', recordDecision, {
    cycleId: cycle.id,
    decidedBy: 'kenesh',
    decidedOn: day(year, 1, 16),
    decisionBasis: 'Көк-Ирим айылдык кеңешинин 16-январдагы № 3 токтому',
  });
  const group = await story.perform(chair, moment(year, 1, 23), 'working group', formWorkingGroup, {
    cycleId: cycle.id,
    nameKy: 'ЖМБАны өткөрүү боюнча жумушчу топ',
    nameRu: 'Рабочая группа по проведению СИНС',
  });
  for (const [index, { person, ...member }] of workingGroup.entries()) {
    await story.perform(chair, moment(year, 1, 23, 11, index), `member ${person}`, addMember, {
      bodyId: group.id,
      personId: of(persons, person),
      from: day(year, 1, 23),
      ...member,
    });
  }
  await story.perform(chair, moment(year, 1, 23, 12), 'specialist', nameResponsibleSpecialist, {
    cycleId: cycle.id,
    personId: of(persons, 'administrator'),
  });
  await story.perform(head, moment(year, 1, 26), 'sign order 1', signAct, {
    actId: group.actId,
    signedBy: 'Б. С. Мамбетов',
    issuedOn: day(year, 1, 26),
  });
  await story.perform(chair, moment(year, 1, 27), 'publish order 1', publishAct, { actId: group.actId });
  return cycle.id;
}

/** February: work plan, schedule, order, readiness. */
async function plan(
  { story, year }: Told,
  { gates, persons }: Cast,
  cycleId: string,
  villageIds: ReadonlyMap<VillageKey, string>,
): Promise<string[]> {
  const head = of(gates, 'head');
  const chair = of(gates, 'chair');
  const sessionIds: string[] = [];
  const { actId, lines } = await story.perform(chair, moment(year, 2, 3), 'work plan', makeWorkPlan, {
    cycleId,
    startsOn: day(year, 1, 23),
  });
  const monday = sessionsMonday(year);
  // The roads are open in March: the plan says what the schedule says.
  await story.perform(chair, moment(year, 2, 4), 'sessions in March', editWorkPlanItem, {
    itemId: lines['S1.4'] ?? '',
    stage: 'needs',
    textKy: translator('ky')('cycle.activity.S1.4'),
    textRu: translator('ru')('cycle.activity.S1.4'),
    resultKy: translator('ky')('cycle.activity.S1.4.result'),
    resultRu: translator('ru')('cycle.activity.S1.4.result'),
    startsOn: day(year, 3, monday),
    dueOn: day(year, 3, monday + 6),
    responsibleText: translator('ky')('cycle.party.workingGroup'),
  });
  for (const session of sessions) {
    const name = `${session.village} ${session.ageGroup}`;
    const { id } = await story.perform(chair, moment(year, 2, 5), `plan ${name}`, planSession, {
      cycleId,
      villageId: of(villageIds, session.village),
      ageGroup: session.ageGroup,
      plannedOn: day(year, 3, monday + session.day),
      startsAt: session.startsAt,
      venue: session.venue,
      plannedPeople: 20,
      plannedWomen: 12,
    });
    sessionIds.push(id);
    await story.perform(chair, moment(year, 2, 5, 11), `assign ${name}`, assignFacilitators, {
      id,
      facilitatorIds: [of(persons, session.facilitator)],
      recorderIds: [of(persons, session.recorder)],
    });
  }
  await story.perform(head, moment(year, 2, 10), 'sign order 2', signAct, {
    actId,
    signedBy: 'Б. С. Мамбетов',
    issuedOn: day(year, 2, 10),
  });
  await story.perform(chair, moment(year, 2, 10, 15), 'publish order 2', publishAct, { actId });
  const answers = [
    [4, 'Стикер, маркер, флипчарт, алты топко жетет.'],
    [7, 'Айыл башчылары короо-короо кыдырып чакырды, тизмелер толду.'],
    [8, 'Жайлар каралды, мектептер менен макулдашылды.'],
  ] as const;
  for (const [question, note] of answers) {
    await story.perform(chair, moment(year, 2, 25, 10, question), `readiness ${question}`, answerReadiness, {
      cycleId,
      question,
      answer: 'yes',
      note,
    });
  }
  await story.perform(chair, moment(year, 2, 26), 'open sessions', openSessionsPhase, { cycleId });
  return sessionIds;
}

/** March: six sessions. April: the lists are published. */
async function hold(
  told: Told,
  cast: Cast,
  cycleId: string,
  villageIds: ReadonlyMap<VillageKey, string>,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { story, year } = told;
  const chair = of(cast.gates, 'chair');
  const problemIds = new Map<string, string>();
  for (const [index, session] of sessions.entries()) {
    await tellSession(told, {
      cycleId,
      sessionId: sessionIds[index]!,
      session,
      index,
      heldOn: { month: 3, day: sessionsMonday(year) + session.day },
      facilitator: of(cast.gates, session.facilitator),
      chair,
      problemIds,
    });
  }
  await markProblems(told, chair, problemIds);
  // A week after the last sessions; the planning meeting follows while it is still March.
  const on = sessionsMonday(year) + 11;
  await tellPlanning(told, { cycleId, chair, persons: cast.persons, problemIds, villageIds, on });
  for (const { key } of villages) {
    await story.perform(chair, moment(year, 4, 2), `publish ${key}`, publishVillagePriorities, {
      year,
      villageId: of(villageIds, key),
    });
  }
  await story.perform(chair, moment(year, 4, 3), 'publish municipality', publishMunicipalityPriorities, {
    year,
  });
  return problemIds;
}

/** The next cycle, begun some days ago: the home page shows what comes next and what is missing. */
async function beginNextYear(
  { story, year, today }: Told,
  { gates, persons }: Cast,
  villageIds: ReadonlyMap<VillageKey, string>,
  cycleId: string,
): Promise<void> {
  const head = of(gates, 'head');
  const chair = of(gates, 'chair');
  const next = year + 1;
  const daysAgo = (days: number, hour = 10) =>
    new Date(Date.parse(`${today}T00:00:00+06:00`) - days * 86_400_000 + hour * 3_600_000);
  const isoDaysAgo = (days: number) => todayInBishkek(daysAgo(days, 12));
  const cycle = await story.perform(head, daysAgo(9), 'next cycle', openCycle, {
    year: next,
    aim: 'Былтыркы артыкчылыктардын аткарылышын эске алып, муктаждыктарды кайра аныктоо.',
  });
  await story.perform(head, daysAgo(9, 11), 'next decision', recordDecision, {
    cycleId: cycle.id,
    decidedBy: 'head',
    decidedOn: isoDaysAgo(10),
    decisionBasis: 'Айыл өкмөтүнүн башчысынын аппараттык кеңешмедеги тапшырмасы',
  });
  // The stages of this year go on beside the needs of the next.
  const said = [
    ['budget', 'done', {}],
    ['execution', 'begun', {}],
    [
      'evaluation',
      'later',
      { on: dayAfter(today, 40), reason: 'Баалоо анкетасы жаңы жылдын биринчи айларында жүргүзүлөт.' },
    ],
  ] as const;
  for (const [stage, mark, facts] of said)
    await story.perform(chair, daysAgo(8), `stage ${stage}`, markStage, { cycleId, stage, mark, ...facts });
  const group = await story.perform(chair, daysAgo(6), 'next working group', formWorkingGroup, {
    cycleId: cycle.id,
    nameKy: `ЖМБАны өткөрүү боюнча жумушчу топ, ${next}-жыл`,
    nameRu: `Рабочая группа по проведению СИНС, ${next} год`,
  });
  // Eight of the ten so far, and two of them still to be trained.
  for (const [index, { person, ...member }] of workingGroup.slice(0, 8).entries()) {
    await story.perform(chair, daysAgo(5), `next member ${person}`, addMember, {
      bodyId: group.id,
      personId: of(persons, person),
      from: isoDaysAgo(5),
      ...member,
      trained: index < 6,
    });
  }
  await story.perform(chair, daysAgo(5, 11), 'next specialist', nameResponsibleSpecialist, {
    cycleId: cycle.id,
    personId: of(persons, 'administrator'),
  });
  await story.perform(head, daysAgo(4), 'next sign order 1', signAct, {
    actId: group.actId,
    signedBy: 'Б. С. Мамбетов',
    issuedOn: isoDaysAgo(4),
  });
  await story.perform(chair, daysAgo(3), 'next work plan', makeWorkPlan, {
    cycleId: cycle.id,
    startsOn: isoDaysAgo(5),
  });
  // Бирдик has no place yet, so the schedule is not ready to be signed.
  const monday = sessionsMonday(next);
  await story.perform(chair, daysAgo(2), 'next schedule', planAllSessions, {
    cycleId: cycle.id,
    days: [1, 2, 3].map((weekday) => day(next, 3, monday + weekday)),
    villageIds: villages.map(({ key }) => of(villageIds, key)),
    venues: { [of(villageIds, 'aral')]: 'Арал орто мектеби, жыйындар залы' },
    facilitatorIds: [1, 2, 3, 4].map((number) => of(persons, `facilitator${number}`)),
  });
  await story.perform(chair, daysAgo(2, 15), 'next readiness 4', answerReadiness, {
    cycleId: cycle.id,
    question: 4,
    answer: 'yes',
    note: 'Стикер жана маркер былтыркыдан жетет.',
  });
}
