import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { findPlanImport, letPlanImportGo } from '../data/plan-import.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';

/** Lets a file that was read go: nothing of it was entered. */
export const dropPlanImport = defineCommand({
  name: 'plan.drop-import',
  input: z.object({ importId: id() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { importId } }) => {
    const found = await findPlanImport(scope, importId, true);
    if (!found) return refuse('plan-import-gone');
    if (found.state !== 'preview') return refuse('plan-import-done');
    await letPlanImportGo(scope, importId, 'dropped');
    return ok({ id: found.planId }, { subjectKind: 'plan_import', subjectId: importId });
  },
});
