import type { PictureWords } from '../../../drawings/map-picture.ts';
import type { MapPoint } from '../../rules/map.ts';

// What the canvas of the map is given, and what it tells.

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
  readonly corner: (number: number) => string;
  readonly zoomIn: string;
  readonly zoomOut: string;
};
