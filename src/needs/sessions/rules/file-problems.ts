import { NameIndex } from '../../../methods/name-index.ts';
import { possibleKey } from '../../../methods/names.ts';
import { Spellings } from '../../../methods/spellings.ts';
import type { FileNote } from './session-file-outcome.ts';

/**
 * The names of problems in a file, against each other and against the cycle's own: spellings that are the same name
 * are one problem, under the name it has already; names that only may be one stay apart and are said.
 */
export class FileProblems {
  readonly #spellings = new Spellings();
  readonly #known = new NameIndex<string>();
  readonly #names: readonly string[];
  readonly #final = new Map<string, string>();

  /** @param known names of the cycle's problems */
  constructor(known: readonly string[]) {
    this.#names = known;
    for (const name of known) this.#known.add(name, name);
  }

  /** The spelling under which a cell's problem is read; its {@link name} is known when all rows were. */
  of(cell: string): string {
    return this.#spellings.of(cell);
  }

  /** The name under which a problem that was read is entered. */
  name(spelling: string): string {
    let name = this.#final.get(spelling);
    if (name === undefined) {
      const standing = this.#known.find(spelling);
      name = standing.kind === 'same' ? standing.value : this.#spellings.shown(spelling);
      this.#final.set(spelling, name);
    }
    return name;
  }

  /** What became of the spellings: joined, put under a problem that stands, or left apart though alike. */
  notes(): FileNote[] {
    const note = (code: FileNote['code'], params: FileNote['params']): FileNote => ({
      sheet: '',
      row: 0,
      code,
      params,
    });
    const notes = this.#spellings.joined().map(({ name, others, letters }) =>
      note(letters.length === 0 ? 'problem-joined' : 'problem-joined-letters', {
        name: this.name(name),
        others: others.join('; '),
        letters: letters.join(' '),
      }),
    );
    const firsts = [...this.#spellings.firsts()];
    for (const first of firsts) {
      const name = this.name(first);
      if (this.#names.includes(name) && name !== first)
        notes.push(note('problem-known', { value: first, name }));
    }
    const mine = new Set(firsts.map((first) => this.name(first)));
    const alike = new Map<string, Set<string>>();
    for (const name of [...mine, ...this.#names]) {
      const key = possibleKey(name);
      if (key !== '') alike.set(key, (alike.get(key) ?? new Set()).add(name));
    }
    for (const names of alike.values()) {
      if (names.size > 1 && [...names].some((name) => mine.has(name)))
        notes.push(note('problems-alike', { names: [...names].join('; ') }));
    }
    return notes;
  }
}
