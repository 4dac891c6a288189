import { eq } from 'drizzle-orm';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { parts, turn } from '../../../platform/turn.ts';
import { takenFacts } from '../rules/import-differences.ts';
import type { KeptHead } from '../rules/kept-file.ts';
import { session } from '../../schema.ts';
import { meeting, participant } from '../../../meetings/schema.ts';
import { groupOnce } from '../rules/session.ts';
import { sessionKind } from './session-kind.ts';
import { recordOf, sessionKey, type StandingSession } from './session-import.ts';
import { municipalityHead } from '../../../territory/data.ts';

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
  const settings = await municipalityHead(scope);
  const places: ImportPlace[] = [];
  for (const some of parts(file.sessions, batch)) {
    await turn();
    const made: (typeof meeting.$inferInsert)[] = [];
    const owned: (typeof session.$inferInsert)[] = [];
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
      const { villageId, ageGroup, sexMode, part } = one;
      made.push({
        ...record,
        id,
        municipalityId,
        kind: sessionKind.name,
        cycleId: file.cycleId,
        villageId,
        once: groupOnce({ ageGroup, sexMode, part, audience: null }),
        plannedOn: one.heldOn,
        venue: one.place ?? '',
      });
      owned.push({ id, municipalityId, ageGroup, sexMode, part, stickersPerPerson });
    }
    if (made.length > 0) {
      await scope.tx.insert(meeting).values(made);
      await scope.tx.insert(session).values(owned);
    }
    await wrote(some.length);
  }
  return places;
}

async function fill(
  scope: MunicipalityScope,
  before: StandingSession,
  record: Partial<typeof meeting.$inferInsert>,
): Promise<ImportPlace> {
  await scope.tx
    .update(meeting)
    .set({ ...record, revision: before.revision + 1 })
    .where(own(scope, meeting, eq(meeting.id, before.id)));
  const listed = await scope.tx
    .select({ id: participant.id, number: participant.number })
    .from(participant)
    .where(own(scope, participant, eq(participant.meetingId, before.id)));
  return {
    id: before.id,
    stickersPerPerson: before.stickersPerPerson,
    writers: new Map(listed.map(({ id, number }) => [number, { id, used: 0 }])),
  };
}
