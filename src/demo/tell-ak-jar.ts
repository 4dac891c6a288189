import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { noBudgetVersion } from '../needs/sessions/data/known-expenses.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { openSessionsPhase } from '../home/commands/open-sessions-phase.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { addStatements } from '../needs/sessions/commands/add-statements.ts';
import { planSession } from '../needs/sessions/commands/plan-session.ts';
import { saveKnownExpenses } from '../needs/sessions/commands/save-known-expenses.ts';
import { addMember } from '../people/commands/add-member.ts';
import type { DemoAccount } from './accounts.ts';
import { mixedStickers, openSession, people, realBudget, villages, workingGroup } from './ak-jar.ts';
import { participantsOf } from './kok-irim.ts';
import { makeMunicipality } from './tell-district.ts';
import { tellDrawings } from './tell-drawings.ts';
import { plannedRevision } from './tell-session.ts';
import { tellPeople, tellPlace, type Told } from './tell-municipality.ts';
import {
  assignFacilitators,
  saveParticipants,
  saveSessionRecord,
} from '../needs/sessions/commands/session-steps.ts';

/** The small neighbour: one session held two days ago, its 125 stickers typed and not yet grouped. */
export async function tellAkJar(told: Told): Promise<DemoAccount[]> {
  const { story, system, district, year, today } = told;
  const place = await makeMunicipality(story, system, year, district, {
    nameKy: 'Ак-Жар',
    nameRu: 'Ак-Жар',
    villages,
  });
  const { gates, persons, accounts } = await tellPeople(told, { id: place.id, mail: 'ak-jar', people });
  const head = gates.get('head')!;
  const chair = gates.get('chair')!;
  const facilitator = gates.get('facilitator')!;
  await tellPlace(told, head, {
    name: 'Ак-Жар',
    head: 'М. А. Эсенгулов',
    centre: 'Ак-Жар',
    villages: villages.map((village, index) => ({ ...village, id: place.villages[index]! })),
  });

  const noon = Date.parse(`${today}T12:00:00+06:00`);
  const daysAgo = (days: number) => new Date(noon - days * 86_400_000);
  const dayAgo = (days: number) => todayInBishkek(daysAgo(days));
  const cycleYear = Number(dayAgo(2).slice(0, 4));
  const cycle = await story.perform(head, daysAgo(20), 'ak-jar cycle', openCycle, {
    year: cycleYear,
    aim: 'Жаштардын муктаждыктарын угуу жана ыкманы сынап көрүү.',
  });
  await story.perform(head, daysAgo(20), 'ak-jar decision', recordDecision, {
    cycleId: cycle.id,
    decidedBy: 'head',
    decidedOn: dayAgo(21),
    decisionBasis: 'Айыл өкмөтүнүн башчысынын тапшырмасы',
  });
  const group = await story.perform(chair, daysAgo(16), 'ak-jar working group', formWorkingGroup, {
    cycleId: cycle.id,
    nameKy: 'ЖМБАны өткөрүү боюнча жумушчу топ',
    nameRu: 'Рабочая группа по проведению СИНС',
  });
  for (const { person, ...member } of workingGroup) {
    await story.perform(chair, daysAgo(16), `ak-jar member ${person}`, addMember, {
      bodyId: group.id,
      personId: persons.get(person),
      from: dayAgo(16),
      ...member,
    });
  }
  const villageId = place.villages[0]!;
  const planned = await story.perform(chair, daysAgo(8), 'ak-jar plan', planSession, {
    cycleId: cycle.id,
    villageId,
    ageGroup: openSession.ageGroup,
    plannedOn: dayAgo(2),
    startsAt: '14:00',
    venue: openSession.venue,
    plannedPeople: 25,
    plannedWomen: 13,
  });
  await story.perform(chair, daysAgo(8), 'ak-jar assign', assignFacilitators, {
    id: planned.id,
    facilitatorIds: [persons.get('facilitator')!],
    recorderIds: [persons.get('recorder')!],
  });
  await story.perform(chair, daysAgo(5), 'ak-jar open sessions', openSessionsPhase, {
    cycleId: cycle.id,
    reason: 'Бул сынак сессия: топтун калган мүчөлөрү үйрөнүү үчүн катышат.',
  });

  const { id } = planned;
  const saved = await story.perform(facilitator, daysAgo(1), 'ak-jar record', saveSessionRecord, {
    id,
    revision: plannedRevision,
    heldOn: dayAgo(2),
    heldVenue: openSession.venue,
    attendance: 'list',
    guests: 1,
    resourcesNotes: 'Картада: айылдын көчөлөрү, арыктар, мектеп, клуб, спорт аянтча.',
  });
  await story.perform(facilitator, daysAgo(1), 'ak-jar participants', saveParticipants, {
    id,
    revision: saved.revision,
    rows: participantsOf(openSession, 9),
  });
  await tellDrawings(told, { facilitator, sessionId: id, at: daysAgo(1) });
  const count = openSession.women + openSession.men;
  await story.perform(facilitator, daysAgo(1), 'ak-jar stickers', addStatements, {
    sessionId: id,
    stickers: mixedStickers().map((text, index) => ({ text, participantNumber: 1 + (index % count) })),
  });

  // The next meeting is today, so that whoever prepares a phone has one to lead.
  const next = await story.perform(chair, daysAgo(4), 'ak-jar plan next', planSession, {
    cycleId: cycle.id,
    villageId,
    ageGroup: '36-55',
    plannedOn: today,
    startsAt: '14:00',
    venue: openSession.venue,
    plannedPeople: 25,
    plannedWomen: 13,
  });
  await story.perform(chair, daysAgo(4), 'ak-jar assign next', assignFacilitators, {
    id: next.id,
    facilitatorIds: [persons.get('facilitator')!],
    recorderIds: [persons.get('recorder')!],
  });
  await story.perform(chair, daysAgo(4), 'ak-jar budget', saveKnownExpenses, {
    cycleId: cycle.id,
    version: noBudgetVersion,
    year: cycleYear,
    rows: realBudget.map(([key, name, som]) => ({ key, name, amount: `${som}` })),
  });
  return accounts;
}
