import { eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { erasedParticipant } from '../../needs/schema.ts';
import { nothing, type Erased } from '../rules/erase.ts';
import { fieldDocument } from '../schema.ts';
import { mergeInto } from './documents.ts';

/** Who of a meeting was erased, and which speeches. */
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

/** The same JSON with the people blank wherever they stand in it, without erased speeches and without villages at the door. */
export function withoutPeople(value: unknown, erased: ReadonlyMap<string, Erased>): unknown {
  if (Array.isArray(value))
    return value
      .filter((one) => !(isSpeech(one) && erased.has(one.id)))
      .map((one) => withoutPeople(one, erased));
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutPeople(one, erased)]),
  );
  const found = typeof fields.id === 'string' ? erased.get(fields.id) : undefined;
  if (!found) return fields;
  if ('card' in fields) return { ...fields, villageId: null };
  return 'fullName' in fields ? { ...fields, ...nothing, ageBand: fields.ageBand ?? found.ageBand } : fields;
}

/** A speech, by the field that only speeches have. */
const isSpeech = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' &&
  value !== null &&
  'textLang' in value &&
  'id' in value &&
  typeof value.id === 'string';
