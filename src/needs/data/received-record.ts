import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { parseDay, todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { NotePart, SessionRecord } from '../rules/session-record.ts';
import { changesOf, mergedText, same, type Changes } from '../rules/three-way.ts';
import {
  budgetGuess,
  budgetQuestion,
  institution,
  institutionLink,
  participant,
  resourceObject,
  sessionPhoto,
  statement,
} from '../schema.ts';
import { writePeople } from './received-people.ts';
import {
  guessRows,
  institutionRows,
  linkRows,
  objectRows,
  photoRows,
  questionRows,
} from './received-rows.ts';
import type { SessionRow } from './session-guard.ts';

export type Written = {
  /** Changes of the session's own row, to be given to `touchSession`. */
  readonly session: Partial<SessionRow>;
  /** Rows added, changed or removed, of every kind. */
  readonly rows: number;
  /** People taken off the list on the device who stay because stickers stand under their name. */
  readonly keptPeople: number;
};

/** Columns of the notes of each part of the programme. */
const noteColumns = {
  opening: 'openingNotes',
  resources: 'resourceNotes',
  institutions: 'institutionNotes',
  competence: 'competenceNotes',
  budget: 'budgetNotes',
  gallery: 'galleryNotes',
  closing: 'closingNotes',
} as const satisfies Record<NotePart, keyof SessionRow>;

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
  const people = await writePeople(scope, row.id, before.people, after.people);
  let rows = people.rows;
  rows += await writeInstitutions(scope, row.id, before, after);
  const key = { municipalityId: scope.municipalityId, sessionId: row.id };

  rows += await writeRows(changesOf(objectRows(before), objectRows(after)), {
    standing: async (ids) =>
      await scope.tx
        .select()
        .from(resourceObject)
        .where(mineOr(resourceObject, scope, row.id, ids)),
    insert: async (added) =>
      await scope.tx.insert(resourceObject).values(
        added.map((one) => ({
          ...one,
          ...key,
          users: [...one.users],
        })),
      ),
    update: async (id, { users, ...fields }) =>
      await scope.tx
        .update(resourceObject)
        .set({ ...fields, ...(users === undefined ? {} : { users: [...users] }) })
        .where(oneOf(resourceObject, scope, row.id, [id])),
    remove: async (ids) =>
      await scope.tx.delete(resourceObject).where(oneOf(resourceObject, scope, row.id, ids)),
    sessionId: row.id,
  });
  rows += await writeRows(changesOf(guessRows(before), guessRows(after)), {
    standing: async (ids) =>
      await scope.tx
        .select()
        .from(budgetGuess)
        .where(mineOr(budgetGuess, scope, row.id, ids)),
    insert: async (added) =>
      await scope.tx.insert(budgetGuess).values(added.map((one) => ({ ...one, ...key }))),
    update: async (id, fields) =>
      await scope.tx
        .update(budgetGuess)
        .set(fields)
        .where(oneOf(budgetGuess, scope, row.id, [id])),
    remove: async (ids) => await scope.tx.delete(budgetGuess).where(oneOf(budgetGuess, scope, row.id, ids)),
    sessionId: row.id,
  });
  rows += await writeRows(changesOf(questionRows(before), questionRows(after)), {
    standing: async (ids) =>
      await scope.tx
        .select()
        .from(budgetQuestion)
        .where(mineOr(budgetQuestion, scope, row.id, ids)),
    insert: async (added) =>
      await scope.tx.insert(budgetQuestion).values(added.map((one) => ({ ...one, ...key }))),
    update: async (id, fields) =>
      await scope.tx
        .update(budgetQuestion)
        .set(fields)
        .where(oneOf(budgetQuestion, scope, row.id, [id])),
    remove: async (ids) =>
      await scope.tx.delete(budgetQuestion).where(oneOf(budgetQuestion, scope, row.id, ids)),
    sessionId: row.id,
  });
  rows += await writePhotos(scope, row.id, before, after);
  return {
    session: await sessionChanges(scope, row, before, after),
    rows,
    keptPeople: people.kept,
  };
}

type TableOfSession =
  | typeof resourceObject
  | typeof budgetGuess
  | typeof budgetQuestion
  | typeof sessionPhoto
  | typeof institution;

const oneOf = (table: TableOfSession, scope: MunicipalityScope, sessionId: string, ids: readonly string[]) =>
  own(scope, table, eq(table.sessionId, sessionId), inArray(table.id, [...ids]));

