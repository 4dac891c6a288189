import { inArray, ne, sql } from 'drizzle-orm';
import { person } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { session, sessionFacilitator } from '../schema.ts';

export type Hours = {
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
};

export type Clash = {
  readonly personId: string;
  readonly fullName: string;
  readonly sessionId: string;
  readonly ageGroup: string;
  readonly startsAt: string;
};

/**
 * Who of these people leads or records another session in these hours. The database's exclusion constraint is what
 * really refuses; this finds the name for the message.
 */
export async function findClashes(
  scope: MunicipalityScope,
  sessionId: string,
  personIds: readonly string[],
  hours: Hours,
): Promise<Clash[]> {
  if (hours.plannedOn === null || hours.startsAt === null || personIds.length === 0) return [];
  return await scope.tx
    .select({
      personId: person.id,
      fullName: person.fullName,
      sessionId: session.id,
      ageGroup: session.ageGroup,
      startsAt: sql<string>`to_char(${sessionFacilitator.startsAt}, 'HH24:MI')`,
    })
    .from(sessionFacilitator)
    .innerJoin(person, sameRow(person, 'id', sessionFacilitator, 'personId'))
    .innerJoin(session, sameRow(session, 'id', sessionFacilitator, 'sessionId'))
    .where(
      own(
        scope,
        sessionFacilitator,
        ne(sessionFacilitator.sessionId, sessionId),
        inArray(sessionFacilitator.personId, [...personIds]),
        sql`tsrange(${sessionFacilitator.plannedOn} + ${sessionFacilitator.startsAt}, ${sessionFacilitator.plannedOn}
              + coalesce(${sessionFacilitator.endsAt}, ${sessionFacilitator.startsAt} + interval '150 minutes'))
            && tsrange(${hours.plannedOn}::date + ${hours.startsAt}::time, ${hours.plannedOn}::date
              + coalesce(${hours.endsAt}::time, ${hours.startsAt}::time + interval '150 minutes'))`,
      ),
    );
}
