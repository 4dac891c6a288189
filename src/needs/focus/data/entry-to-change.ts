import { eq } from 'drizzle-orm';
import { recordableMeeting } from '../../../meetings/data/hold.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { editedMeanwhile } from '../../../platform/forms/version.ts';
import { refuse } from '../../refusals.ts';
import { focusEntry } from '../../schema.ts';
import { focusKind } from './focus-kind.ts';

/**
 * A line of the table that this account may change now, with its focus group. Refuses `focus-entry-gone`, and
 * `edited-meanwhile` when it says something else than was shown (`before`).
 */
export async function entryToChange(
  scope: MunicipalityScope,
  input: { readonly id: string; readonly entryId: string; readonly before: string },
) {
  const guarded = await recordableMeeting(scope, focusKind, { id: input.id });
  if (!guarded.ok) return guarded;
  const group = guarded.row;
  const mine = own(
    scope,
    focusEntry,
    eq(focusEntry.focusGroupId, group.id),
    eq(focusEntry.id, input.entryId),
  );
  const [entry] = await scope.tx.select().from(focusEntry).where(mine);
  if (!entry) return refuse('focus-entry-gone');
  return editedMeanwhile(input.before, entry.text.trim()) ?? { ok: true as const, group, entry, mine };
}
