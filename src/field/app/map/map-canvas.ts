import * as L from 'leaflet';
import { conditionLook, kindLook, signPath, type Sign } from '../../../platform/ui/map-look.ts';
import { middleOf, placeLabels, type Point } from '../../../platform/ui/map-layout.ts';
import type { PictureWords } from '../../../platform/ui/map-picture.ts';
import { userMarks } from '../../../platform/ui/map-picture.ts';
import { sheetSide, type MapObject } from '../../../needs/rules/session-record.ts';
import { keptPoint, movedBy, type Draft, type MapCrs, type MapPoint } from '../../rules/map.ts';

// The drawing itself. Leaflet moves and zooms; what is drawn is ours, and changes one object at a time: nothing is
// ever drawn anew as a whole, so that an old phone keeps up with a village of sixty objects.

export type CanvasBase =
  | { readonly kind: 'sheet' }
  | { readonly kind: 'photo'; readonly url: string; readonly width: number; readonly height: number }
  | {
      readonly kind: 'tiles';
      readonly url: string;
      readonly attribution: string;
      readonly centre: readonly [number, number] | null;
    };

export type CanvasEvents = {
  /** A tap while something is being drawn. */
  tap(point: MapPoint): void;
  choose(id: string): void;
  /** A tap beside everything while nothing is being drawn. */
  leave(): void;
  move(id: string, points: readonly MapPoint[]): void;
  moveDraft(index: number, point: MapPoint): void;
};

export type CanvasWords = {
  readonly picture: PictureWords;
  /** Spoken name of a corner that can be moved. */
  corner(number: number): string;
  readonly zoomIn: string;
  readonly zoomOut: string;
};

type Drawn = {
  readonly signature: string;
  object: MapObject;
  readonly marker: L.Marker;
  readonly shapes: readonly L.Path[];
  labelWidth: number;
};

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Side of a finger's target, and of the sign seen in it. */
const target = 44;
const seen = 30;
/** A step of an arrow key, in pixels of the screen. */
const keyStep = 8;

