import { Form } from '../../platform/forms/form.tsx';
import { NumberField, SelectField } from '../../platform/ui/fields.tsx';
import { List, type ListColumn } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import { openPlan } from '../commands/open-plan.ts';
import type { PlanHead } from '../data/plan.ts';
import { planPath, planTitle, yearsText } from './words.ts';

/** How far a plan has come. */
export function PlanStateTag({ state }: Pick<PlanHead, 'state'>) {
  const { t } = usePage();
  return <Tag tone={state === 'approved' ? 'ok' : 'info'}>{t(`plan.state.${state}`)}</Tag>;
}

/** The plans of all cycles, and the form that begins the one of the running cycle. */
export function PlansPage({
  plans,
  cycles,
  mayLead,
}: {
  plans: readonly PlanHead[];
  /** Cycles whose plan is not begun yet, the one with the newest lists first. */
  cycles: readonly { readonly id: string; readonly year: number }[];
  mayLead: boolean;
}) {
  const page = usePage();
  const { t, href, lang } = page;
  const room = useRoom('plan');
  const columns: ListColumn<PlanHead>[] = [
    {
      key: 'plan',
      head: true,
      value: (one) => yearsText(one),
      cell: (one) => <a href={href(planPath(room, one.id))}>{planTitle(page, one)}</a>,
    },
    { key: 'cycle', value: (one) => String(one.year) },
    {
      key: 'state',
      label: t('ui.field.state'),
      value: (one) => t(`plan.state.${one.state}`),
      cell: (one) => <PlanStateTag state={one.state} />,
    },
  ];
  const [first] = cycles;
  const begin = first && mayLead && (
    <Form
      of={openPlan}
      action={room}
      row={{ cycleId: first.id, fromYear: first.year, toYear: first.year, lang: lang === 'ru' ? 'ru' : 'ky' }}
      submit={t('plan.open')}
    >
      {(f) => (
        <>
          <SelectField
            {...f('cycleId')}
            empty={null}
            options={cycles.map((one) => ({
              value: one.id,
              label: t('plan.cycle-of', { year: String(one.year) }),
            }))}
          />
          <NumberField {...f('fromYear')} />
          <NumberField {...f('toYear')} hint={t('plan.field.years-hint')} />
          <SelectField {...f('lang')} empty={null} hint={t('plan.field.lang-hint')} />
        </>
      )}
    </Form>
  );
  return (
    <StaffPage title={t('plan.title')} lead={t('plan.lead')}>
      {plans.length === 0 && <EmptyState title={t('plan.none')}>{t('plan.none-text')}</EmptyState>}
      {begin && (
        <Card title={t('plan.open-of')} look="next">
          {begin}
        </Card>
      )}
      {plans.length > 0 && (
        <List
          of={{ rows: plans, columns, words: 'plan.field' }}
          caption={t('plan.title')}
          hideCaption
          rowKey={(one) => one.id}
        />
      )}
    </StaffPage>
  );
}