const mineOr = (table: TableOfSession, scope: MunicipalityScope, sessionId: string, ids: readonly string[]) =>
  own(
    scope,
    table,
    or(eq(table.sessionId, sessionId), ids.length === 0 ? sql`false` : inArray(table.id, [...ids])),
  );

type Keeper<R extends { readonly id: string }> = {
  readonly sessionId: string;
  /** Rows of the session, and of other sessions that have one of these ids. */
  readonly standing: (
    ids: readonly string[],
  ) => Promise<readonly { readonly id: string; readonly sessionId: string }[]>;
  readonly insert: (rows: readonly R[]) => Promise<unknown>;
  readonly update: (id: string, fields: Partial<R>) => Promise<unknown>;
  readonly remove: (ids: readonly string[]) => Promise<unknown>;
};

/** @returns how many rows were touched. */
export async function writeRows<R extends { readonly id: string }>(
  { added, changed, removed }: Changes<R>,
  keeper: Keeper<R>,
): Promise<number> {
  if (added.length + changed.length + removed.length === 0) return 0;
  const wanted = [...added, ...changed.map(({ now }) => now)].map(({ id }) => id);
  const found = await keeper.standing(wanted);
  const mine = new Map(found.filter((one) => one.sessionId === keeper.sessionId).map((one) => [one.id, one]));
  // An id that stands in another session: a copied document. It is that session's thing and is left alone.
  const elsewhere = new Set(found.filter((one) => one.sessionId !== keeper.sessionId).map(({ id }) => id));
  const inserts: R[] = [];
  let touched = 0;
  for (const row of added) {
    if (mine.has(row.id)) {
      await keeper.update(row.id, row);
      touched += 1;
    } else if (!elsewhere.has(row.id)) inserts.push(row);
  }
  for (const { now, fields } of changed) {
    if (mine.has(now.id)) {
      await keeper.update(now.id, pick(now, fields));
      touched += 1;
      // The office has taken it off and the hall has worked on it since: it is wanted.
    } else if (!elsewhere.has(now.id)) inserts.push(now);
  }
  if (inserts.length > 0) await keeper.insert(inserts);
  // What the office has changed since is wanted by somebody: it stays.
  const gone = removed.filter((old) => {
    const row = mine.get(old.id) as Readonly<Record<string, unknown>> | undefined;
    return row !== undefined && Object.entries(old).every(([field, value]) => same(row[field], value));
  });
  if (gone.length > 0) await keeper.remove(gone.map(({ id }) => id));
  return touched + inserts.length + gone.length;
}

export function pick<R>(row: R, fields: readonly (keyof R)[]): Partial<R> {
  const part: Partial<R> = {};
  for (const field of fields) part[field] = row[field];
  return part;
}

