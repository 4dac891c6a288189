import { Fragment } from 'preact';
import type { KnownProblem } from '../../needs/rules/problem.ts';
import { Form } from '../../platform/forms/form.tsx';
import { TableNotes } from '../../platform/tables/views.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { HiddenField, SelectField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { importPlan, mostTies } from '../commands/import-plan.ts';
import type { PlanImport } from '../data/plan-import.ts';
import { untied, type FileItem } from '../rules/plan-file-outcome.ts';
import type { Plan } from '../rules/plan.ts';
import { fileNoteText } from './file-words.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { placeName, planPath, problemName, type Places } from './words.ts';

type Props = {
  readonly plan: Plan;
  readonly villages: Places;
  readonly found: PlanImport;
  /** Problems of the plan's cycle. */
  readonly problems: readonly KnownProblem[];
};

/** What a file would enter, before it counts. */
export function ImportPreviewPage(props: Props) {
  const { t, fmt } = usePage();
  const room = useRoom('plan');
  const { plan, found } = props;
  const base = planPath(room, plan.id, '/import');
  const need = found.items.reduce((sum, one) => sum + (one.cost ?? 0n), 0n);
  const given = found.items.flatMap((one) => one.sources).reduce((sum, one) => sum + one.amount, 0n);
  return (
    <StaffPage
      title={found.fileName}
      crumbs={[...usePlanCrumbs(plan), { label: t('plan.import.title'), path: base }]}
      wide
    >
      {found.state === 'preview' ? (
        <div class="stack">
          <Facts
            items={[
              { value: fmt.number(found.items.length), label: t('plan.items') },
              { value: fmt.moneyShort(need), label: t('plan.need') },
              { value: fmt.moneyShort(given), label: t('plan.sources') },
            ]}
          />
          <Said {...props} />
          <Confirm {...props} />
          <Items {...props} />
        </div>
      ) : (
        <Notice tone="info">{t(`needs.import.state.${found.state}`)}</Notice>
      )}
    </StaffPage>
  );
}

/** How the file was read; columns that were passed over lead back to the page where their meaning is told. */
function Said({ plan, found }: Props) {
  const page = usePage();
  const { t, href } = page;
  const room = useRoom('plan');
  const { notes, tableNotes, passed, left } = found.said;
  const query = passed.map((heading) => `heading=${encodeURIComponent(heading)}`).join('&');
  // Which problems are not known is asked below.
  const said = notes.filter((note) => note.code !== 'problem-unknown');
  return (
    <>
      {/* Columns that were passed over are named below, with a way to tell what they mean. */}
      <TableNotes notes={tableNotes.filter(({ code }) => code !== 'columnsPassed')} />
      {(said.length > 0 || passed.length > 0 || left.length > 0) && (
        <Notice tone="info">
          <ul>
            {said.map((note, index) => (
              <li key={index}>{fileNoteText(page, note)}</li>
            ))}
            {left.length > 0 && <li>{t('plan.import.left', { columns: left.join(', ') })}</li>}
            {passed.length > 0 && (
              <li>
                {t('plan.import.passed', { columns: passed.map((one) => `«${one}»`).join(', ') })}{' '}
                <a href={href(planPath(room, plan.id, `/import?${query}`))}>{t('plan.import.tell')}</a>
              </li>
            )}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Confirm({ plan, found, problems }: Props) {
  const page = usePage();
  const { t, fmt } = page;
  const room = useRoom('plan');
  const base = planPath(room, plan.id, `/import/${found.id}`);
  const ties = untied(found.items);
  const options = problems
    .map((one) => ({ value: one.id, label: problemName(page, { ...one, nameRu: one.nameRu ?? '' }) }))
    .sort((a, b) => fmt.compare(a.label, b.label));
  return (
    <Card title={t('plan.import.enter-title')} look="next">
      <Form
        of={importPlan}
        action={`${base}/confirm`}
        id="confirm"
        row={{ rows: ties.slice(0, mostTies).map((_, tie) => ({ tie })) }}
        submit={t('plan.import.enter', { items: fmt.number(found.items.length) })}
      >
        {(f) => (
          <>
            {ties.length > 0 && <p>{t('plan.import.ties')}</p>}
            {f('rows')
              .lines(0)
              .map((line, index) => (
                <Fragment key={line.name}>
                  <HiddenField name={line.f('tie').name} value={String(index)} />
                  <SelectField
                    {...line.f('problemId')}
                    label={ties[index]?.problem || t('plan.import.no-problem')}
                    options={options}
                    empty={t('plan.import.choose-problem')}
                    hint={t('plan.import.in-rows', { rows: rowsText(ties[index]?.items ?? []) })}
                  />
                </Fragment>
              ))}
          </>
        )}
      </Form>
      <div class="actions">
        <ActionForm action={`${base}/drop`}>
          <Button look="ghost">{t('needs.import.drop')}</Button>
        </ActionForm>
      </div>
    </Card>
  );
}

/** Rows of the file, the first ten. */
function rowsText(items: readonly FileItem[]): string {
  const rows = items.slice(0, 10).map(({ sheet, row }) => (sheet === '' ? row : `«${sheet}» ${row}`));
  return rows.join(', ') + (items.length > 10 ? ' …' : '');
}

/** Items of a page of the preview. */
const shown = 300;

function Items({ villages, found }: Props) {
  const page = usePage();
  const { t, fmt } = page;
  return (
    <DataTable
      caption={t('plan.items')}
      rows={found.items.slice(0, shown).map((item, index) => ({ item, index }))}
      rowKey={({ index }) => String(index)}
      words="plan.field"
      columns={[
        { key: 'row', head: true, cell: ({ item }) => rowsText([item]) },
        { key: 'item', cell: ({ item }) => item.name },
        { key: 'village', cell: ({ item }) => placeName(page, villages, item.villageId) },
        { key: 'problem', cell: ({ item }) => item.problem || '–' },
        { key: 'direction', cell: ({ item }) => item.direction || '–' },
        { key: 'step', align: 'end', cell: ({ item }) => fmt.number(item.steps.length) },
        { key: 'indicator', align: 'end', cell: ({ item }) => fmt.number(item.indicators.length) },
        {
          key: 'ends-on',
          cell: ({ item }) => (item.endsOn === null ? '–' : fmt.dateShort(item.endsOn)),
        },
        {
          key: 'cost',
          align: 'end',
          cell: ({ item }) => (item.cost === null ? '–' : fmt.money(item.cost)),
        },
      ]}
    />
  );
}
