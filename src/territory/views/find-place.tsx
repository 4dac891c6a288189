import type { ComponentChildren } from 'preact';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { nameIn } from '../rules/versions.ts';
import type { Place } from '../rules/find-places.ts';

/** Where readers look for their municipality; without JavaScript, as all pages. */
export const searchPath = '/places';

/** The field in which a reader types where they live. */
export function FindPlace({ words = '' }: { words?: string }) {
  useStyles('places.css');
  const { t, href } = usePage();
  return (
    <form class="find" method="get" action={href(searchPath)} role="search">
      <label for="find-place">{t('territory.find.label')}</label>
      <div class="find-row">
        <input
          id="find-place"
          type="search"
          name="q"
          value={words}
          maxLength={100}
          autocomplete="off"
          aria-describedby="find-place-hint"
          required
        />
        <Button icon="search">{t('ui.search')}</Button>
      </div>
      <small id="find-place-hint" class="hint">
        {t('territory.find.hint')}
      </small>
    </form>
  );
}

/** Units with the way down to each: those that have a page lead to it, those above lead to what is in them. */
export function PlaceList({
  places,
  note,
}: {
  places: readonly Place[];
  /** Said behind a place. */
  note?: (place: Place) => ComponentChildren;
}) {
  const { t, lang, href } = usePage();
  return (
    <ul class="places">
      {places.map((place) => {
        const { unit, above, path } = place;
        const way = [...above].reverse().map((one) => nameIn(one, lang));
        return (
          <li key={unit.unitId}>
            <a href={href(path ?? `${searchPath}?in=${unit.unitId}`)}>{nameIn(unit, lang)}</a>{' '}
            {unit.level === 'village' && <small>{t('ui.unit.village')} · </small>}
            <small>{way.join(', ')}</small> {note?.(place)}
          </li>
        );
      })}
    </ul>
  );
}

/** No page of this name: a search, and the names near to what was typed; or the parts of a unit that was divided. */
export function UnknownPlacePage({
  words,
  near,
  divided = false,
}: {
  words: string;
  near: readonly Place[];
  divided?: boolean;
}) {
  const { t, homePath } = usePage();
  const title = t(divided ? 'territory.find.divided' : 'http.404.title');
  return (
    <Layout title={title} noindex>
      <PageHeader title={title} lead={t(divided ? 'territory.find.divided-lead' : 'http.404.text')} />
      {near.length > 0 && (
        <section aria-labelledby="near">
          <h2 id="near" class={divided ? 'hidden' : undefined}>
            {t('territory.find.near')}
          </h2>
          <PlaceList places={near} />
        </section>
      )}
      <FindPlace words={words} />
      <div class="actions">
        <LinkButton href={homePath ?? '/'} look="ghost" icon="home">
          {t('http.home')}
        </LinkButton>
      </div>
    </Layout>
  );
}
