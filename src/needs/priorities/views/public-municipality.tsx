import type { PublicActHead } from '../../../acts/data.ts';
import { titleOf } from '../../../acts/views/register-page.tsx';
import { StageWheel } from '../../../drawings/stages.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { Card, EmptyState } from '../../../platform/ui/surfaces.tsx';
import { placeText } from '../../views/labels.ts';
import type { PlaceWithPage, PublicationHead, PublicPlace } from '../data/publications.ts';
import { stageOf } from './public-priorities.tsx';

/** A published list with its path, without language prefix, and the village it is of; none is of a village of the past. */
export type PublicListHead = PublicationHead & {
  readonly path: string;
  readonly place: PublicPlace | undefined;
};

export interface PublicMunicipalityProps {
  place: { readonly municipality: PlaceWithPage; readonly above: readonly PublicPlace[] };
  lists: readonly PublicListHead[];
  acts: readonly PublicActHead[];
  /** What is published of this year alone; every year's when left out. */
  year?: number | undefined;
  stage: string | undefined;
}

/** The municipality's public front page: where the cycle stands and every published list. */
export function PublicMunicipalityPage({ place, lists, acts, year, stage }: PublicMunicipalityProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const { municipality, above } = place;
  const name = placeText(page, municipality);
  const years = [...new Set(lists.map((head) => head.year))];
  return (
    <Layout
      title={year === undefined ? t('needs.public.municipality-title', { name }) : `${name}, ${year}`}
      description={t('needs.public.municipality-lead', { name })}
      variant="public"
    >
      <PageHeader
        crumbs={[
          ...above.map((one) => ({ label: placeText(page, one) })),
          ...(year === undefined
            ? [{ label: name }]
            : [{ label: name, path: municipality.path }, { label: t('cycle.title.year', { year }) }]),
        ]}
        title={year === undefined ? name : `${name}, ${year}`}
        lead={t('needs.public.municipality-lead', { name })}
      />
      <div class="cols">
        <section aria-labelledby="lists">
          <h2 id="lists">{t('needs.public.lists')}</h2>
          {years.length === 0 && (
            <EmptyState title={t('ui.nothing-published')}>{t('needs.public.nothing-text')}</EmptyState>
          )}
          {years.map((one) => (
            <Card key={one} title={t('cycle.title.year', { year: one })} level={3}>
              <ul>
                {lists
                  .filter((head) => head.year === one)
                  .map((head) => (
                    <li key={head.id}>
                      <a href={href(head.path)}>
                        {head.kind === 'municipality-priorities'
                          ? t('needs.public.list-municipality')
                          : head.place
                            ? placeText(page, head.place)
                            : t('needs.public.former-village')}
                      </a>{' '}
                      <small>{fmt.dateTime(head.publishedAt)}</small>
                    </li>
                  ))}
              </ul>
            </Card>
          ))}
        </section>
        <aside class="stack">
          {acts.length > 0 && (
            <Card title={t('needs.public.acts')}>
              <ul>
                {acts.slice(0, 5).map(({ id, snapshot }) => (
                  <li key={id}>
                    <a href={href(`/acts/${municipality.id}/${id}`)}>{titleOf(snapshot, page.lang)}</a>{' '}
                    <small>{`№ ${snapshot.number}, ${fmt.date(snapshot.issuedOn)}`}</small>
                  </li>
                ))}
              </ul>
              {acts.length > 5 && <a href={href(`/acts/${municipality.id}`)}>{t('needs.public.acts-all')}</a>}
            </Card>
          )}
          <p>
            <a href={href(`/meetings/${municipality.id}`)}>{t('needs.public.meetings')}</a>
            {' · '}
            <a href={href(`/plans/${municipality.id}`)}>{t('plan.title')}</a>
            {' · '}
            <a href={href(`/groups/${municipality.id}`)}>{t('groups.title')}</a>
          </p>
          <Card title={t('needs.public.where')}>
            {stage === undefined ? (
              <p>{t('needs.public.no-cycle')}</p>
            ) : (
              <StageWheel current={stageOf(stage)} />
            )}
          </Card>
        </aside>
      </div>
    </Layout>
  );
}
