import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planImport } from '../schema.ts';

/**
 * Keeps a file of a plan that was read without mistakes until somebody confirms it. Nothing of it counts before.
 * `items` and `said` are JSON that the program itself made of the file, at most some megabytes.
 */
export const previewPlanImport = defineCommand({
  name: 'plan.preview-import',
  input: z.strictObject({ id: id(), fileName: text(200, 0), items: z.string(), said: z.string() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId, fileName, items, said } }) => {
    const held = await writablePlan(scope, planId);
    if (!held.ok) return held;
    if (held.row.state !== 'draft') return refuse('plan-not-draft', { field: 'file' });
    const importId = newId();
    await scope.tx.insert(planImport).values({
      id: importId,
      municipalityId: scope.municipalityId,
      planId,
      fileName,
      items: sql`${items}::jsonb`,
      said: sql`${said}::jsonb`,
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
    });
    return ok({ id: planId, importId }, { subjectKind: 'plan_import', subjectId: importId });
  },
});