async function writeInstitutions(
  scope: MunicipalityScope,
  sessionId: string,
  before: SessionRecord,
  after: SessionRecord,
): Promise<number> {
  const { municipalityId } = scope;
  const rows = await writeRows(changesOf(institutionRows(before), institutionRows(after)), {
    standing: async (ids) =>
      await scope.tx
        .select()
        .from(institution)
        .where(mineOr(institution, scope, sessionId, ids)),
    insert: async (added) =>
      await scope.tx.insert(institution).values(added.map((one) => ({ ...one, municipalityId, sessionId }))),
    update: async (id, fields) =>
      await scope.tx
        .update(institution)
        .set(fields)
        .where(oneOf(institution, scope, sessionId, [id])),
    remove: async (ids) =>
      await scope.tx.delete(institution).where(oneOf(institution, scope, sessionId, ids)),
    sessionId,
  });
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
  const arrived = new Map<string, boolean>();
  return await writeRows(changesOf(photoRows(before), photoRows(after)), {
    standing: async (ids) => {
      const rows = await scope.tx
        .select()
        .from(sessionPhoto)
        .where(mineOr(sessionPhoto, scope, sessionId, ids));
      for (const one of rows) arrived.set(one.id, one.fileId !== null);
      // For the question whether the office has changed it, only what the office can change counts.
      const old = new Map(before.photos.map((one) => [one.id, one]));
      return rows.map((one) => ({ ...one, ...sizeOf(old.get(one.id)) }));
    },
    insert: async (added) =>
      await scope.tx.insert(sessionPhoto).values(
        added.map((one) => ({
          ...one,
          municipalityId: scope.municipalityId,
          sessionId,
          byName: scope.actor.name,
        })),
      ),
    update: async (id, { width, height, ...fields }) =>
      await scope.tx
        .update(sessionPhoto)
        .set({ ...fields, updatedAt: scope.now, ...(arrived.get(id) ? {} : sizeOf({ width, height })) })
        .where(oneOf(sessionPhoto, scope, sessionId, [id])),
    remove: async (ids) =>
      await scope.tx.delete(sessionPhoto).where(oneOf(sessionPhoto, scope, sessionId, ids)),
    sessionId,
  });
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
  const changes: { -readonly [K in keyof SessionRow]?: SessionRow[K] } = {};
  const differs = (field: keyof SessionRecord) => !same(before[field], after[field]);
  if (differs('heldOn') && believableDay(after.heldOn, scope.now)) changes.heldOn = after.heldOn;
  if (differs('heldVenue')) changes.heldVenue = after.heldVenue.trim() === '' ? null : after.heldVenue;
  if (differs('guests')) changes.guests = after.guests;
  if (differs('mapBase')) changes.mapBase = after.mapBase;
  if (differs('mapPhotoId')) changes.mapPhotoId = after.mapPhotoId;
  if (differs('budgetTotal')) {
    changes.budgetTotal = after.budgetTotal === null ? null : BigInt(after.budgetTotal);
  }
  for (const [part, column] of Object.entries(noteColumns) as [NotePart, (typeof noteColumns)[NotePart]][]) {
    if (before.notes[part] === after.notes[part]) continue;
    changes[column] = mergedText(before.notes[part], after.notes[part], row[column]).slice(0, 20_000);
  }
  const switched = differs('attendance');
  if (after.attendance === 'counts') {
    if (switched) changes.attendance = 'counts';
    for (const field of ['women', 'men', 'deputies', 'executives'] as const) {
      if (switched ? after[field] !== null : differs(field)) changes[field] = after[field];
    }
  } else if (after.people.length > 0 && (switched || differs('people'))) {
    Object.assign(changes, await countedList(scope, row.id, after));
  } else {
    for (const field of ['deputies', 'executives'] as const) {
      if (differs(field)) changes[field] = after[field];
    }
  }
  return changes;
}

/** A day that exists and has come; a device whose clock goes a year ahead does not set it. */
export function believableDay(day: string | null, now: Date): boolean {
  if (day === null) return true;
  const parts = parseDay(day);
  return parts !== null && parts.year >= 2000 && day <= todayInBishkek(now);
}

/** The sums of a list as it stands in the table, with those the office added: residents and people of organisations
 * are participants, deputies and staff of the executive are counted apart (R-PAR-12). */
async function countedList(scope: MunicipalityScope, sessionId: string, after: SessionRecord) {
  const found = await scope.tx.execute<{
    women: number;
    men: number;
    deputies: number;
    executives: number;
  }>(sql`
    select count(*) filter (where kind in ('community', 'organisation') and sex = 'female')::int as women,
           count(*) filter (where kind in ('community', 'organisation') and sex = 'male')::int as men,
           count(*) filter (where kind = 'deputy')::int as deputies,
           count(*) filter (where kind = 'executive')::int as executives
      from participant where municipality_id = ${scope.municipalityId} and session_id = ${sessionId}`);
  const { women = 0, men = 0, deputies = 0, executives = 0 } = found.rows[0] ?? {};
  return {
    attendance: 'list' as const,
    women,
    men,
    deputies: Math.max(deputies, after.deputies ?? 0),
    executives: Math.max(executives, after.executives ?? 0),
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
  const [listed] = await scope.tx
    .select({
      counted: sql<number>`count(*) filter (where ${participant.kind} in ('community', 'organisation'))::int`,
      all: sql<number>`count(*)::int`,
    })
    .from(participant)
    .where(own(scope, participant, eq(participant.sessionId, row.id)));
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
  const counts = row.women === null && row.men === null ? null : (row.women ?? 0) + (row.men ?? 0);
  const people =
    row.attendance === 'counts' ? counts : (listed?.all ?? 0) > 0 ? (listed?.counted ?? 0) : counts;
  // A count of nobody says only that nobody counted.
  return { people: people === 0 ? null : people, standing: stickers?.standing ?? 0 };
}
