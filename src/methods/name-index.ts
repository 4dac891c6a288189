import { cleanName, nameKey, possibleKey } from './names.ts';

/** What a written name was found to be. */
export type NameMatch<T> =
  | { readonly kind: 'none' }
  /** The one meant without doubt; `name` is how it is written where it stands. */
  | { readonly kind: 'same'; readonly value: T; readonly name: string }
  /** Only ө/о, ү/у, ң/н, punctuation or writing together differ, and nothing else fits: to be taken and said. */
  | { readonly kind: 'possible'; readonly value: T; readonly name: string }
  /** Several fit equally well: nobody may choose for the writer. */
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] };

type Entry<T> = { readonly value: T; readonly name: string };

/**
 * Things found by the names people write. Each may be offered under several names; one thing that fits by two of its
 * names is still one. A name written exactly so wins over one that is the same after folding, and that over a possible
 * one.
 */
export class NameIndex<T> {
  readonly #exact = new Map<string, Entry<T>[]>();
  readonly #same = new Map<string, Entry<T>[]>();
  readonly #possible = new Map<string, Entry<T>[]>();

  add(name: string, value: T): void {
    const entry = { value, name: cleanName(name) };
    put(this.#exact, entry.name, entry);
    put(this.#same, nameKey(name), entry);
    put(this.#possible, possibleKey(name), entry);
  }

  find(name: string): NameMatch<T> {
    const same = this.#exact.get(cleanName(name)) ?? this.#same.get(nameKey(name));
    const found = same ?? this.#possible.get(possibleKey(name));
    if (found === undefined || possibleKey(name) === '') return { kind: 'none' };
    const [first] = found;
    if (first === undefined || found.some((entry) => entry.value !== first.value)) {
      return { kind: 'ambiguous', names: [...new Set(found.map((entry) => entry.name))] };
    }
    return { kind: same ? 'same' : 'possible', ...first };
  }
}

function put<T>(map: Map<string, Entry<T>[]>, key: string, entry: Entry<T>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else if (!list.some((other) => other.value === entry.value)) list.push(entry);
}
