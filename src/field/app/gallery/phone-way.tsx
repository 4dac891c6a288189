import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StandingSticker } from '../../rules/stickers.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { StickerList } from './sticker-list.tsx';
import type { Gallery } from './use-gallery.ts';

const fromPhone = (sticker: StandingSticker): boolean => sticker.way === 'phone';

/** Stickers that people write on their own phones; they come through the hall by themselves. */
export function PhoneWay({ gallery }: { gallery: Gallery }): VNode {
  const { t } = useApp();
  const { id } = useMeeting();
  const [Phones, setPhones] = useState<FunctionComponent | undefined>(undefined);
  useEffect(() => {
    let here = true;
    // The hall is a part of its own; without it the rest of the gallery works all the same.
    import('../hall/phones.tsx').then(
      (part) => {
        if (here) setPhones(() => part.HallPhones);
      },
      () => undefined,
    );
    return () => void (here = false);
  }, []);
  return (
    <div class="gal-phones">
      <p class="kit-label" role="status">
        {t('field.gallery.phone.came', { count: gallery.sums.byWay.phone })}
      </p>
      {Phones && <Phones />}
      <p>
        {t('field.gallery.phone.how')} <a href={`#/m/${id}/hall`}>{t('field.gallery.phone.to-hall')}</a>
      </p>
      <StickerList gallery={gallery} only={fromPhone} />
    </div>
  );
}
