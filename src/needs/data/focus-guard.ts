import { eq, sql } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import type { Refused } from '../../platform/refusals.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { mayRecordEveryFocusGroup } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { focusFacilitator, focusGroup } from '../schema.ts';

export type FocusRow = typeof focusGroup.$inferSelect;

/** Whether the account leads or records this focus group. */
export async function isFocusAssigned(scope: MunicipalityScope, id: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ id: focusFacilitator.personId })
    .from(focusFacilitator)
    .innerJoin(person, sameRow(person, 'id', focusFacilitator, 'personId'))
    .where(
      own(
        scope,
        focusFacilitator,
        eq(focusFacilitator.focusGroupId, id),
        eq(person.accountId, scope.actor.accountId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Finds a focus group and holds it until the end of the transaction; undefined when there is none here. */
export async function holdFocusGroup(scope: MunicipalityScope, id: string): Promise<FocusRow | undefined> {
  if (!isId(id)) return undefined;
  const rows = await scope.tx
    .select()
    .from(focusGroup)
    .where(own(scope, focusGroup, eq(focusGroup.id, id)))
    .for('update');
  return rows[0];
}

/**
 * A focus group whose record this account may write now. Refuses `focus-not-found`, `forbidden` (a facilitator of
 * others), `focus-closed`, `focus-cancelled`.
 */
export async function recordableFocusGroup(
  scope: MunicipalityScope,
  id: string,
): Promise<{ readonly ok: true; readonly group: FocusRow } | Refused> {
  const group = await holdFocusGroup(scope, id);
  if (!group) return refuse('focus-not-found');
  if (!mayRecordEveryFocusGroup(scope.actor) && !(await isFocusAssigned(scope, id))) {
    return refuse('forbidden');
  }
  if (group.state === 'closed') return refuse('focus-closed');
  if (group.state === 'cancelled') return refuse('focus-cancelled');
  return { ok: true, group };
}

/** Marks that the record grew; the next editor with an older revision is told. Opens a planned one unless `changes` name a state. */
export async function touchFocusGroup(
  scope: MunicipalityScope,
  row: FocusRow,
  changes: Partial<typeof focusGroup.$inferInsert> = {},
): Promise<number> {
  const rows = await scope.tx
    .update(focusGroup)
    .set({
      ...changes,
      state: changes.state ?? (row.state === 'planned' ? 'open' : row.state),
      revision: sql`${focusGroup.revision} + 1`,
    })
    .where(own(scope, focusGroup, eq(focusGroup.id, row.id)))
    .returning({ revision: focusGroup.revision });
  return rows[0]?.revision ?? row.revision;
}
