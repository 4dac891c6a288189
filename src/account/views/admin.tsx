import type { AccountLine } from '../../platform/auth/account-list.ts';
import type { EventLine } from '../../platform/auth/event-log.ts';
import { EventTable } from '../../platform/auth/event-table.tsx';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { Confirm, RowActions } from '../../platform/ui/confirm.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';

/** All accounts, for system administrators: who may sign in, and what happened. */
export function AccountsPage(props: {
  accounts: readonly AccountLine[];
  events: readonly EventLine[];
  search: string;
  page: { readonly page: number; readonly pages: number; readonly total: number };
  /** How many letters of no municipality did not go. */
  unsent: number;
}) {
  const { t, fmt, href } = usePage();
  return (
    <Layout title={t('account.nav')} variant="staff" noindex>
      <PageHeader
        title={t('account.nav')}
        lead={t('account.admin.lead')}
        actions={
          props.unsent === 0 && (
            <LinkButton href="/admin/letters" look="ghost">
              {t('letters.title')}
            </LinkButton>
          )
        }
      />
      {props.unsent > 0 && (
        <Notice tone="warn" title={t('letters.waiting', { count: fmt.number(props.unsent) })}>
          <a href={href('/admin/letters')}>{t('account.admin.letters')}</a>
        </Notice>
      )}
      <DataTable
        caption={t('account.nav')}
        hideCaption
        words="account.field"
        columns={[
          {
            key: 'name',
            head: true,
            cell: (one) => <a href={href(`/admin/account?account=${one.id}#events`)}>{one.name}</a>,
          },
          {
            key: 'sign-in',
            cell: (one) => [one.email, one.phone].filter(Boolean).join(', '),
          },
          { key: 'state', label: t('ui.field.state'), cell: (one) => <State account={one} /> },
          {
            key: 'seen',
            label: t('account.admin.seen'),
            cell: (one) => (one.lastSeenAt ? fmt.dateTime(one.lastSeenAt) : t('account.admin.never')),
          },
          { key: 'acts', label: t('ui.actions'), cell: (one) => <Acts account={one} /> },
        ]}
        rows={props.accounts}
        search={props.search}
        searchLabel={t('account.admin.search')}
        page={props.page}
        empty={<EmptyState title={t('account.admin.empty')}>{t('account.admin.empty-text')}</EmptyState>}
      />
      <h2 id="events">{t('ui.account-events')}</h2>
      <EventTable caption={t('ui.account-events')} events={props.events} />
    </Layout>
  );
}

function State({ account }: { account: AccountLine }) {
  const { t } = usePage();
  return (
    <>
      {account.disabled ? (
        <Tag tone="bad">{t('ui.account-disabled')}</Tag>
      ) : (
        <Tag tone="ok">{t('account.admin.open')}</Tag>
      )}{' '}
      {account.systemAdministrator && <Tag tone="info">{t('account.role.system-administrator')}</Tag>}
    </>
  );
}

function Acts({ account }: { account: AccountLine }) {
  const { t } = usePage();
  const to = `/admin/account/${account.id}`;
  if (account.disabled) {
    return (
      <ActionForm action={`${to}/enable`}>
        <Button look="ghost" small label={t('account.admin.enable-of', { name: account.name })}>
          {t('account.admin.enable')}
        </Button>
      </ActionForm>
    );
  }
  return (
    <RowActions>
      <Confirm id={`end-${account.id}`} action={`${to}/end-sessions`} verb={t('account.admin.end-sessions')}>
        <p>{t('account.admin.end-sessions-text', { name: account.name })}</p>
      </Confirm>
      <Confirm id={`disable-${account.id}`} action={`${to}/disable`} verb={t('account.admin.disable')} danger>
        <p>{t('account.admin.disable-text', { name: account.name })}</p>
      </Confirm>
    </RowActions>
  );
}
