import type { Notice } from '../../platform/auth/events.ts';
import type { Role } from '../../platform/db/gate.ts';
import { Button } from '../../platform/ui/button.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card } from '../../platform/ui/surfaces.tsx';

export type OfferInWords = {
  readonly id: string;
  readonly place: string;
  readonly inviterName: string;
  readonly roles: readonly Role[];
  /** Whether the account's e-mail is proof enough; else the link must be followed. */
  readonly mayAccept: boolean;
};

/** What happened to the account since the last sign-in, and roles that are offered. */
export function NewsPage(props: {
  notices: readonly Notice[];
  offers: readonly OfferInWords[];
  next: string;
}) {
  const { t, fmt } = usePage();
  const { notices } = props;
  return (
    <Layout title={t('account.news.title')} variant="staff" noindex>
      <PageHeader title={t('account.news.title')} lead={t('account.news.lead')} />
      {notices.length > 0 && (
        <Card title={t('auth.events.what')}>
          <ul>
            {notices.map((notice) => (
              <li key={notice.id}>
                <b>{fmt.dateTime(notice.at)}</b> {t(`auth.notice.${notice.kind}`, notice.params)}
              </li>
            ))}
          </ul>
          <p class="hint">{t('account.news.not-you')}</p>
        </Card>
      )}
      <Offers offers={props.offers} />
      <div class="actions">
        <ActionForm
          action="/account/news"
          fields={{ notices: notices.map(({ id }) => id).join(' '), next: props.next }}
        >
          <Button>{t('ui.continue')}</Button>
        </ActionForm>
      </div>
    </Layout>
  );
}

/** Roles that wait for an answer. */
export function Offers({ offers }: { offers: readonly OfferInWords[] }) {
  const { t } = usePage();
  if (offers.length === 0) return null;
  return (
    <Card title={t('account.offers.title')}>
      <p>{t('account.offers.lead')}</p>
      <ul class="plain">
        {offers.map((offer) => (
          <li key={offer.id}>
            <p>
              <b>{offer.place}</b>: {offer.roles.map((role) => t(`ui.role.${role}`)).join(', ')}
              <br />
              <small>{t('account.offers.by', { name: offer.inviterName })}</small>
            </p>
            {!offer.mayAccept && <p class="hint">{t('account.offers.by-link')}</p>}
            <div class="actions">
              {offer.mayAccept && (
                <ActionForm action={`/account/offers/${offer.id}`} fields={{ answer: 'accepted' }}>
                  <Button small label={t('account.offers.accept-of', { place: offer.place })}>
                    {t('account.offers.accept')}
                  </Button>
                </ActionForm>
              )}
              <ActionForm action={`/account/offers/${offer.id}`} fields={{ answer: 'declined' }}>
                <Button look="ghost" small label={t('account.offers.decline-of', { place: offer.place })}>
                  {t('account.offers.decline')}
                </Button>
              </ActionForm>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
