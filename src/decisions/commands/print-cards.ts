import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called } from '../../platform/forms/field.ts';
import { count, id } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { ensureDoor } from '../data/door.ts';
import { makeTokens, nextTokenNumber } from '../data/tokens.ts';
import { refuse } from '../refusals.ts';
import { codesOf } from '../rules/door-fields.ts';

/** Most cards of a meeting. */
const mostCards = 5000;

/** Makes numbered cards beforehand. Nobody votes with a card until it is given to somebody at the door. */
export const printCards = defineCommand({
  name: 'decisions.print-cards',
  input: z.strictObject({
    id: id(),
    cards: called('decisions.field.cards', count(1, 1000)),
    codes: codesOf(),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await meetingAtVote(scope, input.id, 'update');
    if (!found.ok) return found;
    await ensureDoor(scope, input.id, now);
    const from = await nextTokenNumber(scope, input.id);
    const to = from + input.cards - 1;
    if (to > mostCards) return refuse('cards-too-many', { field: 'cards', params: { most: mostCards } });
    const numbers = Array.from({ length: input.cards }, (_, at) => from + at);
    await makeTokens(scope, input.id, numbers, input.codes);
    return ok({ id: input.id, from, to }, { subjectKind: 'meeting', details: { from, to } });
  },
});
