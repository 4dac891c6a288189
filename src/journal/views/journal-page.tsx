import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { labelOf } from '../../platform/i18n/labels.ts';
import { bishkekClock } from '../../platform/i18n/calendar.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { withQuery } from '../../platform/ui/list-query.ts';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import type { JournalFilter, JournalLine } from '../data.ts';
import { detailsInWords } from './details.ts';

/** Rooms whose acts can be looked at alone. */
export const journalRooms = [
  'territory',
  'people',
  'acts',
  'cycle',
  'needs',
  'field',
  'privacy',
  'account',
] as const;

/** The act in words; the code name stands for itself when a room has given it no words yet. */
export function actionName(t: Translate, action: string): string {
  const key = `journal.action.${action}`;
  return t.has(key) ? t(key) : action;
}

/** The journal as a file; day and time in Bishkek, sortable: it is for machines too. */
export function journalRows(t: Translate, lines: readonly JournalLine[]): (string | number)[][] {
  return [
    ['seq', 'at', 'who', 'what', 'details'].map((name) => labelOf(t, 'journal.column', name)),
    ...lines.map(({ seq, at, actorName, action, details }) => {
      const { date, time } = bishkekClock(at);
      return [seq, `${date} ${time}`, actorName, actionName(t, action), detailsInWords(t, details)];
    }),
  ];
}

/** Who changed what and when in this municipality. */
export function JournalPage(props: {
  readonly lines: readonly JournalLine[];
  readonly filter: JournalFilter;
  readonly page: { readonly page: number; readonly pages: number; readonly total: number };
  /** Whether the reader may see the events of accounts as well. */
  readonly accountEvents: boolean;
}) {
  const { t, fmt, href, path, query, municipality } = usePage();
  const base = `/m/${municipality?.id ?? ''}`;
  return (
    <StaffPage
      title={t('journal.title')}
      crumbs={[{ label: municipality?.name ?? '', path: base }]}
      noindex
      lead={t('journal.lead')}
    >
      <nav class="actions" aria-label={t('journal.rooms')}>
        {['', ...journalRooms].map((room) => (
          <a
            key={room}
            class="btn ghost small"
            aria-current={room === props.filter.room ? 'true' : undefined}
            href={href(path) + (withQuery(query, { room, page: '' }) || '?')}
          >
            {room === '' ? t('ui.all') : t(`${room}.nav`)}
          </a>
        ))}
      </nav>
      {props.accountEvents && (
        <p>
          <a href={href(`${base}/journal/accounts`)}>{t('ui.account-events')}</a>
        </p>
      )}
      <DataTable
        caption={t('journal.title')}
        hideCaption
        words="journal.column"
        columns={[
          { key: 'at', cell: (line) => fmt.dateTime(line.at) },
          {
            key: 'what',
            head: true,
            cell: (line) => actionName(t, line.action),
          },
          { key: 'who', cell: (line) => line.actorName },
          {
            key: 'details',
            cell: (line) => detailsInWords(t, line.details),
          },
        ]}
        rows={props.lines}
        search={props.filter.q}
        searchLabel={t('journal.search')}
        page={props.page}
        exports={
          <DownloadLinks
            links={{ csv: `${base}/journal/journal.csv`, xlsx: `${base}/journal/journal.xlsx` }}
          />
        }
        empty={<EmptyState title={t('journal.empty')}>{t('journal.empty.hint')}</EmptyState>}
      />
    </StaffPage>
  );
}
