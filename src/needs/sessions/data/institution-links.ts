import { eq } from 'drizzle-orm';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { institutionLink } from '../../schema.ts';

export type InstitutionLink = Pick<typeof institutionLink.$inferSelect, 'aId' | 'bId' | 'relation'>;

/** How the circles of a session's diagrams stand to each other; pairs that are not listed stand apart. */
export async function listInstitutionLinks(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<InstitutionLink[]> {
  return await scope.tx
    .select({ aId: institutionLink.aId, bId: institutionLink.bId, relation: institutionLink.relation })
    .from(institutionLink)
    .where(own(scope, institutionLink, eq(institutionLink.sessionId, sessionId)))
    .orderBy(institutionLink.aId, institutionLink.bId);
}
