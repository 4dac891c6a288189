import { and, eq, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { keptRows } from '../data/kept-rows.ts';
import { diagrams } from '../rules/session-record.ts';
import { institution, institutionLink } from '../../schema.ts';
import { called, ifSaid, ifSent, optional } from '../../../platform/forms/field.ts';
import { choice, count, id, revision, rows, text } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { notesText, splitNotes } from '../../../meetings/rules/notes.ts';
import { heldFields } from '../../../meetings/rules/record-fields.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { sessionKind } from '../data/session-kind.ts';

const sizes = ['big', 'middle', 'small'] as const;
const relations = ['full', 'partial', 'touching', 'separate'] as const;
const kinds = ['localGroup', 'localInstitution', 'outside'] as const;

/**
 * The institutions of the Venn diagram as they should stand, in falling importance (R-VEN-01 … R-VEN-06). A row that
 * stands already (same id, else same name in the same diagram) keeps its place in the drawing and its ties; when its
 * tie to the executive is another now, the place that showed the old one is given up. Marks that are not sent stay.
 */
export const saveInstitutions = defineCommand({
  name: 'needs.save-institutions',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    institutionsNotes: notesText(),
    notesLang: heldFields.notesLang,
    rows: called(
      'needs.step.institutions',
      rows(
        {
          id: ifSaid(id()),
          /** Its place among the rows when it is not sent. */
          rank: optional(count(1, 200)),
          name: text(200),
          size: optional(choice(sizes, 'needs.institution.size')),
          relation: called(
            'drawings.venn.relation',
            optional(choice(relations, 'needs.institution.relation')),
          ),
          kind: optional(choice(kinds, 'needs.institution.kind')),
          drawnBy: optional(choice(diagrams, 'needs.venn'), 'common'),
          judgement: optional(text(2000), ''),
          quality: called('needs.institutions.quality', ifSent(count(1, 5))),
          satisfaction: called('needs.institutions.satisfaction', ifSent(count(1, 5))),
        },
        200,
        (filled) => filled('name') || filled('judgement'),
      ),
    ),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, sessionKind, input);
    if (!guarded.ok) return guarded;
    const { row: session } = guarded;
    const { municipalityId } = scope;
    const mine = own(scope, institution, eq(institution.sessionId, session.id));
    const standing = await scope.tx.select().from(institution).where(mine);
    const { pairs, gone } = keptRows(standing, input.rows, ({ drawnBy, name }) => `${drawnBy}|${name}`);
    if (gone.length > 0)
      await scope.tx.delete(institution).where(and(mine, inArray(institution.id, [...gone])));
    const added: (typeof institution.$inferInsert)[] = [];
    for (const [index, [{ id: _id, ...sent }, before]] of pairs.entries()) {
      const row = { ...sent, rank: sent.rank ?? index + 1 };
      if (!before) added.push({ ...row, municipalityId, sessionId: session.id });
      else {
        const elsewhere = row.drawnBy !== before.drawnBy;
        const tiedOtherwise = !before.executive && row.relation !== before.relation;
        await scope.tx
          .update(institution)
          .set({ ...row, ...(elsewhere || tiedOtherwise ? { x: null, y: null } : {}) })
          .where(and(mine, eq(institution.id, before.id)));
        const ties = own(scope, institutionLink, eq(institutionLink.sessionId, session.id));
        if (elsewhere) {
          // Circles of two sheets cannot stand to each other.
          await scope.tx
            .delete(institutionLink)
            .where(and(ties, or(eq(institutionLink.aId, before.id), eq(institutionLink.bId, before.id))));
        }
        const executive = pairs
          .map(([, known]) => known)
          .find((one) => one?.executive && one.drawn && one.drawnBy === row.drawnBy);
        if ((!elsewhere && !tiedOtherwise) || !executive || executive.id === before.id) continue;
        const [aId, bId] = [before.id, executive.id].sort() as [string, string];
        await scope.tx
          .delete(institutionLink)
          .where(and(ties, eq(institutionLink.aId, aId), eq(institutionLink.bId, bId)));
        if (row.relation !== null && row.relation !== 'separate') {
          await scope.tx
            .insert(institutionLink)
            .values({ municipalityId, sessionId: session.id, aId, bId, relation: row.relation });
        }
      }
    }
    if (added.length > 0) await scope.tx.insert(institution).values(added);
    const revision = await touchMeeting(scope, sessionKind, session, {
      notes: splitNotes(['institutions'], input).notes,
      ...(input.notesLang ? { notesLang: input.notesLang } : {}),
    });
    return ok(
      { id: session.id, revision },
      { subjectKind: 'session', details: { institutions: input.rows.length } },
    );
  },
});
