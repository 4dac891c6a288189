import { BarChart } from '../../drawings/charts.tsx';
import { localMatters } from '../../needs/rules/catalogue.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Facts, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { publicSums, type PublicItem, type PublicPlan, type PublicProblem } from '../rules/public-plan.ts';
import type { SourceKind } from '../rules/words.ts';
import { PlanStateTag } from './plans.tsx';
import { placeName, planTitle, problemName, rankText, termText, typedIn, type Places } from './words.ts';

export type PublicPlanProps = {
  readonly plan: PublicPlan;
  /** `/plans/kok-irim/2026`, without language prefix. */
  readonly path: string;
  /** Of the municipality's own page. */
  readonly root: string;
  readonly listPath: (villageId: string | null) => string;
};

/** The villages of a published plan by id. */
export const placesOf = (plan: PublicPlan): Places =>
  new Map(plan.villages.map((one) => [one.id, { nameKy: one.ky, nameRu: one.ru }]));

export function useMunicipality({ municipality }: PublicPlan): string {
  return usePage().lang === 'ru' ? municipality.ru : municipality.ky;
}

export const money = (digits: string | null) => BigInt(digits ?? 0);

/** A municipality that has shown no plan yet. */
export function NoPlanPage({ ky, ru, root }: { ky: string; ru: string; root: string }) {
  const { t, lang } = usePage();
  const name = lang === 'ru' ? ru : ky;
  return (
    <Layout title={`${name}: ${t('plan.title')}`} variant="public" noindex>
      <PageHeader
        crumbs={[{ label: name, path: root }, { label: t('plan.title') }]}
        title={t('plan.title')}
      />
      <EmptyState title={t('plan.public.none')}>{t('plan.public.none-text')}</EmptyState>
    </Layout>
  );
}

/** The plan as a whole: where it stands, what it needs, and its villages. */
export function PublicPlanPage({ plan, path, root }: PublicPlanProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const municipality = useMunicipality(plan);
  const sums = publicSums(plan);
  const title = `${municipality}: ${planTitle(page, plan)}`;
  const bySource = new Map<SourceKind, bigint>();
  for (const item of itemsOf(plan))
    for (const one of item.sources)
      bySource.set(one.source, (bySource.get(one.source) ?? 0n) + money(one.amount));
  const bars: { label: string; value: number; text: string; tone?: 'warn' }[] = [...bySource]
    .sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0))
    .map(([source, sum]) => ({
      label: t(`plan.source.${source}`),
      value: Number(sum),
      text: fmt.money(sum),
    }));
  if (sums.gap > 0n)
    bars.push({
      label: t('plan.no-money-yet'),
      value: Number(sums.gap),
      text: fmt.money(sums.gap),
      tone: 'warn',
    });
  const villages = [
    ...new Set(plan.directions.flatMap((one) => one.problems.map((problem) => problem.villageId))),
  ];
  return (
    <Layout title={title} variant="public" description={t('plan.lead')}>
      <PageHeader
        crumbs={[{ label: municipality, path: root }, { label: planTitle(page, plan) }]}
        title={title}
        lead={t('plan.lead')}
        tag={<PlanStateTag state={plan.state} />}
      />
      {plan.state === 'discussion' && plan.discussionUntil !== null && (
        <Notice tone="info" title={t('plan.public.discussion', { day: fmt.date(plan.discussionUntil) })}>
          {t('plan.public.discussion-text')}
        </Notice>
      )}
      <Facts
        items={[
          { value: fmt.number(sums.items), label: t('plan.items') },
          { value: fmt.moneyShort(sums.need), label: t('plan.need') },
          { value: fmt.moneyShort(sums.covered), label: t('plan.covered') },
          { value: fmt.moneyShort(sums.gap), label: t('plan.no-money-yet') },
        ]}
      />
      <div class="cols">
        <div class="stack">
          <DataTable
            caption={t('plan.public.villages')}
            rows={villages.map((villageId) => ({ villageId, ...publicSums(plan, villageId) }))}
            rowKey={(one) => one.villageId ?? 'all'}
            columns={[
              {
                key: 'village',
                label: t('ui.field.village'),
                head: true,
                cell: ({ villageId }) => (
                  <a href={href(`${path}/villages/${villageId ?? 'all'}`)}>
                    {placeName(page, placesOf(plan), villageId)}
                  </a>
                ),
              },
              { key: 'items', label: t('plan.items'), align: 'end', cell: (one) => fmt.number(one.items) },
              { key: 'need', label: t('plan.need'), align: 'end', cell: (one) => fmt.money(one.need) },
              { key: 'gap', label: t('plan.no-money-yet'), align: 'end', cell: (one) => fmt.money(one.gap) },
            ]}
          />
          <Gifts plan={plan} />
        </div>
        <aside class="stack">
          <Card>
            <BarChart title={t('plan.sources')} bars={bars} />
          </Card>
          {plan.approvals.length > 0 && (
            <Card title={t('plan.agreed-title')}>
              <Pairs
                items={[
                  ...plan.approvals.map((one) => ({
                    label: t(`plan.approval.${one.step}`),
                    value: `${fmt.date(one.on)}, ${one.paper}`,
                  })),
                  ...(plan.standsIn === ''
                    ? []
                    : [{ label: t('plan.field.standsIn'), value: plan.standsIn }]),
                ]}
              />
            </Card>
          )}
        </aside>
      </div>
    </Layout>
  );
}

const itemsOf = (plan: PublicPlan): PublicItem[] =>
  plan.directions
    .flatMap((one) => one.problems)
    .flatMap((one) => one.tasks)
    .flatMap((one) => one.items)
    .filter((item) => item.state !== 'dropped');

