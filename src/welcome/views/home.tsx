import { LinkButton } from '../../platform/ui/button.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState } from '../../platform/ui/surfaces.tsx';
import type { PublishingMunicipality } from '../data/front.ts';

/** Nobody is here yet: how to make the first administrator, and how to look at the textbook municipality. */
export function FreshPage() {
  const { t } = usePage();
  return (
    <Layout title={t('ui.brand')} noindex>
      <PageHeader title={t('welcome.fresh.title')} lead={t('welcome.fresh.lead')} />
      <Card title={t('welcome.fresh.setup')}>
        <p>{t('welcome.fresh.setup.text')}</p>
      </Card>
      <Card title={t('welcome.fresh.demo')}>
        <p>{t('welcome.fresh.demo.text')}</p>
        <p>
          <code>npm run demo</code>
        </p>
      </Card>
    </Layout>
  );
}

/** For residents: what is published, and where staff sign in. */
export function PublicHomePage({ published }: { published: readonly PublishingMunicipality[] }) {
  const { t, href } = usePage();
  return (
    <Layout title={t('ui.brand')} description={t('welcome.lead')}>
      <PageHeader title={t('ui.brand.motto')} lead={t('welcome.lead')} />
      {published.length === 0 ? (
        <EmptyState title={t('ui.nothing-published')} icon="home">
          {t('welcome.published.empty.text')}
        </EmptyState>
      ) : (
        <Card title={t('welcome.published')}>
          <ul>
            {published.map(({ id, name, path }) => (
              <li key={id}>
                <a href={href(path)}>{name}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('welcome.staff')}>
        <p>{t('welcome.staff.text')}</p>
        <div class="actions">
          <LinkButton href="/sign-in">{t('ui.sign-in')}</LinkButton>
        </div>
      </Card>
    </Layout>
  );
}

/** For whoever works in several municipalities, in none yet, or above them. */
export function OwnMunicipalitiesPage(props: {
  own: readonly { id: string; name: string }[];
  systemAdministrator: boolean;
}) {
  const { t, href } = usePage();
  return (
    <Layout title={t('ui.brand')} variant="staff">
      <PageHeader title={t('ui.brand.motto')} />
      {props.own.length > 0 && (
        <Card title={t('welcome.choose')}>
          <ul>
            {props.own.map(({ id, name }) => (
              <li key={id}>
                <a href={href(`/m/${id}`)}>{name}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {props.own.length === 0 && !props.systemAdministrator && <p>{t('welcome.no-role')}</p>}
      {props.systemAdministrator && (
        <Card title={t('welcome.admin')}>
          <p>{t('welcome.admin.text')}</p>
          <div class="actions">
            <LinkButton href="/admin">{t('ui.open')}</LinkButton>
          </div>
        </Card>
      )}
    </Layout>
  );
}
