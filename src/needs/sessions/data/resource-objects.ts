import { and, asc, eq } from 'drizzle-orm';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { sheetSide, type MapObject } from '../rules/session-record.ts';
import { resourceObject, session } from '../../schema.ts';
import { meetingPhoto } from '../../../meetings/schema.ts';

/** The objects of the map a session drew, in their order. */
export async function listResourceObjects(scope: MunicipalityScope, sessionId: string): Promise<MapObject[]> {
  const rows = await scope.tx
    .select()
    .from(resourceObject)
    .where(own(scope, resourceObject, eq(resourceObject.sessionId, sessionId)))
    .orderBy(asc(resourceObject.seq), asc(resourceObject.id));
  return rows.map(({ id, seq, kind, name, condition, users, wished, note, shape, crs, points }) => ({
    id,
    order: seq,
    kind,
    name,
    condition,
    users,
    wished,
    note,
    shape,
    crs,
    points,
  }));
}

/** The photo under the map; its sides are those of the sheet when nobody said them. */
export type MapPhoto = {
  readonly id: string;
  readonly fileId: string;
  readonly width: number;
  readonly height: number;
};

/** The photo on which the session drew, once its picture has arrived; null otherwise. */
export async function findMapPhoto(scope: MunicipalityScope, sessionId: string): Promise<MapPhoto | null> {
  const rows = await scope.tx
    .select({
      id: meetingPhoto.id,
      fileId: meetingPhoto.fileId,
      width: meetingPhoto.width,
      height: meetingPhoto.height,
    })
    .from(session)
    .innerJoin(
      meetingPhoto,
      and(sameRow(meetingPhoto, 'meetingId', session, 'id'), eq(meetingPhoto.id, session.mapPhotoId)),
    )
    .where(own(scope, session, eq(session.id, sessionId), eq(session.mapBase, 'photo')));
  const [found] = rows;
  if (!found || found.fileId === null) return null;
  return {
    id: found.id,
    fileId: found.fileId,
    width: found.width ?? sheetSide,
    height: found.height ?? sheetSide,
  };
}
