import { sessionGroupText } from '../../needs/views/labels.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { nameIn } from '../../territory/rules/versions.ts';
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

/** «Арал · 18–35 жаш», «Арал», or nothing. */
function whereInWords(i18n: I18n, { place, session }: JournalLine): string {
  const village = place === undefined ? [] : [nameIn(place, i18n.lang)];
  return [...village, ...(session === null ? [] : [sessionGroupText(i18n, session)])].join(' · ');
}

/** The journal as a file; day and time in Bishkek, sortable: it is for machines too. */
export function journalRows(i18n: I18n, lines: readonly JournalLine[]): (string | number)[][] {
  const { t } = i18n;
  return [
    ['seq', 'at', 'who', 'what', 'where', 'details'].map((name) => labelOf(t, 'journal.column', name)),
    ...lines.map((line) => {
      const { seq, at, actorName, action, details } = line;
      const { date, time } = bishkekClock(at);
      const said = [actionName(t, action), whereInWords(i18n, line), detailsInWords(t, details)];
      return [seq, `${date} ${time}`, actorName, ...said];
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
  const page = usePage();
  const { t, fmt, href, path, query, municipality } = page;
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
          { key: 'at', cell: (line) => <span class="whole">{fmt.dateTime(line.at)}</span> },
          {
            key: 'what',
            head: true,
            cell: (line) => actionName(t, line.action),
          },
          { key: 'where', cell: (line) => whereInWords(page, line) },
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
