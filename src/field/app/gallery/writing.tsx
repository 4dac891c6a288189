import type { VNode } from 'preact';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { useApp, useDraft } from '../core/hooks.ts';
import { Segments } from '../kit/segments.tsx';
import { PhoneWay } from './phone-way.tsx';
import { PhotoWay } from './photo-way.tsx';
import { TypedWay } from './typed-way.tsx';
import type { Gallery } from './use-gallery.ts';

const ways = ['typed', 'phone', 'photo'] as const;
const wayIcons: Readonly<Record<(typeof ways)[number], IconName>> = {
  typed: 'edit',
  phone: 'people',
  photo: 'search',
};

/** The three ways in; they may be mixed, nothing is lost by changing. */
export function Writing({ gallery }: { gallery: Gallery }): VNode {
  const { t, fmt } = useApp();
  const [draft, setWay] = useDraft('gallery.way');
  const way = ways.find((one) => one === draft) ?? 'typed';
  return (
    <div class="gal-writing">
      <Segments
        class="gal-ways"
        label={t('field.gallery.ways')}
        value={way}
        of={ways}
        words={(one) => (
          <>
            <Icon name={wayIcons[one]} />
            <span>{t(`field.gallery.ways.${one}`)}</span>
            <b>{fmt.number(gallery.sums.byWay[one])}</b>
          </>
        )}
        onValue={setWay}
      />
      {way === 'typed' && <TypedWay gallery={gallery} />}
      {way === 'phone' && <PhoneWay gallery={gallery} />}
      {way === 'photo' && <PhotoWay gallery={gallery} />}
    </div>
  );
}
