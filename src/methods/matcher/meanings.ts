import { fold } from './fold.ts';
import { lexicon } from './lexicon-lines.ts';
import { kyrgyzStems } from './stems.ts';
import { russianStemOf } from './russian-stem.ts';
import type { GlossaryPair } from './vocabulary.ts';

/** What a word may mean. A thing may say what is wrong with it («чуңкур»: a road, broken). */
export type Meaning = {
  readonly kind: 'thing' | 'context' | 'trouble' | 'filler';
  readonly id: string;
  readonly trouble?: string;
};

type Pair = {
  readonly first: string;
  readonly open: boolean;
  readonly second: string;
  readonly meaning: Meaning;
};
type Tables = {
  readonly wholes: Map<string, Meaning[]>;
  readonly stems: Map<string, Meaning[]>;
  /** By their Russian stems. */
  readonly russian: Map<string, Meaning[]>;
  /** By their first two letters. */
  readonly prefixes: Map<string, { readonly text: string; readonly meaning: Meaning }[]>;
  readonly pairs: Map<string, Pair[]>;
};

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const bare = (entry: string): string => entry.replace(/[*!~]$/, '');

/** A last к or п softens before an ending: чырак, чырагы. */
function softened(text: string): readonly string[] {
  const soft = text.endsWith('к') ? 'г' : text.endsWith('п') ? 'б' : '';
  return soft === '' ? [text] : [text, text.slice(0, -1) + soft];
}

function learn(tables: Tables, entry: string, meaning: Meaning): void {
  const [first = '', second] = entry.split('_');
  if (second !== undefined) {
    const text = bare(first);
    const open = first.endsWith('*');
    for (const end of softened(bare(second))) {
      put(tables.pairs, text.slice(0, 2), { first: text, open, second: end, meaning });
    }
  } else if (entry.endsWith('*')) {
    for (const text of softened(bare(entry))) put(tables.prefixes, text.slice(0, 2), { text, meaning });
  } else if (entry.endsWith('!')) put(tables.wholes, bare(entry), meaning);
  else {
    put(tables.stems, bare(entry), meaning);
    if (entry.endsWith('~')) put(tables.russian, russianStemOf(bare(entry)), meaning);
  }
}

let shared: Tables | undefined;

/** Made when the first text is read: a start need not wait for it. */
function tables(): Tables {
  if (shared) return shared;
  const made: Tables = {
    wholes: new Map(),
    stems: new Map(),
    russian: new Map(),
    prefixes: new Map(),
    pairs: new Map(),
  };
  const all = [
    [lexicon.things, 'thing'],
    [lexicon.contexts, 'context'],
    [lexicon.troubles, 'trouble'],
  ] as const;
  for (const [lines, kind] of all) {
    for (const line of lines.trim().split('\n')) {
      const colon = line.indexOf(':');
      const [id = '', trouble] = line.slice(0, colon).split('/');
      const meaning: Meaning = trouble === undefined ? { kind, id } : { kind, id, trouble };
      for (const entry of fold(line.slice(colon + 1))
        .trim()
        .split(' '))
        learn(made, entry, meaning);
    }
  }
  const filler: Meaning = { kind: 'filler', id: '' };
  for (const word of fold(lexicon.fillers).trim().split(/\s+/))
    learn(made, word.endsWith('*') ? word : `${word}!`, filler);
  // What is not here yet is asked for again.
  if (lexicon.things !== '') shared = made;
  return made;
}

/** Words a reader remembers; a session has a few thousand distinct ones. */
const memory = 20_000;

/** Says what words mean: by the lexicon, and by the pairs of words that an office taught. */
export class Meanings {
  readonly #known = new Map<string, readonly Meaning[]>();
  readonly #terms: readonly GlossaryPair[];
  readonly #taught = new Map<string, readonly Meaning[]>();
  #learned = false;

  constructor(terms: readonly GlossaryPair[] = []) {
    this.#terms = terms;
  }

