import { Lexicon, type Token } from './lexicon.ts';
import { TokenIndex } from './token-index.ts';

/**
 * How alike two statements read:
 * `sim(A, B) = (Σ weight of A's words matched in B + the same for B) / (Σ weights of A + Σ weights of B)`, with weight
 * `ln((1 + N) / (1 + df)) + 1`, `df` the number of texts that hold the word (methods 6.3).
 *
 * This only orders suggestions. On texts it was not tuned on, one suggestion in four is wrong and four of five true
 * pairs are missed, so no threshold may merge anything by itself (methods 6.3, conclusions).
 */

/** Below this a pair is not worth suggesting; the threshold of the regression fixture F-TXT-2. */
export const suggestionThreshold = 0.3;

export interface Suggestion {
  readonly problemId: string;
  /** From 0 (nothing in common) to 1 (the same words). */
  readonly score: number;
}

export interface KnownProblem {
  readonly id: string;
  readonly title: string;
  /** Statements already grouped under it: people name one problem with many words. */
  readonly statements?: readonly string[];
}

export interface SuggestOptions {
  readonly lexicon?: Lexicon;
  /** How many at most; 5. */
  readonly limit?: number;
  /** Lowest score; lower than {@link suggestionThreshold} by default, because a list costs less than a miss. */
  readonly threshold?: number;
}

interface Weighed {
  readonly token: Token;
  readonly weight: number;
}

/** Texts that are compared with each other: word weights are counted over them. */
export class Corpus {
  readonly lexicon: Lexicon;
  readonly #documents: (readonly Token[])[];
  readonly #index: TokenIndex;
  readonly #weights = new Map<number, number>();
  readonly #flat: boolean;
  #totals: Float64Array | undefined;

  constructor(texts: readonly string[], lexicon: Lexicon = new Lexicon(), options: { flat?: boolean } = {}) {
    this.lexicon = lexicon;
    this.#documents = texts.map((text) => lexicon.tokens(text));
    this.#index = new TokenIndex(lexicon, this.#documents);
    this.#flat = options.flat ?? false;
  }

