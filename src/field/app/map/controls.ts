import type { CanvasBase, CanvasWords } from './canvas-ports.ts';
import { tag } from './marks.ts';
import type { MapView } from './view.ts';

/** What lies over the map: nearer, farther, and whose tiles they are. */
export class Controls {
  readonly #zoom: readonly HTMLButtonElement[];
  readonly #elements: HTMLElement[];

  constructor(root: HTMLElement, base: CanvasBase, words: CanvasWords, zoomBy: (step: number) => void) {
    const button = (text: string, label: string, step: number) => {
      const element = document.createElement('button');
      element.type = 'button';
      element.textContent = text;
      element.title = label;
      element.setAttribute('aria-label', label);
      element.addEventListener('click', () => zoomBy(step));
      return element;
    };
    this.#zoom = [button('+', words.zoomIn, 0.5), button('−', words.zoomOut, -0.5)];
    this.#elements = [tag('div', 'map-zoom', ...this.#zoom)];
    if (base.kind === 'tiles' && base.attribution !== '')
      this.#elements.push(tag('span', 'map-attribution', base.attribution));
    root.append(...this.#elements);
  }

  /** At the nearest and the farthest look one of the two does nothing. */
  settled(view: MapView): void {
    for (const [index, direction] of ([1, -1] as const).entries())
      this.#zoom[index]?.setAttribute('aria-disabled', String(!view.canZoom(direction)));
  }

  remove(): void {
    for (const element of this.#elements) element.remove();
  }
}
