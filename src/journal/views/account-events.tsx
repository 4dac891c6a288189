import type { EventLine } from '../../platform/auth/event-log.ts';
import { EventTable } from '../../platform/auth/event-table.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';

/** Sign-ins of the municipality's people and changes of their accounts. */
export function AccountJournalPage({ events }: { events: readonly EventLine[] }) {
  const { t, municipality } = usePage();
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
      <EventTable caption={t('journal.accounts.title')} events={events} />
    </Layout>
  );
}
