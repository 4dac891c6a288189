import { placeLabels, type LabelSide, type Point } from '../../../drawings/map-layout.ts';
import type { PictureWords } from '../../../drawings/map-picture.ts';
import type { MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { objectSign } from './marks.ts';
import type { MapView } from './view.ts';

/** An object as it stands on the map: a sign with a name, and what is seen of a line or an area. */
export type Drawn = {
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

/** Side of a sign as it is seen; a finger's target (44, in the style sheet) is larger. */
const seen = 30;

/** What of an object is seen: as long as it stays the same, nothing is touched. */
export const signatureOf = (one: MapObject, selected: boolean): string =>
  JSON.stringify([one.kind, one.name, one.condition, one.users, one.wished, one.shape, one.points, selected]);

/** A sign that has nothing on it yet. */
export function newDrawn(object: MapObject): Drawn {
  const element = document.createElement('div');
  element.setAttribute('role', 'button');
  element.tabIndex = 0;
  element.dataset['object'] = object.id;
  return { signature: '', object, at: [0, 0], element, paths: [], labelWidth: 0, side: 'none' };
}

/** The id of the object that this is a piece of. */
export function objectOf(target: Element): string | undefined {
  return (
    target.closest<HTMLElement>('.map-object')?.dataset['object'] ??
    target.getAttribute('data-of') ??
    undefined
  );
}

/** Gives a sign what its object is now. The same element stays: whoever moves it by the arrow keys goes on from it. */
export function dress(drawn: Drawn, object: MapObject, selected: boolean, words: PictureWords): void {
  const { kind, wished, condition } = object;
  const letters = [...object.name.trim()].length;
  drawn.labelWidth = letters === 0 ? 0 : Math.min(150, letters * 7.4 + 10);
  const { element } = drawn;
  element.className = `map-object kind-${kind}${wished ? ' wished' : ''}${selected ? ' selected' : ''}`;
  element.setAttribute(
    'aria-label',
    [
      object.name || words.kind[kind],
      object.name ? words.kind[kind] : '',
      wished ? words.wished : condition ? words.condition[condition] : '',
    ]
      .filter((text) => text !== '')
      .join(', '),
  );
  element.replaceChildren(objectSign(object, drawn.side, words));
}

/** Gives each name a side where it covers nothing; where there is no room it waits for a closer look. */
export function placeNames(all: readonly Drawn[], selected: string | null, view: MapView): void {
  const { width, height } = view.size;
  const placed = placeLabels(
    all.map(({ at, labelWidth }) => ({
      at: view.toScreen(at),
      radius: seen / 2 + 2,
      width: labelWidth,
      height: 20,
    })),
    { left: 0, top: 0, right: width, bottom: height },
  );
  for (const [index, drawn] of all.entries()) {
    // The chosen one is always named.
    const side = placed[index]?.side ?? (drawn.object.id === selected ? 'below' : 'none');
    if (side === drawn.side) continue;
    drawn.side = side;
    const name = drawn.element.querySelector('.map-name');
    if (name) name.className = `map-name at-${side}`;
  }
}
