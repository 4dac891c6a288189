import { differByOneLetter, type Lexicon, type Token } from './lexicon.ts';

/** The words of many texts, to be found by another word: which of them are alike, and which texts hold them. */
export class TokenIndex {
  readonly #lexicon: Lexicon;
  readonly #tokens = new Map<number, Token>();
  readonly #documents = new Map<number, number[]>();
  readonly #byStem = new Map<number, Token[]>();
  readonly #byKyrgyz = new Map<number, Token[]>();
  readonly #byRussian = new Map<number, Token[]>();
  readonly #byLength = new Map<number, Token[]>();
  readonly #same = new Map<number, readonly Token[]>();
  readonly #alike = new Map<number, readonly Token[]>();

  constructor(lexicon: Lexicon, documents: readonly (readonly Token[])[]) {
    this.#lexicon = lexicon;
    for (const [index, document] of documents.entries()) {
      for (const token of document) {
        push(this.#documents, token.id, index);
        if (this.#tokens.has(token.id)) continue;
        this.#tokens.set(token.id, token);
        for (const stem of token.stems) push(this.#byStem, stem, token);
        for (const pair of token.kyrgyzSide) push(this.#byKyrgyz, pair, token);
        for (const pair of token.russianSide) push(this.#byRussian, pair, token);
        push(this.#byLength, token.folded.length, token);
      }
    }
  }

  /** Words of the texts that are the same word as `token`, by stem or by one letter. */
  same(token: Token): readonly Token[] {
    const known = this.#same.get(token.id);
    if (known) return known;
    const found = new Set<Token>();
    for (const stem of token.stems) for (const other of this.#byStem.get(stem) ?? []) found.add(other);
    if (this.#lexicon.typos) {
      const { length } = token.folded;
      for (const near of [length - 1, length, length + 1]) {
        for (const other of this.#byLength.get(near) ?? []) {
          if (differByOneLetter(token.folded, other.folded)) found.add(other);
        }
      }
    }
    const result = [...found];
    this.#same.set(token.id, result);
    return result;
  }

  /** As {@link same}, with the words on the other side of the glossary. */
  alike(token: Token): readonly Token[] {
    const known = this.#alike.get(token.id);
    if (known) return known;
    const found = new Set(this.same(token));
    for (const pair of token.kyrgyzSide)
      for (const other of this.#byRussian.get(pair) ?? []) found.add(other);
    for (const pair of token.russianSide)
      for (const other of this.#byKyrgyz.get(pair) ?? []) found.add(other);
    const result = [...found];
    this.#alike.set(token.id, result);
    return result;
  }

  /** The texts that hold at least one of the words. */
  documentsWith(tokens: readonly Token[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const token of tokens)
      for (const document of this.#documents.get(token.id) ?? []) found.add(document);
    return found;
  }
}

function push<V>(map: Map<number, V[]>, key: number, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
