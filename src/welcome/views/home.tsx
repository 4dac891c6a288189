import { LinkButton } from '../../platform/ui/button.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState } from '../../platform/ui/surfaces.tsx';
import { Icon, type IconName } from '../../platform/ui/icon.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { FindPlace, searchPath } from '../../territory/views/find-place.tsx';
import type { Front, Recent } from '../data/front.ts';
import { countTiles } from '../rules.ts';
import { OblastMap } from './oblast-map.tsx';

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

/** For residents: what Ashar is, where their municipality is, what was published, and where staff sign in. */
export function PublicHomePage({ front, recent }: { front: Front; recent: readonly Recent[] }) {
  useStyles('places.css');
  const { t, href } = usePage();
  const { places, publishing } = front;
  const known = places.some(({ unit }) => unit.level === 'municipality');
  return (
    <Layout title={t('ui.brand')} description={t('welcome.lead')}>
      <PageHeader title={t('ui.brand.motto')} lead={t('welcome.lead')} />
      {known && <FindPlace />}
      <HowItWorks />
      <div class="cols">
        <section aria-labelledby={known ? 'map' : 'recent'}>
          {known ? (
            <>
              <h2 id="map">{t('welcome.map.title')}</h2>
              <OblastMap counts={countTiles(places, publishing)} />
              <p>
                <a href={href(searchPath)}>{t('welcome.places.all')}</a>
              </p>
            </>
          ) : (
            <RecentLists recent={recent} />
          )}
        </section>
        <aside class="stack">
          {known && <RecentLists recent={recent} />}
          <Card title={t('welcome.staff')}>
            <p>{t('welcome.staff.text')}</p>
            <div class="actions">
              <LinkButton href="/sign-in" look="ghost">
                {t('ui.sign-in')}
              </LinkButton>
            </div>
          </Card>
        </aside>
      </div>
    </Layout>
  );
}

const steps: readonly (readonly [step: string, icon: IconName])[] = [
  ['said', 'people'],
  ['counted', 'budget'],
  ['done', 'check'],
];

/** In three steps what happens here; the second leads to how it is counted. */
function HowItWorks() {
  const { t, href } = usePage();
  return (
    <ol class="how" aria-label={t('welcome.how')}>
      {steps.map(([step, icon]) => (
        <li key={step}>
          <Icon name={icon} size={26} />
          <div>
            <b>{t(`welcome.how.${step}`)}</b>
            <p>
              {t(`welcome.how.${step}.text`)}{' '}
              {step === 'counted' && <a href={href('/methods')}>{t('welcome.how.methods')}</a>}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function RecentLists({ recent }: { recent: readonly Recent[] }) {
  const { t, fmt, lang, href } = usePage();
  return (
    <>
      <h2 id="recent">{t('welcome.recent')}</h2>
      {recent.length === 0 ? (
        <EmptyState title={t('ui.nothing-published')} icon="home">
          {t('welcome.published.empty.text')}
        </EmptyState>
      ) : (
        <ul class="places">
          {recent.map(({ path, year, publishedAt, municipality, village }) => (
            <li key={path}>
              <a href={href(path)}>{nameIn(village ?? municipality, lang)}</a>
              <br />
              <small>
                {[
                  village ? nameIn(municipality, lang) : t('ui.unit.municipality'),
                  t('cycle.title.year', { year }),
                  fmt.date(todayInBishkek(publishedAt)),
                ].join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
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
