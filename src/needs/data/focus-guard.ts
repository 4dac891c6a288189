import { and, eq, sql } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import { refuse, type Refused } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { mayRecordEveryFocusGroup } from '../policy.ts';
import { focusFacilitator, focusGroup } from '../schema.ts';

export type FocusRow = typeof focusGroup.$inferSelect;

/** Whether the account leads or records this focus group. */
export async function isFocusAssigned(tx: Tx, scope: MunicipalityScope, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: focusFacilitator.personId })
    .from(focusFacilitator)
    .innerJoin(
      person,
      and(
        eq(person.municipalityId, focusFacilitator.municipalityId),
        eq(person.id, focusFacilitator.personId),
      ),
    )
    .where(
      and(
        eq(focusFacilitator.municipalityId, scope.municipalityId),
        eq(focusFacilitator.focusGroupId, id),
        eq(person.accountId, scope.actor.accountId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Finds a focus group and holds it until the end of the transaction; undefined when there is none here. */
export async function holdFocusGroup(
  tx: Tx,
  scope: MunicipalityScope,
  id: string,
): Promise<FocusRow | undefined> {
  if (!isId(id)) return undefined;
  const rows = await tx
    .select()
    .from(focusGroup)
    .where(and(eq(focusGroup.municipalityId, scope.municipalityId), eq(focusGroup.id, id)))
    .for('update');
  return rows[0];
}

/**
 * A focus group whose record this account may write now. Refuses `focus-not-found`, `forbidden` (a facilitator of
 * others), `focus-closed`, `focus-cancelled`.
 */
export async function recordableFocusGroup(
  tx: Tx,
  scope: MunicipalityScope,
  id: string,
): Promise<{ readonly ok: true; readonly group: FocusRow } | Refused> {
  const group = await holdFocusGroup(tx, scope, id);
  if (!group) return refuse('focus-not-found');
  if (!mayRecordEveryFocusGroup(scope.actor) && !(await isFocusAssigned(tx, scope, id))) {
    return refuse('forbidden');
  }
  if (group.state === 'closed') return refuse('focus-closed');
  if (group.state === 'cancelled') return refuse('focus-cancelled');
  return { ok: true, group };
}

/** Marks that the record grew; the next editor with an older revision is told. Opens a planned one unless `changes` name a state. */
export async function touchFocusGroup(
  tx: Tx,
  scope: MunicipalityScope,
  row: FocusRow,
  changes: Partial<typeof focusGroup.$inferInsert> = {},
): Promise<number> {
  const rows = await tx
    .update(focusGroup)
    .set({
      ...changes,
      state: changes.state ?? (row.state === 'planned' ? 'open' : row.state),
      revision: sql`${focusGroup.revision} + 1`,
    })
    .where(and(eq(focusGroup.municipalityId, scope.municipalityId), eq(focusGroup.id, row.id)))
    .returning({ revision: focusGroup.revision });
  return rows[0]?.revision ?? row.revision;
}
