import type { Point } from '../../../drawings/map-layout.ts';
import { tag } from './marks.ts';
import type { Drag, MapView } from './view.ts';

/** Puts an element where its place is in the pane, a little aside while it is dragged. */
export function stand(view: MapView, element: HTMLElement, place: Point, [dx, dy]: Point = [0, 0]): void {
  const [x, y] = view.toPane(place);
  element.style.transform = `translate(${Math.round(x + dx)}px,${Math.round(y + dy)}px)`;
}

/** The path of places in the pane, closed for an area. */
export function pathOf(view: MapView, places: readonly Point[], closed: boolean): string {
  const inPane = places.map((place) => {
    const [x, y] = view.toPane(place);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return inPane.length === 0 ? '' : `M${inPane.join('L')}${closed ? 'Z' : ''}`;
}

/** The corners of one shape that can be moved. */
export class Corners {
  readonly layer = tag('div', '');
  readonly #view: MapView;
  /** Spoken name of a corner. */
  readonly #name: (number: number) => string;
  readonly #elements: HTMLElement[] = [];
  #places: readonly Point[] = [];
  #move: (index: number, place: Point) => void = () => undefined;

  constructor(view: MapView, name: (number: number) => string) {
    this.#view = view;
    this.#name = name;
  }

  get places(): readonly Point[] {
    return this.#places;
  }

  /** As many corners as there are places; those that stand stay, with the focus one of them may have. */
  put(places: readonly Point[], move: (index: number, place: Point) => void): void {
    this.#places = places;
    this.#move = move;
    for (const surplus of this.#elements.splice(places.length)) surplus.remove();
    while (this.#elements.length < places.length) {
      const element = tag('div', 'map-corner', tag('span', 'map-corner-dot'));
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', this.#name(this.#elements.length + 1));
      element.tabIndex = 0;
      this.#elements.push(element);
      this.layer.append(element);
    }
    this.stand();
  }

  stand(): void {
    for (const [index, place] of this.#places.entries()) stand(this.#view, this.#elements[index]!, place);
  }

  /** Which of the corners this is; −1: none. */
  at(target: Element): number {
    const element = target.closest<HTMLElement>('.map-corner');
    return element ? this.#elements.indexOf(element) : -1;
  }

  moveBy(index: number, step: Point): void {
    const from = this.#places[index];
    if (from) this.#move(index, this.#view.beside(from, step));
  }

  /** @param preview shows the shape while the corner is still under the finger */
  drag(index: number, preview: (places: readonly Point[]) => void): Drag {
    const places = this.#places;
    const from = places[index] ?? [0, 0];
    const show = (place: Point) => {
      const element = this.#elements[index];
      if (element) stand(this.#view, element, place);
      preview(places.map((one, at) => (at === index ? place : one)));
    };
    return {
      move: (by) => show(this.#view.beside(from, by)),
      end: (by) => this.#move(index, this.#view.beside(from, by)),
      cancel: () => show(from),
    };
  }
}
