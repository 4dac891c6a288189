/**
 * How things on a village's map look, on the screen where it is drawn, on pages and on paper alike. Colour is never
 * the only message: each kind has a sign of its own, each condition a mark, each user a letter of the reader's language.
 */

import type { MapCondition, MapKind } from './words.ts';

/** A sign in a square of 24: strokes through points; closed ones end where they began. */
export type Sign = readonly (readonly (readonly [x: number, y: number])[])[];

/** Strokes as `x,y x,y …`. */
const strokes = (...lines: readonly string[]): Sign =>
  lines.map((line) =>
    line.split(' ').map((point) => {
      const [x = 0, y = 0] = point.split(',').map(Number);
      return [x, y];
    }),
  );

/** Lines and letters of a kind, dark enough for white on it; and the pale colour of its areas. */
export const kindLook: Readonly<Record<MapKind, { line: string; area: string; sign: Sign }>> = {
  infrastructure: {
    line: '#5e4a3a',
    area: '#e3d9cf',
    sign: strokes(
      '4,20 4,11 10,5.5 16,11 16,20 4,20',
      '8.5,20 8.5,15 11.5,15 11.5,20',
      '20,4 20,8',
      '20,11 20,15',
      '20,18 20,21',
    ),
  },
  water: {
    line: '#17507a',
    area: '#cfe3f0',
    sign: strokes(
      ...[7.5, 12.5, 17.5].map((y) => `3,${y} 6,${y - 2.5} 9,${y} 12,${y + 2} 15,${y} 18,${y - 2.5} 21,${y}`),
    ),
  },
  arable: {
    line: '#7d5900',
    area: '#f6e6ba',
    sign: strokes('12,21 12,4', '6.5,6 12,10.5 17.5,6', '6.5,10.5 12,15 17.5,10.5', '6.5,15 12,19.5 17.5,15'),
  },
  agroZone: {
    line: '#6a4a80',
    area: '#e6dcec',
    sign: strokes('2.5,18 9,7 13,13.5 16,9.5 21.5,18', '2.5,21 21.5,21'),
  },
  forest: {
    line: '#22613f',
    area: '#cde5d6',
    sign: strokes('12,21 12,16.5', '12,3 16.5,9.5 14,9.5 18.5,16.5 5.5,16.5 10,9.5 7.5,9.5 12,3'),
  },
  pasture: {
    line: '#546d14',
    area: '#e4edc6',
    sign: strokes(
      '7,9 17,9 19,12 17,15.5 7,15.5 6,12 7,9',
      '7,10 4,7.5 2.5,10 6,12.5',
      '8.5,15.5 8.5,20',
      '15.5,15.5 15.5,20',
    ),
  },
  trade: {
    line: '#a2410f',
    area: '#f8dccd',
    sign: strokes(
      '4,10 4,20 20,20 20,10',
      '2.5,10 5.5,4.5 18.5,4.5 21.5,10 2.5,10',
      '9.5,20 9.5,14 14.5,14 14.5,20',
    ),
  },
  service: {
    line: '#8f2436',
    area: '#f5d5da',
    sign: strokes('4,20 4,10 12,4 20,10 20,20 4,20', '12,10.5 12,17', '8.7,13.7 15.3,13.7'),
  },
  special: {
    line: '#3b3a5c',
    area: '#dad9e6',
    sign: strokes('12,3 14.6,9 21,9.5 16.2,13.8 17.6,20.2 12,16.8 6.4,20.2 7.8,13.8 3,9.5 9.4,9 12,3'),
  },
};

/** Mark of a condition: a small round badge with a sign. */
export const conditionLook: Readonly<Record<MapCondition, { colour: string; sign: Sign }>> = {
  new: {
    colour: '#22613f',
    sign: strokes('5,12.5 10,17.5 19,7'),
  },
  building: {
    colour: '#17507a',
    sign: strokes('12,5 19,18 5,18 12,5'),
  },
  repair: {
    colour: '#8a5a00',
    sign: strokes('12,4 12,14', '12,18 12,20'),
  },
  old: {
    colour: '#5e564a',
    sign: strokes('5,9 19,9', '5,15 19,15'),
  },
  collapsing: {
    colour: '#8f2436',
    sign: strokes('6,6 18,18', '18,6 6,18'),
  },
};

/** A sign as the data of one path, `size` wide, its top left at (x, y). */
export function signPath(sign: Sign, x = 0, y = 0, size = 24): string {
  const at = (value: number) => Math.round(value * 100) / 100;
  const scale = size / 24;
  return sign
    .flatMap((points) =>
      points.map(
        ([px, py], index) => `${index === 0 ? 'M' : 'L'}${at(x + px * scale)} ${at(y + py * scale)}`,
      ),
    )
    .join('');
}
