import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import type { MapBase } from '../../../needs/rules/session-record.ts';
import { crsOf } from '../../rules/map.ts';
import { PictureError } from '../core/handle.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';

/** What lies under the drawing: an empty sheet, a photo of the flip chart, a map with the operator's tiles. */
export function BaseChoice() {
  const { t, toast } = useApp();
  const meeting = useMeeting();
  const { mapBase, mapPhotoId, mapObjects, photos } = useRecord();
  const [busy, setBusy] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const { tiles } = meeting.info;
  const earlier = photos.filter((photo) => photo.purpose === 'map' && photo.id !== mapPhotoId);

  const choose = (base: MapBase) => meeting.edit.setMeta({ mapBase: base });
  const take = async (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    // The same picture may be chosen again.
    input.value = '';
    if (!chosen) return;
    setBusy(true);
    try {
      const photo = await meeting.addPhoto(chosen, 'map');
      meeting.edit.setMeta({ mapBase: 'photo', mapPhotoId: photo.id });
    } catch (error) {
      toast(
        error instanceof PictureError
          ? t('field.map.photo-unreadable')
          : notKept(t, 'field.map.photo-not-kept', error),
      );
    } finally {
      setBusy(false);
    }
  };
  const elsewhere = mapObjects.filter((one) => one.shape !== 'none' && one.crs !== crsOf(mapBase)).length;
  const base = (one: MapBase, icon: IconName) => (
    <button
      type="button"
      class="map-base"
      aria-pressed={mapBase === one}
      disabled={busy}
      onClick={() => choose(one)}
    >
      <Icon name={icon} />
      {t(`field.map.base.${one}`)}
    </button>
  );
  return (
    <div class="map-bases">
      <div role="group" aria-label={t('field.map.base')}>
        {base('sheet', 'document')}
        {tiles && base('tiles', 'map')}
        {mapPhotoId !== null && base('photo', 'check')}
        <button type="button" class="map-base" disabled={busy} onClick={() => camera.current?.click()}>
          <Icon name="plus" />
          {t('field.map.photo-take')}
        </button>
        <button type="button" class="map-base" disabled={busy} onClick={() => file.current?.click()}>
          <Icon name="upload" />
          {t('field.map.photo-choose')}
        </button>
        {earlier.map((photo, index) => (
          <button
            key={photo.id}
            type="button"
            class="map-base"
            onClick={() => meeting.edit.setMeta({ mapBase: 'photo', mapPhotoId: photo.id })}
          >
            {t('field.map.photo-earlier', { number: index + 1 })}
          </button>
        ))}
      </div>
      {/* Phones open the camera for the first, the gallery for the second. */}
      <input
        ref={camera}
        class="hidden"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void take(event.currentTarget)}
      />
      <input
        ref={file}
        class="hidden"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void take(event.currentTarget)}
      />
      {busy && <p role="status">{t('field.map.photo-keeping')}</p>}
      {elsewhere > 0 && <p class="hint">{t('field.map.elsewhere', { count: elsewhere })}</p>}
    </div>
  );
}
