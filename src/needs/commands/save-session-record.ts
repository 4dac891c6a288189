import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableSession, touchSession } from '../data/session-guard.ts';
import { mayRecordSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { dayField, idField, numberField, revisionField, textField } from '../rules/session-fields.ts';

/**
 * The record's own fields: day, place, how many came, notes of the four methods. Fields left out stay as they are.
 * Refuses `edited-meanwhile` when somebody saved since the form was opened: nothing is overwritten.
 */
export const saveSessionRecord = defineCommand({
  name: 'needs.save-session-record',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    heldOn: dayField.optional(),
    heldVenue: textField(200).optional(),
    attendance: z.enum(['list', 'counts']).optional(),
    women: numberField(0, 999).optional(),
    men: numberField(0, 999).optional(),
    guests: numberField(0, 999).optional(),
    stickersPerPerson: numberField(1, 20).optional(),
    resourceNotes: textField(20_000).optional(),
    institutionNotes: textField(20_000).optional(),
    budgetNotes: textField(20_000).optional(),
    galleryNotes: textField(20_000).optional(),
  }),
  policy: mayRecordSessions,
  run: async ({ scope, input, now }) => {
    const guarded = await recordableSession(scope, input.id);
    if (!guarded.ok) return guarded;
    const { session } = guarded;
    if (session.revision !== input.revision) return refuse('edited-meanwhile');
    if (input.heldOn && input.heldOn > todayInBishkek(now)) {
      return refuse('session-in-future', { field: 'heldOn' });
    }
    const { id, revision: _seen, stickersPerPerson, women, men, ...rest } = input;
    const attendance = input.attendance ?? session.attendance;
    // A list counts itself (save-participants keeps the sums); numbers typed beside it would contradict it.
    const counts =
      attendance === 'list'
        ? {}
        : { ...(women === undefined ? {} : { women }), ...(men === undefined ? {} : { men }) };
    const revision = await touchSession(scope, session, {
      ...rest,
      ...counts,
      ...(stickersPerPerson === undefined || stickersPerPerson === null ? {} : { stickersPerPerson }),
    });
    return ok({ id, revision }, { subjectKind: 'session' });
  },
});
