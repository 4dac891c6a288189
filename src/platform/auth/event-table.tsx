import { DataTable } from '../ui/data-table.tsx';
import { usePage } from '../ui/page-context.ts';
import { EmptyState } from '../ui/surfaces.tsx';
import type { EventLine } from './event-log.ts';

/** What a command does to an account and what is written down of it beside: one event. */
const commands: Readonly<Record<string, string>> = {
  'account.disable': 'disabled',
  'account.enable': 'enabled',
  'account.end-sessions': 'sessions-ended',
};

/** The message that says what an event was. */
export const eventKey = ({ action }: Pick<EventLine, 'action'>): string =>
  `auth.event.${commands[action] ?? action.replace(/^account\./, '')}`;

/** What happened to accounts, the newest first, under a heading of the page's own. */
export function EventTable({ caption, events }: { caption: string; events: readonly EventLine[] }) {
  const { t, fmt } = usePage();
  return (
    <DataTable
      caption={caption}
      hideCaption
      words="auth.events"
      columns={[
        { key: 'at', cell: (event) => fmt.dateTime(event.at) },
        { key: 'what', head: true, cell: (event) => t(eventKey(event)) },
        {
          key: 'whose',
          cell: (event) => event.accountName ?? t('auth.events.nobody'),
        },
        { key: 'who', cell: (event) => event.actorName },
      ]}
      rows={events}
      empty={<EmptyState title={t('auth.events.empty')}>{t('auth.events.empty-text')}</EmptyState>}
    />
  );
}
