import { usePage } from '../ui/page-context.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Notice } from '../ui/surfaces.tsx';
import type { Formats } from '../i18n/format.ts';
import type { Translate } from '../i18n/catalogues.ts';
import type { TableNote, TableProblem } from './pick.ts';
import { TABLE_LIMITS, type TableRefusal } from './table.ts';

/** Endings that the picker of files offers: Excel's "Unicode text" ends in .txt. */
export const tableFiles = '.xlsx,.xlsm,.csv,.txt,.tsv';

/** Why a file could not be read, in words. */
export function refusalWords(
  t: Translate,
  fmt: Pick<Formats, 'fileSize' | 'number'>,
  refusal: Omit<TableRefusal, 'ok'>,
): string {
  const { code, limit = 0, row = 0, column = 0, value = '', sheet = '' } = refusal;
  const what = t(`tables.refused.${code}`, {
    limit: limit === TABLE_LIMITS.bytes ? fmt.fileSize(limit) : fmt.number(limit),
    row,
    column,
    value,
  });
  return sheet === '' ? what : t('tables.sheet', { sheet, what });
}

/** What had to be assumed when the file was read. */
export function TableNotes({
  notes,
}: {
  notes: readonly (Pick<TableNote, 'params'> & { readonly code: string })[];
}) {
  const { t } = usePage();
  if (notes.length === 0) return null;
  return (
    <Notice tone="info" title={t('tables.notes')}>
      <ul>
        {notes.map(({ code, params }) => {
          const what = t(`tables.note.${code}`, params);
          const sheet = params.sheet;
          const words = typeof sheet === 'string' && sheet !== '' ? t('tables.sheet', { sheet, what }) : what;
          return <li key={words}>{words}</li>;
        })}
      </ul>
    </Notice>
  );
}

const shown = 200;

/** Cells that no import can take: nothing is entered while there are any. */
export function TableProblems({ problems }: { problems: readonly TableProblem[] }) {
  const { t } = usePage();
  if (problems.length === 0) return null;
  const place = ({ sheet, row, column }: TableProblem): string => {
    if (row === 0) return '–';
    if (sheet === '') return t('tables.row', { row });
    return `«${sheet}» ${column}${row}`;
  };
  return (
    <DataTable
      caption={t('tables.problems')}
      rows={problems.slice(0, shown).map((problem, index) => ({ problem, index }))}
      words="tables"
      columns={[
        { key: 'place', head: true, cell: ({ problem }) => place(problem) },
        {
          key: 'what',
          cell: ({ problem }) => t(`tables.problem.${problem.code}`, { value: problem.value }),
        },
      ]}
    />
  );
}
