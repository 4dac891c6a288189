import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { fromPaperField, typedOn } from '../../meetings/rules/from-paper.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { optional } from '../../platform/forms/field.ts';
import { count, id, tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { ensureDoor, letIn } from '../data/door.ts';
import { cardAfter, tokenOf } from '../data/tokens.ts';
import { refuse } from '../refusals.ts';
import { codesOf, doorFields } from '../rules/door-fields.ts';

/**
 * A registrar writes somebody down at the door. A resident of 18 or older gets a number with the right to vote: the
 * card that was handed over, or the next one. Whoever lives elsewhere gets none and may speak.
 */
export const registerPerson = defineCommand({
  name: 'decisions.register-person',
  input: z.strictObject({
    ...{ id: id(), ...doorFields, card: optional(count(1, 99_999)), another: tick(), codes: codesOf() },
    fromPaper: fromPaperField(),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input: { id: meetingId, codes, fromPaper, ...person }, now }) => {
    const { villageId } = person;
    const today = todayInBishkek(now);
    if (villageId !== null && !(await isVillageOf(scope.tx, scope.municipalityId, villageId, today)))
      return refuse('village-unknown', { field: 'villageId' });
    const found = await meetingAtVote(scope, meetingId, 'update');
    if (!found.ok) return found;
    await ensureDoor(scope, meetingId, now);
    const done = await letIn(
      scope,
      found.meeting,
      { ...person, paperTypedOn: typedOn(fromPaper, now) },
      codes,
    );
    if (!done.ok) return done;
    const { id: participantId, number, tokenId } = done;
    const token = tokenId === null ? undefined : await tokenOf(scope, meetingId, tokenId);
    // A registrar who hands over cards of a stack is offered the next one.
    const next = person.card === null ? null : ((await cardAfter(scope, meetingId, person.card)) ?? null);
    return ok(
      { id: participantId, number, tokenId, next, fromPaper },
      { subjectKind: 'participant', details: { meetingId, number, token: token?.number ?? null, fromPaper } },
    );
  },
});
