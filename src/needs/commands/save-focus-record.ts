import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayRecordFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { focusLimits } from '../rules/focus-record.ts';
import { dayField, idField, numberField, revisionField, textField } from '../rules/session-fields.ts';

const notes = textField(20_000).optional();

/**
 * The record's own fields: day, place, how many came, notes, criteria. Fields left out stay as they are. Refuses
 * `edited-meanwhile` when somebody saved since the form was opened.
 */
export const saveFocusRecord = defineCommand({
  name: 'needs.save-focus-record',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    heldOn: dayField.optional(),
    heldVenue: textField(200).optional(),
    attendance: z.enum(['list', 'counts']).optional(),
    women: numberField(0, 999).optional(),
    men: numberField(0, 999).optional(),
    deputies: numberField(0, 999).optional(),
    executives: numberField(0, 999).optional(),
    organisations: numberField(0, 999).optional(),
    openingNotes: notes,
    causesNotes: notes,
    consequencesNotes: notes,
    solutionsNotes: notes,
    candidatesNotes: notes,
    closingNotes: notes,
    criteria: textField(focusLimits.criteria).optional(),
  }),
  policy: mayRecordFocusGroups,
  run: async ({ scope, input, now }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
    if (group.revision !== input.revision) return refuse('edited-meanwhile');
    if (input.heldOn && input.heldOn > todayInBishkek(now)) {
      return refuse('focus-in-future', { field: 'heldOn' });
    }
    const { id, revision: _seen, ...changes } = input;
    const revision = await touchFocusGroup(scope, group, changes);
    return ok({ id, revision }, { subjectKind: 'focusGroup' });
  },
});
