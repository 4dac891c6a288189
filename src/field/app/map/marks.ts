import { conditionLook, kindLook, signPath, type Sign } from '../../../drawings/map-look.ts';
import type { Box, LabelSide, Point } from '../../../drawings/map-layout.ts';
import { userMarks, type PictureWords } from '../../../drawings/map-picture.ts';
import { sheetSide, type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import type { CanvasBase } from './canvas-ports.ts';

// The elements the drawing is made of. They know nothing of where they stand.

const svgNamespace = 'http://www.w3.org/2000/svg';
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
) {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

export function tag(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

function signElement(sign: Sign, className: string): SVGSVGElement {
  const element = svg('svg', { viewBox: '0 0 24 24', class: className, 'aria-hidden': 'true' });
  element.append(svg('path', { d: signPath(sign) }));
  return element;
}

/** The sign of an object: its kind, its condition, who uses it, its name on one side. */
export function objectSign(object: MapObject, side: LabelSide | 'none', words: PictureWords): HTMLElement {
  const { kind, wished, condition, name, users } = object;
  const { line, sign } = kindLook[kind];
  const element = tag('span', 'map-sign', signElement(sign, 'map-sign-kind'));
  element.style.setProperty('--kind', line);
  if (condition && !wished) {
    const mark = tag('span', 'map-mark', signElement(conditionLook[condition].sign, 'map-mark-sign'));
    mark.style.setProperty('--mark', conditionLook[condition].colour);
    element.append(mark);
  }
  const marks = userMarks(users, words);
  if (marks !== '') element.append(tag('span', 'map-users', marks));
  if (name !== '') element.append(tag('span', `map-name at-${side}`, name));
  return element;
}

/** What is seen of a line or an area, and the broader path that takes the tap. */
export function objectPaths(
  { id, kind, shape, wished }: MapObject,
  selected: boolean,
  opacity: number,
): SVGPathElement[] {
  if (shape !== 'line' && shape !== 'area') return [];
  const { line } = kindLook[kind];
  const area = shape === 'area';
  const look = svg('path', {
    fill: area ? line : 'none',
    'fill-opacity': opacity,
    stroke: line,
    'stroke-width': selected ? 6 : 4,
    ...(wished ? { 'stroke-dasharray': '10 9' } : {}),
  });
  // A line is thinner than a finger: an unseen broad one takes the tap.
  const touched = svg('path', {
    fill: 'none',
    'stroke-width': area ? 14 : 26,
    'pointer-events': area ? 'all' : 'stroke',
    'data-of': id,
  });
  return [look, touched];
}

/** A photo lies with its longer side along the sheet's. */
export function sheetBox(base: CanvasBase): Box {
  const { width, height } = base.kind === 'photo' ? base : { width: 1, height: 1 };
  const scale = sheetSide / Math.max(width, height, 1);
  return { left: 0, top: 0, right: width * scale, bottom: height * scale };
}

/** What lies under the drawing. */
export function groundOf(base: CanvasBase): HTMLElement {
  if (base.kind !== 'photo') return tag('div', base.kind === 'sheet' ? 'map-ground map-paper' : 'map-tiles');
  const image = document.createElement('img');
  image.className = 'map-ground';
  image.alt = '';
  image.draggable = false;
  image.src = base.url;
  return image;
}

/** Lays the base where its bounds are in the pane. */
export function placeGround({ style }: HTMLElement, bounds: Box, toPane: (place: Point) => Point): void {
  const [left, top] = toPane([bounds.left, bounds.top]);
  const [right, bottom] = toPane([bounds.right, bounds.bottom]);
  style.transform = `translate(${left}px,${top}px)`;
  style.width = `${right - left}px`;
  style.height = `${bottom - top}px`;
}
