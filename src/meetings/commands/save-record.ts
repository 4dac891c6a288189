import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called } from '../../platform/forms/field.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableMeeting, touchMeeting, type MeetingChanges } from '../data/hold.ts';
import type { MeetingKind, OwnTable } from '../data/kind.ts';
import { mayRecordMeetings } from '../policy.ts';
import { notesField, notesText, splitNotes } from '../rules/notes.ts';
import { headFields, heldFields } from '../rules/record-fields.ts';

/**
 * The record's own fields: day, place, how many came, notes by part, and what only this kind has (`ownFields`, named as
 * its columns). Fields left out stay as they are. Refuses `edited-meanwhile` when somebody saved since the form was
 * opened: nothing is overwritten.
 */
export const saveRecord = <Part extends string, Own extends z.ZodRawShape>(
  kind: MeetingKind<OwnTable, Part>,
  ownFields: Own,
) =>
  defineCommand({
    name: `${kind.command[0]}.save-${kind.command[1]}-record`,
    input: z.strictObject({
      id: id(),
      revision: revision(),
      ...heldFields,
      ...headFields,
      ...notesShape(kind),
      ...ownFields,
    }),
    policy: mayRecordMeetings,
    run: async ({ scope, input, now }) => {
      const { id: meetingId, revision: seen, ...sent } = input as SentRecord;
      const found = await recordableMeeting(scope, kind, { id: meetingId, revision: seen });
      if (!found.ok) return found;
      const { heldOn, attendance, women, men, ...rest } = sent;
      if (heldOn && heldOn > todayInBishkek(now)) return kind.refuse('in-future', { field: 'heldOn' });
      // A list counts itself (`countedBy` keeps the sums); numbers typed beside it would contradict it.
      const list = (attendance ?? found.row.attendance) === 'list';
      const { notes, fields } = splitNotes(kind.parts, rest);
      const revision = await touchMeeting(scope, kind, found.row, {
        ...given({ ...fields, heldOn, ...(list ? {} : { women, men }) }, Object.keys(ownFields)),
        ...(attendance ? { attendance } : {}),
        notes,
      } as MeetingChanges);
      return ok({ id: meetingId, revision }, { subjectKind: kind.name });
    },
  });

type SentRecord = {
  readonly id: string;
  readonly revision: number;
  readonly heldOn?: string | null;
  readonly attendance?: 'list' | 'counts' | null;
  readonly women?: number | null;
  readonly men?: number | null;
};

/** What was sent; of the kind's own fields also what was not left empty. */
const given = (fields: object, ownNames: readonly string[]) =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !(value === null && ownNames.includes(name)),
    ),
  );

type NotesShape<Part extends string> = { [P in Part as `${P}Notes`]: ReturnType<typeof notesText> };

const notesShape = <Part extends string>(kind: MeetingKind<OwnTable, Part>) =>
  Object.fromEntries(
    kind.parts.map((part) => [
      notesField(part),
      kind.partWords === undefined ? notesText() : called(`${kind.partWords}.${part}`, notesText()),
    ]),
  ) as NotesShape<Part>;
