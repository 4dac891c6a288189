import { kindLook } from '../../../drawings/map-look.ts';
import { boundingBox, mercator, middleOf, type Box, type Point } from '../../../drawings/map-layout.ts';
import { sheetSide, type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { keptPoint, movedBy, type Draft, type MapCrs, type MapPoint } from '../../rules/map.ts';
import type { CanvasBase, CanvasEvents, CanvasWords } from './canvas-ports.ts';
import { Controls } from './controls.ts';
import { Corners, pathOf, stand } from './corners.ts';
import { dress, newDrawn, objectOf, placeNames, signatureOf, type Drawn } from './drawn.ts';
import { groundOf, objectPaths, placeGround, sheetBox, svg, tag } from './marks.ts';
import { Tiles } from './tiles.ts';
import { degreesOf, earth, scaleOfZoom, sheetLimits, tileLimits, type Look } from './transform.ts';
import { arrowStep, MapView, type Drag } from './view.ts';

// The drawing itself. The view moves and zooms; what is drawn changes one object at a time: nothing is ever drawn
// anew as a whole, so that an old phone keeps up with a village of sixty objects.

/** A step of an arrow key, in pixels of the screen: of a thing, of the map, of the map under the cross. */
const thingStep = 8;
const mapStep = 80;
const crossStep = 20;
/** A few objects near each other are not shown larger than this. */
const nearest = scaleOfZoom(16);
const kyrgyzstan: Point = [74.6, 41.5];

/** One map on one base. Another base is another canvas. */
export class MapCanvas {
  readonly #root: HTMLElement;
  readonly #view: MapView;
  readonly #crs: MapCrs;
  readonly #base: CanvasBase;
  readonly #bounds: Box;
  readonly #events: CanvasEvents;
  readonly #words: CanvasWords;
  readonly #drawn = new Map<string, Drawn>();
  readonly #ground: HTMLElement;
  readonly #tiles: Tiles | null = null;
  readonly #areas = svg('g', {});
  readonly #lines = svg('g', {});
  readonly #draftPath = svg('path', { class: 'map-draft' });
  readonly #signs = tag('div', 'map-signs');
  readonly #chosenCorners: Corners;
  readonly #draftCorners: Corners;
  readonly #controls: Controls;
  #draft: Draft | null = null;
  #selected: string | null = null;
  /** The look before an object was brought out from under its panel, and after. */
  #revealed: { readonly before: Look; readonly after: Look } | null = null;
  #labelsDue = 0;
  #pointerUp = -Infinity;

  constructor(element: HTMLElement, base: CanvasBase, words: CanvasWords, events: CanvasEvents) {
    this.#root = element;
    this.#base = base;
    this.#crs = base.kind === 'tiles' ? 'wgs84' : 'sheet';
    this.#words = words;
    this.#events = events;
    const onTiles = base.kind === 'tiles';
    this.#bounds = onTiles ? earth : sheetBox(base);
    const start = onTiles
      ? { centre: mercator(base.centre ?? kyrgyzstan), scale: scaleOfZoom(base.centre ? 14 : 7) }
      : { centre: [sheetSide / 2, sheetSide / 2] as const, scale: 0.03 };
    this.#view = new MapView(element, this.#bounds, onTiles ? tileLimits : sheetLimits, start, {
      tap: (target, place) => this.#tapped(target, place),
      grab: (target) => this.#grab(target),
      placed: () => this.#placeAll(),
      looked: () => this.#tiles?.show(this.#view.look, this.#view.size, this.#view.toPane),
      settled: () => this.#settled(),
    });
    if (onTiles && base.url !== '') this.#tiles = new Tiles(base.url);
    this.#ground = this.#tiles?.element ?? groundOf(base);
    const shapes = svg('svg', { class: 'map-shapes', width: 1, height: 1, 'aria-hidden': 'true' });
    shapes.append(this.#areas, this.#lines, this.#draftPath);
    this.#chosenCorners = new Corners(this.#view, words.corner);
    this.#draftCorners = new Corners(this.#view, words.corner);
    this.#view.pane.append(
      this.#ground,
      shapes,
      this.#signs,
      this.#chosenCorners.layer,
      this.#draftCorners.layer,
    );
    this.#controls = new Controls(element, base, words, (step) => this.zoomBy(step));
    if (!onTiles) this.fit();
    element.addEventListener('keydown', this.#key);
    element.addEventListener('click', this.#clicked);
    element.addEventListener('pointerup', this.#up);
    element.addEventListener('focusin', this.#focused);
  }

  #plane(point: Point): Point {
    return this.#crs === 'sheet' ? point : mercator(point);
  }
  #kept(place: Point): MapPoint {
    return keptPoint(this.#crs === 'sheet' ? place : degreesOf(place), this.#crs);
  }

  /** The point under the cross in the middle. */
  centre(): MapPoint {
    return this.#kept(this.#view.look.centre);
  }

  zoomBy(step: number): void {
    this.#view.zoomBy(step);
  }

  /** Shows everything that is drawn; the whole base when nothing is. */
  fit(): void {
    if (this.#base.kind !== 'tiles') {
      this.#view.fit(this.#bounds, 6);
      return;
    }
    const points = [...this.#drawn.values()].flatMap(({ object }) => object.points);
    const box = boundingBox(points.map((point) => this.#plane(point)));
    if (box) this.#view.fit(box, 50, nearest);
  }

  /** Brings an object into the part of the map that nothing covers. */
  reveal(id: string, coveredBelow: number): void {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    const before = this.#view.look;
    this.#view.reveal(drawn.at, 50, coveredBelow);
    const after = this.#view.look;
    if (after !== before)
      this.#revealed = { before: this.#revealed?.after === before ? this.#revealed.before : before, after };
  }

  /** Brings the drawing to what it should be, touching only the objects that changed. */
  show(objects: readonly MapObject[], selected: string | null): void {
    const wanted = new Set<string>();
    let changed = selected !== this.#selected;
    for (const object of objects) {
      if (object.shape === 'none' || object.crs !== this.#crs) continue;
      wanted.add(object.id);
      if (this.#put(object, object.id === selected)) changed = true;
    }
    for (const [id, { element, paths }] of this.#drawn) {
      if (wanted.has(id)) continue;
      element.remove();
      for (const path of paths) path.remove();
      this.#drawn.delete(id);
      changed = true;
    }
    this.#selected = selected;
    if (selected === null && this.#revealed) {
      // The panel is closed: the map goes back, unless somebody has moved it since.
      if (this.#view.look === this.#revealed.after) this.#view.lookAgain(this.#revealed.before);
      this.#revealed = null;
    }
    if (changed) {
      this.#showCorners();
      this.#nameSoon();
    }
  }

  /** @returns whether anything of it had to change. */
  #put(object: MapObject, selected: boolean): boolean {
    const signature = signatureOf(object, selected);
    const standing = this.#drawn.get(object.id);
    if (standing?.signature === signature) {
      standing.object = object;
      return false;
    }
    const { shape, points } = object;
    const drawn = standing ?? newDrawn(object);
    drawn.signature = signature;
    drawn.object = object;
    drawn.at = this.#plane(middleOf(shape, points) ?? [0, 0]);
    dress(drawn, object, selected, this.#words.picture);
    if (!standing) {
      this.#signs.append(drawn.element);
      this.#drawn.set(object.id, drawn);
    }
    for (const path of drawn.paths) path.remove();
    drawn.paths = objectPaths(object, selected, this.#base.kind === 'sheet' ? 0.2 : 0.25);
    (shape === 'area' ? this.#areas : this.#lines).append(...drawn.paths);
    this.#place(drawn);
    return true;
  }

  #place({ object, element, at, paths }: Drawn): void {
    stand(this.#view, element, at);
    if (paths.length === 0) return;
    const line = pathOf(
      this.#view,
      object.points.map((point) => this.#plane(point)),
      object.shape === 'area',
    );
    for (const path of paths) path.setAttribute('d', line);
  }

  #placeAll(): void {
    const { toPane, look } = this.#view;
    if (this.#tiles) this.#tiles.place(look, toPane);
    else placeGround(this.#ground, this.#bounds, toPane);
    for (const drawn of this.#drawn.values()) this.#place(drawn);
    this.#chosenCorners.stand();
    this.#draftCorners.stand();
    this.#placeDraft();
  }

  #placeDraft(places: readonly Point[] = this.#draftCorners.places): void {
    const closed = this.#draft?.shape === 'area' && places.length > 2;
    this.#draftPath.setAttribute('d', places.length > 1 ? pathOf(this.#view, places, closed) : '');
  }

  /** Corners of the chosen line or area, to be moved one by one. */
  #showCorners(): void {
    const object = this.#chosen()?.object;
    const cornered = object && (object.shape === 'line' || object.shape === 'area') ? object : null;
    this.#chosenCorners.put(cornered?.points.map((point) => this.#plane(point)) ?? [], (index, place) => {
      const next = this.#kept(place);
      if (cornered)
        this.#moveTo(
          cornered.id,
          cornered.points.map((one, at) => (at === index ? next : one)),
        );
    });
  }

  /** What is being drawn: its corners and the line so far; null when nothing is. */
  draw(draft: Draft | null): void {
    this.#draft = draft;
    this.#root.classList.toggle('drawing', draft !== null);
    this.#draftCorners.put(draft?.points.map((point) => this.#plane(point)) ?? [], (index, place) =>
      this.#events.moveDraft(index, this.#kept(place)),
    );
    if (draft) {
      const { line } = kindLook[draft.kind];
      this.#draftPath.setAttribute('stroke', line);
      this.#draftPath.setAttribute('fill', draft.shape === 'area' ? line : 'none');
    }
    this.#placeDraft();
  }

  /** The drawing shows it at once; the record follows. */
  #moveTo(id: string, points: readonly MapPoint[]): void {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    this.#put({ ...drawn.object, points }, id === this.#selected);
    if (id === this.#selected) this.#showCorners();
    this.#nameSoon();
    this.#events.move(id, points);
  }

  #moveAll({ object, at }: Drawn, place: Point): void {
    const [from, to] = [this.#kept(at), this.#kept(place)];
    this.#moveTo(object.id, movedBy(object.points, [to[0] - from[0], to[1] - from[1]], this.#crs));
  }

  #chosen(): Drawn | undefined {
    return this.#selected === null ? undefined : this.#drawn.get(this.#selected);
  }

  #tapped(target: Element, place: Point): void {
    if (target.closest('.map-corner')) return;
    // While something is drawn every tap draws: in a crowded village there is hardly a place without an object.
    if (this.#draft) this.#events.tap(this.#kept(place));
    else {
      const id = objectOf(target);
      if (id === undefined) this.#events.leave();
      else this.#events.choose(id);
    }
  }

  #cornerOf(target: Element): { corners: Corners; index: number } | null {
    for (const corners of [this.#chosenCorners, this.#draftCorners]) {
      const index = corners.at(target);
      if (index >= 0) return { corners, index };
    }
    return null;
  }

  #grab(target: Element): Drag | null {
    const corner = this.#cornerOf(target);
    if (corner) return this.#dragCorner(corner.corners, corner.index);
    const drawn = this.#chosen();
    return drawn?.element.contains(target) ? this.#dragObject(drawn) : null;
  }

  #dragCorner(corners: Corners, index: number): Drag {
    return corners.drag(index, (moved) => {
      if (corners === this.#draftCorners) return this.#placeDraft(moved);
      const drawn = this.#chosen();
      for (const path of drawn?.paths ?? [])
        path.setAttribute('d', pathOf(this.#view, moved, drawn?.object.shape === 'area'));
    });
  }

  #dragObject(drawn: Drawn): Drag {
    const { layer } = this.#chosenCorners;
    const show = ([dx, dy]: Point) => {
      stand(this.#view, drawn.element, drawn.at, [dx, dy]);
      for (const path of drawn.paths) path.setAttribute('transform', `translate(${dx} ${dy})`);
      layer.style.transform = `translate(${dx}px,${dy}px)`;
    };
    return {
      move: show,
      end: (by) => {
        show([0, 0]);
        this.#moveAll(drawn, this.#view.beside(drawn.at, by));
      },
      cancel: () => show([0, 0]),
    };
  }

  readonly #up = (event: PointerEvent) => {
    this.#pointerUp = event.timeStamp;
  };

  /** A click without a pointer: a screen reader's, or a voice's. */
  readonly #clicked = (event: MouseEvent) => {
    if (event.timeStamp - this.#pointerUp < 500 || !(event.target instanceof Element)) return;
    this.#press(event.target);
  };

  /** An object that has the focus is pressed. */
  #press(target: Element): boolean {
    const drawn = this.#drawn.get(objectOf(target) ?? '');
    if (!drawn) return false;
    if (this.#draft) this.#events.tap(this.#kept(drawn.at));
    else this.#events.choose(drawn.object.id);
    return true;
  }

  readonly #key = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!(target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (target === this.#root ? this.#mapKey(key) : this.#thingKey(target, key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  #mapKey(key: string): boolean {
    const step = arrowStep(key, this.#draft ? crossStep : mapStep);
    if (step) this.#view.push([-step[0], -step[1]]);
    else if (key === '+' || key === '=') this.zoomBy(0.5);
    else if (key === '-') this.zoomBy(-0.5);
    else if (key === 'Enter' && this.#draft) this.#events.tap(this.centre());
    else return false;
    return true;
  }

  #thingKey(target: Element, key: string): boolean {
    if (key === 'Enter' || key === ' ') return this.#press(target);
    const step = arrowStep(key, thingStep);
    if (!step) return false;
    const corner = this.#cornerOf(target);
    if (corner) {
      corner.corners.moveBy(corner.index, step);
      return true;
    }
    const drawn = this.#drawn.get(objectOf(target) ?? '');
    if (!drawn || drawn.object.id !== this.#selected) return false;
    this.#moveAll(drawn, this.#view.beside(drawn.at, step));
    return true;
  }

  /** What gets the focus from the keyboard comes into sight. */
  readonly #focused = (event: FocusEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
    const corner = this.#cornerOf(target);
    const at = corner ? corner.corners.places[corner.index] : this.#drawn.get(objectOf(target) ?? '')?.at;
    if (at) this.#view.reveal(at, 30, 0);
  };

  #settled(): void {
    this.#controls.settled(this.#view);
    this.#nameSoon();
  }

  #nameSoon(): void {
    if (this.#labelsDue !== 0) return;
    this.#labelsDue = requestAnimationFrame(() => {
      this.#labelsDue = 0;
      placeNames([...this.#drawn.values()], this.#selected, this.#view);
    });
  }

  /** The place on the screen has another size now. */
  resized(): void {
    this.#view.resized();
  }

  destroy(): void {
    cancelAnimationFrame(this.#labelsDue);
    this.#root.removeEventListener('keydown', this.#key);
    this.#root.removeEventListener('click', this.#clicked);
    this.#root.removeEventListener('pointerup', this.#up);
    this.#root.removeEventListener('focusin', this.#focused);
    this.#controls.remove();
    this.#root.classList.remove('drawing');
    this.#view.destroy();
  }
}
