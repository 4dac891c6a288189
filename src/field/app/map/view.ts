import type { Box, Point } from '../../../drawings/map-layout.ts';
import {
  bounded,
  fitted,
  pinched,
  pushed,
  pushInto,
  scaledAt,
  toPlane,
  toScreen,
  type Limits,
  type Look,
  type Size,
} from './transform.ts';

// Moving and zooming, without a library. All that stands on the map lies in one pane. A push moves the pane and
// nothing else; another scale says so to whoever placed things in it, and they are placed anew (`placed`), so that
// signs and names keep their size and lines their width.

/** Something that is being dragged; distances in pixels from where it stood. */
export type Drag = {
  move(by: Point): void;
  end(by: Point): void;
  cancel(): void;
};

export type ViewEvents = {
  tap(target: Element, place: Point): void;
  /** What a finger that moves on this element drags; null when it pushes the map. */
  grab(target: Element): Drag | null;
  /** The scale is another one: everything in the pane needs its place. */
  placed(): void;
  /** The look changed in any way; once a frame. */
  looked(): void;
  /** The look has come to rest. */
  settled(): void;
};

type Gesture = {
  readonly target: Element;
  readonly start: Point;
  readonly look: Look;
  moved: boolean;
  drag: Drag | null;
};
type Pinch = { readonly look: Look; readonly before: readonly [Point, Point] };

/** A finger that trembles less than this taps. */
const threshold = 8;
/** Near the edge of the screen a dragged thing takes the map along, so many pixels a frame. */
const edge = 32;
const edgeStep = 6;
const restAfter = 80;
const touches = ['touchstart', 'touchmove'] as const;
/** Further from its origin the pane would lose half pixels. */
const farOff = 20_000;

/** @returns a step of an arrow key in pixels of the screen, down and right positive; null for another key. */
export function arrowStep(key: string, pixels: number): Point | null {
  const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  return by ? [(by[0] ?? 0) * pixels, (by[1] ?? 0) * pixels] : null;
}

export class MapView {
  readonly pane = document.createElement('div');
  readonly #root: HTMLElement;
  readonly #bounds: Box;
  readonly #limits: Limits;
  readonly #events: ViewEvents;
  readonly #pointers = new Map<number, Point>();
  #size: Size = { width: 0, height: 0 };
  #look: Look;
  /** The look the pane was laid by: its middle is the pane's origin. */
  #laid: Look;
  #gesture: Gesture | null = null;
  #pinch: Pinch | null = null;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #fitWhenSeen: (() => void) | null = null;

