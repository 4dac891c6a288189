import { kindLook } from '../../../drawings/map-look.ts';
import { boundingBox, mercator, middleOf, placeLabels } from '../../../drawings/map-layout.ts';
import type { Box, LabelSide, Point } from '../../../drawings/map-layout.ts';
import type { PictureWords } from '../../../drawings/map-picture.ts';
import { sheetSide, type MapObject } from '../../../needs/rules/session-record.ts';
import { keptPoint, movedBy, type Draft, type MapCrs, type MapPoint } from '../../rules/map.ts';
import { groundOf, objectPaths, objectSign, sheetBox, svg, tag } from './marks.ts';
import { Tiles } from './tiles.ts';
import { degreesOf, earth, scaleOfZoom, type Look } from './transform.ts';
import { arrowStep, MapView, type Drag } from './view.ts';

// The drawing itself. The view moves and zooms; what is drawn changes one object at a time: nothing is ever drawn
// anew as a whole, so that an old phone keeps up with a village of sixty objects.

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
  signature: string;
  object: MapObject;
  /** Where its sign stands on the plane. */
  at: Point;
  readonly element: HTMLElement;
  /** What is seen of a line or an area, and the broader path that takes the tap. */
  paths: readonly SVGPathElement[];
  labelWidth: number;
  side: LabelSide | 'none';
};

/** The corners of one shape that can be moved. */
type Corners = {
  readonly layer: HTMLElement;
  readonly elements: HTMLElement[];
  places: readonly Point[];
  move(index: number, place: Point): void;
};

/** Side of a sign as it is seen; a finger's target (44, in the style sheet) is larger. */
const seen = 30;
/** A step of an arrow key, in pixels of the screen: of a thing, of the map, of the map under the cross. */
const thingStep = 8;
const mapStep = 80;
const crossStep = 20;
/** Pixels for a unit of the sheet. */
const sheetLimits = { least: 2 ** -7, most: 1 };
const tileLimits = { least: scaleOfZoom(3), most: scaleOfZoom(19) };
/** A few objects near each other are not shown larger than this. */
const nearest = scaleOfZoom(16);
const kyrgyzstan: Point = [74.6, 41.5];

