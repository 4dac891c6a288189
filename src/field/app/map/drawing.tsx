import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import {
  draftOf,
  draftText,
  isComplete,
  newDraft,
  newObject,
  withoutLastPoint,
  withPoint,
  withShape,
  type Draft,
  type DrawnShape,
} from '../../rules/map.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Segments } from '../kit/segments.tsx';
import { useLatest } from '../kit/latest.ts';
import { BaseChoice } from './base-choice.tsx';
import type { CanvasBase, CanvasEvents } from './canvas-ports.ts';
import type { MapCanvas } from './map-canvas.ts';
import { KindSign } from './sign.tsx';
import { useMapWords } from './words.ts';
import { mapKinds, type MapKind } from '../../../drawings/words.ts';

const shapes = ['point', 'line', 'area'] as const satisfies readonly DrawnShape[];

export type DrawingProps = {
  /** The list is shown instead: the canvas stays as it is and catches up when it is seen again. */
  readonly hidden: boolean;
  readonly base: CanvasBase;
  readonly objects: readonly MapObject[];
  readonly chosen: string | null;
  onChoose: (id: string | null) => void;
  /** An object of the list that is to get a place: what the next taps draw. */
  readonly placing: MapObject | null;
  onPlaced: () => void;
  /** Where on the screen what covers the lower part of the map begins, in pixels; Infinity where nothing does. */
  readonly coveredFrom: () => number;
};

