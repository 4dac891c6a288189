import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, day, id, rows, text, tick } from '../../platform/forms/fields.ts';
import {
  channels,
  checklistRows,
  initiators,
  levels,
  meetingForms,
  meetingTopics,
  offices,
} from './forms.ts';
import { speechKinds } from './public-record.ts';

const words = 'public-meetings';

/** A language that something was typed in. */
export const typedLangs = ['ky', 'ru'] as const;
export type TypedLang = (typeof typedLangs)[number];

export const typedIn = () => called(`${words}.field.typed-in`, choice(typedLangs, 'ui.language'));
const long = () => optional(text(1000), '');

/** What the meeting is and who asked for it. */
export const aboutFields = {
  topic: optional(choice(meetingTopics, `${words}.topic`)),
  title: text(300, 3),
  titleLang: typedIn(),
  titleOther: optional(text(300), ''),
  level: choice(levels, `${words}.level`),
  villageId: called('ui.field.village', optional(id())),
  street: optional(text(200), ''),
  initiator: choice(initiators, `${words}.initiator`),
  initiatedOn: day(),
  signatures: optional(count(1, 99_999)),
};

export const formField = () => choice(meetingForms, `${words}.form`);

/** Place and hour as residents need to know them. */
export const placeFields = {
  capacity: optional(count(1, 9999)),
  access: long(),
  transport: long(),
  hourSuits: long(),
};

/** What a notice holds beside topic, day, hour and place (seed-002 P3 point 4), and the facts of the budget. */
export const noticeFields = {
  nature: long(),
  whoComes: long(),
  studyFrom: optional(day()),
  studyPlace: long(),
  proposalsHow: long(),
  budgetFacts: long(),
  noticeOther: optional(text(3000), ''),
};

/** Which article makes its decisions binding, and which order named the working group. */
export const groundFields = {
  bindingBy: optional(text(300), ''),
  orderText: optional(text(300), ''),
  bodyId: optional(id()),
  firstMetOn: optional(day()),
};

export const officeRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        personId: called('meetings.col.name', id()),
        office: choice(offices, `${words}.office`),
        /** Elected or named at the meeting itself, in the place of who was away. */
        atMeeting: tick(),
        /** Presidium and counting: an official or a deputy, or a resident who agreed that the name is told. */
        nameAgreed: called(`${words}.field.office-name-agreed`, tick()),
      },
      80,
      (filled) => filled('personId'),
    ),
  );

export const checklistRowFields = () =>
  called(
    '',
    rows(
      {
        row: called('', choice(checklistRows, `${words}.checklist`)),
        responsible: optional(text(200), ''),
        dueOn: optional(day()),
        doneOn: optional(day()),
      },
      checklistRows.length,
      (filled) => filled('row'),
    ),
  );

export const agendaRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        text: called(`${words}.field.agenda-text`, text(500)),
        other: optional(text(500), ''),
        minutes: optional(count(1, 600)),
        speaker: optional(text(200), ''),
        subjectId: optional(id()),
      },
      30,
      (filled) => filled('text'),
    ),
  );

export const postingFields = {
  channel: choice(channels, `${words}.channel`),
  place: called(`${words}.field.posted-where`, optional(text(300), '')),
  postedOn: day(),
};

/** One who spoke or wrote a slip. A private person's name is kept only where she agreed that it is told. */
export const speechFields = {
  agendaItemId: optional(id()),
  kind: choice(speechKinds, `${words}.speech`),
  official: optional(text(200), ''),
  residentName: optional(text(200), ''),
  nameAgreed: tick(),
  sex: optional(choice(['female', 'male'], 'ui.sex')),
  villageId: called('ui.field.village', optional(id())),
  slip: optional(count(1, 9999)),
  minutes: optional(count(1, 120)),
  text: called(`${words}.field.said`, text(3000)),
  textLang: typedIn(),
};
