import { asc, eq, isNotNull } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingPhoto } from '../schema.ts';

export type PhotoItem = typeof meetingPhoto.$inferSelect & { readonly fileId: string };

/** Pictures of a meeting that have arrived, in the order they were made. */
export async function listPhotos(scope: MunicipalityScope, meetingId: string): Promise<PhotoItem[]> {
  const rows = await scope.tx
    .select()
    .from(meetingPhoto)
    .where(own(scope, meetingPhoto, eq(meetingPhoto.meetingId, meetingId), isNotNull(meetingPhoto.fileId)))
    .orderBy(asc(meetingPhoto.id));
  return rows.flatMap((row) => (row.fileId === null ? [] : [{ ...row, fileId: row.fileId }]));
}

/** One picture of this meeting; undefined when there is none or it has not arrived. */
export async function findPhoto(
  scope: MunicipalityScope,
  meetingId: string,
  id: string,
): Promise<PhotoItem | undefined> {
  return isId(id) ? (await listPhotos(scope, meetingId)).find((photo) => photo.id === id) : undefined;
}
