import { eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { erasedParticipant } from '../../needs/schema.ts';
import { nothing, type Erased } from '../rules/erase.ts';
import { fieldDocument } from '../schema.ts';
import { mergeInto } from './documents.ts';

/** Who of a meeting was erased. */
export async function erasedOf(scope: MunicipalityScope, meetingId: string): Promise<Erased[]> {
  return await scope.tx
    .select({ id: erasedParticipant.participantId, ageBand: erasedParticipant.ageBand })
    .from(erasedParticipant)
    .where(own(scope, erasedParticipant, eq(erasedParticipant.meetingId, meetingId)));
}

/**
 * Erases people of one meeting in its stored document and in what was last written of it. False when the document
 * cannot be read in time: emptying it instead would take everybody off the meeting's list with the next phone.
 */
export async function eraseStored(
  scope: MunicipalityScope,
  meetingId: string,
  erased: readonly Erased[],
): Promise<boolean> {
  const here = own(scope, fieldDocument, eq(fieldDocument.meetingId, meetingId));
  const [row] = await scope.tx
    .select({
      state: fieldDocument.state,
      version: fieldDocument.version,
      vector: fieldDocument.vector,
      meeting: fieldDocument.meeting,
      written: fieldDocument.written,
    })
    .from(fieldDocument)
    .where(here)
    .for('update');
  if (!row) return true;
  const merged = await mergeInto({ id: meetingId, kind: row.meeting }, row, [], erased);
  if (merged.state === null) return false;
  await scope.tx
    .update(fieldDocument)
    .set({
      state: merged.state,
      vector: merged.vector,
      version: row.version + 1,
      written: withoutPeople(row.written, new Map(erased.map((one) => [one.id, one]))),
      updatedAt: scope.now,
    })
    .where(here);
  return true;
}

/** The same JSON with the people blank wherever they stand in it. */
export function withoutPeople(value: unknown, erased: ReadonlyMap<string, Erased>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutPeople(one, erased));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutPeople(one, erased)]),
  );
  const found = typeof fields.id === 'string' && 'fullName' in fields ? erased.get(fields.id) : undefined;
  return found ? { ...fields, ...nothing, ageBand: fields.ageBand ?? found.ageBand } : fields;
}
