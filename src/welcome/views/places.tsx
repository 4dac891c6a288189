import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import type { Place } from '../../territory/rules/find-places.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { FindPlace, PlaceList, searchPath } from '../../territory/views/find-place.tsx';
import type { Front } from '../data/front.ts';
import { countTiles } from '../rules.ts';
import { OblastMap } from './oblast-map.tsx';

export interface PlacesProps {
  front: Front;
  /** What was typed. */
  words: string;
  /** What was found by it. */
  found: readonly Place[];
  /** The unit whose municipalities are listed. */
  within: Place | undefined;
}

/** The search of places, the municipalities of an oblast or a district, and the scheme of oblasts to begin with. */
export function PlacesPage({ front, words, found, within }: PlacesProps) {
  const { t, lang } = usePage();
  const { places, publishing } = front;
  const title = within ? nameIn(within.unit, lang) : t('welcome.places.title');
  const marked = ({ unit }: Place) =>
    publishing.has(unit.unitId) && <Tag tone="ok">{t('welcome.places.tells')}</Tag>;
  return (
    <Layout title={title} noindex={words !== ''}>
      <PageHeader
        crumbs={within ? [{ label: t('welcome.places.title'), path: searchPath }, { label: title }] : []}
        title={title}
      />
      <FindPlace words={words} />
      {words !== '' &&
        (found.length > 0 ? (
          <PlaceList places={found} note={marked} />
        ) : (
          <EmptyState title={t('ui.empty.search.title')} icon="search">
            {t('welcome.places.nothing')}
          </EmptyState>
        ))}
      {within ? (
        <Municipalities places={places} within={within} note={marked} />
      ) : (
        <section aria-labelledby="map">
          <h2 id="map">{t('welcome.map.title')}</h2>
          {places.length === 0 ? (
            <p>{t('welcome.places.none')}</p>
          ) : (
            <>
              <OblastMap counts={countTiles(places, publishing)} />
              <PlaceList places={places.filter(({ above }) => above.length === 0)} />
            </>
          )}
        </section>
      )}
    </Layout>
  );
}

/** The municipalities of an oblast by district, or of one district. */
function Municipalities({
  places,
  within,
  note,
}: {
  places: readonly Place[];
  within: Place;
  note: (place: Place) => ReturnType<typeof Tag> | false;
}) {
  const { t, fmt, lang } = usePage();
  const byName = (a: Place, b: Place) => fmt.compare(nameIn(a.unit, lang), nameIn(b.unit, lang));
  const under = (parent: Place, level: string) =>
    places.filter(({ unit }) => unit.parentId === parent.unit.unitId && unit.level === level).sort(byName);
  const own = under(within, 'municipality');
  const districts = under(within, 'district').filter((one) => under(one, 'municipality').length > 0);
  if (own.length + districts.length === 0) return <p>{t('welcome.places.none')}</p>;
  return (
    <>
      {own.length > 0 && <PlaceList places={own} note={note} />}
      {districts.map((district) => (
        <section key={district.unit.unitId}>
          <h2>{nameIn(district.unit, lang)}</h2>
          <PlaceList places={under(district, 'municipality')} note={note} />
        </section>
      ))}
    </>
  );
}
