import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { Sticker } from '../../rules/items.ts';
import { stickersOfPerson, usedByPerson } from '../../rules/stickers.ts';
import { useApp, useDraft, useMeeting } from '../core/hooks.ts';
import { Segments } from '../kit/segments.tsx';
import { memo } from '../kit/memo.ts';
import { toMiddle } from '../kit/to-middle.ts';
import { StickerEntry } from './sticker-entry.tsx';
import { StickerList, writerName } from './sticker-list.tsx';
import { KeptRows, StickerRow } from './sticker-row.tsx';
import type { Gallery } from './use-gallery.ts';

/** Facilitators type what is read aloud: person by person, or the words alone. */
export function TypedWay({ gallery }: { gallery: Gallery }): VNode {
  const { t } = useApp();
  const { people, standing } = gallery;
  const { stickersPerPerson: each } = useMeeting().info;
  // Drafts survive a killed browser: so does whose stickers are being read.
  const [chosen, setChosen] = useDraft('gallery.person');
  const used = useMemo(() => usedByPerson(standing), [standing]);
  const person = people.find((one) => one.id === chosen);
  /** Somebody was chosen: the line to write in comes into sight, with the keyboard. */
  const wanted = useRef(false);
  const [, again] = useState(0);
  const choose = useCallback(
    (id: string) => {
      setChosen(id);
      wanted.current = true;
      again((n) => n + 1);
    },
    [setChosen],
  );
  /** The next on the sheet who has stickers left; nobody: without a writer. */
  const next = useMemo(() => {
    const from = person ? people.indexOf(person) + 1 : 0;
    const order = [...people.slice(from), ...people.slice(0, from)];
    return order.find((one) => one !== person && (used.get(one.id) ?? 0) < each);
  }, [people, person, used, each]);
  return (
    <div class="gal-typed">
      {people.length > 0 && (
        <div class="gal-people" role="group" aria-label={t('field.gallery.whose')}>
          <PersonChip
            id=""
            number=""
            name={t('field.gallery.no-writer')}
            said={t('field.gallery.no-writer')}
            dots=""
            chosen={person === undefined}
            onChoose={choose}
          />
          {people.map((one) => {
            const count = used.get(one.id) ?? 0;
            return (
              <PersonChip
                key={one.id}
                id={one.id}
                number={String(one.number)}
                name={one.fullName}
                said={t('field.gallery.person-said', {
                  name: writerName(people, one.id),
                  used: count,
                  each,
                })}
                dots={'●'.repeat(count) + '○'.repeat(Math.max(0, each - count))}
                wrong={count > each}
                chosen={one === person}
                onChoose={choose}
              />
            );
          })}
        </div>
      )}
      {person ? (
        <PersonBoxes
          gallery={gallery}
          personId={person.id}
          next={next?.id}
          onNext={() => choose(next?.id ?? '')}
          wanted={wanted}
        />
      ) : (
        <NoWriter gallery={gallery} way="typed" wanted={wanted} />
      )}
    </div>
  );
}

const PersonChip = memo(function PersonChip({
  id,
  number,
  name,
  said,
  dots,
  wrong,
  chosen,
  onChoose,
}: {
  id: string;
  number: string;
  name: string;
  said: string;
  dots: string;
  wrong?: boolean;
  chosen: boolean;
  onChoose: (id: string) => void;
}): VNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const chip = button.current;
    if (chosen && chip?.parentElement) toMiddle(chip, chip.parentElement);
  }, [chosen]);
  return (
    <button
      ref={button}
      type="button"
      class={wrong ? 'kit-tile gal-chip wrong' : 'kit-tile gal-chip'}
      aria-pressed={chosen}
      aria-label={said}
      onClick={() => onChoose(id)}
    >
      <span>
        {number !== '' && <b>{number}</b>} {name}
      </span>
      {dots !== '' && <span class="gal-chip-dots">{dots}</span>}
    </button>
  );
});

/**
 * The boxes of one person: written ones, one to write in, and those still free. The line to write in is the same from
 * person to person, so that the keyboard stays where it is; after the last box it is the next person's.
 */
