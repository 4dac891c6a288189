import { StaffPage } from '../../platform/ui/staff-page.tsx';
import type { EventLine } from '../../platform/auth/event-log.ts';
import { EventTable } from '../../platform/auth/event-table.tsx';
import { usePage } from '../../platform/ui/page-context.ts';

/** Sign-ins of the municipality's people and changes of their accounts. */
export function AccountJournalPage({ events }: { events: readonly EventLine[] }) {
  const { t, municipality } = usePage();
  const base = `/m/${municipality?.id ?? ''}`;
  return (
    <StaffPage
      title={t('ui.account-events')}
      crumbs={[
        { label: municipality?.name ?? '', path: base },
        { label: t('journal.title'), path: `${base}/journal` },
      ]}
      noindex
      lead={t('journal.accounts.lead')}
    >
      <EventTable caption={t('ui.account-events')} events={events} />
    </StaffPage>
  );
}
