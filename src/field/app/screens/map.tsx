import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { mapGeoJson } from '../../../needs/rules/resource-map.ts';
import { standsOn } from '../../../drawings/map-picture.ts';
import type { MapObject } from '../../../needs/rules/session-record.ts';
import { passes, wholeMap, type MapFilter } from '../../rules/map.ts';
import { useApp, useKeeping, useMeeting, useRecord } from '../core/hooks.ts';
import { BaseChoice } from '../map/base-choice.tsx';
import { Drawing } from '../map/drawing.tsx';
import { Legend } from '../map/legend.tsx';
import type { CanvasBase } from '../map/map-canvas.ts';
import { mapImage, saveFile } from '../map/map-files.ts';
import { ObjectForm, ObjectHead } from '../map/object-form.tsx';
import { ObjectList } from '../map/object-list.tsx';
import { useMapWords } from '../map/words.ts';

const questions = Array.from({ length: 12 }, (_, index) => index + 1);

/** The photo under the map as this device has it. */
function useMapPhoto(): { url: string | undefined; width: number; height: number; missing: boolean } {
  const meeting = useMeeting();
  const { mapBase, mapPhotoId, photos } = useRecord();
  const [found, setFound] = useState<{ id: string; url: string | undefined } | null>(null);
  const wanted = mapBase === 'photo' ? mapPhotoId : null;
  const photo = photos.find((one) => one.id === wanted);
  useEffect(() => {
    let gone = false;
    if (wanted === null) return;
    meeting.photoUrl(wanted).then(
      (url) => {
        if (!gone) setFound({ id: wanted, url });
      },
      () => {
        if (!gone) setFound({ id: wanted, url: undefined });
      },
    );
    return () => {
      gone = true;
    };
  }, [wanted, meeting, photo !== undefined]);
  const here = found?.id === wanted ? found : null;
  return {
    url: here?.url,
    width: photo?.width ?? 4,
    height: photo?.height ?? 3,
    missing: wanted !== null && here !== null && here.url === undefined,
  };
}