/** Gifts of single people: sums per village, and that some are in none. */
function Gifts({ plan }: { plan: PublicPlan }) {
  const page = usePage();
  const { t, fmt } = page;
  if (plan.gifts.length === 0 && !plan.giftsHidden) return null;
  return (
    <Card title={t('plan.public.gifts')} look="quiet">
      <ul class="plain">
        {plan.gifts.map((one) => (
          <li key={one.villageId ?? 'all'}>
            {t('plan.public.gifts-of', {
              place: placeName(page, placesOf(plan), one.villageId),
              people: fmt.number(one.givers),
              money: fmt.money(money(one.amount)),
            })}
          </li>
        ))}
      </ul>
      {plan.giftsHidden && <p class="hint">{t('plan.public.gifts-hidden')}</p>}
    </Card>
  );
}

/** So many items of a village stand on one page; of more, each problem has a page of its own. */
const mostOpen = 60;

const itemsUnder = ({ tasks }: PublicProblem): number =>
  tasks.reduce((sum, { items }) => sum + items.length, 0);

/** What the plan holds for one village: problems in the order of their places, each with tasks and items. */
export function PublicVillagePage({
  only,
  ...props
}: PublicPlanProps & {
  villageId: string;
  /** The page of one problem. */
  only?: string | undefined;
}) {
  const page = usePage();
  const { plan, path, root, villageId } = props;
  const municipality = useMunicipality(plan);
  const name = placeName(page, placesOf(plan), villageId === 'all' ? null : villageId);
  const place = (problem: PublicProblem) => problem.rank ?? Number.MAX_SAFE_INTEGER;
  const problems = plan.directions
    .flatMap((direction) => direction.problems.map((problem) => ({ direction, problem })))
    .filter(({ problem }) => (problem.villageId ?? 'all') === villageId)
    .sort((a, b) => place(a.problem) - place(b.problem));
  const many = problems.reduce((sum, { problem }) => sum + itemsUnder(problem), 0) > mostOpen;
  const shown = only === undefined ? problems : problems.filter(({ problem }) => problem.id === only);
  const village = `${path}/villages/${villageId}`;
  const named = only === undefined ? undefined : shown[0] && problemName(page, shown[0].problem);
  return (
    <Layout title={`${name}: ${planTitle(page, plan)}`} variant="public" description={page.t('plan.lead')}>
      <PageHeader
        crumbs={[
          { label: municipality, path: root },
          { label: planTitle(page, plan), path },
          ...(named === undefined ? [{ label: name }] : [{ label: name, path: village }, { label: named }]),
        ]}
        title={name}
        tag={<PlanStateTag state={plan.state} />}
      />
      {shown.map(({ direction, problem }) => (
        <ProblemCard
          key={problem.id}
          {...props}
          direction={direction}
          problem={problem}
          foldedAt={many && only === undefined ? `${village}/${problem.id}` : undefined}
        />
      ))}
    </Layout>
  );
}

function ProblemCard({
  plan,
  path,
  listPath,
  direction,
  problem,
  foldedAt,
}: PublicPlanProps & {
  direction: PublicPlan['directions'][number];
  problem: PublicProblem;
  /** Where its items stand, when not here. */
  foldedAt: string | undefined;
}) {
  const page = usePage();
  const { t, fmt, href, lang } = page;
  const rank = rankText(page, problem);
  const goal = typedIn(page, plan, problem.goal, problem.goalOther);
  const matter = localMatters.find((one) => one.number === direction.localMatter);
  return (
    <Card title={problemName(page, problem)}>
      <p class="hint">
        {rank !== '' && (
          <>
            <a href={href(listPath(problem.villageId))}>{rank}</a>
            {' · '}
          </>
        )}
        {matter ? matter[lang] : typedIn(page, plan, direction.title, direction.titleOther)}
      </p>
      {goal !== '' && (
        <p>
          <b>{t('plan.field.goal')}:</b> {goal}
        </p>
      )}
      {problem.tasks.every((task) => task.items.length === 0) && problem.withoutItems !== '' && (
        <p>{t('plan.why-none', { reason: problem.withoutItems })}</p>
      )}
      {foldedAt !== undefined && itemsUnder(problem) > 0 && (
        <p>
          <a href={href(foldedAt)}>
            {t('plan.public.problem-items', { items: fmt.number(itemsUnder(problem)) })}
          </a>
        </p>
      )}
      {(foldedAt === undefined ? problem.tasks : []).map((task) => (
        <div key={task.number}>
          <p>
            <b>{t('plan.task', { number: String(task.number) })}</b>{' '}
            {typedIn(page, plan, task.text, task.textOther)}
          </p>
          <ul class="plain">
            {task.items.map((item) => (
              <li key={item.id}>
                <a href={href(`${path}/items/${item.id}`)}>
                  {item.code} {typedIn(page, plan, item.name, item.nameOther)}
                </a>
                <br />
                <small>
                  {[
                    termText(page, item),
                    item.cost === null ? t('plan.no-cost') : fmt.money(money(item.cost)),
                  ].join(' · ')}
                </small>{' '}
                <GapTag item={item} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}

/** What is missing, said in a word. */
export function GapTag({ item }: { item: PublicItem }) {
  const { t, fmt } = usePage();
  if (item.state === 'dropped') return <Tag tone="bad">{t('plan.item-state.dropped')}</Tag>;
  if (item.gap === null) return null;
  const gap = money(item.gap);
  if (gap > 0n) return <Tag tone="warn">{t('plan.missing', { money: fmt.money(gap) })}</Tag>;
  return <Tag tone="ok">{t('plan.covered-whole')}</Tag>;
}
