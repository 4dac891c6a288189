import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, id, rows, text, tick } from '../../platform/forms/fields.ts';
import { mostOptions } from '../../decisions/rules/question.ts';
import { typedIn } from './public-meeting-fields.ts';

/** One list with several seats, where each votes for one; or each candidate by itself, for and against. */
export const electionHows = ['list', 'each'] as const;

/** Ways in which residents elect openly; members are called by name elsewhere. */
export const electionWays = ['hands', 'tokens', 'paper'] as const;

const words = 'public-meetings';

/** An election of delegates: of whom, how many, by which way. */
export const electionFields = {
  text: called(`${words}.field.election-text`, text(300, 3)),
  textLang: typedIn(),
  textOther: called('decisions.field.textOther', optional(text(300), '')),
  how: called(`${words}.field.election-how`, choice(electionHows, `${words}.election-how`)),
  seats: called(`${words}.field.seats`, optional(count(1, mostOptions - 1))),
  way: called('decisions.field.way', choice(electionWays, 'decisions.way')),
  rows: called(
    '',
    rows(
      {
        personId: called('meetings.col.name', id()),
        agreed: called(`${words}.field.agreed`, tick()),
      },
      mostOptions,
      (filled) => filled('personId'),
    ),
  ),
};
