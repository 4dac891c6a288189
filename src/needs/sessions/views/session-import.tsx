import { labelOf } from '../../../platform/i18n/labels.ts';
import { Form as CommandForm } from '../../../platform/forms/form.tsx';
import { jobPath } from '../../../platform/jobs/jobs.ts';
import type { TableNote, TableProblem } from '../../../platform/tables/pick.ts';
import { tableFiles, TableNotes, TableProblems } from '../../../platform/tables/views.tsx';
import type { Translate } from '../../../platform/i18n/catalogues.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { CheckboxField, FileField } from '../../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { sliceList } from '../../../platform/ui/list-query.ts';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { Card, Facts, Notice, Pairs } from '../../../platform/ui/surfaces.tsx';
import { confirmSessionImport } from '../commands/confirm-session-import.ts';
import type { CycleRow } from '../../../cycle/data.ts';
import type { RecordDifference } from '../rules/import-differences.ts';
import type { KeptHead, KeptSummary } from '../rules/kept-file.ts';
import { sessionColumns } from '../rules/session-columns.ts';
import { mostErrors, type FileError } from '../rules/session-file-outcome.ts';
import { sessionGroupText } from '../../views/labels.ts';

export interface ImportProps {
  cycle: CycleRow;
  fileName?: string | undefined;
  /** Mistakes of the file just read. */
  mistakes?: readonly FileError[] | undefined;
  /** Cells of it that cannot be believed, and how it was read. */
  problems?: readonly TableProblem[] | undefined;
  notes?: readonly TableNote[] | undefined;
}

function useFrame() {
  const { t } = usePage();
  const base = useRoom('needs');
  return {
    crumbs: [{ label: t('needs.schedule.title'), path: base }, { label: t('needs.import.title') }],
    title: t('needs.import.title'),
  };
}

/** Choose a file; what is wrong with the last one stands above, row by row. */
export function ImportPage(props: ImportProps) {
  const { t, fmt } = usePage();
  const { mistakes = [], problems = [], notes = [] } = props;
  const base = useRoom('needs');
  return (
    <Layout title={t('needs.import.title')} variant="staff">
      <PageHeader
        {...useFrame()}
        lead={`${t('needs.import.cycle', { year: props.cycle.year })} ${t('needs.import.lead')}`}
      />
      {props.cycle.sessionsOpenedAt === null && (
        <Notice tone="warn" title={t('needs.schedule.not-open')}>
          {t('needs.schedule.not-open-text')}
        </Notice>
      )}
      {problems.length > 0 && (
        <Card title={t('needs.import.mistakes', { file: props.fileName ?? '', count: problems.length })}>
          <Notice tone="bad" live>
            {t('needs.import.nothing-entered')}
          </Notice>
          <TableProblems problems={problems} />
        </Card>
      )}
      {mistakes.length > 0 && (
        <Card title={t('needs.import.mistakes', { file: props.fileName ?? '', count: mistakes.length })}>
          <Notice tone="bad" live>
            {t('needs.import.nothing-entered')}
          </Notice>
          <DataTable
            caption={t('needs.import.mistakes', { file: props.fileName ?? '', count: mistakes.length })}
            hideCaption
            rows={mistakes.slice(0, mostErrors).map((mistake, index) => ({ ...mistake, index }))}
            rowKey={(one) => String(one.index)}
            columns={[
              {
                key: 'row',
                label: t('ui.field.row'),
                head: true,
                cell: (one) =>
                  one.sheet === ''
                    ? t('tables.row', { row: one.row })
                    : t('needs.import.at-sheet-row', { sheet: one.sheet, row: one.row }),
              },
              {
                key: 'column',
                label: t('needs.import.column'),
                cell: (one) => (one.column === undefined ? '–' : labelOf(t, 'needs.file', one.column)),
              },
              {
                key: 'what',
                label: t('ui.field.what'),
                cell: (one) => mistakeText(t, one),
              },
            ]}
          />
          {mistakes.length > mostErrors && (
            <p>{t('needs.import.more', { count: mistakes.length - mostErrors })}</p>
          )}
        </Card>
      )}
      <TableNotes notes={notes} />
      <Card title={t('ui.field.file')}>
        <Form
          action={`${base}/import`}
          fields={{ cycleId: props.cycle.id }}
          multipart
          submit={t('tables.check')}
          cancel={base}
        >
          <FileField
            name="file"
            label={t('ui.field.file')}
            hint={t('needs.import.hint', { size: fmt.fileSize(20 * 1024 * 1024) })}
            accept={tableFiles}
            required
          />
        </Form>
      </Card>
      <Card title={t('needs.import.template')}>
        <p>{t('needs.import.template-text')}</p>
        <DownloadLinks
          links={{
            xlsx: `${base}/import/template.xlsx`,
            csv: `${base}/import/template.csv`,
          }}
        />
        <Pairs
          items={sessionColumns.map((column) => ({
            label: labelOf(t, 'needs.file', column),
            value: t(`needs.file.${column}.about`),
          }))}
        />
      </Card>
    </Layout>
  );
}

/** A mistake in words; those about names, days and counts are said alike wherever people type them. */
function mistakeText(t: Translate, { code, params = {} }: FileError): string {
  const own = `needs.import.error.${code}`;
  if (t.has(own)) return t(own, params);
  return `«${params.value ?? ''}»: ${t(`ui.written.${code}`, params)}`;
}

/** Sessions shown at once; the largest file has five thousand. */
const sessionsOnPage = 100;