/** «Картирлөө»: the village as people see it, drawn or written as a list (R-MAP-01 … R-MAP-07). */
export default function ResourceMapScreen(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { edit, info } = meeting;
  const record = useRecord();
  const { canUndo, canRedo } = useKeeping();
  const [tab, setTab] = useState<'drawing' | 'list'>('drawing');
  const [chosen, setChosen] = useState<string | null>(null);
  const [placing, setPlacing] = useState<MapObject | null>(null);
  const [filter, setFilter] = useState<MapFilter>(wholeMap);
  const [removed, setRemoved] = useState<MapObject | null>(null);
  const panel = useRef<HTMLElement>(null);
  const photo = useMapPhoto();
  const { mapBase, mapObjects } = record;

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
    edit.remove('mapObjects', one.id);
    setChosen(null);
    setRemoved(one);
  };
  const bringBack = () => {
    if (!removed) return;
    const { id, ...fields } = removed;
    edit.put('mapObjects', id, fields);
    setRemoved(null);
    setChosen(id);
  };
  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(null), 20_000);
    return () => clearTimeout(timer);
  }, [removed]);
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
  const covered = () => {
    const box = panel.current?.getBoundingClientRect();
    // Beside the map on a wide screen the panel covers nothing.
    return box && box.left < 20 && box.width > innerWidth * 0.8 ? Math.max(0, box.height - 90) : 0;
  };

  return (
    <div class="map-screen">
      <div class="map-top">
        <div class="map-tabs" role="tablist" aria-label={t('field.map.title')}>
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
              {one === 'list' && <span class="map-count">{mapObjects.length}</span>}
            </button>
          ))}
        </div>
        <div class="map-undo">
          <button
            type="button"
            class="map-icon"
            disabled={!canUndo}
            aria-label={t('field.map.undo')}
            title={t('field.map.undo')}
            onClick={() => meeting.undo()}
          >
            <Icon name="undo" size={24} />
          </button>
          <button
            type="button"
            class="map-icon redo"
            disabled={!canRedo}
            aria-label={t('field.map.redo')}
            title={t('field.map.redo')}
            onClick={() => meeting.redo()}
          >
            <Icon name="undo" size={24} />
          </button>
        </div>
      </div>
      {removed && (
        <p class="map-note" role="status">
          {t('field.map.removed', { name: removed.name.trim() || t('field.map.nameless') })}
          <button type="button" class="btn ghost small" onClick={bringBack}>
            <Icon name="undo" />
            {t('field.map.bring-back')}
          </button>
        </p>
      )}
      {filtered && (
        <p class="map-note" role="status">
          {t('field.map.filtered', { shown: shown.length, all: mapObjects.length })}
          <button type="button" class="btn ghost small" onClick={() => setFilter(wholeMap)}>
            {t('field.map.show-all')}
          </button>
        </p>
      )}
      {photo.missing && <p class="map-note warn">{t('field.map.photo-missing')}</p>}
      <div class={`map-body${tab === 'drawing' && object ? ' with-panel' : ''}`}>
        <div id="map-tab-panel" role="tabpanel" aria-labelledby={`map-tab-${tab}`}>
          {tab === 'drawing' && mapObjects.length === 0 && <BaseChoice />}
          <Drawing
            hidden={tab !== 'drawing'}
            base={base}
            objects={shown}
            chosen={chosen}
            onChoose={choose}
            placing={placing}
            onPlaced={() => setPlacing(null)}
            covered={covered}
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
              <button
                type="button"
                class="btn ghost small"
                onClick={() => {
                  setChosen(null);
                  setPlacing(object);
                }}
              >
                <Icon name="edit" />
                {t('field.map.redraw')}
              </button>
              <button type="button" class="btn plain small" onClick={() => remove(object)}>
                {t('field.map.remove')}
              </button>
            </div>
            <p class="hint">{t('field.map.drag-hint')}</p>
          </section>
        )}
      </div>
      <details class="map-more">
        <summary>{t('field.map.legend')}</summary>
        <Legend objects={mapObjects} filter={filter} setFilter={setFilter} />
      </details>
      {mapObjects.length > 0 && (
        <details class="map-more">
          <summary>{t('field.map.base')}</summary>
          <BaseChoice />
        </details>
      )}
      <Help />
      {mapObjects.length > 0 && <Files photo={photo} />}
    </div>
  );
}

/** What the facilitator asks, and when to keep quiet (R-MAP-04, R-MAP-05). */
function Help() {
  const { t } = useApp();
  return (
    <details class="map-more">
      <summary>{t('field.map.help')}</summary>
      <p class="map-quiet">
        <Icon name="info" />
        <span>{t('field.map.quiet')}</span>
      </p>
      <ol class="map-questions">
        {questions.map((number) => (
          <li key={number}>{t(`field.map.question.${number}`)}</li>
        ))}
      </ol>
      <p>{t('field.map.after')}</p>
      <p>{t('field.map.future')}</p>
    </details>
  );
}

function Files({ photo }: { photo: ReturnType<typeof useMapPhoto> }) {
  const { t, toast } = useApp();
  const { info } = useMeeting();
  const { mapObjects, mapBase } = useRecord();
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
    <details class="map-more">
      <summary>{t('field.map.files')}</summary>
      <div class="actions">
        <button type="button" class="btn ghost small" disabled={busy} onClick={() => void image(undefined)}>
          <Icon name="download" />
          {t('field.map.file-image')}
        </button>
        {photo.url !== undefined && (
          <button type="button" class="btn ghost small" disabled={busy} onClick={() => void image(photo.url)}>
            <Icon name="download" />
            {t('field.map.file-image-photo')}
          </button>
        )}
        <button type="button" class="btn ghost small" onClick={geoJson}>
          <Icon name="download" />
          {t('field.map.file-geojson')}
        </button>
      </div>
      <p class="hint">{t('field.map.files-hint')}</p>
    </details>
  );
}
