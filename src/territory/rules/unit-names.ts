import { nameKey, possibleKey } from '../../methods/names.ts';
import type { UnitLevel } from '../schema.ts';
import { bareName, isRepublic } from './unit-words.ts';

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

  /** Under the path «Oblast / District / …» of written names, each level's own, and under any end of it. */
  addPath(id: string, value: T, path: readonly { readonly level: UnitLevel; readonly name: string }[]): void {
    const level = path.at(-1)!.level;
    for (const at of [0, 1, 2]) {
      const keys = path.map((step) => unitKeys(step.name, step.level)[at]!);
      const sureness = keys[0]![0];
      const written = keys.map(([, key]) => key);
      this.#put(`${level} ${sureness} /${written.join('/')}`, id, value);
      for (let from = 0; from < written.length - 1; from += 1)
        this.#put(`${level} ${sureness} ${written.slice(from).join('/')}`, id, value);
    }
  }

  /** @param text a name, a code, or a path; a path that begins with the republic is the whole way down */
  find(
    text: string,
    levels: readonly UnitLevel[],
  ): { readonly sureness: Sureness; readonly found: readonly T[] } {
    // «а/а» is short for айыл аймагы, and no step of a path.
    const steps = text.replace(/(?<=\s)а\/([аөо])(?!\p{L})/giu, 'а$1').split(/\s*[/›>]\s*/);
    const whole = steps.length > 1 && isRepublic(steps[0]!);
    if (whole) steps.shift();
    for (const at of [0, 1, 2]) {
      const found = new Map<string, T>();
      let sureness: Sureness = 'same';
      for (const chain of levels.flatMap((level) => chains(level, steps.length))) {
        const keys = steps.map((step, index) => unitKeys(step, chain[index]!)[at]!);
        sureness = keys[0]![0];
        const way = keys.map(([, key]) => key).join('/');
        const hits = this.#places.get(`${chain.at(-1)!} ${sureness} ${whole ? '/' : ''}${way}`);
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

/** The levels that the steps of a path ending at `level` may have: a town may stand directly under an oblast. */
function chains(level: UnitLevel, steps: number): readonly (readonly UnitLevel[])[] {
  const last = order.indexOf(level);
  const found: (readonly UnitLevel[])[] = [];
  if (steps <= last + 1) found.push(order.slice(last - steps + 1, last + 1));
  if (level === 'municipality' && steps === 2) found.push(['oblast', 'municipality']);
  return found;
}