/** The drawing: choose a kind, tap the place. One finger draws, two move and zoom. */
export function Drawing(props: DrawingProps) {
  const { base, objects, chosen, placing, hidden } = props;
  const { t, toast } = useApp();
  const { edit, drafts } = useMeeting();
  const record = useRecord('mapObjects', 'mapBase');
  const words = useMapWords();
  const [kept, keep] = useDraft('map-draft');
  const draft = draftOf(kept, base.kind);
  const whole = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas | null>(null);
  const [ready, setReady] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [bases, showBases] = useState(false);
  const full = record.mapObjects.length >= recordLimits.mapObjects;

  const setDraft = (next: Draft | null) => keep(draftText(next));

  /** Writes what was drawn into the record: a new object, or new points of one that stands. */
  const finish = (done: Draft) => {
    setDraft(null);
    const { kind, shape, crs, points, wished, objectId } = done;
    if (objectId !== null) {
      edit.put('mapObjects', objectId, { shape, crs, points });
      props.onPlaced();
      props.onChoose(objectId);
      return;
    }
    const id = newItemId();
    edit.put('mapObjects', id, newObject(record.mapObjects, { kind, wished, shape, crs, points }));
    props.onChoose(id);
  };

  const tap = (point: readonly [number, number]) => {
    if (!draft) return;
    const next = withPoint(draft, point);
    if (next.shape === 'point') finish(next);
    else setDraft(next);
  };

  // The canvas is made once for a base; what it calls must always be of the newest picture of things.
  const act = useLatest<CanvasEvents>({
    tap,
    choose: props.onChoose,
    leave: () => props.onChoose(null),
    move: (id, points) => edit.put('mapObjects', id, { points }),
    moveDraft: (index, point) => {
      if (draft) setDraft({ ...draft, points: draft.points.map((one, at) => (at === index ? point : one)) });
    },
  });

  const baseKey = base.kind === 'photo' ? base.url : base.kind === 'tiles' ? base.url : '';
  useEffect(() => {
    let gone = false;
    let watcher: ResizeObserver | undefined;
    setReady('loading');
    import('./map-canvas.ts').then(
      ({ MapCanvas: Canvas }) => {
        if (gone || !stage.current) return;
        const made = new Canvas(
          stage.current,
          base,
          {
            picture: words,
            corner: (number) => t('field.map.corner', { number }),
            zoomIn: t('field.map.zoom-in'),
            zoomOut: t('field.map.zoom-out'),
          },
          act,
        );
        canvas.current = made;
        watcher = new ResizeObserver(() => made.resized());
        watcher.observe(stage.current);
        made.show(objects, chosen);
        made.fit();
        setReady('ready');
      },
      () => {
        if (!gone) setReady('failed');
      },
    );
    return () => {
      gone = true;
      watcher?.disconnect();
      canvas.current?.destroy();
      canvas.current = null;
    };
  }, [base.kind, baseKey, words]);

  useLayoutEffect(() => {
    if (!hidden) canvas.current?.show(objects, chosen);
  }, [objects, chosen, ready, hidden]);
  useLayoutEffect(() => {
    canvas.current?.draw(draft);
  }, [kept, base.kind, ready]);
  useEffect(() => {
    if (chosen === null || hidden) return;
    // After the panel has taken its place: the map moves up to the title, and the object out from under the panel.
    const from = props.coveredFrom();
    if (from < innerHeight) whole.current?.scrollIntoView({ block: 'start' });
    const bottom = stage.current?.getBoundingClientRect().bottom ?? 0;
    canvas.current?.reveal(chosen, Math.max(0, bottom - from));
  }, [chosen, ready, hidden]);
  const drawing = draft !== null;
  useEffect(() => {
    // The map with its bar, wherever the page was scrolled to.
    if (drawing && !hidden) whole.current?.scrollIntoView({ block: 'nearest' });
  }, [drawing, hidden]);
  useEffect(() => {
    if (!placing || draftOf(drafts.get('map-draft'), base.kind)?.objectId === placing.id) return;
    const shape = placing.shape === 'none' ? newDraft(placing.kind, base.kind).shape : placing.shape;
    setDraft({ ...newDraft(placing.kind, base.kind, placing.id), shape, wished: placing.wished });
    props.onChoose(null);
  }, [placing]);

  const begin = (kind: MapKind) => {
    if (full) {
      toast(t('field.map.full', { max: recordLimits.mapObjects }));
      return;
    }
    props.onChoose(null);
    showBases(false);
    setDraft(draft?.kind === kind && draft.objectId === null ? null : newDraft(kind, base.kind));
  };
  const stop = () => {
    setDraft(null);
    props.onPlaced();
  };

  return (
    <div
      ref={whole}
      class="map-drawing"
      hidden={hidden}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft) stop();
      }}
    >
      <div class="map-stage">
        <div ref={stage} class="map-canvas" role="application" aria-label={t('field.map.canvas')} />
        {draft && <i class="map-cross" aria-hidden="true" />}
        {ready !== 'ready' && (
          <p class="map-wait" role="status">
            {t(ready === 'loading' ? 'field.map.loading' : 'field.map.failed')}
          </p>
        )}
        {draft && (
          <p class="map-how" role="status">
            {t(`field.map.how.${draft.shape}`, { kind: words.kind[draft.kind] })}
          </p>
        )}
        <button
          type="button"
          class="map-fit"
          onClick={() => canvas.current?.fit()}
          aria-label={t('field.map.fit')}
          title={t('field.map.fit')}
        >
          <Icon name="home" />
        </button>
        {!draft && (
          <button
            type="button"
            class="map-base"
            aria-expanded={bases}
            aria-label={t('field.map.base')}
            title={t('field.map.base')}
            onClick={() => showBases(!bases)}
          >
            <Icon name="document" />
            {record.mapObjects.length === 0 && <span>{t(`field.map.base.${record.mapBase}`)}</span>}
          </button>
        )}
      </div>
      {draft ? (
        <DraftBar
          draft={draft}
          setDraft={setDraft}
          onCentre={() => {
            if (canvas.current) tap(canvas.current.centre());
          }}
          onDone={() => finish(draft)}
          onStop={stop}
        />
      ) : bases ? (
        <BaseChoice />
      ) : (
        <div class="kit-tiles map-palette" role="group" aria-label={t('field.map.palette')}>
          {mapKinds.map((kind) => (
            <button key={kind} type="button" aria-label={words.kind[kind]} onClick={() => begin(kind)}>
              <KindSign kind={kind} size={26} />
              <span aria-hidden="true">{t(`field.map.short.${kind}`)}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** While something is being drawn: its shape, the last point back, done. */
function DraftBar({
  draft,
  setDraft,
  onCentre,
  onDone,
  onStop,
}: {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  onCentre: () => void;
  onDone: () => void;
  onStop: () => void;
}) {
  const { t } = useApp();
  const words = useMapWords();
  return (
    <div class="map-bar">
      <div class="kit-row">
        <KindSign kind={draft.kind} wished={draft.wished} />
        <Segments
          look="chips"
          label={t('field.map.shape')}
          value={draft.shape}
          of={shapes}
          words={(shape) => t(`field.map.shape.${shape}`)}
          onValue={(shape) => setDraft(withShape(draft, shape))}
        />
        {draft.objectId === null && (
          <button
            type="button"
            class="kit-chip"
            aria-pressed={draft.wished}
            title={words.wished}
            onClick={() => setDraft({ ...draft, wished: !draft.wished })}
          >
            {t('field.map.wish')}
          </button>
        )}
      </div>
      <div class="kit-row">
        {draft.shape !== 'point' && (
          <>
            <Button small icon="check" disabled={!isComplete(draft)} onClick={onDone}>
              {t('field.map.done')}
            </Button>
            <Button
              look="ghost"
              small
              icon="undo"
              disabled={draft.points.length === 0}
              onClick={() => setDraft(withoutLastPoint(draft))}
            >
              {t('field.map.undo-point')}
            </Button>
          </>
        )}
        <Button look="ghost" small icon="plus" onClick={onCentre}>
          {t('field.map.at-centre')}
        </Button>
        <Button look="plain" small onClick={onStop}>
          {t('field.map.stop')}
        </Button>
      </div>
    </div>
  );
}
