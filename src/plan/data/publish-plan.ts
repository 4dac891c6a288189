import { publishSnapshot } from '../../acts/commands/publish-snapshot.ts';
import { cycleById } from '../../cycle/data.ts';
import { publishedHead, publishedSnapshot } from '../../needs/priorities/data/publications.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay, villagesOf } from '../../territory/data.ts';
import { publicPlan, type PublicPlan, type PublishedRank } from '../rules/public-plan.ts';
import { approvalsOf, planHead, planOf } from './plan.ts';

/** The kind of a plan's publication; it has one a year. */
export const planPublication = 'plan';

/** Shows residents the plan as it stands; the caller holds it. Gives the version they read. */
export async function publishPlan(scope: MunicipalityScope, planId: string): Promise<number> {
  const head = await planHead(scope, planId);
  const plan = await planOf(scope, planId);
  if (!head || !plan || head.state === 'draft') throw new Error('a plan that is not there was published');
  const year = (await cycleById(scope, head.cycleId))!.year;
  const today = todayInBishkek(scope.now);
  const { municipality } = await placeOnDay(scope, today);
  const villages = await villagesOf(scope, scope.municipalityId, today);
  const snapshot: PublicPlan = {
    ...publicPlan(
      plan,
      await ranksOf(
        scope,
        year,
        villages.map((one) => one.unitId),
      ),
    ),
    state: head.state,
    year,
    discussionUntil: head.discussionUntil,
    standsIn: head.standsIn,
    approvals: (await approvalsOf(scope, planId))
      .filter((one) => one.round === 0)
      .map(({ step, on, paper }) => ({ step, on, paper })),
    municipality: { id: scope.municipalityId, ky: municipality.nameKy, ru: municipality.nameRu },
    villages: villages.map((one) => ({ id: one.unitId, ky: one.nameKy, ru: one.nameRu })),
  };
  const { version } = await publishSnapshot(scope, {
    kind: planPublication,
    unitId: scope.municipalityId,
    year,
    cycleId: head.cycleId,
    snapshot,
  });
  return version;
}

/** Place and votes as the published lists tell them: what they hide stays hidden here. */
export async function ranksOf(
  scope: MunicipalityScope,
  year: number,
  villages: readonly string[],
): Promise<PublishedRank> {
  const { municipalityId } = scope;
  const known = new Map<string, { readonly rank: number; readonly votes: number }>();
  for (const villageId of [...villages, null]) {
    const kind = villageId === null ? 'municipality-priorities' : 'village-priorities';
    const head = await publishedHead(scope, {
      municipalityId,
      kind,
      unitId: villageId ?? municipalityId,
      year,
    });
    const snapshot = head && (await publishedSnapshot(scope, municipalityId, head.id));
    for (const { name, rank, votes } of snapshot?.priorities ?? [])
      known.set(`${villageId ?? ''} ${name}`, { rank, votes });
  }
  return (villageId, name) => known.get(`${villageId ?? ''} ${name}`);
}