/** What of an object is seen: as long as it stays the same, nothing is touched. */
const signatureOf = (one: MapObject, selected: boolean) =>
  JSON.stringify([one.kind, one.name, one.condition, one.users, one.wished, one.shape, one.points, selected]);

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
  readonly #extras: HTMLElement[] = [];
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
    this.#chosenCorners = { layer: tag('div', ''), elements: [], places: [], move: () => undefined };
    this.#draftCorners = { layer: tag('div', ''), elements: [], places: [], move: () => undefined };
    this.#view.pane.append(
      this.#ground,
      shapes,
      this.#signs,
      this.#chosenCorners.layer,
      this.#draftCorners.layer,
    );
    this.#addControls();
    if (!onTiles) this.fit();
    element.addEventListener('keydown', this.#key);
    element.addEventListener('click', this.#clicked);
    element.addEventListener('pointerup', this.#up);
    element.addEventListener('focusin', this.#focused);
  }

  #addControls(): void {
    const button = (text: string, label: string, step: number) => {
      const element = document.createElement('button');
      element.type = 'button';
      element.textContent = text;
      element.title = label;
      element.setAttribute('aria-label', label);
      element.addEventListener('click', () => this.zoomBy(step));
      return element;
    };
    const { zoomIn, zoomOut } = this.#words;
    this.#extras.push(tag('div', 'map-zoom', button('+', zoomIn, 0.5), button('−', zoomOut, -0.5)));
    if (this.#base.kind === 'tiles' && this.#base.attribution !== '') {
      this.#extras.push(tag('span', 'map-attribution', this.#base.attribution));
    }
    this.#root.append(...this.#extras);
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
    const drawn: Drawn = standing ?? {
      signature,
      object,
      at: [0, 0],
      element: document.createElement('div'),
      paths: [],
      labelWidth: 0,
      side: 'none',
    };
    const { id, kind, shape, wished, points, condition } = object;
    drawn.signature = signature;
    drawn.object = object;
    drawn.at = this.#plane(middleOf(shape, points) ?? [0, 0]);
    const letters = [...object.name.trim()].length;
    drawn.labelWidth = letters === 0 ? 0 : Math.min(150, letters * 7.4 + 10);
    const { element } = drawn;
    const { picture } = this.#words;
    element.className = `map-object kind-${kind}${wished ? ' wished' : ''}${selected ? ' selected' : ''}`;
    element.setAttribute(
      'aria-label',
      [
        object.name || picture.kind[kind],
        object.name ? picture.kind[kind] : '',
        wished ? picture.wished : condition ? picture.condition[condition] : '',
      ]
        .filter((text) => text !== '')
        .join(', '),
    );
    // The same element stays: whoever moves an object by the arrow keys goes on from it.
    element.replaceChildren(objectSign(object, drawn.side, picture));
    if (!standing) {
      element.setAttribute('role', 'button');
      element.tabIndex = 0;
      element.dataset['object'] = id;
      this.#signs.append(element);
      this.#drawn.set(id, drawn);
    }
    for (const path of drawn.paths) path.remove();
    drawn.paths = objectPaths(object, selected, this.#base.kind === 'sheet' ? 0.2 : 0.25);
    (shape === 'area' ? this.#areas : this.#lines).append(...drawn.paths);
    this.#place(drawn);
    return true;
  }

  /** The path of places in the pane, closed for an area. */
  #line(places: readonly Point[], closed: boolean): string {
    const inPane = places.map((place) => {
      const [x, y] = this.#view.toPane(place);
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    return inPane.length === 0 ? '' : `M${inPane.join('L')}${closed ? 'Z' : ''}`;
  }

  #stand(element: HTMLElement, place: Point, [dx, dy]: Point = [0, 0]): void {
    const [x, y] = this.#view.toPane(place);
    element.style.transform = `translate(${Math.round(x + dx)}px,${Math.round(y + dy)}px)`;
  }

  #place({ object, element, at, paths }: Drawn): void {
    this.#stand(element, at);
    if (paths.length === 0) return;
    const line = this.#line(
      object.points.map((point) => this.#plane(point)),
      object.shape === 'area',
    );
    for (const path of paths) path.setAttribute('d', line);
  }

  #placeAll(): void {
    const { toPane, look } = this.#view;
    if (this.#tiles) this.#tiles.place(look, toPane);
    else {
      const [left, top] = toPane([this.#bounds.left, this.#bounds.top]);
      const [right, bottom] = toPane([this.#bounds.right, this.#bounds.bottom]);
      const { style } = this.#ground;
      style.transform = `translate(${left}px,${top}px)`;
      style.width = `${right - left}px`;
      style.height = `${bottom - top}px`;
    }
    for (const drawn of this.#drawn.values()) this.#place(drawn);
    for (const corners of [this.#chosenCorners, this.#draftCorners]) this.#placeCorners(corners);
    this.#placeDraft();
  }

  #placeDraft(places: readonly Point[] = this.#draftCorners.places): void {
    const closed = this.#draft?.shape === 'area' && places.length > 2;
    this.#draftPath.setAttribute('d', places.length > 1 ? this.#line(places, closed) : '');
  }

  #placeCorners({ elements, places }: Corners): void {
    for (const [index, place] of places.entries()) {
      const element = elements[index];
      if (element) this.#stand(element, place);
    }
  }

  /** As many corners as there are places; those that stand stay, with the focus one of them may have. */
  #putCorners(corners: Corners, places: readonly Point[]): void {
    corners.places = places;
    for (const surplus of corners.elements.splice(places.length)) surplus.remove();
    while (corners.elements.length < places.length) {
      const element = tag('div', 'map-corner', tag('span', 'map-corner-dot'));
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', this.#words.corner(corners.elements.length + 1));
      element.tabIndex = 0;
      corners.elements.push(element);
      corners.layer.append(element);
    }
    this.#placeCorners(corners);
  }

  /** Corners of the chosen line or area, to be moved one by one. */
  #showCorners(): void {
    const object = this.#selected === null ? undefined : this.#drawn.get(this.#selected)?.object;
    const cornered = object && (object.shape === 'line' || object.shape === 'area') ? object : null;
    this.#chosenCorners.move = (index, place) => {
      const next = this.#kept(place);
      if (cornered)
        this.#moveTo(
          cornered.id,
          cornered.points.map((one, at) => (at === index ? next : one)),
        );
    };
    this.#putCorners(this.#chosenCorners, cornered?.points.map((point) => this.#plane(point)) ?? []);
  }

  /** What is being drawn: its corners and the line so far; null when nothing is. */
  draw(draft: Draft | null): void {
    this.#draft = draft;
    this.#root.classList.toggle('drawing', draft !== null);
    this.#draftCorners.move = (index, place) => this.#events.moveDraft(index, this.#kept(place));
    this.#putCorners(this.#draftCorners, draft?.points.map((point) => this.#plane(point)) ?? []);
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

  #tapped(target: Element, place: Point): void {
    if (target.closest('.map-corner')) return;
    // While something is drawn every tap draws: in a crowded village there is hardly a place without an object.
    if (this.#draft) this.#events.tap(this.#kept(place));
    else {
      const id = this.#objectOf(target);
      if (id === undefined) this.#events.leave();
      else this.#events.choose(id);
    }
  }

  #objectOf(target: Element): string | undefined {
    return (
      target.closest<HTMLElement>('.map-object')?.dataset['object'] ??
      target.getAttribute('data-of') ??
      undefined
    );
  }

  #cornerOf(target: Element): { corners: Corners; index: number } | null {
    const element = target.closest<HTMLElement>('.map-corner');
    if (!element) return null;
    for (const corners of [this.#chosenCorners, this.#draftCorners]) {
      const index = corners.elements.indexOf(element);
      if (index >= 0) return { corners, index };
    }
    return null;
  }

  #grab(target: Element): Drag | null {
    const corner = this.#cornerOf(target);
    if (corner) return this.#dragCorner(corner.corners, corner.index);
    const drawn = this.#selected === null ? undefined : this.#drawn.get(this.#selected);
    return drawn?.element.contains(target) ? this.#dragObject(drawn) : null;
  }

  #dragCorner(corners: Corners, index: number): Drag {
    const { places } = corners;
    const from = places[index] ?? [0, 0];
    const preview = (place: Point) => {
      const moved = places.map((one, at) => (at === index ? place : one));
      const element = corners.elements[index];
      if (element) this.#stand(element, place);
      const drawn = this.#selected === null ? undefined : this.#drawn.get(this.#selected);
      if (corners === this.#draftCorners) this.#placeDraft(moved);
      else
        for (const path of drawn?.paths ?? [])
          path.setAttribute('d', this.#line(moved, drawn?.object.shape === 'area'));
    };
    return {
      move: (by) => preview(this.#view.beside(from, by)),
      end: (by) => corners.move(index, this.#view.beside(from, by)),
      cancel: () => preview(from),
    };
  }

  #dragObject(drawn: Drawn): Drag {
    const { layer } = this.#chosenCorners;
    const show = ([dx, dy]: Point) => {
      this.#stand(drawn.element, drawn.at, [dx, dy]);
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
    const drawn = this.#drawn.get(this.#objectOf(target) ?? '');
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
      const from = corner.corners.places[corner.index];
      if (from) corner.corners.move(corner.index, this.#view.beside(from, step));
      return true;
    }
    const drawn = this.#drawn.get(this.#objectOf(target) ?? '');
    if (!drawn || drawn.object.id !== this.#selected) return false;
    this.#moveAll(drawn, this.#view.beside(drawn.at, step));
    return true;
  }

  /** What gets the focus from the keyboard comes into sight. */
  readonly #focused = (event: FocusEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
    const corner = this.#cornerOf(target);
    const at = corner
      ? corner.corners.places[corner.index]
      : this.#drawn.get(this.#objectOf(target) ?? '')?.at;
    if (at) this.#view.reveal(at, 30, 0);
  };

  #settled(): void {
    for (const [index, direction] of ([1, -1] as const).entries()) {
      const button = this.#extras[0]?.children[index];
      button?.setAttribute('aria-disabled', String(!this.#view.canZoom(direction)));
    }
    this.#nameSoon();
  }

  #nameSoon(): void {
    if (this.#labelsDue !== 0) return;
    this.#labelsDue = requestAnimationFrame(() => {
      this.#labelsDue = 0;
      this.#placeNames();
    });
  }

  /** Gives each name a side where it covers nothing; where there is no room it waits for a closer look. */
  #placeNames(): void {
    const all = [...this.#drawn.values()];
    const { width, height } = this.#view.size;
    const placed = placeLabels(
      all.map(({ at, labelWidth }) => ({
        at: this.#view.toScreen(at),
        radius: seen / 2 + 2,
        width: labelWidth,
        height: 20,
      })),
      { left: 0, top: 0, right: width, bottom: height },
    );
    for (const [index, drawn] of all.entries()) {
      // The chosen one is always named.
      const side = placed[index]?.side ?? (drawn.object.id === this.#selected ? 'below' : 'none');
      if (side === drawn.side) continue;
      drawn.side = side;
      const name = drawn.element.querySelector('.map-name');
      if (name) name.className = `map-name at-${side}`;
    }
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
    for (const extra of this.#extras) extra.remove();
    this.#root.classList.remove('drawing');
    this.#view.destroy();
  }
}
