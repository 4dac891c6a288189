import { desc, eq, isNull, sql } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import { publishedBy } from '../../platform/db/own.ts';
import type { PublicScope } from '../../platform/db/scope.ts';
import type { PublicGroups } from '../rules/public-groups.ts';
import { groupsPublication } from './publish-groups.ts';

/** The groups that a municipality shows: of the newest year that has any. */
export async function publishedGroups(
  scope: PublicScope,
  municipalityId: string,
): Promise<PublicGroups | undefined> {
  const [found] = await scope.tx
    .select({ groups: sql<PublicGroups>`${publication.snapshot}` })
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        eq(publication.kind, groupsPublication),
        isNull(publication.withdrawnAt),
      ),
    )
    .orderBy(desc(publication.year))
    .limit(1);
  return found?.groups;
}
