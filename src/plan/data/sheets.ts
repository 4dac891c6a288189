import { asc, eq } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import type { SheetKind } from '../rules/words.ts';
import { commitment, planSheet } from '../schema.ts';

/** The stored picture of a commitment's signed sheet; undefined when there is none. */
export async function sheetOf(
  scope: MunicipalityScope,
  itemId: string,
  commitmentId: string,
): Promise<string | undefined> {
  if (!isId(commitmentId)) return undefined;
  const [found] = await scope.tx
    .select({ fileId: commitment.sheetFileId })
    .from(commitment)
    .where(own(scope, commitment, eq(commitment.id, commitmentId), eq(commitment.itemId, itemId)));
  return found?.fileId ?? undefined;
}

export type PlanSheet = typeof planSheet.$inferSelect;

/** The numbered sheets of a plan. */
export async function sheetsOf(scope: MunicipalityScope, planId: string): Promise<PlanSheet[]> {
  return await scope.tx
    .select()
    .from(planSheet)
    .where(own(scope, planSheet, eq(planSheet.planId, planId)))
    .orderBy(asc(planSheet.number));
}

/** A sheet that waits to be typed in, held for it. Refuses `sheet-not-found`, `sheet-typed`, `sheet-other-kind`. */
export async function waitingSheet(
  scope: MunicipalityScope,
  { planId, number, kind }: { readonly planId: string; readonly number: number; readonly kind: SheetKind },
): Promise<{ readonly ok: true; readonly sheet: PlanSheet } | Refused> {
  const [sheet] = await scope.tx
    .select()
    .from(planSheet)
    .where(ofNumber(scope, planId, number))
    .for('update');
  if (!sheet) return refuse('sheet-not-found');
  if (sheet.kind !== kind) return refuse('sheet-other-kind');
  if (sheet.typedAt !== null) return refuse('sheet-typed');
  return { ok: true, sheet };
}

/** The sheet is typed in: by whom, and what came of it. */
export async function sheetTyped(scope: MunicipalityScope, sheet: PlanSheet, itemId: string): Promise<void> {
  await scope.tx
    .update(planSheet)
    .set({ typedAt: scope.now, typedBy: scope.actor.name, itemId })
    .where(ofNumber(scope, sheet.planId, sheet.number));
}

export const ofNumber = (scope: MunicipalityScope, planId: string, number: number) =>
  own(scope, planSheet, eq(planSheet.planId, planId), eq(planSheet.number, number));
