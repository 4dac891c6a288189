import { cleanName, mixesAlphabets, nameKey, strangeLetters } from './names.ts';

/** A name that stood in the file in several spellings that are the same, and was counted as one. */
export interface JoinedName {
  readonly name: string;
  readonly others: readonly string[];
  /** Latin or Greek letters among the spellings, as written; empty for spaces, dashes and letter case. */
  readonly letters: readonly string[];
}

/**
 * The spellings of one column: each name is known by the first spelling met. Built row by row, so a file of a million
 * rows costs one look-up a field.
 */
export class Spellings {
  readonly #byText = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  readonly #others = new Map<string, Set<string>>();

  /** The one spelling under which this text is counted; empty for an empty text. */
  of(text: string | undefined): string {
    if (text === undefined || text === '') return '';
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const clean = cleanName(text);
    const name = clean === '' ? '' : this.#first(clean);
    this.#byText.set(text, name);
    return name;
  }

  #first(clean: string): string {
    const key = nameKey(clean) || clean;
    const first = this.#byKey.get(key);
    if (first === undefined) {
      this.#byKey.set(key, clean);
      return clean;
    }
    if (first !== clean) {
      const others = this.#others.get(first);
      if (others) others.add(clean);
      else this.#others.set(first, new Set([clean]));
    }
    return first;
  }

  /** The names, each by the first spelling met. */
  firsts(): IterableIterator<string> {
    return this.#byKey.values();
  }

  /** What was joined, each under the spelling that should be shown: one without letters of another alphabet. */
  joined(): JoinedName[] {
    return [...this.#others].map(([first, others]) => {
      const all = [first, ...others];
      const name = this.shown(first);
      return {
        name,
        others: all.filter((spelling) => spelling !== name),
        letters: [...new Set(all.flatMap((spelling) => strangeLetters(spelling)))],
      };
    });
  }

  /** The spelling to show for a name counted under `first`. */
  shown(first: string): string {
    if (!mixesAlphabets(first)) return first;
    return [...(this.#others.get(first) ?? [])].find((other) => !mixesAlphabets(other)) ?? first;
  }
}

/** Finds a name given beside the table (an option, a table of populations) among the table's own. */
export function spellingFinder(names: Iterable<string>): (name: string) => string {
  const byKey = new Map<string, string>();
  for (const name of names) byKey.set(nameKey(name) || name, name);
  return (name) => byKey.get(nameKey(name) || name) ?? name;
}
