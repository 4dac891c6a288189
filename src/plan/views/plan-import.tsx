import { Fragment } from 'preact';
import type { I18n } from '../../platform/i18n/context.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import type { TableNote, TableProblem } from '../../platform/tables/pick.ts';
import { TABLE_LIMITS } from '../../platform/tables/table.ts';
import { tableFiles, TableNotes, TableProblems } from '../../platform/tables/views.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { CheckboxField, FileField, HiddenField, SelectField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Notice } from '../../platform/ui/surfaces.tsx';
import { planColumns, type PlanColumn } from '../rules/plan-file-columns.ts';
import type { PlanFileError, PlanFileOutcome } from '../rules/plan-file-outcome.ts';
import type { Plan } from '../rules/plan.ts';
import { sourceKinds } from '../rules/words.ts';
import { fileErrorText } from './file-words.ts';
import { usePlanCrumbs } from './plan-page.tsx';
import { planPath } from './words.ts';

type Heading = { readonly heading: string; readonly column: PlanColumn | null };

export type ImportProps = {
  readonly plan: Plan;
  readonly fileName?: string;
  /** Mistakes of the file just read. */
  readonly errors?: readonly PlanFileError[];
  /** Cells of it that cannot be believed, and how it was read. */
  readonly problems?: readonly TableProblem[];
  readonly tableNotes?: readonly TableNote[];
  /** It holds personal numbers: this is said, and nothing of it was read. */
  readonly personal?: string;
  /** Headings whose meaning somebody tells. */
  readonly headings?: readonly Heading[];
};

/** Mistakes that a page shows. */
const shown = 200;

/** Keys of columns that are called otherwise in the lists of the plan. */
const called: Partial<Record<PlanColumn, string>> = {
  steps: 'step',
  results: 'step-result',
  indicators: 'indicator',
  days: 'term-of',
  endsOn: 'ends-on',
  state: 'item-state',
};

/** What a column is called. */
export function columnName({ t }: Pick<I18n, 't'>, column: PlanColumn): string {
  return sourceKinds.includes(column as never)
    ? t(`plan.source.${column}`)
    : labelOf(t, 'plan.field', called[column] ?? column);
}

/** Headings that are not known, those that stand twice, and those that were told before: each once. */
export function headingsToTell(
  headings: PlanFileOutcome['headings'],
  told: Readonly<Record<string, PlanColumn | null>>,
): Heading[] {
  const times = new Map<PlanColumn, number>();
  for (const { column } of headings) if (column !== null) times.set(column, (times.get(column) ?? 0) + 1);
  const found = headings.filter(
    ({ heading, column }) => column === null || (times.get(column) ?? 0) > 1 || Object.hasOwn(told, heading),
  );
  return [...new Map(found.map(({ heading, column }) => [heading, { heading, column }])).values()].slice(
    0,
    100,
  );
}

/** Choose a file; what is wrong with the last one stands above, row by row. */
export function ImportPage(props: ImportProps) {
  const page = usePage();
  const { t, fmt } = page;
  const room = useRoom('plan');
  const { plan, personal, headings = [] } = props;
  const base = planPath(room, plan.id, '/import');
  const options = [...planColumns, ...sourceKinds].map((column) => ({
    value: column,
    label: columnName(page, column),
  }));
  return (
    <StaffPage title={t('plan.import.title')} lead={t('plan.import.lead')} crumbs={usePlanCrumbs(plan)}>
      {plan.state !== 'draft' && <Notice tone="warn">{t('error.plan-not-draft')}</Notice>}
      <Mistakes {...props} />
      {personal !== undefined && (
        <Notice tone="bad" live title={t('plan.import.personal-title')}>
          {personal}
        </Notice>
      )}
      <Card title={t('ui.field.file')}>
        <Form action={base} multipart submit={t('tables.check')} cancel={planPath(room, plan.id)}>
          <FileField
            name="file"
            label={t('ui.field.file')}
            hint={t('needs.import.hint', { size: fmt.fileSize(TABLE_LIMITS.bytes) })}
            accept={tableFiles}
            required
          />
          {personal !== undefined && (
            <CheckboxField name="leavePersonal" label={t('plan.file.personal.leave')} value="yes" />
          )}
          {headings.length > 0 && (
            <>
              <p>{t('plan.import.columns-text')}</p>
              {headings.map(({ heading, column }, index) => (
                <Fragment key={heading}>
                  <HiddenField name={`heading.${index}`} value={heading} />
                  <SelectField
                    name={`map.${index}`}
                    label={t('plan.import.column', { heading })}
                    options={options}
                    empty={t('plan.import.pass')}
                    value={column ?? ''}
                  />
                </Fragment>
              ))}
            </>
          )}
        </Form>
      </Card>
      <Card title={t('needs.import.template')}>
        <p>{t('plan.import.template-text')}</p>
        <DownloadLinks links={{ xlsx: `${base}/template.xlsx`, csv: `${base}/template.csv` }} />
      </Card>
    </StaffPage>
  );
}

function Mistakes({ fileName = '', errors = [], problems = [], tableNotes = [] }: ImportProps) {
  const page = usePage();
  const { t } = page;
  const count = errors.length + problems.length;
  if (count === 0) return null;
  const title = t('needs.import.mistakes', { file: fileName, count });
  return (
    <div class="stack">
      <Card title={title}>
        <Notice tone="bad" live>
          {t('needs.import.nothing-entered')}
        </Notice>
        <TableProblems problems={problems} />
        {errors.length > 0 && (
          <DataTable
            caption={title}
            hideCaption
            rows={errors.slice(0, shown).map((error, index) => ({ error, index }))}
            rowKey={({ index }) => String(index)}
            words="plan.field"
            columns={[
              {
                key: 'row',
                head: true,
                cell: ({ error: { sheet, row } }) => {
                  if (row === 0) return '–';
                  return sheet === ''
                    ? t('tables.row', { row })
                    : t('needs.import.at-sheet-row', { sheet, row });
                },
              },
              {
                key: 'column',
                label: t('needs.import.column'),
                cell: ({ error: { column } }) => (column === undefined ? '–' : columnName(page, column)),
              },
              { key: 'what', cell: ({ error }) => fileErrorText(page, error) },
            ]}
          />
        )}
        {errors.length > shown && <p>{t('needs.import.more', { count: errors.length - shown })}</p>}
      </Card>
      <TableNotes notes={tableNotes} />
    </div>
  );
}