  constructor(root: HTMLElement, bounds: Box, limits: Limits, look: Look, events: ViewEvents) {
    this.#root = root;
    this.#bounds = bounds;
    this.#limits = limits;
    this.#look = look;
    this.#laid = look;
    this.#events = events;
    this.pane.className = 'map-pane';
    root.append(this.pane);
    if (root.tabIndex < 0) root.tabIndex = 0;
    this.resized();
    root.addEventListener('pointerdown', this.#down);
    root.addEventListener('pointermove', this.#move);
    root.addEventListener('pointerup', this.#up);
    root.addEventListener('pointercancel', this.#cancel);
    root.addEventListener('wheel', this.#wheel, { passive: false });
    for (const kind of touches) root.addEventListener(kind, this.#touched, { passive: false });
    root.addEventListener('scroll', this.#scrolled);
  }

  get look(): Look {
    return this.#look;
  }
  get size(): Size {
    return this.#size;
  }

  /** Where a place stands in the pane, in pixels. */
  readonly toPane = ([x, y]: Point): Point => {
    const { centre, scale } = this.#laid;
    return [(x - centre[0]) * scale, (y - centre[1]) * scale];
  };

  /** The place so many pixels beside another one. */
  beside([x, y]: Point, [dx, dy]: Point): Point {
    return [x + dx / this.#look.scale, y + dy / this.#look.scale];
  }

  /** Where a place stands on the screen, in pixels. */
  toScreen(place: Point): Point {
    return toScreen(this.#look, this.#size, place);
  }

  /** The place has another size now. Hidden it has none: what it showed before is shown again. */
  resized(): void {
    const { clientWidth: width, clientHeight: height } = this.#root;
    if (width === 0 || (width === this.#size.width && height === this.#size.height)) return;
    this.#size = { width, height };
    this.#fitWhenSeen?.();
    this.#show(this.#look);
  }

  /** Shows again what was shown before. */
  lookAgain(look: Look): void {
    this.#show(look);
  }

  push(by: Point): void {
    this.#show(pushed(this.#look, by));
  }

  /** Nearer by so many doublings, round the middle or round a pixel of the screen. */
  zoomBy(step: number, at: Point = [this.#size.width / 2, this.#size.height / 2]): void {
    const { least, most } = this.#limits;
    const scale = Math.max(least, Math.min(most, this.#look.scale * 2 ** step));
    this.#show(scaledAt(this.#look, this.#size, scale, at));
  }

  /** Whether the map can still grow (1) or shrink (-1). */
  canZoom(direction: 1 | -1): boolean {
    const { least, most } = this.#limits;
    return direction > 0 ? this.#look.scale < most * 0.999 : this.#look.scale > least * 1.001;
  }

  fit(box: Box, free: number, most = this.#limits.most): void {
    this.#fitWhenSeen = null;
    if (this.#size.width === 0) this.#fitWhenSeen = () => this.fit(box, free, most);
    else this.#show(fitted(box, this.#size, free, { ...this.#limits, most }));
  }

  /** Brings a place into the part of the screen that is so far from its edges. */
  reveal(place: Point, free: number, below: number): void {
    const { width, height } = this.#size;
    if (width === 0) return;
    // Little may be left above what covers it: then the place comes to the middle of that.
    const tall = Math.max(0, height - below);
    const beside = Math.min(free, tall / 2);
    const box = { left: free, top: beside, right: width - free, bottom: tall - beside };
    const by = pushInto(this.toScreen(place), box);
    if (by[0] !== 0 || by[1] !== 0) this.push(by);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    this.#gesture = null;
    const root = this.#root;
    root.removeEventListener('pointerdown', this.#down);
    root.removeEventListener('pointermove', this.#move);
    root.removeEventListener('pointerup', this.#up);
    root.removeEventListener('pointercancel', this.#cancel);
    root.removeEventListener('wheel', this.#wheel);
    for (const kind of touches) root.removeEventListener(kind, this.#touched);
    root.removeEventListener('scroll', this.#scrolled);
    this.pane.remove();
  }

  #show(look: Look): void {
    this.#look = bounded(look, this.#size, this.#bounds);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#lay);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#events.settled(), restAfter);
  }

  readonly #lay = () => {
    this.#frame = 0;
    const [x, y] = this.toPane(this.#look.centre);
    const fresh = this.#look.scale !== this.#laid.scale || Math.hypot(x, y) > farOff;
    if (fresh) this.#laid = this.#look;
    const { width, height } = this.#size;
    const [dx, dy] = fresh ? [0, 0] : [x, y];
    // Whole pixels: names stay sharp.
    this.pane.style.transform = `translate(${Math.round(width / 2 - dx)}px,${Math.round(height / 2 - dy)}px)`;
    if (fresh) this.#events.placed();
    this.#events.looked();
  };

  #at(event: MouseEvent): Point {
    const { left, top } = this.#root.getBoundingClientRect();
    return [event.clientX - left - this.#root.clientLeft, event.clientY - top - this.#root.clientTop];
  }

  /**
   * One finger up or down scrolls the page, as everywhere else (`touch-action` in the style sheet): whoever touches the
   * map on a small screen is not caught in it. Two fingers are the map's alone.
   */
  readonly #touched = (event: TouchEvent) => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };

  readonly #down = (event: PointerEvent) => {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element) || target.closest('button, a')) return;
    // The first finger of all: whatever is left of another one went up where it was not seen.
    if (event.isPrimary) this.#forget();
    if (this.#pointers.size >= 2) return;
    this.#pointers.set(event.pointerId, this.#at(event));
    const [first, second] = [...this.#pointers.values()];
    if (!first) return;
    if (second) {
      this.#gesture?.drag?.cancel();
      this.#gesture = null;
      this.#pinch = { look: this.#look, before: [first, second] };
    } else {
      this.#gesture = { target, start: first, look: this.#look, moved: false, drag: null };
    }
  };

  readonly #move = (event: PointerEvent) => {
    if (!this.#pointers.has(event.pointerId)) return;
    if (event.pointerType === 'mouse' && event.buttons === 0) {
      this.#forget();
      return;
    }
    this.#pointers.set(event.pointerId, this.#at(event));
    const [first, second] = [...this.#pointers.values()];
    if (!first) return;
    if (this.#pinch && second) {
      const { look, before } = this.#pinch;
      this.#show(pinched(look, this.#size, before, [first, second], this.#limits));
      return;
    }
    const gesture = this.#gesture;
    if (!gesture) return;
    if (!gesture.moved) {
      // A mouse may leave the map as soon as it moves; a tap leaves the click and the focus where they belong.
      this.#root.setPointerCapture(event.pointerId);
      if (Math.hypot(first[0] - gesture.start[0], first[1] - gesture.start[1]) < threshold) return;
      gesture.moved = true;
      gesture.drag = this.#events.grab(gesture.target);
      this.#root.classList.add('dragging');
      if (gesture.drag) requestAnimationFrame(this.#alongEdge);
    }
    if (gesture.drag) gesture.drag.move(this.#dragged(gesture, first));
    else this.#show(pushed(gesture.look, [first[0] - gesture.start[0], first[1] - gesture.start[1]]));
  };

  /** How far the finger is from where it began, on the map: the map may have moved under it. */
  #dragged({ start, look }: Gesture, [x, y]: Point): Point {
    const { centre, scale } = this.#look;
    return [
      x - start[0] + (centre[0] - look.centre[0]) * scale,
      y - start[1] + (centre[1] - look.centre[1]) * scale,
    ];
  }

  readonly #alongEdge = () => {
    const gesture = this.#gesture;
    const [at] = this.#pointers.values();
    if (!gesture?.drag || !at) return;
    requestAnimationFrame(this.#alongEdge);
    const { width, height } = this.#size;
    const step = (value: number, size: number) =>
      value < edge ? edgeStep : value > size - edge ? -edgeStep : 0;
    const by: Point = [step(at[0], width), step(at[1], height)];
    if (by[0] === 0 && by[1] === 0) return;
    this.push(by);
    gesture.drag.move(this.#dragged(gesture, at));
  };

  readonly #up = (event: PointerEvent) => {
    const at = this.#pointers.get(event.pointerId);
    if (!at) return;
    this.#pointers.delete(event.pointerId);
    const gesture = this.#gesture;
    this.#gesture = null;
    const [left] = this.#pointers.values();
    if (left) {
      // One finger of two is left: it goes on pushing, and is no tap.
      this.#pinch = null;
      this.#gesture = { target: this.#root, start: left, look: this.#look, moved: true, drag: null };
      return;
    }
    this.#root.classList.remove('dragging');
    if (!gesture) return;
    if (gesture.moved) gesture.drag?.end(this.#dragged(gesture, at));
    else this.#events.tap(gesture.target, toPlane(this.#look, this.#size, gesture.start));
  };

  readonly #cancel = (event: PointerEvent) => {
    if (this.#pointers.has(event.pointerId)) this.#forget();
  };

  #forget(): void {
    this.#gesture?.drag?.cancel();
    this.#gesture = null;
    this.#pinch = null;
    this.#pointers.clear();
    this.#root.classList.remove('dragging');
  }

  readonly #wheel = (event: WheelEvent) => {
    event.preventDefault();
    if (this.#pointers.size > 0) return;
    const lines = event.deltaMode === 0 ? 1 : 20;
    // Two fingers on a touchpad come as a wheel with Ctrl, in small steps.
    const pixels = event.deltaY * lines * (event.ctrlKey ? 4 : 1);
    this.zoomBy(-Math.max(-240, Math.min(240, pixels)) / 240, this.#at(event));
  };

  /** A browser scrolls to what gets the focus, also where nothing can be scrolled back. */
  readonly #scrolled = () => {
    this.#root.scrollTo(0, 0);
  };
}
