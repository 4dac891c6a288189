import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import type { Plan } from '../rules/plan.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { VillageParts, type Verdicts } from './village-parts.tsx';
import { placeName, planPath, type Places } from './words.ts';

/** What a plan holds for one village (`all`: for the whole municipality). */
export function VillagePage({
  plan,
  villages,
  villageId,
  mayWrite,
  verdicts,
}: {
  plan: Plan;
  villages: Places;
  villageId: string;
  mayWrite: boolean;
  verdicts: Verdicts;
}) {
  const page = usePage();
  const base = planPath(useRoom('plan'), plan.id);
  return (
    <StaffPage
      title={placeName(page, villages, villageId === 'all' ? null : villageId)}
      crumbs={usePlanCrumbs(plan)}
      wide
    >
      <VillageParts {...{ plan, villages, base, mayWrite, verdicts }} only={villageId} />
    </StaffPage>
  );
}
