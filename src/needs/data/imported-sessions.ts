import { eq } from 'drizzle-orm';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { parts, turn } from '../../platform/turn.ts';
import { takenFacts } from '../rules/import-differences.ts';
import type { KeptHead } from '../rules/kept-file.ts';
import { participant, session } from '../schema.ts';
import { recordOf, sessionKey, type StandingSession } from './session-import.ts';
import { readSettings } from './sessions.ts';

/** A session that takes stickers of a file: its people by their number, and how many stickers each has by now. */
export type ImportPlace = {
  readonly id: string;
  readonly stickersPerPerson: number;
  readonly writers: Map<number, { readonly id: string; used: number }>;
};

/** Sessions of one insert. */
const batch = 200;

/**
 * Fills the planned sessions that a file falls upon and makes the others.
 * @returns a place for each session of the file, in its order.
 */
export async function writeSessions(
  scope: MunicipalityScope,
  file: {
    readonly cycleId: string;
    readonly sessions: readonly KeptHead[];
    readonly standing: ReadonlyMap<string, StandingSession>;
    readonly replace: boolean;
  },
  wrote: (rows: number) => Promise<void>,
): Promise<ImportPlace[]> {
  const { municipalityId } = scope;
  const settings = await readSettings(scope);
  const places: ImportPlace[] = [];
  for (const some of parts(file.sessions, batch)) {
    await turn();
    const made: (typeof session.$inferInsert)[] = [];
    for (const one of some) {
      const before = file.standing.get(sessionKey(one));
      const { place, ...facts } = takenFacts(before && recordOf(before), one, file.replace);
      const record = {
        state: 'open' as const,
        ...facts,
        ...(place === undefined ? {} : { heldVenue: place }),
      };
      if (before) {
        places.push(await fill(scope, before, record));
        continue;
      }
      const id = newId();
      const { stickersPerPerson } = settings;
      places.push({ id, stickersPerPerson, writers: new Map() });
      made.push({
        ...record,
        id,
        municipalityId,
        cycleId: file.cycleId,
        villageId: one.villageId,
        ageGroup: one.ageGroup,
        sexMode: one.sexMode,
        part: one.part,
        plannedOn: one.heldOn,
        venue: one.place ?? '',
        stickersPerPerson,
      });
    }
    if (made.length > 0) await scope.tx.insert(session).values(made);
    await wrote(some.length);
  }
  return places;
}

async function fill(
  scope: MunicipalityScope,
  before: StandingSession,
  record: Partial<typeof session.$inferInsert>,
): Promise<ImportPlace> {
  await scope.tx
    .update(session)
    .set({ ...record, revision: before.revision + 1 })
    .where(own(scope, session, eq(session.id, before.id)));
  const listed = await scope.tx
    .select({ id: participant.id, number: participant.number })
    .from(participant)
    .where(own(scope, participant, eq(participant.sessionId, before.id)));
  return {
    id: before.id,
    stickersPerPerson: before.stickersPerPerson,
    writers: new Map(listed.map(({ id, number }) => [number, { id, used: 0 }])),
  };
}
