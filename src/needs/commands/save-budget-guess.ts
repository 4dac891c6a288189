import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { recordableSession, touchSession } from '../data/session-guard.ts';
import { mayRecordSessions } from '../policy.ts';
import { idField, revisionField, textField } from '../rules/session-fields.ts';
import { readShare, wholePie } from '../rules/session.ts';
import { budgetGuess } from '../schema.ts';

/** Som typed by hand («6 725 000», «1500,50») as tyiyn; undefined when it is not an amount. */
function readSom(text: string): bigint | null | undefined {
  const clean = text.replace(/[\s\u00a0]/g, '').replace(/сом$/i, '');
  if (clean === '') return null;
  const match = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(clean);
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/**
 * The budget pie as the group cut it (R-PIE-01, R-PIE-02). Shares are hundredths of a per cent, or text in per cent
 * («30», «30,5»). That they make 100 % together is a warning, not a must: half a pie may be saved.
 */
export const saveBudgetGuess = defineCommand({
  name: 'needs.save-budget-guess',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    budgetNotes: textField(20_000).optional(),
    /** Total told to the group: tyiyn, or som as text. */
    budgetTotal: z
      .union([
        z.bigint().min(0n),
        z.string().transform((text, context) => {
          const som = readSom(text);
          if (som !== undefined) return som;
          context.addIssue({ code: 'custom', message: 'invalid' });
          return z.NEVER;
        }),
      ])
      .nullable()
      .optional(),
    rows: z
      .array(
        z.strictObject({
          name: textField(200).min(1),
          share: z.union([
            z.number().int().min(0).max(wholePie),
            z.string().transform((text, context) => {
              const share = readShare(text);
              if (share !== null) return share;
              context.addIssue({ code: 'custom', message: 'share-invalid' });
              return z.NEVER;
            }),
          ]),
        }),
      )
      .max(100),
  }),
  policy: mayRecordSessions,
  run: async ({ tx, scope, input }) => {
    const guarded = await recordableSession(tx, scope, input.id);
    if (!guarded.ok) return guarded;
    const { session } = guarded;
    if (session.revision !== input.revision) return refuse('edited-meanwhile');
    const { municipalityId } = scope;
    await tx
      .delete(budgetGuess)
      .where(and(eq(budgetGuess.municipalityId, municipalityId), eq(budgetGuess.sessionId, session.id)));
    if (input.rows.length > 0) {
      await tx.insert(budgetGuess).values(
        input.rows.map((row, index) => ({
          ...row,
          municipalityId,
          sessionId: session.id,
          seq: index + 1,
        })),
      );
    }
    const revision = await touchSession(tx, scope, session, {
      ...(input.budgetNotes === undefined ? {} : { budgetNotes: input.budgetNotes }),
      ...(input.budgetTotal === undefined ? {} : { budgetTotal: input.budgetTotal }),
    });
    return ok(
      { id: session.id, revision, total: input.rows.reduce((sum, row) => sum + row.share, 0) },
      { subjectKind: 'session', details: { slices: input.rows.length } },
    );
  },
});