export interface PreviewProps {
  found: {
    id: string;
    fileName: string;
    state: string;
    summary: KeptSummary;
    jobId: string | null;
    /** The job that enters it waits or works. */
    runs: boolean;
    /** The sessions of the file, and where it contradicts what stands of each. */
    lines: readonly { readonly session: KeptHead; readonly differences: readonly RecordDifference[] }[];
  };
  /** Which page of the sessions, from 1; those that contradict stand first. */
  page?: number;
}

/** What the file would enter; nothing of it counts before the button. */
export function ImportPreviewPage({ found, page: asked = 1 }: PreviewProps) {
  const i18n = usePage();
  const { t, fmt, href, municipality } = i18n;
  const base = useRoom('needs');
  const nameOf = (one: KeptHead) => `${one.villageName}: ${sessionGroupText(i18n, one)}`;
  const { sessions } = found.summary;
  const total = sessions.reduce((sum, one) => sum + one.stickers, 0);
  const people = sessions.reduce((sum, one) => sum + (one.women ?? 0) + (one.men ?? 0), 0);
  const notes = sessions.flatMap((one) => one.notes);
  const differing = found.lines.filter(({ differences }) => differences.length > 0);
  const same = found.lines.filter(({ differences }) => differences.length === 0);
  const { rows: shown, ...page } = sliceList(
    [...differing, ...same],
    { q: '', sort: null, page: asked },
    { pageSize: sessionsOnPage },
  );
  const shownDiffering = shown.filter(({ differences }) => differences.length > 0);
  return (
    <Layout title={t('needs.import.title')} variant="staff">
      <PageHeader {...useFrame()} lead={t('needs.import.preview', { file: found.fileName })} />
      <Facts
        items={[
          { label: t('ui.field.sessions'), value: fmt.number(sessions.length) },
          { label: t('ui.field.people'), value: fmt.number(people) },
          { label: t('ui.field.stickers'), value: fmt.number(total) },
          { label: t('ui.field.problems'), value: fmt.number(found.summary.problems) },
        ]}
      />
      {found.state === 'preview' && notes.length > 0 && (
        <Notice tone="warn" title={t('tables.check-this')}>
          <ul>
            {notes.map((note) => {
              const place =
                note.row === 0
                  ? ''
                  : note.sheet === ''
                    ? t('tables.row', { row: note.row })
                    : t('needs.import.at-sheet-row', { sheet: note.sheet, row: note.row });
              const text = t(`needs.import.note.${note.code}`, note.params);
              return <li key={`${place} ${text}`}>{place === '' ? text : `${place}: ${text}`}</li>;
            })}
          </ul>
        </Notice>
      )}
      {found.state === 'preview' && <TableNotes notes={found.summary.notes} />}
      {found.runs && found.jobId !== null ? (
        <Notice tone="info" title={t('needs.import.under-way')}>
          <a href={href(jobPath(municipality?.id ?? '', found.jobId))}>{t('needs.job.import-sessions')}</a>
        </Notice>
      ) : found.state === 'preview' ? (
        <>
          {shownDiffering.length > 0 && (
            <DataTable
              caption={t('needs.import.differences')}
              rows={shownDiffering}
              rowKey={({ session }) =>
                `${session.villageId}|${session.ageGroup}|${session.sexMode}|${session.part}`
              }
              columns={[
                {
                  key: 'session',
                  label: t('ui.field.village'),
                  head: true,
                  cell: ({ session }) => nameOf(session),
                },
                {
                  key: 'what',
                  label: t('needs.import.difference'),
                  cell: ({ differences }) =>
                    differences
                      .map(({ field, was, now }) => {
                        const shown = (value: string | number) =>
                          field === 'heldOn' ? fmt.dateShort(String(value)) : String(value);
                        return `${labelOf(t, 'needs.file', field)}: ${shown(was)} → ${shown(now)}`;
                      })
                      .join('; '),
                },
              ]}
            />
          )}
          <CommandForm
            of={confirmSessionImport}
            action={`${base}/import/${found.id}/confirm`}
            submit={t('needs.import.confirm', { count: total })}
          >
            {(f) =>
              differing.length > 0 && (
                <CheckboxField {...f('replace')} hint={t('needs.import.replace-hint')} />
              )
            }
          </CommandForm>
          <div class="actions">
            <ActionForm action={`${base}/import/${found.id}/drop`}>
              <Button look="ghost">{t('needs.import.drop')}</Button>
            </ActionForm>
          </div>
        </>
      ) : (
        <Notice tone="info">{t(`needs.import.state.${found.state}`)}</Notice>
      )}
      <DataTable
        caption={t('ui.field.sessions')}
        rows={shown.map(({ session }) => session)}
        rowKey={(one) => `${one.villageId}|${one.ageGroup}|${one.sexMode}|${one.part}`}
        {...(page.pages > 1 ? { page } : {})}
        columns={[
          {
            key: 'village',
            label: t('ui.field.village'),
            head: true,
            cell: nameOf,
          },
          {
            key: 'day',
            label: t('ui.field.plannedOn'),
            cell: (one) => (one.heldOn === null ? '–' : fmt.dateShort(one.heldOn)),
          },
          { key: 'place', label: t('ui.field.place'), cell: (one) => one.place ?? '–' },
          { key: 'women', label: t('ui.sex.females'), align: 'end', cell: (one) => one.women ?? '–' },
          { key: 'men', label: t('ui.sex.males'), align: 'end', cell: (one) => one.men ?? '–' },
          {
            key: 'stickers',
            label: t('ui.field.stickers'),
            align: 'end',
            cell: (one) => fmt.number(one.stickers),
            sum: fmt.number(total),
          },
        ]}
      />
    </Layout>
  );
}
