import { expect, test } from 'vitest';
import { testPage } from '../../platform/ui/testing.tsx';
import { renderPage } from '../../platform/ui/render-page.tsx';
import { planOfSize } from '../rules/plan-tree.fixture.ts';
import { publicPlan, type PublicPlan } from '../rules/public-plan.ts';
import { PublicVillagePage } from './public-plan.tsx';

// What a village's page of a plan holds for residents.

function shown(items: number): PublicPlan {
  const plan = planOfSize(items);
  return {
    ...publicPlan(plan, () => undefined),
    ...{ state: 'approved', year: 2026, discussionUntil: null, standsIn: '', approvals: [] },
    ...{ municipality: { id: 'm', ky: 'Көк-Ирим', ru: 'Кок-Ирим' }, villages: [] },
  };
}

const page = (plan: PublicPlan, villageId: string, only?: string) =>
  renderPage(
    testPage('ky', { path: '/plans/kok-irim/2026' }),
    <PublicVillagePage
      {...{ plan, villageId, only, path: '/plans/kok-irim/2026', root: '/kok-irim' }}
      listPath={() => '/kok-irim/2026'}
    />,
  );
const itemsOn = (html: string) => html.match(/\/items\//g)?.length ?? 0;

test('a village of many items has a page for each problem, and together they have every item', () => {
  const plan = shown(300);
  const problems = plan.directions.flatMap((one) => one.problems);
  for (const villageId of new Set(problems.map((one) => one.villageId ?? 'all'))) {
    const mine = problems.filter((one) => (one.villageId ?? 'all') === villageId);
    const count = mine.flatMap((one) => one.tasks.flatMap((task) => task.items)).length;
    const whole = page(plan, villageId);
    const apart = mine.map((one) => itemsOn(page(plan, villageId, one.id)));
    expect(apart.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(itemsOn(whole)).toBe(count > 60 ? 0 : count);
    if (count > 60) for (const one of mine) expect(whole).toContain(`/villages/${villageId}/${one.id}"`);
  }
  expect(
    itemsOn(page(shown(20), [...new Set(problems.map((one) => one.villageId ?? 'all'))][0]!)),
  ).toBeGreaterThan(0);
});
