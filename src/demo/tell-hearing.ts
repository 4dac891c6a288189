import { registerAct } from '../acts/commands/register-act.ts';
import { publishAct } from '../acts/commands/publish-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { addCalendarDays } from '../methods/deadlines.ts';
import type { Gate } from '../platform/db/gate.ts';
import { addPosting } from '../public-meetings/commands/add-posting.ts';
import { addSpeech } from '../public-meetings/commands/add-speech.ts';
import { answerDemand } from '../public-meetings/commands/answer-demand.ts';
import { draftMinutes } from '../public-meetings/commands/draft-minutes.ts';
import { markSent } from '../public-meetings/commands/mark-sent.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { publicSteps } from '../public-meetings/commands/public-steps.ts';
import { publishMeeting } from '../public-meetings/commands/publish-meeting.ts';
import { saveAbout } from '../public-meetings/commands/save-about.ts';
import { saveAgenda } from '../public-meetings/commands/save-agenda.ts';
import { saveChecklist } from '../public-meetings/commands/save-checklist.ts';
import { saveNotice } from '../public-meetings/commands/save-notice.ts';
import { saveOffices } from '../public-meetings/commands/save-offices.ts';
import { registerMinutes } from '../public-meetings/documents/papers.ts';
import { checklistRows } from '../public-meetings/rules/forms.ts';
import { day, moment } from './storyteller.ts';
import { tellDoor } from './tell-door.ts';
import type { Told } from './tell-municipality.ts';

export type Cast = {
  readonly cycleId: string;
  readonly gates: ReadonlyMap<string, Gate>;
  readonly persons: ReadonlyMap<string, string>;
  readonly aral: string;
  readonly birdik: string;
};

