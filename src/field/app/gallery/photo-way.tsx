import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp, useDraft } from '../core/hooks.ts';
import { PictureButton, usePhotoUrl, useTakePicture } from '../kit/pictures.tsx';
import { Segments } from '../kit/segments.tsx';
import { NoWriter } from './typed-way.tsx';
import type { Gallery } from './use-gallery.ts';

/** The wall is photographed and typed from the picture, while people talk on or after they went home. */
export function PhotoWay({ gallery }: { gallery: Gallery }): VNode {
  const { t } = useApp();
  const photos = gallery.photos.filter((photo) => photo.purpose === 'gallery');
  const [chosen, setChosen] = useDraft('gallery.photo.shown');
  const { busy, take } = useTakePicture('gallery', (photo) => setChosen(photo.id));
  const shown = photos.find((photo) => photo.id === chosen) ?? photos.at(-1);
  return (
    <div class="gal-photo-way">
      <div class="gal-photo-side">
        {shown ? <Zoom key={shown.id} id={shown.id} /> : <p class="empty">{t('field.gallery.photo.none')}</p>}
        <div class="actions">
          <PictureButton icon="plus" camera busy={busy} onPicture={take}>
            {t(busy ? 'field.gallery.photo.busy' : 'field.gallery.photo.take')}
          </PictureButton>
          {photos.length > 1 && (
            <Segments
              label={t('field.gallery.photo.which')}
              value={shown?.id ?? null}
              of={photos.map(({ id }) => id)}
              words={(id) => photos.findIndex((photo) => photo.id === id) + 1}
              said={(id) =>
                t('field.gallery.photo.number', { number: photos.findIndex((photo) => photo.id === id) + 1 })
              }
              onValue={setChosen}
            />
          )}
        </div>
      </div>
      <div class="gal-photo-words">
        <NoWriter gallery={gallery} way="photo" />
      </div>
    </div>
  );
}

const zooms = [1, 1.5, 2, 3, 4, 6] as const;
const nearest = (zoom: number, by: 1 | -1): number =>
  (by > 0 ? zooms.find((one) => one > zoom + 0.01) : [...zooms].reverse().find((one) => one < zoom - 0.01)) ??
  zoom;

/** A picture that is moved by scrolling and made larger with two fingers, buttons, or + and −. */
function Zoom({ id }: { id: string }): VNode {
  const { t } = useApp();
  const address = usePhotoUrl(id);
  const [zoom, setZoom] = useState(1);
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const fingers = useRef(new Map<number, PointerEvent>());
  const pinch = useRef<{ apart: number; zoom: number } | undefined>(undefined);
  const middle = useRef({ x: 0.5, y: 0.5 });

  // What was in the middle stays in the middle.
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box || !picture.current) return;
    picture.current.style.width = `${zoom * 100}%`;
    box.scrollLeft = middle.current.x * box.scrollWidth - box.clientWidth / 2;
    box.scrollTop = middle.current.y * box.scrollHeight - box.clientHeight / 2;
  }, [zoom, address]);

  const to = (next: number) => {
    const box = frame.current;
    if (box && box.scrollWidth > 0) {
      middle.current = {
        x: (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
        y: (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
      };
    }
    setZoom(Math.min(6, Math.max(1, next)));
  };
  const apart = (): number => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  };
  const lift = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId);
    pinch.current = undefined;
  };
  if (address === null) return <p class="empty">{t('field.gallery.photo.elsewhere')}</p>;
  return (
    <div class="gal-zoom">
      <div
        ref={frame}
        class="gal-zoom-frame"
        tabIndex={0}
        role="region"
        aria-label={t('field.gallery.photo.picture')}
        onKeyDown={(event) => {
          if (event.key === '+' || event.key === '=') to(nearest(zoom, 1));
          else if (event.key === '-') to(nearest(zoom, -1));
        }}
        onPointerDown={(event) => {
          fingers.current.set(event.pointerId, event);
          if (fingers.current.size === 2) pinch.current = { apart: apart(), zoom };
        }}
        onPointerMove={(event) => {
          if (!fingers.current.has(event.pointerId)) return;
          fingers.current.set(event.pointerId, event);
          const began = pinch.current;
          if (began && began.apart > 0) to((began.zoom * apart()) / began.apart);
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
        onPointerLeave={lift}
      >
        {address !== undefined && <img ref={picture} src={address} alt={t('field.gallery.photo.picture')} />}
      </div>
      <div class="gal-zoom-buttons">
        <button
          type="button"
          class="kit-pick"
          aria-label={t('field.gallery.photo.smaller')}
          disabled={zoom <= 1}
          onClick={() => to(nearest(zoom, -1))}
        >
          −
        </button>
        <button
          type="button"
          class="kit-pick"
          aria-label={t('field.gallery.photo.larger')}
          disabled={zoom >= 6}
          onClick={() => to(nearest(zoom, 1))}
        >
          +
        </button>
      </div>
    </div>
  );
}
