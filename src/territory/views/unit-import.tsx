import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { TABLE_LIMITS } from '../../platform/tables/table.ts';
import type { TableNote, TableProblem } from '../../platform/tables/pick.ts';
import { tableFiles, TableNotes, TableProblems } from '../../platform/tables/views.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { CheckboxGroup, DateField, FileField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form as UploadForm } from '../../platform/ui/form.tsx';
import { Steps } from '../../platform/ui/steps.tsx';
import { Card, EmptyState, Facts, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { importUnits } from '../commands/import-units.ts';
import { populationSums } from '../rules/age-bands.ts';
import { headingIn, importColumns, templatePopulation } from '../rules/unit-columns.ts';
import { takenFirst, type ImportProblem, type UnitDifference } from '../rules/unit-import.ts';
import type { UnitsPreview } from '../rules/units-preview.ts';
import type { UnitReading } from '../schema.ts';
import { useBandName } from './municipality.tsx';
import { AheadField } from './unit-forms.tsx';
import { dayTo, unitsPath } from './units.tsx';

function ImportSteps({ current }: { current: number }) {
  const { t } = useI18n();
  return (
    <Steps
      current={current}
      steps={(['file', 'preview', 'done'] as const).map((step) => ({
        label: t(`territory.import.step.${step}`),
      }))}
    />
  );
}

/** What is wrong with a row, in words. */
export function rowProblem(
  t: Translate,
  problem: ImportProblem,
  place: (row: number) => string = String,
  lang: Lang = 'en',
): string {
  const { level, ...params }: ImportProblem['params'] = {
    ...problem.params,
    // Columns as the template of the language names them.
    ...(typeof problem.params.column === 'string' && { column: headingIn(problem.params.column, lang) }),
  };
  const levelName = typeof level === 'string' ? t(`ui.unit.${level}`) : '';
  const own = `territory.import.problem.${problem.code}`;
  // Another row of the same file is named as the person finds it.
  const first = typeof params.first === 'number' ? place(params.first) : '';
  if (t.has(own)) return t(own, { ...params, level: levelName, first });
  // About names and counts, said alike wherever people type them.
  const column = params.column === undefined ? '' : `${params.column}: `;
  return `${column}«${params.value ?? ''}»: ${t(`ui.written.${problem.code}`, params)}`;
}

/** A difference in words, stored → in the file; of residents the total and the first groups that differ. */
function useDifferenceText(): (difference: UnitDifference) => string {
  const { t, fmt } = useI18n();
  const bandName = useBandName();
  const shown = (field: UnitDifference['field'], value: string): string => {
    if (value === '') return '–';
    if (field === 'kind') return t(`territory.kind.${value}`);
    return field === 'households' || field === 'people' ? fmt.number(Number(value)) : value;
  };
  const people = (count: number | null) => (count === null ? '–' : fmt.number(count));
  return ({ field, was, now, groups }) => {
    const all = `${t(`territory.import.difference.${field}`)}: ${shown(field, was)} → ${shown(field, now)}`;
    if (groups === undefined) return all;
    const named = groups.first.map(
      (group) =>
        `${t(`ui.sex.${group.sex}s`)}, ${bandName(group.ageBand)}: ${people(group.was)} → ${people(group.now)}`,
    );
    const more = groups.count - named.length;
    if (more > 0) named.push(t('territory.import.difference.groups', { count: more }));
    return `${all} (${named.join('; ')})`;
  };
}

/** What each column of the template takes, in the reader's words. */
export function columnsAbout(
  t: Translate,
  lang: Lang,
): { readonly column: string; readonly about: string }[] {
  return [
    ...importColumns.map((column) => ({
      column: headingIn(column, lang),
      about: t(`territory.import.about.${column}`),
    })),
    {
      column: templatePopulation
        .slice(0, 2)
        .map((column) => headingIn(column, lang))
        .join(', '),
      about: t('territory.import.about.population'),
    },
  ];
}

export type RecentImport = {
  readonly id: string;
  readonly fileName: string;
  readonly rows: number;
  readonly at: Date;
};

/** First step: the file. */
export function ImportUploadPage(props: {
  today: IsoDate;
  recent: readonly RecentImport[];
  /** Cells of the file just sent that cannot be believed, and how it was read. */
  problems?: readonly TableProblem[];
  notes?: readonly TableNote[];
}) {
  const { t, fmt } = useI18n();
  const { problems = [], notes = [] } = props;
  const title = t('territory.import.title');
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('territory.units.title'), path: unitsPath }]}
      lead={t('territory.import.lead')}
    >
      <ImportSteps current={0} />
      {problems.length > 0 && (
        <Notice tone="bad" title={t('territory.import.problems', { count: problems.length })} live>
          {t('territory.import.problems-text')}
        </Notice>
      )}
      <TableProblems problems={problems} />
      <TableNotes notes={notes} />
      <Card title={t('territory.import.template')}>
        <p>{t('territory.import.template-text')}</p>
        <Pairs
          items={columnsAbout(t, fmt.lang).map(({ column, about }) => ({ label: column, value: about }))}
        />
        <DownloadLinks
          links={{ xlsx: `${unitsPath}/import/template.xlsx`, csv: `${unitsPath}/import/template.csv` }}
        />
      </Card>
      <h2>{t('territory.import.step.file')}</h2>
      <UploadForm
        action={`${unitsPath}/import`}
        submit={t('tables.check')}
        cancel={unitsPath}
        multipart
        requiredNote
      >
        <FileField
          name="file"
          label={t('ui.field.file')}
          hint={t('territory.import.file-hint', { max: fmt.fileSize(TABLE_LIMITS.bytes) })}
          accept={tableFiles}
          required
        />
        <DateField
          name="on"
          label={t('territory.field.on')}
          hint={t('territory.import.on-hint')}
          value={props.today}
          required
        />
      </UploadForm>
      {props.recent.length > 0 && (
        <DataTable
          caption={t('territory.import.recent')}
          words="territory.import"
          columns={[
            { key: 'file', head: true, cell: (row) => row.fileName },
            {
              key: 'rows',
              align: 'end',
              cell: (row) => fmt.number(row.rows),
            },
            { key: 'at', cell: (row) => fmt.dateTime(row.at) },
          ]}
          rows={props.recent}
        />
      )}
    </StaffPage>
  );
}

