import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState } from '../../platform/ui/surfaces.tsx';
import { placesOfItems, type Plan } from '../rules/plan.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { itemName, placeName, planPath, termText, type Places } from './words.ts';

/** «2026-2»: the quarter of a day. */
const quarterOf = (day: string) => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** What is done in which quarter: an item stands in each that its term touches; those without a term come last. */
export function TimelinePage({ plan, villages }: { plan: Plan; villages: Places }) {
  const page = usePage();
  const { t, href } = page;
  const room = useRoom('plan');
  const items = placesOfItems(plan).filter(({ item }) => item.state !== 'dropped');
  const quarters = Array.from({ length: (plan.toYear - plan.fromYear + 1) * 4 }, (_, at) => {
    const [year, quarter] = [plan.fromYear + Math.floor(at / 4), (at % 4) + 1];
    return { year, quarter, key: `${year}-${quarter}` };
  });
  const within = (key: string) =>
    items.filter(({ item }) => {
      const [first, last] = [item.startsOn ?? item.endsOn, item.endsOn ?? item.startsOn];
      return first !== null && last !== null && quarterOf(first) <= key && key <= quarterOf(last);
    });
  const without = items.filter(({ item }) => item.startsOn === null && item.endsOn === null);
  const list = (of: typeof items) => (
    <ul class="plain">
      {of.map(({ item, problem }) => (
        <li key={item.id}>
          <a href={href(planPath(room, plan.id, `/items/${item.id}`))}>
            {item.code} {itemName(page, plan, item)}
          </a>
          <br />
          <small>
            {[placeName(page, villages, problem.villageId), termText(page, item), item.responsible]
              .filter((text) => text !== '')
              .join(' · ')}
          </small>
        </li>
      ))}
    </ul>
  );
  return (
    <StaffPage title={t('plan.timeline')} crumbs={usePlanCrumbs(plan)}>
      {items.length === 0 && <EmptyState title={t('plan.timeline-none')} />}
      {quarters.map(({ year, quarter, key }) => {
        const own = within(key);
        return own.length === 0 ? null : (
          <Card key={key} title={t('plan.quarter', { quarter: String(quarter), year: String(year) })}>
            {list(own)}
          </Card>
        );
      })}
      {without.length > 0 && <Card title={t('plan.no-term-title')}>{list(without)}</Card>}
    </StaffPage>
  );
}
