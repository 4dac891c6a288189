import { usePage } from '../../platform/ui/page-context.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import type { PublicPlan } from '../rules/public-plan.ts';
import { GapTag, money, placesOf, useMunicipality, type PublicPlanProps } from './public-plan.tsx';
import { placeName, planTitle, problemName, rankText, termText, typedIn, valueText } from './words.ts';

/** One item with its way back to the stickers of its village. */
export function PublicItemPage(props: PublicPlanProps & { itemId: string }) {
  const page = usePage();
  const { t, fmt, href } = page;
  const { plan, path, root, listPath, itemId } = props;
  const found = placeOf(plan, itemId);
  if (!found) return null;
  const { direction, problem, task, item } = found;
  const name = typedIn(page, plan, item.name, item.nameOther);
  const place = placeName(page, placesOf(plan), problem.villageId);
  const rank = rankText(page, problem);
  const goal = typedIn(page, plan, problem.goal, problem.goalOther);
  const people = [
    item.beneficiaries,
    item.beneficiaryCount === null ? '' : t('plan.people', { people: fmt.number(item.beneficiaryCount) }),
  ].filter((text) => text !== '');
  const others =
    item.coExecutors !== '' && item.byAgreement
      ? t('plan.by-agreement', { names: item.coExecutors })
      : item.coExecutors;
  const facts: [string, string][] = [
    [t('plan.field.term-of'), termText(page, item)],
    [t('plan.field.responsible-text'), item.responsible],
    [t('plan.field.coExecutors'), others],
    [t('plan.field.doer'), t(`plan.doer.${item.doer}`)],
    [t('plan.field.beneficiaries'), people.join(', ')],
    [t('plan.field.partner'), item.partner],
    [t('plan.dropped-why'), item.droppedReason],
  ];
  return (
    <Layout title={`${item.code} ${name}`} variant="public" description={`${place}: ${name}`}>
      <PageHeader
        crumbs={[
          { label: useMunicipality(plan), path: root },
          { label: planTitle(page, plan), path },
          { label: place, path: `${path}/villages/${problem.villageId ?? 'all'}` },
          { label: item.code },
        ]}
        title={`${item.code} ${name}`}
        tag={<GapTag item={item} />}
      />
      <Card title={t('plan.chain')} look="quiet">
        <Pairs
          items={[
            { label: t('ui.field.village'), value: place },
            {
              label: t('ui.field.problem'),
              value: (
                <>
                  {rank === '' ? (
                    problemName(page, problem)
                  ) : (
                    <a href={href(listPath(problem.villageId))}>{problemName(page, problem)}</a>
                  )}
                  {rank !== '' && ` (${rank})`}
                </>
              ),
            },
            ...(goal === '' ? [] : [{ label: t('plan.field.goal'), value: goal }]),
            {
              label: t('plan.field.direction'),
              value: typedIn(page, plan, direction.title, direction.titleOther),
            },
            {
              label: t('plan.task', { number: String(task.number) }),
              value: typedIn(page, plan, task.text, task.textOther),
            },
          ]}
        />
      </Card>
      <Card title={t('plan.item-about')}>
        <Pairs
          items={facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))}
        />
      </Card>
      <Card title={t('plan.money')}>
        <Pairs
          items={[
            {
              label: t('plan.field.cost'),
              value: item.cost === null ? t('plan.no-cost') : fmt.money(money(item.cost)),
            },
            ...item.sources.map((one) => ({
              label: t(`plan.source.${one.source}`),
              value: (
                <>
                  {fmt.money(money(one.amount))}
                  {one.names.length > 0 && `, ${one.names.join(', ')}`}{' '}
                  {one.promised ? (
                    <Tag tone="ok">{t('plan.promised')}</Tag>
                  ) : (
                    <Tag>{t('plan.named-only')}</Tag>
                  )}
                </>
              ),
            })),
          ]}
        />
        <p class="hint">{t('plan.voluntary')}</p>
      </Card>
      {item.steps.length > 0 && (
        <Card title={t('ui.steps.label')}>
          <ol>
            {item.steps.map((step, index) => (
              <li key={index}>
                {step.text}
                {step.result !== '' && (
                  <>
                    <br />
                    <small>{t('plan.gives', { result: step.result })}</small>
                  </>
                )}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {item.indicators.length > 0 && (
        <Card title={t('plan.indicators')}>
          <ul class="plain">
            {item.indicators.map((one, index) => (
              <li key={index}>
                {one.text}: {valueText(one.baseline, one.unit)} → {valueText(one.target, one.unit)}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Layout>
  );
}

/** An item with where it stands in a published plan. */
export function placeOf(plan: PublicPlan, itemId: string) {
  for (const direction of plan.directions)
    for (const problem of direction.problems)
      for (const task of problem.tasks)
        for (const item of task.items) if (item.id === itemId) return { direction, problem, task, item };
  return undefined;
}