  /** Similarity of a text to every text of the corpus, in their order. */
  similarities(text: string): Float64Array {
    const words = this.weigh(text);
    let total = 0;
    for (const { weight } of words) total += weight;
    const matched = new Float64Array(this.#documents.length);
    const met = new Map<number, Token>();
    for (const { token, weight } of words) {
      const alike = this.#index.alike(token);
      for (const document of this.#index.documentsWith(alike))
        matched[document] = (matched[document] ?? 0) + weight;
      for (const other of alike) met.set(other.id, other);
    }
    for (const other of met.values()) {
      const weight = this.#weight(other);
      for (const document of this.#index.documentsWith([other])) {
        matched[document] = (matched[document] ?? 0) + weight;
      }
    }
    this.#totals ??= Float64Array.from(this.#documents, (document) =>
      document.reduce((sum, token) => sum + this.#weight(token), 0),
    );
    const totals = this.#totals;
    return matched.map((value, document) => {
      const all = total + (totals[document] ?? 0);
      return all === 0 ? 0 : value / all;
    });
  }

  /** Similarity of two texts, which need not belong to the corpus; 0 when one has no words but stop words. */
  similarity(a: string, b: string): number {
    return this.compare(this.weigh(a), this.weigh(b));
  }

  weigh(text: string): readonly Weighed[] {
    return this.lexicon.tokens(text).map((token) => ({ token, weight: this.#weight(token) }));
  }

  compare(a: readonly Weighed[], b: readonly Weighed[]): number {
    let total = 0;
    let matched = 0;
    // Which words of b were met is kept beside, so that every pair of words is compared once.
    const met = new Array<boolean>(b.length).fill(false);
    for (const left of a) {
      total += left.weight;
      let found = false;
      for (let index = 0; index < b.length; index++) {
        const right = b[index];
        if (right && this.lexicon.match(left.token, right.token)) {
          found = true;
          met[index] = true;
        }
      }
      if (found) matched += left.weight;
    }
    for (const [index, right] of b.entries()) {
      total += right.weight;
      if (met[index]) matched += right.weight;
    }
    return total === 0 ? 0 : matched / total;
  }

  #weight(token: Token): number {
    if (this.#flat) return 1;
    let weight = this.#weights.get(token.id);
    if (weight === undefined) {
      const holders = this.#index.documentsWith(this.#index.same(token)).size;
      weight = Math.log((1 + this.#documents.length) / (1 + holders)) + 1;
      this.#weights.set(token.id, weight);
    }
    return weight;
  }
}

/** Problems prepared for suggestions: build once, ask for every sticker. */
export class ProblemIndex {
  readonly #corpus: Corpus;
  /** For every text of the corpus, the problem it belongs to. */
  readonly #owners: readonly string[];

  constructor(problems: readonly KnownProblem[], lexicon: Lexicon = new Lexicon()) {
    const texts = problems.map((problem) => [...new Set([problem.title, ...(problem.statements ?? [])])]);
    this.#corpus = new Corpus(texts.flat(), lexicon);
    this.#owners = problems.flatMap((problem, index) => (texts[index] ?? []).map(() => problem.id));
  }

  /** Problems that read like the statement, best first; a problem is as near as its nearest text. */
  suggest(statement: string, options: { limit?: number; threshold?: number } = {}): Suggestion[] {
    const { limit = 5, threshold = 0.15 } = options;
    const best = new Map<string, number>();
    for (const [index, score] of this.#corpus.similarities(statement).entries()) {
      const problem = this.#owners[index];
      if (problem === undefined || score === 0 || score < threshold) continue;
      if (score > (best.get(problem) ?? 0)) best.set(problem, score);
    }
    const result = [...best].map(([problemId, score]) => ({ problemId, score }));
    return result.sort((a, b) => b.score - a.score || (a.problemId < b.problemId ? -1 : 1)).slice(0, limit);
  }
}

const sharedLexicon = new Lexicon();
const indexes = new WeakMap<readonly KnownProblem[], { lexicon: Lexicon; index: ProblemIndex }>();

/**
 * Problems that read like `statementText`, best first. The index of a `problems` array is kept as long as the array
 * lives, so asking for many statements with the same array costs one index; pass a new array when problems change.
 */
export function suggest(
  statementText: string,
  problems: readonly KnownProblem[],
  options: SuggestOptions = {},
): Suggestion[] {
  const lexicon = options.lexicon ?? sharedLexicon;
  let entry = indexes.get(problems);
  if (!entry || entry.lexicon !== lexicon) {
    entry = { lexicon, index: new ProblemIndex(problems, lexicon) };
    indexes.set(problems, entry);
  }
  return entry.index.suggest(statementText, options);
}

/** Pairs of texts that read alike, best first: what a facilitator might look at before closing the list. */
export function alikePairs(
  texts: readonly string[],
  options: { lexicon?: Lexicon; threshold?: number } = {},
): { first: number; second: number; score: number }[] {
  const { lexicon = sharedLexicon, threshold = suggestionThreshold } = options;
  const corpus = new Corpus(texts, lexicon);
  const words = texts.map((text) => corpus.weigh(text));
  const result: { first: number; second: number; score: number }[] = [];
  for (const [first, a] of words.entries()) {
    for (let second = first + 1; second < words.length; second++) {
      const score = corpus.compare(a, words[second] ?? []);
      if (score >= threshold) result.push({ first, second, score });
    }
  }
  return result.sort((a, b) => b.score - a.score || a.first - b.first || a.second - b.second);
}

/** Jaccard of letter trigrams: the simple method the others are measured against; not used for suggestions. */
export function trigramSimilarity(a: string, b: string): number {
  const left = trigrams(a);
  const right = trigrams(b);
  let common = 0;
  for (const piece of left) if (right.has(piece)) common += 1;
  const all = left.size + right.size - common;
  return all === 0 ? 0 : common / all;
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text.toLowerCase().trim()} `;
  return new Set(
    Array.from({ length: Math.max(0, padded.length - 2) }, (_, index) => padded.slice(index, index + 3)),
  );
}
