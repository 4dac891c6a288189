import { eq, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { ifSent } from '../../../platform/forms/field.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { refuse } from '../../refusals.ts';
import { focusEntry, focusTopic } from '../../schema.ts';
import { focusKind } from '../data/focus-kind.ts';
import { focusLineFields, ownFields } from '../rules/focus-fields.ts';
import { focusLimits } from '../rules/focus-record.ts';

const { problemId: _problem, ...lineFields } = focusLineFields;
const topicText = (most: number) => ifSent(text(most, 0));

/**
 * What was written on the page of one problem: how the group describes it, which subgroup took it, and new lines of its
 * table (causes, consequences, ways of solving, contributions), all at once, so that adding a line never loses what was
 * typed beside it. Texts that were not sent stay. `describedBefore` and `subgroupBefore` are what the form showed: when
 * the text stands differently by now, and is to be changed, `edited-meanwhile`.
 */
export const saveFocusTopic = defineCommand({
  name: 'needs.save-focus-topic',
  input: z.strictObject({
    id: id(),
    problemId: id(),
    description: topicText(2000),
    describedBefore: topicText(2000),
    subgroup: topicText(100),
    subgroupBefore: topicText(100),
    lines: z.array(z.strictObject(lineFields)).max(50).default([]),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, focusKind, input);
    if (!guarded.ok) return guarded;
    const { id: focusGroupId, problemId, lines } = input;
    const mine = own(
      scope,
      focusTopic,
      eq(focusTopic.focusGroupId, focusGroupId),
      eq(focusTopic.problemId, problemId),
    );
    const [topic] = await scope.tx.select().from(focusTopic).where(mine);
    if (!topic) return refuse('focus-problem-unknown');
    const described = changeOf(topic.description, input.description, input.describedBefore);
    const subgroup = changeOf(topic.subgroup, input.subgroup, input.subgroupBefore);
    if (described === 'meanwhile') return refuse('edited-meanwhile', { field: 'description' });
    if (subgroup === 'meanwhile') return refuse('edited-meanwhile', { field: 'subgroup' });
    if (described || subgroup)
      await scope.tx
        .update(focusTopic)
        .set({
          description: described?.text ?? topic.description,
          subgroup: subgroup?.text ?? topic.subgroup,
        })
        .where(mine);

    const rows = await newLines(scope, { focusGroupId, problemId }, lines);
    if (rows === undefined) return refuse('focus-too-many-entries');
    if (rows.length > 0) await scope.tx.insert(focusEntry).values(rows);
    const revision = await touchMeeting(scope, focusKind, guarded.row);
    return ok(
      { id: focusGroupId, problemId, revision, entryIds: rows.map((row) => row.id) },
      { subjectKind: 'focusGroup', details: rows.length > 0 ? { lines: rows.length } : {} },
    );
  },
});

/** The text that replaces what stands; nothing when it stays. `before` left out asks nobody. */
function changeOf(
  stands: string,
  sent: string | null | undefined,
  before: string | null | undefined,
): { readonly text: string } | 'meanwhile' | undefined {
  if (sent === undefined || sent === null || sent === stands.trim()) return undefined;
  if (before !== undefined && sent === before) return undefined;
  return before === undefined || before === stands.trim() ? { text: sent } : 'meanwhile';
}

type Line = z.output<z.ZodObject<typeof lineFields>>;

/** Rows for these lines, after those that stand; undefined when there would be too many. */
async function newLines(
  scope: MunicipalityScope,
  place: { readonly focusGroupId: string; readonly problemId: string },
  lines: readonly Line[],
) {
  if (lines.length === 0) return [];
  const [standing] = await scope.tx
    .select({ entries: sql<number>`count(*)::int`, last: max(focusEntry.seq) })
    .from(focusEntry)
    .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, place.focusGroupId)));
  if ((standing?.entries ?? 0) + lines.length > focusLimits.entries) return undefined;
  const { municipalityId } = scope;
  return lines.map((line, index) => ({
    ...{ id: newId(), municipalityId, ...place },
    seq: (standing?.last ?? 0) + 1 + index,
    part: line.column,
    text: line.text,
    ...ownFields(line),
  }));
}
