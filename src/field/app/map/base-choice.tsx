import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import type { MapBase } from '../../../needs/sessions/rules/session-record.ts';
import { crsOf } from '../../rules/map.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { PictureButton, useTakePicture } from '../kit/pictures.tsx';

/** What lies under the drawing: an empty sheet, a photo of the flip chart, a map with the operator's tiles. */
export function BaseChoice() {
  const { t } = useApp();
  const { edit, info } = useMeeting();
  const { mapBase, mapPhotoId, mapObjects, photos } = useRecord(
    'mapBase',
    'mapPhotoId',
    'mapObjects',
    'photos',
  );
  const onPhoto = (id: string) => edit.setMeta({ mapBase: 'photo', mapPhotoId: id });
  const { busy, take } = useTakePicture('map', (photo) => onPhoto(photo.id));
  const earlier = photos.filter((photo) => photo.purpose === 'map' && photo.id !== mapPhotoId);
  const elsewhere = mapObjects.filter((one) => one.shape !== 'none' && one.crs !== crsOf(mapBase)).length;
  const base = (one: MapBase, icon: IconName) => (
    <button
      type="button"
      aria-pressed={mapBase === one}
      disabled={busy}
      onClick={() => edit.setMeta({ mapBase: one })}
    >
      <Icon name={icon} />
      {t(`field.map.base.${one}`)}
    </button>
  );
  return (
    <div class="map-bases">
      <div class="kit-tiles" role="group" aria-label={t('field.map.base')}>
        {base('sheet', 'document')}
        {info.tiles && base('tiles', 'map')}
        {mapPhotoId !== null && base('photo', 'check')}
        {/* Phones open the camera for the first, their pictures for the second. */}
        <PictureButton class="kit-tile" icon="camera" camera busy={busy} onPicture={take}>
          {t('field.map.photo-take')}
        </PictureButton>
        <PictureButton class="kit-tile" icon="upload" busy={busy} onPicture={take}>
          {t('field.map.photo-choose')}
        </PictureButton>
        {earlier.map((photo, index) => (
          <button key={photo.id} type="button" onClick={() => onPhoto(photo.id)}>
            {t('field.map.photo-earlier', { number: index + 1 })}
          </button>
        ))}
      </div>
      {busy && <p role="status">{t('field.map.photo-keeping')}</p>}
      {elsewhere > 0 && <p class="hint">{t('field.map.elsewhere', { count: elsewhere })}</p>}
    </div>
  );
}
