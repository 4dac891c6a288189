import { nameKey } from '../../methods/names.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { Lexicon } from '../../methods/matcher/lexicon.ts';
import { ProblemIndex, type KnownProblem } from '../../methods/matcher/similarity.ts';
import { defaultGlossary, type GlossaryPair } from '../../methods/matcher/vocabulary.ts';
import { problemCatalogue } from '../../needs/rules/catalogue.ts';
import type { StickerCard } from './stickers.ts';
import type { TallyColumn } from './tally.ts';

/**
 * Suggestions while grouping: the column, or the name of a new one, that reads like a sticker. They only order what
 * is offered; a person decides each time (methods 6.3: no likeness may merge anything by itself).
 */

/** Where a sticker may go: a column that stands, or a new one under a known name. */
export type Target =
  { readonly columnId: string; readonly name: string } | { readonly columnId: null; readonly name: string };

export type StickerSuggestion = {
  /** Best first, at most three: columns that stand, then one known name when no column fits well. */
  readonly targets: readonly Target[];
  /** The first target is so near that it may be offered for «accept all». */
  readonly sure: boolean;
};

/** So near that hardly anything else can be meant: at least this many of the weighed words agree … */
const sureScore = 0.6;
/** … and the next one is this much further away. */
const sureLead = 0.15;
/** A column nearer than this needs no new name beside it. */
const goodScore = 0.3;
/** Most stickers of a column that are compared: more of them add time, not sense. */
const textsCompared = 12;

const newMark = 'new:';

/**
 * Suggestions for the cards, in pieces: each step does a few milliseconds of work, so that a slow phone can answer a
 * finger between two of them. Yields after each piece; the values come with the cards.
 */
export function* suggestionsFor(
  cards: readonly StickerCard[],
  columns: readonly TallyColumn[],
  names: KnownNames,
): Generator<readonly [key: string, suggestion: StickerSuggestion] | undefined, void> {
  if (cards.length === 0) return;
  const standing = new Set(columns.map((column) => nameKey(column.name)));
  const problems: KnownProblem[] = [
    ...columns.map((column) => ({
      id: column.id,
      title: column.name,
      statements: column.stickers.slice(0, textsCompared).map((one) => one.text),
    })),
    ...names.entries
      .filter((entry) => !entry.spellings.some((spelling) => standing.has(nameKey(spelling))))
      .map((entry, index) => ({
        id: `${newMark}${index}:${entry.name}`,
        title: entry.name,
        statements: entry.spellings,
      })),
  ];
  // The lexicon remembers words: taking them apart beforehand, in pieces, leaves little for the index itself.
  const texts = [
    ...problems.flatMap((one) => [one.title, ...(one.statements ?? [])]),
    ...cards.map((c) => c.text),
  ];
  for (const [index, text] of texts.entries()) {
    names.lexicon.tokens(text);
    if (index % 8 === 7) yield undefined;
  }
  yield undefined;
  const index = new ProblemIndex(problems, names.lexicon);
  yield undefined;
  const columnNames = new Map(columns.map((column) => [column.id, column.name]));
  for (const card of cards) {
    const found = index.suggest(card.text, { limit: 6, threshold: 0.15 });
    const targets: Target[] = [];
    const [best, second] = found;
    for (const { problemId } of found) {
      const name = columnNames.get(problemId);
      if (name !== undefined && targets.length < 3) targets.push({ columnId: problemId, name });
    }
    const known = found.find(({ problemId }) => problemId.startsWith(newMark));
    const nearest = found.find(({ problemId }) => columnNames.has(problemId));
    if (known && (!nearest || nearest.score < goodScore || known.score > nearest.score)) {
      const name = known.problemId.slice(known.problemId.indexOf(':', newMark.length) + 1);
      const target: Target = { columnId: null, name };
      if (known === best) targets.unshift(target);
      else targets.push(target);
    }
    yield [
      card.key,
      {
        targets: targets.slice(0, 3),
        sure:
          best !== undefined &&
          targets.length > 0 &&
          best.score >= sureScore &&
          best.score - (second?.score ?? 0) >= sureLead,
      },
    ];
  }
}

export type KnownNames = {
  readonly lexicon: Lexicon;
  readonly entries: readonly { readonly name: string; readonly spellings: readonly string[] }[];
};

/**
 * The names a problem may be given: those of the cycle first, then the usual ones in the language of the screen.
 * @param terms words that mean the same in two languages, learned by the office.
 */
export function knownNames(
  problems: readonly { readonly name: string }[],
  terms: readonly GlossaryPair[],
  lang: Lang,
): KnownNames {
  const taken = new Set(problems.map(({ name }) => nameKey(name)));
  return {
    lexicon: new Lexicon({ glossary: [...defaultGlossary, ...terms] }),
    entries: [
      ...problems.map(({ name }) => ({ name, spellings: [name] })),
      ...problemCatalogue
        .filter((entry) => ![entry.ky, entry.ru, entry.en].some((name) => taken.has(nameKey(name))))
        .map((entry) => ({ name: entry[lang], spellings: [entry.ky, entry.ru] })),
    ],
  };
}

/** The title of a new column for a sticker: the known name that fits, else its own words with a capital. */
export function titleFor(text: string, suggestion: StickerSuggestion | undefined): string {
  const known = suggestion?.targets.find((target) => target.columnId === null);
  if (known) return known.name;
  const words = text.trim().slice(0, 200);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What «accept all sure ones» would do: stickers by the column they go to, most first. */
export function sureGroups(
  cards: readonly StickerCard[],
  suggestions: ReadonlyMap<string, StickerSuggestion>,
): readonly { readonly target: Target; readonly cards: readonly StickerCard[] }[] {
  const groups = new Map<string, { target: Target; cards: StickerCard[] }>();
  for (const card of cards) {
    const suggestion = suggestions.get(card.key);
    const [target] = suggestion?.targets ?? [];
    if (!suggestion?.sure || !target) continue;
    const key = target.columnId ?? `${newMark}${nameKey(target.name)}`;
    const group = groups.get(key);
    if (group) group.cards.push(card);
    else groups.set(key, { target, cards: [card] });
  }
  const size = (group: { cards: readonly StickerCard[] }) =>
    group.cards.reduce((sum, card) => sum + card.stickers.length, 0);
  return [...groups.values()].sort((a, b) => size(b) - size(a));
}