function PersonBoxes({
  gallery,
  personId,
  next,
  onNext,
  wanted,
}: {
  gallery: Gallery;
  personId: string;
  next: string | undefined;
  onNext: () => void;
  wanted: { current: boolean };
}): VNode {
  const { t } = useApp();
  const { stickersPerPerson: each } = useMeeting().info;
  const { people, standing } = gallery;
  const own = useMemo(() => stickersOfPerson(standing, personId, each), [standing, personId, each]);
  const onward = useRef<HTMLButtonElement>(null);
  const was = useRef({ personId, used: own.used });
  /** Whose last box was just written. */
  const [full, setFull] = useState('');
  useEffect(() => {
    const wrote = was.current.personId === personId && was.current.used < own.used;
    was.current = { personId, used: own.used };
    if (own.next !== null || !wrote) return;
    setFull(personId);
    if (next === undefined) onward.current?.focus();
    else onNext();
  }, [personId, own.used, own.next]);
  return (
    <section class="gal-boxes" aria-label={writerName(people, personId)}>
      <h2>
        {writerName(people, personId)}{' '}
        <span class={own.over > 0 ? 'tag bad' : 'tag'}>
          {t('field.gallery.used-of', { used: own.used, each })}
        </span>
      </h2>
      <p class={full !== '' && full !== personId ? 'gal-full' : 'hidden'} role="status">
        {full !== '' && full !== personId && (
          <>
            <Icon name="check" size={18} />{' '}
            {t('field.gallery.person-full', { name: writerName(people, full) })}
          </>
        )}
      </p>
      {own.over > 0 && <p class="gal-wrong">{t('field.gallery.person-over', { count: own.over, each })}</p>}
      {own.next !== null && (
        <StickerEntry
          way="typed"
          personId={personId}
          slot={own.next}
          sex={null}
          label={t('field.gallery.box', { number: own.used + 1, each })}
          onEmpty={onNext}
          wanted={wanted}
        />
      )}
      <div class="kit-head">
        <span class="gal-free" aria-hidden="true">
          {Array.from({ length: Math.max(0, own.free - 1) }, (_, at) => (
            <i key={at}>{own.used + at + 2}</i>
          ))}
        </span>
        <button ref={onward} type="button" class={own.next === null ? 'btn' : 'btn ghost'} onClick={onNext}>
          {next === undefined
            ? t('field.gallery.people-done')
            : t('field.gallery.next-person', { name: writerName(people, next) })}
          <Icon name="arrow" />
        </button>
      </div>
      <ul class="kit-list">
        {own.stickers.map((one) => (
          <StickerRow key={one.chain.at(-1)} sticker={one} withdrawn={false} who="" />
        ))}
        <KeptRows stickers={gallery.beingKept.filter((one) => one.personId === personId)} />
      </ul>
    </section>
  );
}

/** Words alone, when it is not known who wrote them; the sex may be told. */
export function NoWriter({
  gallery,
  way,
  wanted,
}: {
  gallery: Gallery;
  way: 'typed' | 'photo';
  wanted?: { current: boolean };
}): VNode {
  const { t } = useApp();
  const { info } = useMeeting();
  const [sex, setSex] = useDraft(`gallery.${way}.sex`);
  const writer: Sticker['sex'] =
    info.sexMode === 'women'
      ? 'female'
      : info.sexMode === 'men'
        ? 'male'
        : sex === 'female' || sex === 'male'
          ? sex
          : null;
  return (
    <>
      {info.sexMode === 'mixed' && (
        <Segments
          label={t('needs.stickers.who')}
          value={sex}
          of={['', 'female', 'male'] as const}
          words={(one) => t(one === '' ? 'field.gallery.sex-unknown' : `ui.sex.${one}`)}
          onValue={setSex}
        />
      )}
      <StickerEntry
        way={way}
        personId={null}
        slot={null}
        sex={writer}
        label={t(way === 'photo' ? 'field.gallery.entry-photo' : 'field.gallery.entry')}
        wanted={wanted}
      />
      <StickerList gallery={gallery} />
    </>
  );
}
