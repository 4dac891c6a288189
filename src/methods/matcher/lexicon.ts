import { fold, wordsOf } from './fold.ts';
import { russianStemOf } from './russian-stem.ts';
import { kyrgyzStems } from './stems.ts';
import { defaultGlossary, defaultStopWords, type GlossaryPair } from './vocabulary.ts';

export interface LexiconOptions {
  readonly stopWords?: readonly string[];
  readonly glossary?: readonly GlossaryPair[];
  /** Words of six letters and more also match when one letter differs. Default true. */
  readonly typos?: boolean;
}

/** A word as the matcher sees it. */
export interface Token {
  readonly id: number;
  readonly folded: string;
  /** Numbers of the strings it may come from: Kyrgyz candidates and the Russian stem. */
  readonly stems: ReadonlySet<number>;
  /** Numbers of the glossary pairs whose Kyrgyz, or Russian, side it is. */
  readonly kyrgyzSide: readonly number[];
  readonly russianSide: readonly number[];
}

/** Shorter stems match too much. */
const shortestStem = 3;
/** Words a matcher remembers; a national import has far fewer distinct ones. */
const memory = 200_000;

/** The Russian stem of a word in lower case (Snowball), with ё read as е. */
export function russianStem(word: string): string {
  return russianStemOf(word.toLowerCase().replaceAll('ё', 'е'));
}

/**
 * Turns words into tokens and says when two tokens mean the same. One language per word is not decided: stickers mix
 * both, so a word carries its Kyrgyz candidates and its Russian stem.
 */
export class Lexicon {
  readonly #stopWords: ReadonlySet<string>;
  /** Whether words that differ by one letter match. */
  readonly typos: boolean;
  readonly #kyrgyzOf = new Map<string, number[]>();
  readonly #russianOf = new Map<string, number[]>();
  readonly #stemIds = new Map<string, number>();
  readonly #tokens = new Map<string, Token>();
  #count = 0;

  constructor(options: LexiconOptions = {}) {
    this.#stopWords = new Set((options.stopWords ?? defaultStopWords).map(fold));
    this.typos = options.typos ?? true;
    for (const [index, pair] of (options.glossary ?? defaultGlossary).entries()) {
      add(this.#kyrgyzOf, fold(pair.ky.trim()), index);
      const russian = pair.ru.trim().toLowerCase().replaceAll('ё', 'е');
      for (const stem of new Set([russian, russianStem(russian)])) add(this.#russianOf, stem, index);
    }
  }

  /** The words of a statement without stop words, each once. */
  tokens(text: string): readonly Token[] {
    const found = new Map<number, Token>();
    for (const word of wordsOf(text)) {
      if (this.#stopWords.has(fold(word))) continue;
      const token = this.#token(word);
      found.set(token.id, token);
    }
    return [...found.values()];
  }

  /** Share a stem, or stand on the two sides of a glossary pair, or (for long words) differ by one letter. */
  match(a: Token, b: Token): boolean {
    return (
      this.sameWord(a, b) || crosses(a.kyrgyzSide, b.russianSide) || crosses(b.kyrgyzSide, a.russianSide)
    );
  }

  /** As {@link match} without the glossary. */
  sameWord(a: Token, b: Token): boolean {
    if (a.id === b.id) return true;
    const [small, large] = a.stems.size < b.stems.size ? [a.stems, b.stems] : [b.stems, a.stems];
    for (const stem of small) if (large.has(stem)) return true;
    return this.typos && differByOneLetter(a.folded, b.folded);
  }

  #token(word: string): Token {
    const known = this.#tokens.get(word);
    if (known) return known;
    const candidates = kyrgyzStems(word);
    const russian = russianStem(word);
    const stems = new Set<number>();
    for (const stem of candidates) if (stem.length >= shortestStem) stems.add(this.#stemId(stem));
    stems.add(this.#stemId(russian));
    const token: Token = {
      id: this.#count++,
      folded: fold(word),
      stems,
      kyrgyzSide: [...candidates].flatMap((stem) => this.#kyrgyzOf.get(stem) ?? []),
      russianSide: this.#russianOf.get(russian) ?? [],
    };
    if (this.#tokens.size > memory) this.#tokens.clear();
    this.#tokens.set(word, token);
    return token;
  }

  #stemId(stem: string): number {
    let id = this.#stemIds.get(stem);
    if (id === undefined) {
      id = this.#stemIds.size;
      this.#stemIds.set(stem, id);
    }
    return id;
  }
}

function add(map: Map<string, number[]>, key: string, value: number): void {
  if (key === '') return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function crosses(a: readonly number[], b: readonly number[]): boolean {
  return a.some((value) => b.includes(value));
}

/** One letter changed, missing or added, in words of at least six letters. */
export function differByOneLetter(a: string, b: string): boolean {
  if (a.length < 6 || b.length < 6 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return endA - start <= 1 && endB - start <= 1;
}