  /** The taught words, once the lexicon that the other side of a pair may stand in is here. */
  #learn(): void {
    if (this.#learned || lexicon.things === '') return;
    this.#learned = true;
    for (const [index, { ky, ru }] of this.#terms.entries()) {
      const sides = [ky, ru].map((side) => fold(side.trim()));
      // A taught word means what its other side means; two words that nobody knows are a thing of their own.
      const meant = sides.map((side) => this.of(side)).find((found) => found.length > 0) ?? [
        { kind: 'thing', id: `taught-${index}` },
      ];
      for (const side of sides) if (side !== '') this.#taught.set(side, meant);
      this.#known.clear();
    }
  }

  /** Meanings of a folded word, those of its longest known beginning; none when it is not known. */
  of(word: string): readonly Meaning[] {
    this.#learn();
    const remembered = this.#known.get(word);
    if (remembered) return remembered;
    const found = this.#lookUp(word);
    if (this.#known.size >= memory) this.#known.clear();
    this.#known.set(word, found);
    return found;
  }

  /** Meanings of two words that follow each other, when they mean something together. */
  ofPair(word: string, next: string): readonly Meaning[] {
    let best: Meaning[] = [];
    let length = 0;
    for (const { first, open, second, meaning } of tables().pairs.get(word.slice(0, 2)) ?? []) {
      if (!(open ? word.startsWith(first) : word === first) || !next.startsWith(second)) continue;
      const fits = first.length + second.length;
      if (fits < length) continue;
      if (fits > length) best = [];
      length = fits;
      best.push(meaning);
    }
    return best;
  }

  #lookUp(word: string): readonly Meaning[] {
    const stems = kyrgyzStems(word);
    if (this.#taught.size > 0) {
      for (const form of [word, ...stems, russianStemOf(word)]) {
        const taught = this.#taught.get(form);
        if (taught) return taught;
      }
      const russian = russianStemOf(word);
      for (const [side, taught] of this.#taught) if (russianStemOf(side) === russian) return taught;
    }
    const { wholes, prefixes, stems: byStem, russian } = tables();
    const whole = wholes.get(word);
    if (whole) return whole;
    let best: Meaning[] = [];
    let length = 0;
    const take = (size: number, meanings: readonly Meaning[]) => {
      if (size < length || meanings.length === 0) return;
      if (size > length) best = [];
      length = size;
      best.push(...meanings);
    };
    for (const { text, meaning } of prefixes.get(word.slice(0, 2)) ?? []) {
      if (word.startsWith(text)) take(text.length, [meaning]);
    }
    for (const stem of stems) {
      const list = byStem.get(stem);
      if (list) take(stem.length, list);
    }
    const russianStem = russianStemOf(word);
    take(russianStem.length, russian.get(russianStem) ?? []);
    if (best.length > 0) return best;
    // «суусуз»: without water.
    const without = /^(.{3,})с[ыиу]з(?:дык.*)?$/.exec(word)?.[1];
    if (without !== undefined) {
      const thing = this.#lookUp(without);
      if (thing.some(({ kind }) => kind === 'thing')) return [...thing, { kind: 'trouble', id: 'none' }];
    }
    return mistyped(word);
  }
}

/** Shorter words have too many neighbours to guess which one was meant. */
const shortestMistyped = 7;

/** Meanings of the beginning that a word has but for one letter. */
function mistyped(word: string): readonly Meaning[] {
  if (word.length < shortestMistyped) return [];
  for (const { text, meaning } of tables().prefixes.get(word.slice(0, 2)) ?? []) {
    if (text.length >= shortestMistyped && beginsNearly(word, text)) return [meaning];
  }
  return [];
}

/** Whether the word begins with `text` but for one letter changed, missing or added. */
function beginsNearly(word: string, text: string): boolean {
  let at = 0;
  while (word[at] === text[at]) at += 1;
  const rest = text.slice(at + 1);
  return (
    word.startsWith(rest, at + 1) || word.startsWith(text.slice(at), at + 1) || word.startsWith(rest, at)
  );
}
