import { searchKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import type { StandingSticker } from '../../rules/stickers.ts';
import { useApp } from '../core/hooks.ts';
import { SearchField } from '../kit/search-field.tsx';
import { KeptRows, StickerRow } from './sticker-row.tsx';
import type { Gallery } from './use-gallery.ts';
import { Button } from '../kit/button.tsx';

/** Rows shown before somebody asks for more. */
const few = 5;
const page = 40;

/** «3. Айгүл», «№3», or nothing when the writer is not known. */
export function writerName(people: Gallery['people'], personId: string | null): string {
  const person = personId === null ? undefined : people.find((one) => one.id === personId);
  if (!person) return '';
  return person.fullName === '' ? `№${person.number}` : `${person.number}. ${person.fullName}`;
}

/** The last written stickers, the newest first; all of them with a search on demand. */
export function StickerList({
  gallery,
  only,
}: {
  gallery: Gallery;
  only?: (sticker: StandingSticker) => boolean;
}): VNode | null {
  const { t, fmt } = useApp();
  const id = useId();
  const [most, setMost] = useState(few);
  const [search, setSearch] = useState('');
  const { standing, withdrawn, people } = gallery;
  const beingKept = only ? [] : gallery.beingKept;
  const gone = useMemo(() => new Set(withdrawn.map((one) => one.id)), [withdrawn]);
  const all = useMemo(() => {
    const list = [...standing, ...withdrawn].sort((a, b) => (a.id < b.id ? 1 : -1));
    return only ? list.filter(only) : list;
  }, [standing, withdrawn, only]);
  const words = searchKey(search);
  const found = words === '' ? all : all.filter((one) => searchKey(one.text).includes(words));
  const shown = found.slice(0, most);
  if (all.length + beingKept.length === 0) return null;
  return (
    <section class="gal-list" aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>
        {t(most > few ? 'field.gallery.list.all' : 'field.gallery.list.last')}{' '}
        <span class="tag">{fmt.number(all.length - (only ? 0 : gone.size) + beingKept.length)}</span>
      </h2>
      {most > few && (
        <SearchField labelInside label={t('field.gallery.list.search')} value={search} onValue={setSearch} />
      )}
      <ul class="kit-list">
        <KeptRows stickers={[...beingKept].reverse()} />
        {shown.map((one) => (
          <StickerRow
            key={one.chain.at(-1)}
            sticker={one}
            withdrawn={gone.has(one.id)}
            who={writerName(people, one.personId)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p class="hint">{t('field.gallery.list.none')}</p>}
      {found.length > shown.length && (
        <Button look="plain" small onClick={() => setMost(most + page)}>
          {t('field.gallery.list.more', { count: found.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
