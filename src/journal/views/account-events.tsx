import type { EventLine } from '../../platform/auth/event-log.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import { actionName } from './journal-page.tsx';

/** Sign-ins of the municipality's people and changes of their accounts. */
export function AccountJournalPage({ events }: { events: readonly EventLine[] }) {
  const { t, fmt, municipality } = usePage();
  const base = `/m/${municipality?.id ?? ''}`;
  return (
    <Layout title={t('journal.accounts.title')} variant="staff" noindex>
      <PageHeader
        crumbs={[
          { label: municipality?.name ?? '', path: base },
          { label: t('journal.title'), path: `${base}/journal` },
          { label: t('journal.accounts.title') },
        ]}
        title={t('journal.accounts.title')}
        lead={t('journal.accounts.lead')}
      />
      <DataTable
        caption={t('journal.accounts.title')}
        hideCaption
        columns={[
          { key: 'at', label: t('journal.column.at'), cell: (event) => fmt.dateTime(event.at) },
          {
            key: 'what',
            label: t('journal.column.what'),
            head: true,
            cell: (event) => actionName(t, event.action),
          },
          {
            key: 'whose',
            label: t('journal.accounts.whose'),
            cell: (event) => event.accountName ?? t('ui.not-set'),
          },
          { key: 'who', label: t('journal.column.who'), cell: (event) => event.actorName },
        ]}
        rows={events}
        rowKey={(event) => String(event.seq)}
        empty={<EmptyState title={t('journal.empty')}>{t('journal.accounts.empty')}</EmptyState>}
      />
    </Layout>
  );
}