function signElement(sign: Sign, className: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', signPath(sign));
  svg.append(path);
  return svg;
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

/** What of an object is seen: as long as it stays the same, nothing is touched. */
const signatureOf = (one: MapObject, selected: boolean) =>
  JSON.stringify([one.kind, one.name, one.condition, one.users, one.wished, one.shape, one.points, selected]);

/** One map on one base. Another base is another canvas. */
export class MapCanvas {
  readonly #map: L.Map;
  readonly #crs: MapCrs;
  readonly #base: CanvasBase;
  readonly #events: CanvasEvents;
  readonly #words: CanvasWords;
  readonly #drawn = new Map<string, Drawn>();
  readonly #handles = new L.LayerGroup();
  readonly #draftLayers = new L.LayerGroup();
  #draft: Draft | null = null;
  #selected: string | null = null;
  #labelsDue = false;
  #gone = false;

  constructor(element: HTMLElement, base: CanvasBase, words: CanvasWords, events: CanvasEvents) {
    this.#base = base;
    this.#crs = base.kind === 'tiles' ? 'wgs84' : 'sheet';
    this.#words = words;
    this.#events = events;
    const flat = base.kind !== 'tiles';
    this.#map = L.map(element, {
      crs: flat ? L.CRS.Simple : L.CRS.EPSG3857,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      minZoom: flat ? -7 : 3,
      maxZoom: flat ? 0 : 19,
      maxBoundsViscosity: 0.8,
      attributionControl: !flat,
      zoomControl: false,
      // Two quick taps are two corners of a field, not a wish to zoom.
      doubleClickZoom: false,
      zoomAnimation: true,
      markerZoomAnimation: true,
    });
    L.control
      .zoom({ position: 'topright', zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut })
      .addTo(this.#map);
    this.#addBase();
    this.#handles.addTo(this.#map);
    this.#draftLayers.addTo(this.#map);
    this.#map.on('click', ({ latlng }) => {
      if (this.#draft) this.#events.tap(this.#pointOf(latlng));
      else this.#events.leave();
    });
    this.#map.on('moveend viewreset resize', () => this.#placeNames());
    element.addEventListener('keydown', this.#key);
  }

  #addBase(): void {
    const map = this.#map;
    const base = this.#base;
    if (base.kind === 'tiles') {
      map.attributionControl.setPrefix(false);
      if (base.url !== '') L.tileLayer(base.url, { attribution: base.attribution, maxZoom: 19 }).addTo(map);
      const [longitude, latitude] = base.centre ?? [74.6, 41.5];
      map.setView([latitude, longitude], base.centre ? 14 : 7, { animate: false });
      return;
    }
    const bounds = this.#sheetBounds();
    if (base.kind === 'photo') L.imageOverlay(base.url, bounds, { className: 'map-photo' }).addTo(map);
    else {
      L.rectangle(bounds, { className: 'map-paper', interactive: false, weight: 1 }).addTo(map);
    }
    map.setMaxBounds(bounds.pad(0.5));
    map.fitBounds(bounds, { animate: false });
  }

  /** A photo lies with its longer side along the sheet's. */
  #sheetBounds(): L.LatLngBounds {
    const { width, height } = this.#base.kind === 'photo' ? this.#base : { width: 1, height: 1 };
    const scale = sheetSide / Math.max(width, height, 1);
    return L.latLngBounds([
      [0, 0],
      [-height * scale, width * scale],
    ]);
  }

  #place([x, y]: Point): L.LatLng {
    return this.#crs === 'sheet' ? L.latLng(-y, x) : L.latLng(y, x);
  }
  #pointOf({ lat, lng }: L.LatLng): MapPoint {
    return keptPoint(this.#crs === 'sheet' ? [lng, -lat] : [lng, lat], this.#crs);
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.target !== this.#map.getContainer() || event.key !== 'Enter' || !this.#draft) return;
    event.preventDefault();
    this.#events.tap(this.centre());
  };

  /** The point under the cross in the middle. */
  centre(): MapPoint {
    return this.#pointOf(this.#map.getCenter());
  }

  zoomBy(step: number): void {
    this.#map.setZoom(this.#map.getZoom() + step);
  }

  /** Shows everything that is drawn; the whole base when nothing is. */
  fit(): void {
    const points = [...this.#drawn.values()].flatMap(({ object }) => object.points);
    if (this.#base.kind !== 'tiles') this.#map.fitBounds(this.#sheetBounds());
    else if (points.length > 0) {
      this.#map.fitBounds(L.latLngBounds(points.map((point) => this.#place(point))), {
        padding: [50, 50],
        maxZoom: 16,
      });
    }
  }

  /** Brings an object into the part of the map that nothing covers. */
  reveal(id: string, coveredBelow: number): void {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    this.#map.panInside(drawn.marker.getLatLng(), {
      paddingTopLeft: [50, 50],
      paddingBottomRight: [60, 50 + coveredBelow],
      animate: false,
    });
  }

  /** Brings the drawing to what it should be, touching only the objects that changed. */
  show(objects: readonly MapObject[], selected: string | null): void {
    const wanted = new Set<string>();
    let changed = false;
    for (const object of objects) {
      if (object.shape === 'none' || object.crs !== this.#crs) continue;
      wanted.add(object.id);
      const signature = signatureOf(object, object.id === selected);
      const standing = this.#drawn.get(object.id);
      if (standing?.signature === signature) {
        standing.object = object;
        continue;
      }
      const focused = standing !== undefined && standing.marker.getElement() === document.activeElement;
      if (standing) this.#erase(standing);
      const drawn = this.#draw(object, signature, object.id === selected);
      this.#drawn.set(object.id, drawn);
      // Whoever moves an object by the arrow keys goes on from the same object.
      if (focused) drawn.marker.getElement()?.focus({ preventScroll: true });
      changed = true;
    }
    for (const [id, drawn] of this.#drawn) {
      if (wanted.has(id)) continue;
      this.#erase(drawn);
      this.#drawn.delete(id);
      changed = true;
    }
    const again = changed || selected !== this.#selected;
    this.#selected = selected;
    if (again) this.#showHandles(this.#focusedCorner(this.#handles));
    if (changed) this.#placeNames();
  }

  #erase({ marker, shapes }: Drawn): void {
    marker.remove();
    for (const shape of shapes) shape.remove();
  }

  #draw(object: MapObject, signature: string, selected: boolean): Drawn {
    const { id, kind, shape, wished, points } = object;
    const shapes = this.#shapesOf(object, selected);
    const at = middleOf(shape, points) ?? [0, 0];
    const marker = L.marker(this.#place(at), {
      icon: L.divIcon({
        className: `map-object kind-${kind}${wished ? ' wished' : ''}${selected ? ' selected' : ''}`,
        html: this.#signOf(object),
        iconSize: [target, target],
        iconAnchor: [target / 2, target / 2],
      }),
      draggable: selected,
      autoPan: selected,
      keyboard: true,
      riseOnHover: true,
      zIndexOffset: selected ? 1000 : 0,
    });
    marker.on('click', (event) => {
      L.DomEvent.stopPropagation(event);
      // While something is drawn every tap draws: in a crowded village there is hardly a place without an object.
      if (this.#draft) {
        const { originalEvent } = event;
        const at =
          originalEvent instanceof MouseEvent
            ? this.#map.mouseEventToLatLng(originalEvent)
            : marker.getLatLng();
        this.#events.tap(this.#pointOf(at));
      } else this.#events.choose(id);
    });
    if (selected) {
      marker.on('dragend', () => {
        const now = this.#pointOf(marker.getLatLng());
        const from = this.#pointOf(this.#place(at));
        this.#moveAll(id, [now[0] - from[0], now[1] - from[1]]);
      });
    }
    marker.addTo(this.#map);
    const element = marker.getElement();
    const { picture } = this.#words;
    element?.setAttribute('role', 'button');
    element?.setAttribute(
      'aria-label',
      [
        object.name || picture.kind[kind],
        object.name ? picture.kind[kind] : '',
        wished ? picture.wished : object.condition ? picture.condition[object.condition] : '',
      ]
        .filter((text) => text !== '')
        .join(', '),
    );
    element?.setAttribute('data-object', id);
    if (selected && element) {
      element.addEventListener('keydown', (event) => {
        const by = arrowOf(event);
        if (by) this.#moveAll(id, this.#stepFrom(marker.getLatLng(), by));
      });
    }
    const name = [...object.name.trim()];
    return {
      signature,
      object,
      marker,
      shapes,
      labelWidth: name.length === 0 ? 0 : Math.min(150, name.length * 7.4 + 10),
    };
  }

  #signOf(object: MapObject): HTMLElement {
    const { kind, wished, condition, name, users } = object;
    const element = document.createElement('span');
    element.className = 'map-sign';
    const { line, sign } = kindLook[kind];
    element.style.setProperty('--kind', line);
    element.append(signElement(sign, 'map-sign-kind'));
    if (condition && !wished) {
      const mark = document.createElement('span');
      mark.className = 'map-mark';
      mark.style.setProperty('--mark', conditionLook[condition].colour);
      mark.append(signElement(conditionLook[condition].sign, 'map-mark-sign'));
      element.append(mark);
    }
    const marks = userMarks(users, this.#words.picture);
    if (marks !== '') element.append(span('map-users', marks));
    if (name !== '') element.append(span('map-name', name));
    return element;
  }

  #shapesOf(object: MapObject, selected: boolean): L.Path[] {
    const { id, kind, shape, wished, points } = object;
    if (shape !== 'line' && shape !== 'area') return [];
    const { line } = kindLook[kind];
    const places = points.map((point) => this.#place(point));
    const look: L.PolylineOptions = {
      color: line,
      weight: selected ? 6 : 4,
      lineCap: 'round',
      lineJoin: 'round',
      fillColor: line,
      fillOpacity: this.#base.kind === 'sheet' ? 0.2 : 0.25,
      interactive: false,
      ...(wished ? { dashArray: '10 9' } : {}),
    };
    // A line is thinner than a finger: an unseen broad one takes the tap.
    const touched = {
      color: line,
      weight: 26,
      opacity: 0,
      fillOpacity: 0,
      bubblingMouseEvents: false,
    };
    const layers =
      shape === 'line'
        ? [L.polyline(places, look), L.polyline(places, touched)]
        : [L.polygon(places, look), L.polygon(places, { ...touched, weight: 14 })];
    layers[1]?.on('click', (event: L.LeafletMouseEvent) => {
      if (this.#draft) this.#events.tap(this.#pointOf(event.latlng));
      else this.#events.choose(id);
    });
    for (const layer of layers) layer.addTo(this.#map);
    return layers;
  }

  #moveAll(id: string, by: MapPoint): void {
    const object = this.#drawn.get(id)?.object;
    if (object) this.#events.move(id, movedBy(object.points, by, this.#crs));
  }

  /** How far a step of the keyboard goes at this zoom. */
  #stepFrom(from: L.LatLng, [dx, dy]: Point): MapPoint {
    const pixel = this.#map.latLngToContainerPoint(from).add([dx, dy]);
    const [ax, ay] = this.#pointOf(from);
    const [bx, by] = this.#pointOf(this.#map.containerPointToLatLng(pixel));
    return [bx - ax, by - ay];
  }

  /** Corners of the chosen line or area, to be moved one by one. */
  #showHandles(focused: number): void {
    this.#handles.clearLayers();
    const object = this.#selected === null ? undefined : this.#drawn.get(this.#selected)?.object;
    if (!object || object.shape === 'point' || object.shape === 'none') return;
    for (const [index, point] of object.points.entries()) {
      this.#handles.addLayer(
        this.#corner(point, index, (next) => {
          const points = object.points.map((one, at) => (at === index ? next : one));
          this.#events.move(object.id, points);
        }),
      );
    }
    this.#focusCorner(this.#handles, focused);
  }

  #focusedCorner(layers: L.LayerGroup): number {
    return cornersOf(layers).findIndex((one) => one.getElement() === document.activeElement);
  }
  #focusCorner(layers: L.LayerGroup, index: number): void {
    cornersOf(layers)[index]?.getElement()?.focus({ preventScroll: true });
  }

  #corner(point: Point, index: number, done: (next: MapPoint) => void): L.Marker {
    const marker = L.marker(this.#place(point), {
      icon: L.divIcon({
        className: 'map-corner',
        html: span('map-corner-dot', ''),
        iconSize: [target, target],
        iconAnchor: [target / 2, target / 2],
      }),
      draggable: true,
      autoPan: true,
      zIndexOffset: 2000,
    });
    marker.on('dragend', () => done(this.#pointOf(marker.getLatLng())));
    marker.on('add', () => {
      const element = marker.getElement();
      element?.setAttribute('role', 'button');
      element?.setAttribute('aria-label', this.#words.corner(index + 1));
      element?.addEventListener('keydown', (event) => {
        const by = arrowOf(event);
        if (!by) return;
        const [dx, dy] = this.#stepFrom(marker.getLatLng(), by);
        const [x, y] = this.#pointOf(marker.getLatLng());
        done(keptPoint([x + dx, y + dy], this.#crs));
      });
    });
    return marker;
  }

  /** What is being drawn: its corners and the line so far; null when nothing is. */
  draw(draft: Draft | null): void {
    this.#draft = draft;
    const focused = this.#focusedCorner(this.#draftLayers);
    this.#draftLayers.clearLayers();
    if (!draft) return;
    const { line } = kindLook[draft.kind];
    const places = draft.points.map((point) => this.#place(point));
    const look = { color: line, weight: 4, dashArray: '4 7', interactive: false, fillOpacity: 0.12 };
    if (draft.shape === 'area' && places.length > 2) this.#draftLayers.addLayer(L.polygon(places, look));
    else if (places.length > 1) this.#draftLayers.addLayer(L.polyline(places, look));
    for (const [index, point] of draft.points.entries()) {
      this.#draftLayers.addLayer(this.#corner(point, index, (next) => this.#events.moveDraft(index, next)));
    }
    this.#focusCorner(this.#draftLayers, focused);
  }

  /** Gives each name a side where it covers nothing; where there is no room it waits for a closer look. */
  #placeNames(): void {
    if (this.#labelsDue) return;
    this.#labelsDue = true;
    requestAnimationFrame(() => {
      this.#labelsDue = false;
      if (this.#gone) return;
      const all = [...this.#drawn.values()];
      const size = this.#map.getSize();
      const corner = this.#map.containerPointToLayerPoint([0, 0]);
      const view = {
        left: corner.x,
        top: corner.y,
        right: corner.x + size.x,
        bottom: corner.y + size.y,
      };
      const placed = placeLabels(
        all.map(({ marker, labelWidth }) => {
          const { x, y } = this.#map.latLngToLayerPoint(marker.getLatLng());
          return { at: [x, y] as const, radius: seen / 2 + 2, width: labelWidth, height: 20 };
        }),
        view,
      );
      for (const [index, { marker, labelWidth, object }] of all.entries()) {
        if (labelWidth === 0) continue;
        const name = marker.getElement()?.querySelector('.map-name');
        // The chosen one is always named.
        const side = placed[index]?.side ?? (object.id === this.#selected ? 'below' : 'none');
        const wanted = `map-name at-${side}`;
        if (name && name.className !== wanted) name.className = wanted;
      }
    });
  }

  /** The place on the screen has another size now. */
  resized(): void {
    // Hidden behind the list it has none: what it showed before is shown again.
    if (this.#map.getContainer().clientWidth > 0) this.#map.invalidateSize({ animate: false, pan: false });
  }

  destroy(): void {
    this.#gone = true;
    this.#map.getContainer().removeEventListener('keydown', this.#key);
    this.#map.remove();
  }
}

const cornersOf = (layers: L.LayerGroup) =>
  layers.getLayers().filter((one): one is L.Marker => one instanceof L.Marker);

function arrowOf(event: KeyboardEvent): Point | null {
  const by = {
    ArrowLeft: [-keyStep, 0],
    ArrowRight: [keyStep, 0],
    ArrowUp: [0, -keyStep],
    ArrowDown: [0, keyStep],
  }[event.key];
  if (!by) return null;
  // Otherwise the map itself would move too.
  event.preventDefault();
  event.stopPropagation();
  return [by[0] ?? 0, by[1] ?? 0];
}
