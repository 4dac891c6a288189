import { nameKey, possibleKey } from '../../methods/names.ts';
import type { UnitLevel } from '../schema.ts';
import { bareName } from './unit-words.ts';

/** How sure it is that a written name is a unit's: the same, the same without the word of its level, or possibly. */
export type Sureness = 'same' | 'bare' | 'possible';

/** A name's keys, the surest first; `/` in a path stands apart. */
export function unitKeys(name: string, level: UnitLevel): readonly (readonly [Sureness, string])[] {
  const bare = bareName(name, level);
  return [
    ['same', nameKey(name)],
    ['bare', bare],
    ['possible', possibleKey(bare)],
  ];
}

/**
 * Units found by what people write for them: either of their names with or without the word of the level, and code.
 * What is surest decides; several that fit equally well are all given.
 */
export class UnitFinder<T> {
  readonly #places = new Map<string, Map<string, T>>();

  /** @param id tells one thing from another, however many names it has */
  add(id: string, value: T, level: UnitLevel, words: readonly (string | null)[]): void {
    for (const word of words) {
      if (word === null || word === '') continue;
      for (const [sureness, key] of unitKeys(word, level))
        this.#put(`${level} ${sureness} ${key}`, id, value);
    }
  }

  /** Under a path «Oblast / District» of written names, each level's own. */
  addPath(id: string, value: T, path: readonly { readonly level: UnitLevel; readonly name: string }[]): void {
    const level = path.at(-1)!.level;
    for (const at of [0, 1, 2]) {
      const keys = path.map((step) => unitKeys(step.name, step.level)[at]!);
      this.#put(`${level} ${keys[0]![0]} ${keys.map(([, key]) => key).join('/')}`, id, value);
    }
  }

  find(
    text: string,
    levels: readonly UnitLevel[],
  ): { readonly sureness: Sureness; readonly found: readonly T[] } {
    // «а/а» is short for айыл аймагы, and no step of a path.
    const steps = text.replace(/(?<=\s)а\/([аөо])(?!\p{L})/giu, 'а$1').split(/\s*[/›>]\s*/);
    for (const at of [0, 1, 2]) {
      const found = new Map<string, T>();
      let sureness: Sureness = 'same';
      for (const level of levels) {
        const above = aboveOf(level, steps.length);
        const keys = steps.map((step, index) => unitKeys(step, above[index] ?? level)[at]!);
        sureness = keys[0]![0];
        const hits = this.#places.get(`${level} ${sureness} ${keys.map(([, key]) => key).join('/')}`);
        for (const [id, value] of hits ?? []) found.set(id, value);
      }
      if (found.size > 0) return { sureness, found: [...found.values()] };
    }
    return { sureness: 'possible', found: [] };
  }

  #put(slot: string, id: string, value: T): void {
    const found = this.#places.get(slot);
    if (found) found.set(id, value);
    else this.#places.set(slot, new Map([[id, value]]));
  }
}

const order: readonly UnitLevel[] = ['oblast', 'district', 'municipality', 'village'];

/** Levels of the steps of a path that ends at `level`. A town may stand directly under an oblast. */
function aboveOf(level: UnitLevel, steps: number): readonly UnitLevel[] {
  const last = order.indexOf(level);
  return order.slice(Math.max(0, last - steps + 1), last + 1);
}
