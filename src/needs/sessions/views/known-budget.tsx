import { Fragment } from 'preact';
import { Form } from '../../../platform/forms/form.tsx';
import { PieChart } from '../../../drawings/charts.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { HiddenField, NumberField, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { Card, EmptyState, Facts } from '../../../platform/ui/surfaces.tsx';
import type { KnownBudget, KnownExpense } from '../data/known-expenses.ts';
import type { CycleRow } from '../../../cycle/data.ts';
import { saveKnownExpenses } from '../commands/save-known-expenses.ts';
import { isUsualExpense, sharesOf, usualExpenses } from '../rules/pie.ts';
import { sharePercent } from '../../../methods/written-share.ts';

export interface KnownBudgetProps {
  cycle: CycleRow;
  cycles: readonly CycleRow[];
  budget: KnownBudget | undefined;
  mayKeep: boolean;
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
  const { cycle, budget, mayKeep } = props;
  const base = useRoom('needs');
  const title = t('needs.known-budget.title');
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[{ label: t('needs.schedule.title'), path: `${base}?cycle=${cycle.id}` }, { label: title }]}
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
              href={href(`${base}/known-budget?cycle=${one.id}`)}
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

function BudgetForm({ cycle, budget }: KnownBudgetProps) {
  const { t } = usePage();
  const base = useRoom('needs');
  const items = budget?.items ?? [];
  const own = items.filter((one) => !isUsualExpense(one.key)).map(({ name, amount }) => ({ name, amount }));
  const usual = usualExpenses.map((key) => ({
    key,
    name: t(`needs.expense.${key}`),
    amount: items.find((one) => one.key === key)?.amount ?? null,
  }));
  return (
    <Card title={t(budget ? 'needs.known-budget.edit' : 'needs.known-budget.enter')}>
      <Form
        of={saveKnownExpenses}
        action={`${base}/known-budget?cycle=${cycle.id}`}
        fields={{ cycleId: cycle.id }}
        row={{
          version: budget?.version ?? noVersion,
          year: budget?.year ?? cycle.year,
          rows: [...usual, ...own],
        }}
        submit={t('ui.save')}
      >
        {(f) => {
          const lines = f('rows').lines(Math.max(ownLines - own.length, 2));
          return (
            <>
              <NumberField {...f('year')} hint={t('needs.known-budget.year-hint')} />
              <FieldGroup legend={t('needs.known-budget.usual')} hint={t('needs.known-budget.usual-hint')}>
                {lines.slice(0, usual.length).map(({ f: line, index }) => (
                  <Fragment key={index}>
                    <HiddenField {...line('key')} />
                    <HiddenField {...line('name')} />
                    <NumberField
                      {...line('amount')}
                      label={usual[index]?.name}
                      required={false}
                      unit={t('needs.unit.som')}
                    />
                  </Fragment>
                ))}
              </FieldGroup>
              {lines.slice(usual.length).map(({ f: line, index }) => (
                <FieldGroup
                  key={index}
                  legend={t('needs.known-budget.own', { number: index - usual.length + 1 })}
                >
                  <TextField {...line('name')} required={false} />
                  <NumberField {...line('amount')} required={false} unit={t('needs.unit.som')} />
                </FieldGroup>
              ))}
            </>
          );
        }}
      </Form>
    </Card>
  );
}
