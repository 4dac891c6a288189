import type { Point } from '../../../drawings/map-layout.ts';
import { tileAddress, tileSide, tilesInSight, type Look, type Size, type TileRange } from './transform.ts';

/** Beyond it servers have no tiles: the nearest ones are shown larger. */
const mostZoom = 19;

type Level = { readonly zoom: number; readonly origin: Point; readonly element: HTMLElement };

/** The operator's tiles: those in sight, at one zoom; the earlier zoom waits below until the new one is there. */
export class Tiles {
  readonly element = document.createElement('div');
  readonly #address: string;
  readonly #tiles = new Map<string, HTMLImageElement>();
  #level: Level | null = null;
  #before: Level | null = null;
  #seen = '';
  #waiting = 0;

  constructor(address: string) {
    this.#address = address;
    this.element.className = 'map-tiles';
  }

  /** Loads what came into sight and lets go of what left it. */
  show(look: Look, size: Size, toPane: (place: Point) => Point): void {
    const range = tilesInSight(look, size, mostZoom);
    const seen = Object.values(range).join();
    if (seen === this.#seen) return;
    this.#seen = seen;
    if (this.#level?.zoom !== range.zoom) this.#begin(range, toPane);
    for (const [key, tile] of this.#tiles) {
      const [x, y] = key.split(',').map(Number) as [number, number];
      if (x >= range.left && x <= range.right && y >= range.top && y <= range.bottom) continue;
      this.#drop(key, tile);
    }
    for (let y = range.top; y <= range.bottom; y++) {
      for (let x = range.left; x <= range.right; x++) this.#load(x, y);
    }
    this.#loaded();
  }

  /** A level is laid in its own pixels and scaled as a whole. */
  place(look: Look, toPane: (place: Point) => Point): void {
    for (const level of [this.#level, this.#before]) {
      if (!level) continue;
      const [x, y] = toPane(level.origin);
      const scale = (look.scale * 360) / (tileSide * 2 ** level.zoom);
      level.element.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
    }
  }

  #begin(range: TileRange, toPane: (place: Point) => Point): void {
    this.#before?.element.remove();
    this.#before = this.#level;
    this.#tiles.clear();
    this.#waiting = 0;
    const side = 360 / 2 ** range.zoom;
    const element = document.createElement('div');
    const origin: Point = [range.left * side - 180, range.top * side - 180];
    this.#level = { zoom: range.zoom, origin, element };
    this.element.append(element);
    const [x, y] = toPane(origin);
    element.style.transform = `translate(${x}px,${y}px)`;
  }

  #load(x: number, y: number): void {
    const level = this.#level;
    const key = `${x},${y}`;
    if (!level || this.#tiles.has(key)) return;
    const tile = document.createElement('img');
    tile.alt = '';
    tile.draggable = false;
    const side = 360 / 2 ** level.zoom;
    // Whole numbers of the level's own pixels: neighbours meet without a seam.
    tile.style.left = `${Math.round(((x * side - 180 - level.origin[0]) / side) * tileSide)}px`;
    tile.style.top = `${Math.round(((y * side - 180 - level.origin[1]) / side) * tileSide)}px`;
    this.#waiting++;
    tile.onload = tile.onerror = () => {
      if (this.#tiles.get(key) !== tile) return;
      tile.onload = tile.onerror = null;
      this.#waiting--;
      this.#loaded();
    };
    // No network: an empty place instead of a broken picture.
    tile.addEventListener('error', () => tile.remove());
    tile.src = tileAddress(this.#address, level.zoom, x, y);
    this.#tiles.set(key, tile);
    level.element.append(tile);
  }

  #drop(key: string, tile: HTMLImageElement): void {
    if (tile.onload) this.#waiting--;
    tile.onload = tile.onerror = null;
    tile.remove();
    this.#tiles.delete(key);
  }

  #loaded(): void {
    if (this.#waiting > 0) return;
    this.#before?.element.remove();
    this.#before = null;
  }
}
