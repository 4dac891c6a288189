import { Lexicon } from '../../methods/matcher/lexicon.ts';
import { overlap } from '../../methods/matcher/meant.ts';
import { offerFor, type Known } from '../../methods/matcher/offers.ts';
import { Reader, type Reading } from '../../methods/matcher/reading.ts';
import { ProblemIndex } from '../../methods/matcher/similarity.ts';
import { defaultGlossary, type GlossaryPair } from '../../methods/matcher/vocabulary.ts';
import { nameKey } from '../../methods/names.ts';
import { knownProblem, usualProblems } from './problem-meanings.ts';

/**
 * Which problem a sticker may be led to: the same answer on the phone, on the office's board and wherever a name is
 * asked about. One problem at most is offered, and only when the thing and its trouble are understood; everything else
 * that reads alike is ordered, and a person decides.
 */

/** Words and readings that were worked out; one serves all boards of a municipality. */
export type Words = { readonly reader: Reader; readonly lexicon: Lexicon };

/** @param terms words that mean the same in two languages, taught by the office. */
export function wordsWith(terms: readonly GlossaryPair[]): Words {
  return { reader: new Reader(terms), lexicon: new Lexicon({ glossary: [...defaultGlossary, ...terms] }) };
}

/** A problem of the wall, with the stickers that were put under it. */
export type Standing = { readonly id: string; readonly name: string; readonly texts: readonly string[] };

/** A name that a new problem may be given. `id` tells it from the standing ones. */
export type UsualName = { readonly id: string; readonly name: string };

export type Answer = {
  /** The problem that one tap may choose. */
  readonly offer: { readonly id: string; readonly fresh: boolean; readonly sure: boolean } | undefined;
  /** Standing problems that read alike, the nearest first, without the offered one: for the order of a list only. */
  readonly near: readonly string[];
};

/** Lowest likeness of words by which a problem is put forward in a list. */
const likeEnough = 0.15;
const mostNear = 3;

const sameReading = (a: Reading, b: Reading): boolean =>
  a.about === b.about &&
  a.troubles.size === b.troubles.size &&
  [...a.troubles].every((trouble) => b.troubles.has(trouble));

/** The problems of a wall, prepared for many stickers. */
export class Wall {
  readonly #words: Words;
  readonly #standing: readonly Known[];
  readonly #usual: readonly Known[];
  readonly #index: ProblemIndex;
  /** Readings of the stickers of each problem, in the order of the wall. */
  readonly #grouped: readonly (readonly Reading[])[];
  /** The problem that holds these very words; undefined for words that two of them hold. */
  readonly #holding = new Map<string, string | undefined>();

  /** @param names names of other sessions; those of the catalogue that mean something else are added. */
  constructor(words: Words, standing: readonly Standing[], names: readonly UsualName[]) {
    this.#words = words;
    const { reader, lexicon } = words;
    this.#standing = standing.map(({ id, name }) => knownProblem(reader, id, name));
    const own = names.map(({ id, name }) => knownProblem(reader, id, name));
    const means = (a: Known) => (b: Known) => a.meant && b.meant && overlap(a.meant, b.meant);
    this.#usual = [...own, ...usualProblems(reader).filter((one) => !own.some(means(one)))];
    this.#index = new ProblemIndex(
      standing.map(({ id, name, texts }) => ({ id, title: name, statements: texts })),
      lexicon,
    );
    this.#grouped = standing.map(({ texts }) => texts.map((text) => reader.read(text)));
    for (const { id, name, texts } of standing) {
      for (const key of new Set([name, ...texts].map(nameKey))) {
        this.#holding.set(key, this.#holding.has(key) ? undefined : id);
      }
    }
  }

  answer(text: string): Answer {
    const reading = this.#words.reader.read(text);
    const offer = this.#offer(text, reading);
    const near = this.#index
      .suggest(text, { limit: mostNear + 1, threshold: likeEnough })
      .map(({ problemId }) => problemId)
      .filter((id) => id !== offer?.id)
      .slice(0, mostNear);
    return { offer, near };
  }

  #offer(text: string, reading: Reading): Answer['offer'] {
    const holder = this.#holding.get(nameKey(text));
    if (holder !== undefined) return { id: holder, fresh: false, sure: true };
    const offer = offerFor(reading, this.#standing, this.#usual);
    const taught = this.#taughtBy(reading);
    if (taught === undefined) return offer;
    // People have put what says the same under a problem already: that decides, unless its name says otherwise.
    if (offer && !offer.fresh && offer.id !== taught) return undefined;
    return { id: taught, fresh: false, sure: offer?.id === taught && offer.sure };
  }

  /** The one problem under which a sticker stands that says the same. */
  #taughtBy(reading: Reading): string | undefined {
    if (reading.about === '' || reading.troubles.size === 0 || reading.doubtful) return undefined;
    const holders = this.#standing.filter((_, at) =>
      this.#grouped[at]?.some((one) => !one.doubtful && sameReading(one, reading)),
    );
    return holders.length === 1 ? holders[0]?.id : undefined;
  }
}
