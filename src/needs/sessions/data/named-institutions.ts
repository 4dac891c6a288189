import { eq } from 'drizzle-orm';
import { nameKey, possibleKey } from '../../../methods/names.ts';
import { meeting } from '../../../meetings/schema.ts';
import type { Organisation } from '../../../people/data/organisations.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { institution, vennOrganisation } from '../../schema.ts';

/** An institution as the people of one village call it. */
export type NamedInstitution = {
  readonly villageId: string;
  readonly name: string;
  /** Sessions whose diagrams or talk named it. */
  readonly sessions: number;
  /** The organisation of the register that is meant. */
  readonly organisationId: string | null;
  /** An organisation called nearly so; asked, never tied by itself. */
  readonly perhapsId: string | null;
};

/** Institutions of all diagrams by village and name, the executive itself left out; those named most first. */
export async function namedInstitutions(
  scope: MunicipalityScope,
  register: readonly Organisation[],
): Promise<NamedInstitution[]> {
  const rows = await scope.tx
    .select({ villageId: meeting.villageId, sessionId: institution.sessionId, name: institution.name })
    .from(institution)
    .innerJoin(meeting, sameRow(meeting, 'id', institution, 'sessionId'))
    .where(own(scope, institution, eq(institution.executive, false)))
    .orderBy(institution.id);
  const ties = await scope.tx.select().from(vennOrganisation).where(own(scope, vennOrganisation));
  const tied = new Map(ties.map((one) => [`${one.villageId} ${one.nameKey}`, one.organisationId]));
  const called = new Map(
    register.flatMap((one) => [one.nameKy, one.nameRu].map((name) => [possibleKey(name), one.id])),
  );
  const found = new Map<string, { villageId: string; name: string; at: Set<string> }>();
  for (const { villageId, sessionId, name } of rows) {
    if (villageId === null) continue;
    const key = `${villageId} ${nameKey(name)}`;
    const one = found.get(key) ?? { villageId, name, at: new Set() };
    one.at.add(sessionId);
    found.set(key, one);
  }
  return [...found]
    .map(([key, { villageId, name, at }]) => {
      const organisationId = tied.get(key) ?? null;
      const perhapsId = organisationId === null ? (called.get(possibleKey(name)) ?? null) : null;
      return { villageId, name, sessions: at.size, organisationId, perhapsId };
    })
    .sort((a, b) => b.sessions - a.sessions);
}
