import { desc, eq, isNull, sql } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import { publishedBy } from '../../platform/db/own.ts';
import type { PublicScope } from '../../platform/db/scope.ts';
import type { PublicPlan } from '../rules/public-plan.ts';
import { planPublication } from './publish-plan.ts';

/** The plan that a municipality shows of a year, or the newest that it shows. */
export async function publishedPlan(
  scope: PublicScope,
  municipalityId: string,
  year?: number,
): Promise<
  { readonly plan: PublicPlan; readonly publishedAt: Date; readonly years: readonly number[] } | undefined
> {
  const standing = await scope.tx
    .select({ year: publication.year })
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        eq(publication.kind, planPublication),
        isNull(publication.withdrawnAt),
      ),
    )
    .orderBy(desc(publication.year));
  const years = standing.map((one) => one.year);
  const asked = year ?? years[0];
  if (asked === undefined || !years.includes(asked)) return undefined;
  const [found] = await scope.tx
    .select({ plan: sql<PublicPlan>`${publication.snapshot}`, publishedAt: publication.publishedAt })
    .from(publication)
    .where(
      publishedBy(
        municipalityId,
        publication,
        eq(publication.kind, planPublication),
        eq(publication.year, asked),
        isNull(publication.withdrawnAt),
      ),
    );
  return found && { ...found, years };
}
