import { Fragment } from 'preact';
import { PieChart } from '../../../drawings/charts.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { NumberField, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup, Form, type FormErrors, type FormValues } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { Card, EmptyState, Facts } from '../../../platform/ui/surfaces.tsx';
import type { KnownBudget, KnownExpense } from '../data/known-expenses.ts';
import type { CycleRow } from '../data/sessions.ts';
import { isUsualExpense, sharesOf, usualExpenses } from '../rules/pie.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import { needsPath } from './session-frame.tsx';

export interface KnownBudgetProps {
  municipalityId: string;
  cycle: CycleRow;
  cycles: readonly CycleRow[];
  budget: KnownBudget | undefined;
  mayKeep: boolean;
  values?: FormValues;
  errors?: FormErrors;
}

/** Lines of the municipality's own beyond the usual ones. */
const ownLines = 3;
/** Equal to `noBudgetVersion` of the data: nothing was entered yet. */
const noVersion = '0';

/** A line's name for the reader: usual ones in their language, others as they were written. */
export function useExpenseName() {
  const { t } = usePage();
  return (one: Pick<KnownExpense, 'key' | 'name'>) =>
    isUsualExpense(one.key) ? t(`needs.expense.${one.key}`) : one.name;
}

/** «Бюджет чындыгында кайда кетет»: the few lines a meeting lays beside its guess. */
export function KnownBudgetPage(props: KnownBudgetProps) {
  const { t, href } = usePage();
  const { municipalityId, cycle, budget, mayKeep } = props;
  const title = t('needs.known-budget.title');
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.schedule.title'), path: needsPath(municipalityId, `?cycle=${cycle.id}`) },
          { label: title },
        ]}
        title={title}
        lead={t('needs.known-budget.lead', { year: cycle.year })}
      />
      {props.cycles.length > 1 && (
        <nav class="actions" aria-label={t('needs.known-budget.cycles')}>
          {props.cycles.map((one) => (
            <a
              key={one.id}
              class="btn ghost small"
              aria-current={one.id === cycle.id ? 'true' : undefined}
              href={href(needsPath(municipalityId, `/known-budget?cycle=${one.id}`))}
            >
              {one.year}
            </a>
          ))}
        </nav>
      )}
      {budget ? (
        <Standing budget={budget} />
      ) : (
        !mayKeep && (
          <EmptyState icon="budget" title={t('needs.known-budget.empty')}>
            {t('needs.known-budget.empty-text')}
          </EmptyState>
        )
      )}
      {mayKeep && <BudgetForm {...props} />}
    </Layout>
  );
}

function Standing({ budget }: { budget: KnownBudget }) {
  const { t, fmt } = usePage();
  const name = useExpenseName();
  const shares = sharesOf(budget.items.map((one) => one.amount));
  const rows = budget.items.map((one, index) => ({ ...one, share: shares[index] ?? 0 }));
  return (
    <Card>
      <Facts
        items={[
          {
            label: t('needs.known-budget.total'),
            value: fmt.money(budget.total),
            note: t('needs.known-budget.year-of', { year: budget.year }),
          },
        ]}
      />
      <PieChart
        title={t('needs.known-budget.title')}
        hideTitle
        parts={rows.map((one) => ({ label: name(one), value: one.share }))}
        format={(share) => `${sharePercent(share)} %`}
      />
      <DataTable
        caption={t('needs.known-budget.lines')}
        hideCaption
        rows={rows}
        words="needs.known-budget"
        columns={[
          {
            key: 'name',
            head: true,
            cell: (one) => name(one),
          },
          {
            key: 'amount',
            align: 'end',
            cell: (one) => fmt.moneyNumber(one.amount),
            sum: fmt.moneyNumber(budget.total),
          },
          {
            key: 'share',
            align: 'end',
            cell: (one) => `${sharePercent(one.share)} %`,
          },
        ]}
      />
    </Card>
  );
}

function BudgetForm({ municipalityId, cycle, budget, values, errors }: KnownBudgetProps) {
  const { t, fmt } = usePage();
  const items = budget?.items ?? [];
  const own = items.filter((one) => !isUsualExpense(one.key));
  // As it is typed: spaces between thousands in every language.
  const amount = (one: KnownExpense | undefined) =>
    one ? fmt.moneyNumber(one.amount).replace(/,(?=\d{3})/g, ' ') : '';
  const version = budget?.version ?? noVersion;
  const sent = Object.keys(values ?? {}).filter((field) => /^rows\.\d+\.amount$/.test(field)).length;
  const count = Math.max(ownLines, own.length + 2, sent - usualExpenses.length);
  return (
    <Card title={t(budget ? 'needs.known-budget.edit' : 'needs.known-budget.enter')}>
      <Form
        action={needsPath(municipalityId, '/known-budget')}
        submit={t('ui.save')}
        {...(values ? { values } : {})}
        {...(errors ? { errors } : {})}
      >
        {/* Not taken from what was sent: a refused form always carries the version that stands now. */}
        <input type="hidden" name="cycleId" value={cycle.id} />
        <input type="hidden" name="version" value={version} />
        <NumberField
          name="year"
          label={t('needs.known-budget.year')}
          hint={t('needs.known-budget.year-hint')}
          value={budget?.year ?? cycle.year}
        />
        <FieldGroup legend={t('needs.known-budget.usual')} hint={t('needs.known-budget.usual-hint')}>
          {usualExpenses.map((key, index) => (
            <Fragment key={key}>
              <input type="hidden" name={`rows.${index}.key`} value={key} />
              <input type="hidden" name={`rows.${index}.name`} value={t(`needs.expense.${key}`)} />
              <NumberField
                name={`rows.${index}.amount`}
                label={t(`needs.expense.${key}`)}
                unit={t('needs.unit.som')}
                decimal
                width="medium"
                value={amount(items.find((one) => one.key === key))}
              />
            </Fragment>
          ))}
        </FieldGroup>
        {Array.from({ length: count }, (_, at) => {
          const index = usualExpenses.length + at;
          return (
            <FieldGroup key={index} legend={t('needs.known-budget.own', { number: at + 1 })}>
              <TextField
                name={`rows.${index}.name`}
                label={t('needs.known-budget.name')}
                value={own[at]?.name ?? ''}
                maxLength={200}
              />
              <NumberField
                name={`rows.${index}.amount`}
                label={t('needs.known-budget.amount')}
                unit={t('needs.unit.som')}
                decimal
                width="medium"
                value={amount(own[at])}
              />
            </FieldGroup>
          );
        })}
      </Form>
    </Card>
  );
}
