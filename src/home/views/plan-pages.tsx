import { addPlanItem } from '../../cycle/commands/add-plan-item.ts';
import { editPlanItem } from '../../cycle/commands/edit-plan-item.ts';
import type { planItemShape } from '../../cycle/commands/plan-item-input.ts';
import type { WorkPlanItem } from '../../cycle/data.ts';
import type { CycleState } from '../data.ts';
import { responsibleOf } from '../../cycle/documents/work-plan.ts';
import { planWarnings } from '../../cycle/rules/activities.ts';
import { activityDone } from '../rules/next-step.ts';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { CheckboxField, DateField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { ListQuery, ListSlice } from '../../platform/ui/list-query.ts';
import { useCrumbs, type Sent } from './cycle-page.tsx';

/** A line's days as one period. */
export function usePeriod(): (item: Pick<WorkPlanItem, 'startsOn' | 'dueOn'>) => string {
  const { t, fmt } = useI18n();
  return ({ startsOn, dueOn }) => {
    if (startsOn && dueOn) return fmt.dateRange(startsOn, dueOn);
    const one = startsOn ?? dueOn;
    return one ? fmt.date(one) : t('cycle.plan.undated');
  };
}

export interface PlanPageProps {
  base: string;
  state: CycleState;
  slice: ListSlice<WorkPlanItem>;
  query: ListQuery;
  today: string;
  mayEdit: boolean;
  problem?: Sent | undefined;
}

/** The working group's plan as a table, or the form that makes it. */
export function PlanPage({ base, state, slice, query, today, mayEdit, problem }: PlanPageProps) {
  const { t, lang, href } = useI18n();
  const period = usePeriod();
  const { cycle, plan } = state;
  const empty = plan.length === 0;
  return (
    <Layout title={t('cycle.plan.title')} variant="staff" wide={!empty}>
      <PageHeader
        crumbs={useCrumbs(base, cycle.year, t('cycle.plan.title'))}
        title={t('cycle.plan.title')}
        lead={t('cycle.plan.lead')}
        actions={
          !empty ? (
            <>
              {mayEdit && (
                <LinkButton href={`${base}/cycle/plan/new?year=${cycle.year}`} icon="plus">
                  {t('cycle.plan.add')}
                </LinkButton>
              )}
              <LinkButton
                href={`${base}/cycle/papers/work-plan?year=${cycle.year}`}
                look="ghost"
                icon="document"
              >
                {t('cycle.paper.work-plan')}
              </LinkButton>
            </>
          ) : undefined
        }
      />
      {planWarnings(plan).map((warning) => (
        <Notice key={warning.code} tone="warn">
          {t(`cycle.plan.warn.${warning.code}`, { weeks: warning.weeks })}
        </Notice>
      ))}
      {empty ? (
        mayEdit ? (
          <PlainForm
            action={`${base}/cycle/plan?year=${cycle.year}`}
            {...problem}
            submit={t('cycle.plan.make')}
            cancel={`${base}/cycle`}
          >
            <p>{t('cycle.next.workPlan.text')}</p>
            <DateField name="startsOn" label={t('cycle.plan.startsOn')} value={today} required />
          </PlainForm>
        ) : (
          <EmptyState title={t('cycle.plan.empty')} />
        )
      ) : (
        <DataTable
          caption={t('cycle.plan.title')}
          hideCaption
          rows={slice.rows}
          rowKey={(item) => item.id}
          sort={query.sort}
          search={query.q}
          page={slice}
          exports={
            <DownloadLinks
              links={{
                xlsx: `${base}/cycle/plan.xlsx?year=${cycle.year}`,
                csv: `${base}/cycle/plan.csv?year=${cycle.year}`,
              }}
            />
          }
          columns={[
            {
              key: 'activity',
              label: t('cycle.plan.col.activity'),
              head: true,
              sort: true,
              cell: (item) =>
                mayEdit ? (
                  <a href={href(`${base}/cycle/plan/${item.id}`)}>
                    {lang === 'ky' ? item.textKy : item.textRu}
                  </a>
                ) : lang === 'ky' ? (
                  item.textKy
                ) : (
                  item.textRu
                ),
            },
            {
              key: 'stage',
              label: t('cycle.plan.col.stage'),
              sort: true,
              cell: (item) => t(`drawings.stage.${item.stage}`),
            },
            { key: 'due', label: t('cycle.plan.col.when'), sort: true, cell: period },
            {
              key: 'responsible',
              label: t('cycle.plan.col.responsible'),
              cell: (item) => responsibleOf(item, t) || t('ui.not-set'),
            },
            {
              key: 'result',
              label: t('cycle.plan.col.result'),
              cell: (item) => (lang === 'ky' ? item.resultKy : item.resultRu),
            },
            {
              key: 'done',
              label: t('cycle.plan.col.done'),
              cell: (item) =>
                item.done || activityDone(item.activity, state.steps) ? (
                  <Tag tone="ok">{t('ui.yes')}</Tag>
                ) : item.dueOn !== null && item.dueOn < today ? (
                  <Tag tone="bad">{t('cycle.agenda.over')}</Tag>
                ) : (
                  <Tag>{t('ui.no')}</Tag>
                ),
            },
          ]}
        />
      )}
    </Layout>
  );
}

export interface PlanItemPageProps {
  base: string;
  year: number;
  item: WorkPlanItem | undefined;
  people: readonly { readonly id: string; readonly fullName: string }[];
  problem?: Sent | undefined;
}

/** One line of the plan: added or changed. */
export function PlanItemPage({ base, year, item, people, problem }: PlanItemPageProps) {
  const { t, lang } = useI18n();
  const text = item ? (lang === 'ky' ? item.textKy : item.textRu) : '';
  const title = item ? t('cycle.plan.edit', { name: item.activity ?? text }) : t('cycle.plan.add');
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[
          ...useCrumbs(base, year),
          { label: t('cycle.plan.title'), path: `${base}/cycle/plan?year=${year}` },
          { label: title },
        ]}
        title={title}
      />
      <Form<typeof planItemShape>
        of={item ? editPlanItem : addPlanItem}
        row={item ?? { stage: 'needs' }}
        action={item ? `${base}/cycle/plan/${item.id}` : `${base}/cycle/plan/new?year=${year}`}
        sent={problem}
        submit={t('ui.save')}
        cancel={`${base}/cycle/plan?year=${year}`}
      >
        {(f) => (
          <>
            <SelectField {...f('stage')} empty={null} />
            <TextField {...f('textKy')} />
            <TextField {...f('textRu')} />
            <DateField {...f('startsOn')} />
            <DateField {...f('dueOn')} />
            <SelectField
              {...f('responsiblePersonId')}
              options={people.map((one) => ({ value: one.id, label: one.fullName }))}
              empty={t('ui.not-set')}
            />
            <TextField
              {...f('responsibleText')}
              value={item ? responsibleOf({ ...item, responsibleName: null }, t) : ''}
              width="medium"
            />
            <TextField {...f('resultKy')} />
            <TextField {...f('resultRu')} />
            {item && <CheckboxField {...f('done')} />}
          </>
        )}
      </Form>
      {item && (
        <Confirm
          id="remove"
          danger
          action={`${base}/cycle/plan/${item.id}/remove`}
          verb={t('cycle.plan.remove')}
        >
          <p>{t('cycle.plan.remove.text')}</p>
        </Confirm>
      )}
    </Layout>
  );
}
