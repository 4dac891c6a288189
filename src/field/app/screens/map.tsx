import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mapGeoJson } from '../../../needs/sessions/rules/resource-map.ts';
import { standsOn } from '../../../drawings/map-picture.ts';
import type { MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { passes, wholeMap, type MapFilter } from '../../rules/map.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Fold, Questions } from '../kit/fold.tsx';
import { Note } from '../kit/note.tsx';
import { usePhotoUrl } from '../kit/pictures.tsx';
import { useRemoved } from '../kit/removed.tsx';
import { UndoBar } from '../kit/undo-bar.tsx';
import { Drawing } from '../map/drawing.tsx';
import { Legend } from '../map/legend.tsx';
import type { CanvasBase } from '../map/canvas-ports.ts';
import { mapImage, saveFile } from '../map/map-files.ts';
import { ObjectForm, ObjectHead } from '../map/object-form.tsx';
import { ObjectList } from '../map/object-list.tsx';
import { useMapWords } from '../map/words.ts';

/** The photo under the map as this device has it. */
function useMapPhoto(): { url: string | undefined; width: number; height: number; missing: boolean } {
  const { mapBase, mapPhotoId, photos } = useRecord('mapBase', 'mapPhotoId', 'photos');
  const wanted = mapBase === 'photo' ? mapPhotoId : null;
  const photo = photos.find((one) => one.id === wanted);
  const url = usePhotoUrl(wanted, photo !== undefined);
  return {
    url: url ?? undefined,
    width: photo?.width ?? 4,
    height: photo?.height ?? 3,
    missing: url === null,
  };
}

/** «Картирлөө»: the village as people see it, drawn or written as a list (R-MAP-01 … R-MAP-07). */
export default function ResourceMapScreen(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { edit, info } = meeting;
  const { mapBase, mapObjects } = useRecord('mapBase', 'mapObjects');
  const [tab, setTab] = useState<'drawing' | 'list'>('drawing');
  const [chosen, setChosen] = useState<string | null>(null);
  const [placing, setPlacing] = useState<MapObject | null>(null);
  const [filter, setFilter] = useState<MapFilter>(wholeMap);
  const removed = useRemoved<MapObject>({
    among: mapObjects,
    take: (id) => edit.remove('mapObjects', id),
    put: (id, fields) => {
      edit.put('mapObjects', id, fields);
      setChosen(id);
    },
    say: (one) => t('field.map.removed', { name: one.name.trim() || t('field.map.nameless') }),
  });
  const panel = useRef<HTMLElement>(null);
  const photo = useMapPhoto();

  const base = useMemo((): CanvasBase => {
    if (mapBase === 'photo' && photo.url !== undefined) {
      return { kind: 'photo', url: photo.url, width: photo.width, height: photo.height };
    }
    if (mapBase === 'tiles' && info.tiles) return { kind: 'tiles', ...info.tiles };
    // Tiles that are not set up any more, a photo still on its way: the places of a map stay what they are.
    return mapBase === 'tiles'
      ? { kind: 'tiles', url: '', attribution: '', centre: null }
      : { kind: 'sheet' };
  }, [mapBase, photo.url, photo.width, photo.height, info.tiles]);

  const shown = useMemo(() => mapObjects.filter((one) => passes(one, filter)), [mapObjects, filter]);
  const object = mapObjects.find((one) => one.id === chosen);
  const filtered = shown.length < mapObjects.length;

  const choose = useCallback((id: string | null) => setChosen(id), []);
  const remove = (one: MapObject) => {
    removed.remove(one);
    setChosen(null);
  };
  // Undone, or removed on another device: a panel about nothing closes.
  useEffect(() => {
    if (chosen !== null && !object) setChosen(null);
  }, [chosen, object]);

  const place = (one: MapObject) => {
    setTab('drawing');
    if (standsOn(one, mapBase)) setChosen(one.id);
    else {
      setChosen(null);
      setPlacing(one);
    }
  };
  const coveredFrom = () => {
    const box = panel.current?.getBoundingClientRect();
    // Beside the map on a wide screen the panel covers nothing.
    return box && box.left < 20 && box.width > innerWidth * 0.8 ? box.top : Infinity;
  };

  return (
    <div class="map-screen">
      <div class="kit-head">
        <div class="kit-tabs" role="tablist" aria-label={t('needs.map.title')}>
          {(['drawing', 'list'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`map-tab-${one}`}
              aria-selected={tab === one}
              aria-controls="map-tab-panel"
              onClick={() => setTab(one)}
            >
              {t(`field.map.tab.${one}`)}
              {one === 'list' && <span class="kit-count">{mapObjects.length}</span>}
            </button>
          ))}
        </div>
        <UndoBar />
      </div>
      {removed.note}
      {filtered && (
        <Note act={{ words: t('field.map.show-all'), work: () => setFilter(wholeMap) }}>
          {t('field.map.filtered', { shown: shown.length, all: mapObjects.length })}
        </Note>
      )}
      {photo.missing && <Note tone="warn">{t('field.map.photo-missing')}</Note>}
      <div class={`map-body${tab === 'drawing' && object ? ' with-panel' : ''}`}>
        <div id="map-tab-panel" role="tabpanel" aria-labelledby={`map-tab-${tab}`}>
          <Drawing
            hidden={tab !== 'drawing'}
            base={base}
            objects={shown}
            chosen={chosen}
            onChoose={choose}
            placing={placing}
            onPlaced={() => setPlacing(null)}
            coveredFrom={coveredFrom}
          />
          {tab === 'list' && (
            <ObjectList objects={shown} chosen={chosen} onChoose={choose} onRemove={remove} onPlace={place} />
          )}
        </div>
        {tab === 'drawing' && object && (
          <section class="map-panel" ref={panel} aria-label={t('field.map.about')}>
            <ObjectHead object={object} onClose={() => setChosen(null)} />
            <ObjectForm key={object.id} object={object} focusName={matchMedia('(pointer: fine)').matches} />
            <div class="actions">
              <Button
                look="ghost"
                small
                icon="edit"
                onClick={() => {
                  setChosen(null);
                  setPlacing(object);
                }}
              >
                {t('field.map.redraw')}
              </Button>
              <Button look="plain" small onClick={() => remove(object)}>
                {t('ui.delete')}
              </Button>
            </div>
            <p class="hint">{t('field.map.drag-hint')}</p>
          </section>
        )}
      </div>
      <Fold title={t('field.map.legend')}>
        <Legend objects={mapObjects} filter={filter} setFilter={setFilter} />
      </Fold>
      {/* What the facilitator asks, and when to keep quiet (R-MAP-04, R-MAP-05). */}
      <Fold title={t('field.map.help')}>
        <Note still tone="warn" icon="info">
          {t('field.map.quiet')}
        </Note>
        <Questions numbered of="field.map.question" count={12} />
        <p>{t('field.map.after')}</p>
        <p>{t('field.map.future')}</p>
      </Fold>
      {mapObjects.length > 0 && <Files photo={photo} />}
    </div>
  );
}

