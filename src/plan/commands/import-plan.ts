import { count as rowCount, eq } from 'drizzle-orm';
import { z } from 'zod';
import { nameKey } from '../../methods/names.ts';
import { problemsOfCycle } from '../../needs/sessions/data/problems.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { count, id, rows } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { villagesOf } from '../../territory/data.ts';
import { enterItems, type TiedItem } from '../data/enter-items.ts';
import { writablePlan } from '../data/hold.ts';
import { planOf } from '../data/plan.ts';
import { findPlanImport, letPlanImportGo } from '../data/plan-import.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { untied, type FileItem } from '../rules/plan-file-outcome.ts';
import { placesOfItems } from '../rules/plan.ts';
import { planItem } from '../schema.ts';
import { mostItems } from './add-item.ts';

/** Unknown problems of one file that a form can tie. */
export const mostTies = 200;

/**
 * Enters a file of a plan: all of it or nothing, into a plan that is still being written. Each item stands under a
 * problem of the plan's cycle; what the file calls otherwise somebody ties to one. An item that stands there already
 * refuses the whole file, so the same file is not entered twice.
 */
export const importPlan = defineCommand({
  name: 'plan.import',
  input: z.object({
    importId: id(),
    rows: called(
      '',
      rows(
        {
          /** Which of the names that are not known, from 0. */
          tie: called('', count(0, mostTies - 1)),
          problemId: called('ui.field.problem', optional(id())),
        },
        mostTies,
        (filled) => filled('tie'),
      ),
    ),
  }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { importId, rows: ties } }) => {
    const known = await findPlanImport(scope, importId);
    if (!known) return refuse('plan-import-gone');
    // The plan is held before all that belongs to it.
    const held = await writablePlan(scope, known.planId, 'update');
    if (!held.ok) return held;
    if (held.row.state !== 'draft') return refuse('plan-not-draft');
    const found = await findPlanImport(scope, importId, true);
    if (found?.state !== 'preview') return refuse('plan-import-done');
    const problems = await problemsOfCycle(scope, held.row.cycleId);
    const names = new Map(untied(found.items).map(({ problem }, at) => [problem, at]));
    const tied: TiedItem[] = [];
    for (const item of found.items) {
      const at = names.get(item.problem);
      const row = ties.findIndex((one) => one.tie === at);
      const problem = problems.get(item.problemId ?? ties[row]?.problemId ?? '');
      if (!problem)
        return refuse('plan-import-problem', {
          ...(row >= 0 && { field: `rows.${row}.problemId` }),
          params: { row: item.row, item: item.name },
        });
      tied.push({ ...item, problem });
    }
    const gone = await villageGone(scope, found.items);
    if (gone) return refuse('plan-import-village', { params: { row: gone.row, item: gone.name } });
    const standing = placesOfItems((await planOf(scope, held.row.id))!);
    const keyOf = (name: string, villageId: string | null, problemId: string) =>
      [villageId, problemId, nameKey(name)].join(' ');
    const there = new Set(
      standing.map(({ item, problem }) => keyOf(item.name, problem.villageId, problem.problemId)),
    );
    const twice = tied.find((one) => there.has(keyOf(one.name, one.villageId, one.problem.id)));
    if (twice) return refuse('plan-import-twice', { params: { row: twice.row, item: twice.name } });
    const [all] = await scope.tx
      .select({ items: rowCount() })
      .from(planItem)
      .where(own(scope, planItem, eq(planItem.planId, held.row.id)));
    if ((all?.items ?? 0) + tied.length > mostItems)
      return refuse('plan-items-too-many', { params: { most: mostItems } });
    await enterItems(scope, held.row, tied, found.fileName);
    await letPlanImportGo(scope, importId, 'done');
    return ok(
      { id: held.row.id },
      { subjectKind: 'plan_import', subjectId: importId, details: { items: tied.length } },
    );
  },
});

/** The first item whose village is none of today's. */
async function villageGone(
  scope: MunicipalityScope,
  items: readonly FileItem[],
): Promise<FileItem | undefined> {
  const villages = await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now));
  const here = new Set(villages.map((one) => one.unitId));
  return items.find(({ villageId }) => villageId !== null && !here.has(villageId));
}
