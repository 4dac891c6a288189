import { called, ifSent } from '../../platform/forms/field.ts';
import { choice, count, day, text } from '../../platform/forms/fields.ts';

/** When and where a meeting was, and how its people were counted. */
export const heldFields = {
  heldOn: ifSent(day()),
  heldVenue: called('meetings.field.held-venue', ifSent(text(200, 0))),
  notesLang: called('meetings.field.notes-lang', ifSent(choice(['ky', 'ru'], 'ui.language'))),
  attendance: called('meetings.field.attendance', ifSent(choice(['list', 'counts'], 'meetings.attendance'))),
};

const heads = (label: string) => called(label, ifSent(count(0, 999)));

/** How many came, where they were not written down one by one. */
export const headFields = {
  women: heads('ui.sex.females'),
  men: heads('ui.sex.males'),
  guests: heads('ui.field.guests'),
  deputies: heads('meetings.field.deputies'),
  executives: heads('meetings.field.executives'),
  organisations: heads('meetings.field.organisations'),
};