function Files({ photo }: { photo: ReturnType<typeof useMapPhoto> }) {
  const { t, toast } = useApp();
  const { info } = useMeeting();
  const { mapObjects, mapBase } = useRecord('mapObjects', 'mapBase');
  const words = useMapWords();
  const [busy, setBusy] = useState(false);
  const title = t('needs.map.title-of', { name: `${info.village}, ${info.ageGroup}` });
  const geoJson = () => {
    const text = `${JSON.stringify(mapGeoJson(mapObjects, words), null, 2)}\n`;
    saveFile(new Blob([text], { type: 'application/geo+json' }), `${title}.geojson`);
  };
  const image = async (url: string | undefined) => {
    setBusy(true);
    try {
      const options = { objects: mapObjects, words, title, base: mapBase, photo };
      saveFile(await mapImage(options, title, url), `${title}.png`);
    } catch {
      toast(t('field.map.image-failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Fold title={t('field.map.files')}>
      <div class="actions">
        <Button look="ghost" small icon="download" disabled={busy} onClick={() => void image(undefined)}>
          {t('field.map.file-image')}
        </Button>
        {photo.url !== undefined && (
          <Button look="ghost" small icon="download" disabled={busy} onClick={() => void image(photo.url)}>
            {t('field.map.file-image-photo')}
          </Button>
        )}
        <Button look="ghost" small icon="download" onClick={geoJson}>
          {t('needs.map.file.geojson')}
        </Button>
      </div>
      <p class="hint">{t('field.map.files-hint')}</p>
    </Fold>
  );
}