/** Second step: what would happen, or what is wrong, row by row. Nothing has been changed yet. */
export function ImportPreviewPage(props: {
  importId: string;
  fileName: string;
  on: IsoDate;
  preview: UnitsPreview;
  reading?: UnitReading | null;
}) {
  const { t, fmt, href } = useI18n();
  const differenceText = useDifferenceText();
  const { units, problems, notes, changes, choices } = props.preview;
  const { unitCount, problemCount, noteCount, changeCount, created, profiles } = props.preview;
  const place = (row: number): string => props.reading?.places[row - 1] ?? fmt.number(row);
  const title = t('tables.check');
  return (
    <StaffPage
      title={title}
      crumbs={[
        { label: t('territory.units.title'), path: unitsPath },
        { label: t('territory.import.title'), path: `${unitsPath}/import` },
      ]}
      lead={t('territory.import.preview-lead', { file: props.fileName, date: dayTo(fmt.lang, props.on) })}
    >
      <ImportSteps current={1} />
      <TableNotes notes={props.reading?.notes ?? []} />
      {problemCount > 0 ? (
        <>
          <Notice tone="bad" title={t('territory.import.problems', { count: problemCount })} live>
            {t('territory.import.problems-text')}
          </Notice>
          <DataTable
            caption={t('territory.import.problem-list')}
            words="territory.import"
            columns={[
              {
                key: 'row',
                head: true,
                cell: (problem) => (problem.row === 0 ? '–' : place(problem.row)),
              },
              {
                key: 'what',
                cell: (problem) => rowProblem(t, problem, place, fmt.lang),
              },
            ]}
            rows={problems}
          />
          {problemCount > problems.length && (
            <p>{t('territory.import.more', { count: problemCount - problems.length })}</p>
          )}
        </>
      ) : (
        <>
          <Facts
            items={[
              { value: fmt.number(created), label: t('territory.import.new') },
              { value: fmt.number(unitCount - created), label: t('territory.import.known') },
              { value: fmt.number(profiles), label: t('territory.import.profiles') },
            ]}
          />
          {notes.length > 0 && (
            <Notice tone="warn" title={t('tables.check-this')}>
              <ul>
                {notes.map((note) => (
                  <li key={`${note.row} ${note.code}`}>
                    {t('tables.row', { row: place(note.row) })}:{' '}
                    {t(`territory.import.note.${note.code}`, note.params)}
                  </li>
                ))}
              </ul>
              {noteCount > notes.length && (
                <p>{t('territory.import.more', { count: noteCount - notes.length })}</p>
              )}
            </Notice>
          )}
          {changes.length > 0 && (
            <DataTable
              caption={t('territory.import.differences')}
              words="territory.import"
              columns={[
                { key: 'row', cell: (unit) => place(unit.row) },
                { key: 'name', label: t('ui.field.name'), head: true, cell: (unit) => unit.nameKy },
                {
                  key: 'difference',
                  cell: (unit) => (
                    <div>
                      {unit.differences.map((one) => (
                        <div key={one.field}>{differenceText(one)}</div>
                      ))}
                    </div>
                  ),
                },
              ]}
              rows={changes}
            />
          )}
          {changeCount > changes.length && (
            <p>{t('territory.import.more', { count: changeCount - changes.length })}</p>
          )}
          <Form
            of={importUnits}
            row={{
              take: choices.map(({ choice }) => choice).filter((choice) => takenFirst.includes(choice)),
            }}
            action={`${unitsPath}/import/${props.importId}`}
            submit={t('territory.import.confirm', { count: unitCount })}
            cancel={`${unitsPath}/import`}
          >
            {(f) => (
              <>
                {choices.length > 0 && (
                  <CheckboxGroup
                    {...f('take')}
                    hint={t('territory.import.take-hint')}
                    options={choices.map(({ choice, units: count }) => ({
                      value: choice,
                      label: t(`territory.import.take.${choice}`, { count }),
                    }))}
                  />
                )}
                <AheadField f={f} />
              </>
            )}
          </Form>
          <div class="actions">
            <ActionForm action={`${unitsPath}/import/${props.importId}/drop`}>
              <Button look="ghost">{t('territory.import.drop')}</Button>
            </ActionForm>
          </div>
          <DataTable
            caption={t('territory.import.rows-shown')}
            words="territory.field"
            columns={[
              { key: 'row', label: t('ui.field.row'), cell: (unit) => place(unit.row) },
              { key: 'name', head: true, cell: (unit) => unit.nameKy },
              {
                key: 'level',
                cell: (unit) =>
                  unit.kind === null
                    ? t(`ui.unit.${unit.level}`)
                    : `${t(`ui.unit.${unit.level}`)}, ${t(`territory.kind.${unit.kind}`)}`,
              },
              { key: 'nameRu', cell: (unit) => unit.nameRu },
              { key: 'parent', label: t('territory.import.parent'), cell: (unit) => unit.parentText },
              { key: 'code', cell: (unit) => unit.code ?? '' },
              {
                key: 'people',
                label: t('territory.profile.people'),
                align: 'end',
                cell: (unit) =>
                  unit.population.length === 0 ? '' : fmt.number(populationSums(unit.population).all),
              },
              {
                key: 'state',
                label: t('ui.field.state'),
                cell: (unit) =>
                  unit.existing === null ? (
                    <Tag tone="ok">{t('territory.import.is-new')}</Tag>
                  ) : (
                    <Tag>{t('territory.import.is-known')}</Tag>
                  ),
              },
            ]}
            rows={units}
          />
          {unitCount > units.length && (
            <p>{t('territory.import.more', { count: unitCount - units.length })}</p>
          )}
        </>
      )}
      {problemCount > 0 && (
        <p>
          <a href={href(`${unitsPath}/import`)}>{t('territory.import.again')}</a>
        </p>
      )}
    </StaffPage>
  );
}

/** A staged import that was confirmed or put aside already. */
export function ImportGonePage() {
  const { t } = useI18n();
  return (
    <StaffPage title={t('territory.import.title')}>
      <EmptyState title={t('error.import-not-staged')} />
    </StaffPage>
  );
}

/** A staged import whose rows could not be checked now; it stays, and the same page asks again. */
export function ImportUncheckedPage() {
  const { t } = useI18n();
  return (
    <StaffPage title={t('territory.import.title')}>
      <EmptyState title={t('error.import-not-checked')} />
    </StaffPage>
  );
}