/** A public hearing on where the budget should go first, from the working group to where its decisions went. */
export async function tellHearing({ story, year, codes }: Told, cast: Cast): Promise<void> {
  // The minutes are signed as a paper: the register is told how they are made.
  registerMinutes();
  const { cycleId, aral, birdik } = cast;
  const chair = cast.gates.get('chair')!;
  const head = cast.gates.get('head')!;
  const person = (key: string) => cast.persons.get(key) ?? '';
  const held = day(year, 4, 11);
  const { id } = await story.perform(chair, moment(year, 3, 23), 'plan hearing', planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', titleLang: 'ky', level: 'municipality' },
    title: 'Таза суу жана мектепке барчу жол: бюджет эмнеден башталсын',
    titleOther: 'Чистая вода и дорога к школе: с чего начать бюджет',
    ...{ initiator: 'head', initiatedOn: day(year, 3, 23) },
    ...{ plannedOn: held, startsAt: '14:00', endsAt: '16:30', venue: 'Бирдик айылынын клубу' },
    ...{ plannedPeople: 160, plannedWomen: 80 },
  });
  const row = { id };
  let revision = 0;
  const next = async <T extends { readonly revision: number }>(done: Promise<T>) => {
    revision = (await done).revision;
  };
  const at = (month: number, on: number, hour = 10) => moment(year, month, on, hour);
  await next(
    story.perform(chair, at(3, 24), 'grounds of the hearing', saveAbout, {
      ...{ ...row, revision, topic: 'budget', titleLang: 'ky', level: 'municipality', initiator: 'head' },
      title: 'Таза суу жана мектепке барчу жол: бюджет эмнеден башталсын',
      titleOther: 'Чистая вода и дорога к школе: с чего начать бюджет',
      initiatedOn: day(year, 3, 23),
      ...{ capacity: 180, access: 'Клуб бир кабаттуу, кире беришинде пандус бар.' },
      transport: 'Аралдан 13:15те мектеп автобусу чыгат, 17:00дө кайтат.',
      hourSuits: 'Аялдар кеңеши түштөн кийинки саатты сурады: балдар сабакта, мал кечке чейин жайытта.',
      orderText: `№ 12, ${year}-жылдын 23-марты`,
      firstMetOn: day(year, 3, 24),
    }),
  );
  await next(
    story.perform(chair, at(3, 24, 11), 'offices of the hearing', saveOffices, {
      ...{ ...row, revision },
      rows: [
        { personId: person('deputy'), office: 'chair' },
        { personId: person('chair'), office: 'secretary' },
        { personId: person('deputy2'), office: 'counting', nameAgreed: 'yes' },
        { personId: person('facilitator1'), office: 'counting', nameAgreed: 'yes' },
        { personId: person('deputy'), office: 'official' },
        { personId: person('head'), office: 'speaker' },
      ],
    }),
  );
  await next(
    story.perform(chair, at(3, 24, 12), 'checklist of the hearing', saveChecklist, {
      ...{ ...row, revision },
      rows: checklistRows.map((one, index) => ({
        row: one,
        responsible: index % 3 === 0 ? 'Жооптуу катчы' : index % 3 === 1 ? 'Айыл башчысы' : 'Жумушчу топ',
        dueOn: day(year, 4, 1 + (index % 9)),
        ...(index < 2 ? { doneOn: day(year, 3, 24) } : {}),
      })),
    }),
  );
  await next(
    story.perform(chair, at(3, 25), 'agenda of the hearing', saveAgenda, {
      ...{ ...row, revision },
      rows: [
        {
          text: 'ЖМБАнын жыйынтыктары: айылдардын артыкчылыктары',
          other: 'Итоги СИНС: приоритеты сёл',
          minutes: 20,
          speaker: 'Абдыраимова Г. Э., жооптуу катчы',
        },
        {
          text: 'Жергиликтүү бюджеттин мүмкүнчүлүгү',
          other: 'Возможности местного бюджета',
          minutes: 20,
          speaker: 'Мамбетов Б. С., айыл өкмөтүнүн башчысы',
        },
        { text: 'Эмнеден башталат', other: 'С чего начать', minutes: 60 },
      ],
    }),
  );
  await next(
    story.perform(chair, at(3, 26), 'notice of the hearing', saveNotice, {
      ...{ ...row, revision },
      nature: 'Кийинки жылдын бюджетинде биринчи кайсы көйгөй чечилсин деген суроо талкууланат.',
      whoComes:
        'Арал жана Бирдик айылдарынын тургундары, депутаттар, мектептин жана ФАПтын кызматкерлери, уюмдар',
      studyFrom: day(year, 3, 30),
      studyPlace: 'айыл өкмөтүнүн имараты, 2-бөлмө, 9:00дөн 17:00гө чейин',
      proposalsHow: 'Жазуу жүзүндө жооптуу катчыга 10-апрелге чейин же жолугушууда оозеки.',
      budgetFacts: 'Жергиликтүү бюджеттин кирешеси 24,6 млн сом, капиталдык чыгашага 3,1 млн сом каралган.',
    }),
  );
  await story.perform(chair, at(3, 27), 'publish the call', publishMeeting, row);
  for (const [channel, place, on] of [
    ['board', 'Бирдик, дүкөндүн жанындагы такта', 28],
    ['board', 'Арал, мектептин кире бериши', 28],
    ['villageHead', 'эки айыл башчы үймө-үй айтты', 30],
    ['messenger', 'айылдык чаттар', 31],
  ] as const) {
    await story.perform(chair, at(3, on, 9), `told: ${channel} ${place}`, addPosting, {
      ...{ ...row, channel, place, postedOn: day(year, 3, on) },
    });
  }
  const evening = at(4, 11, 17);
  await story.perform(chair, at(4, 11, 13), 'the hearing is opened', publicSteps.saveRecord, {
    ...{ ...row, revision: revision + 4, heldOn: held },
    openingNotes: 'Төрага жолугушуунун максатын жана регламентин айтты: баяндамага 20 мүнөт, сөзгө 3 мүнөт.',
  });
  const villages = [aral, birdik] as const;
  await tellDoor(story, chair, at(4, 11, 13), { id, villages, codes }, { women: 86, men: 69 });
  const said = [
    ['Арал үчүн суу биринчи: кудуктар жайында соолуп калат.', 'female', aral],
    ['Жол да керек, бирок суусуз бала бакча ачылбай жатат.', 'female', birdik],
    ['Траншеяны ашар менен казабыз, түтүгүн өкмөт алсын.', 'male', aral],
  ] as const;
  for (const [index, [text, sex, villageId]] of said.entries()) {
    await story.perform(chair, evening, `speech ${index}`, addSpeech, {
      ...{ ...row, sex, villageId, kind: 'speech', text, textLang: 'ky', minutes: 3 },
    });
  }
  await story.perform(chair, evening, 'slip 1', addSpeech, {
    ...{
      ...row,
      kind: 'slip',
      slip: 1,
      textLang: 'ru',
      text: 'Когда закончат дорогу у школы? Осенью дети идут по грязи.',
    },
  });
  const question = await story.perform(chair, evening, 'ask what comes first', addQuestion, {
    ...{ ...row, text: 'Кийинки жылдын бюджетинде биринчи эмне чечилсин', kind: 'choice' },
    options: 'Таза суу\nМектепке барчу жол\nКөчө жарыгы',
    ...{ way: 'paper', ruleName: 'choice' },
  });
  const asked = { ...row, questionId: question.id };
  await story.perform(chair, evening, 'open the vote', openQuestion, { ...asked, present: 155 });
  const rows = [
    { choice: 'o1', votes: 65 },
    { choice: 'o2', votes: 38 },
    { choice: 'o3', votes: 33 },
    { choice: 'abstained', votes: 0 },
    { choice: 'spoiled', votes: 0 },
  ];
  await story.perform(chair, evening, 'first counter', enterTally, { ...asked, rows });
  await story.perform(head, evening, 'second counter', enterTally, { ...asked, rows });
  await story.perform(chair, evening, 'close the vote', closeQuestion, asked);
  await story.perform(chair, evening, 'close the hearing', publicSteps.close, row);
  const { actId } = await story.perform(chair, at(4, 12), 'minutes of the hearing', draftMinutes, row);
  await story.perform(chair, at(4, 13), 'number of the minutes', registerAct, {
    ...{ actId, issuedOn: day(year, 4, 13), number: '1' },
  });
  await story.perform(head, at(4, 13, 11), 'sign the minutes', signAct, {
    ...{ actId, signedBy: 'Осмонов К. Д.' },
  });
  await story.perform(chair, at(4, 13, 12), 'publish the minutes', publishAct, { actId });
  await story.perform(chair, at(4, 14), 'send the decisions', markSent, {
    ...{ ...row, sentOn: day(year, 4, 14), sentTo: 'Айылдык кеңеш, айыл өкмөтүнүн каржы бөлүмү' },
  });
  await story.perform(chair, at(4, 14, 11), 'publish what was decided', publishMeeting, row);
}

