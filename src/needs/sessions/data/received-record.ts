import { and, eq, sql } from 'drizzle-orm';
import { listSums, peopleKnown } from '../../../meetings/data/people.ts';
import { writePeople } from '../../../meetings/data/received-people.ts';
import { receivedFacts, receivedNotes } from '../../../meetings/data/received-record.ts';
import { writeRows, type ReceivedTable } from '../../../meetings/data/received-rows.ts';
import { changesOf, type Changes } from '../../../meetings/rules/three-way.ts';
import { meetingPhoto } from '../../../meetings/schema.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { SessionPhoto, SessionRecord } from '../rules/session-record.ts';
import {
  budgetGuess,
  budgetQuestion,
  institution,
  institutionLink,
  resourceObject,
  statement,
} from '../../schema.ts';
import {
  guessRows,
  institutionRows,
  linkRows,
  objectRows,
  photoRows,
  questionRows,
} from './received-rows.ts';
import { sessionKind, type SessionRow } from './session-kind.ts';

export type Written = {
  /** Changes of the session's own row, to be given to `touchMeeting`. */
  readonly session: Partial<SessionRow>;
  /** Rows added, changed or removed, of every kind. */
  readonly rows: number;
  /** People taken off the list on the device who stay because stickers stand under their name. */
  readonly keptPeople: number;
};

/**
 * Writes what a device changed between two states of its record into the tables: things and fields that differ
 * between `before` and `after`, and nothing else, so that what the office has mended meanwhile stays. The grouping is
 * written by `writeGrouping`. Permission and the session's lock are the caller's; the session's own row is not
 * touched, its changes are returned.
 */
export async function writeRecord(
  scope: MunicipalityScope,
  row: SessionRow,
  before: SessionRecord,
  after: SessionRecord,
): Promise<Written> {
  const people = await writePeople(scope, sessionKind, row.id, before.people, after.people);
  let rows = people.rows;
  rows += await writeInstitutions(scope, row.id, before, after);
  for (const [table, rowsOf] of [
    [resourceObject, objectRows],
    [budgetGuess, guessRows],
    [budgetQuestion, questionRows],
  ] as const) {
    const changes: Changes<{ readonly id: string }> = changesOf<{ readonly id: string }>(
      rowsOf(before),
      rowsOf(after),
    );
    rows += await writeRows(scope, row.id, { table, meetingColumn: 'sessionId' }, changes);
  }
  rows += await writePhotos(scope, row.id, before, after);
  return { session: await sessionChanges(scope, row, before, after), rows, keptPeople: people.kept };
}

async function writeInstitutions(
  scope: MunicipalityScope,
  sessionId: string,
  before: SessionRecord,
  after: SessionRecord,
): Promise<number> {
  const { municipalityId } = scope;
  const rows = await writeRows(
    scope,
    sessionId,
    { table: institution, meetingColumn: 'sessionId' },
    changesOf(institutionRows(before), institutionRows(after)),
  );
  const links = changesOf(linkRows(before.links), linkRows(after.links));
  const mine = own(scope, institutionLink, eq(institutionLink.sessionId, sessionId));
  for (const { aId, bId } of links.removed) {
    await scope.tx
      .delete(institutionLink)
      .where(and(mine, eq(institutionLink.aId, aId), eq(institutionLink.bId, bId)));
  }
  const wanted = [...links.added, ...links.changed.map(({ now }) => now)];
  if (wanted.length > 0) {
    const stand = await scope.tx
      .select({ id: institution.id })
      .from(institution)
      .where(own(scope, institution, eq(institution.sessionId, sessionId)));
    const ids = new Set(stand.map(({ id }) => id));
    // A circle the office has removed takes its ties with it.
    const drawn = wanted.filter(({ aId, bId }) => ids.has(aId) && ids.has(bId));
    if (drawn.length > 0) {
      await scope.tx
        .insert(institutionLink)
        .values(drawn.map(({ aId, bId, relation }) => ({ municipalityId, sessionId, aId, bId, relation })))
        .onConflictDoUpdate({
          target: [
            institutionLink.municipalityId,
            institutionLink.sessionId,
            institutionLink.aId,
            institutionLink.bId,
          ],
          set: { relation: sql`excluded.relation` },
        });
    }
  }
  return rows + wanted.length + links.removed.length;
}

/** Places of pictures. The size of one that has arrived is the file's, not the device's word. */
async function writePhotos(
  scope: MunicipalityScope,
  sessionId: string,
  before: SessionRecord,
  after: SessionRecord,
): Promise<number> {
  const old = new Map<string, SessionPhoto>(before.photos.map((one) => [one.id, one]));
  const photos: ReceivedTable<SessionPhoto> = {
    table: meetingPhoto,
    meetingColumn: 'meetingId',
    also: { byName: scope.actor.name },
    changed: ({ width, height, ...fields }, { fileId }) => ({
      ...fields,
      updatedAt: scope.now,
      ...(fileId === null ? sizeOf({ width, height }) : {}),
    }),
    office: (standing) => ({ ...standing, ...sizeOf(old.get(standing.id)) }),
  };
  return await writeRows(scope, sessionId, photos, changesOf(photoRows(before), photoRows(after)));
}

function sizeOf(one: { width?: number | undefined; height?: number | undefined } | undefined) {
  return {
    ...(one?.width === undefined ? {} : { width: one.width }),
    ...(one?.height === undefined ? {} : { height: one.height }),
  };
}

async function sessionChanges(
  scope: MunicipalityScope,
  row: SessionRow,
  before: SessionRecord,
  after: SessionRecord,
): Promise<Partial<SessionRow>> {
  const notes = receivedNotes(sessionKind, row.notes, before.notes, after.notes);
  return {
    ...(await receivedFacts(scope, sessionKind, row, before, after)),
    ...(notes ? { notes } : {}),
    ...(before.mapBase === after.mapBase ? {} : { mapBase: after.mapBase }),
    ...(before.mapPhotoId === after.mapPhotoId ? {} : { mapPhotoId: after.mapPhotoId }),
    ...(before.budgetTotal === after.budgetTotal
      ? {}
      : { budgetTotal: after.budgetTotal === null ? null : BigInt(after.budgetTotal) }),
  };
}

/**
 * How many participants the session is known to have had, and how many stickers stand: what all of them together may
 * have is people × stickers each. `people` is null while nobody was counted.
 */
export async function stickerRoom(
  scope: MunicipalityScope,
  row: Pick<SessionRow, 'id' | 'attendance' | 'women' | 'men'>,
): Promise<{ readonly people: number | null; readonly standing: number }> {
  const [stickers] = await scope.tx
    .select({ standing: sql<number>`count(*)::int` })
    .from(statement)
    .where(
      own(
        scope,
        statement,
        eq(statement.sessionId, row.id),
        eq(statement.withdrawn, false),
        sql`not exists (select from statement later
             where later.municipality_id = statement.municipality_id and later.corrects_id = statement.id)`,
      ),
    );
  const list = (await listSums(scope, 'session', [row.id])).get(row.id);
  return { people: peopleKnown(row, list), standing: stickers?.standing ?? 0 };
}
