import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableMeeting } from './hold.ts';
import type { MeetingKind } from './kind.ts';

/**
 * A meeting whose record may be closed, held for it: its day has come and something is left of it. Refuses what
 * `recordableMeeting` refuses, `without-date`, `in-future`, and what the kind says is missing.
 */
export async function wholeMeeting(
  scope: MunicipalityScope,
  kind: MeetingKind,
  input: { readonly id: string },
  now: Date,
) {
  const found = await recordableMeeting(scope, kind, input);
  if (!found.ok) return found;
  const { row } = found;
  if (row.heldOn === null) return kind.refuse('without-date');
  if (row.heldOn > todayInBishkek(now)) return kind.refuse('in-future');
  const { missing, details } = await kind.left(scope, input.id);
  return missing ?? { ok: true as const, row, details };
}