/** What stands ahead: a village gathering three weeks from now, and a demand that was refused. */
export async function tellCalled({ story, today }: Told, cast: Cast): Promise<void> {
  const { cycleId, aral, birdik } = cast;
  const chair = cast.gates.get('chair')!;
  const at = (days: number, hour = 10) =>
    new Date(`${addCalendarDays(today, days)}T${hour - 6 < 10 ? '0' : ''}${hour - 6}:00:00Z`);
  const common = { cycleId, titleLang: 'ky', level: 'village' } as const;
  const { id } = await story.perform(chair, at(-3), 'plan gathering', planPublicMeeting, {
    ...{ ...common, form: 'gathering', topic: 'development', villageId: aral },
    title: 'Арал айылында суу пайдалануучулар бирикмесин түзүү',
    titleOther: 'Создать в селе Арал объединение водопользователей',
    ...{ initiator: 'initiativeGroup', initiatedOn: addCalendarDays(today, -4) },
    ...{ plannedOn: addCalendarDays(today, 21), startsAt: '15:00', venue: 'Арал орто мектебинин залы' },
    plannedPeople: 90,
  });
  await story.perform(chair, at(-2), 'notice of the gathering', saveNotice, {
    ...{ id, revision: 0 },
    nature: 'Бирикме керекпи, ким төрага болот, төлөм кандай чогултулат.',
    whoComes: 'Арал айылынын тургундары, депутаттар',
    studyFrom: addCalendarDays(today, 4),
    studyPlace: 'Арал китепканасы, 10:00дөн 16:00гө чейин',
    proposalsHow: 'Айыл башчыга оозеки же жазуу жүзүндө.',
    budgetFacts: 'Бюджетте суу түтүгүнө 1,8 млн сом каралган.',
  });
  await story.perform(chair, at(-2, 11), 'publish the gathering', publishMeeting, { id });
  const asked = await story.perform(chair, at(-30), 'demand of residents', planPublicMeeting, {
    ...{ ...common, form: 'gathering', topic: 'other', villageId: birdik },
    title: 'Базар күнүн жекшембиден ишембиге которуу',
    titleOther: 'Перенести базарный день с воскресенья на субботу',
    ...{ initiator: 'residents', initiatedOn: addCalendarDays(today, -31), signatures: 42 },
  });
  await story.perform(chair, at(-25), 'answer to the demand', answerDemand, {
    ...{ ...asked, answer: 'refused', answeredOn: addCalendarDays(today, -25) },
    answerReason: 'Базар жеке ишкананыкы, күнүн муниципалитет чечпейт. Талап ээсине жөнөтүлдү.',
  });
  await story.perform(chair, at(-24), 'publish the answer', publishMeeting, asked);
}
