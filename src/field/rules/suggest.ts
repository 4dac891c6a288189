import { nameKey } from '../../methods/names.ts';
import type { GlossaryPair } from '../../methods/matcher/vocabulary.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { problemCatalogue } from '../../needs/rules/catalogue.ts';
import { Wall, wordsWith, type Words } from '../../needs/rules/wall.ts';
import type { StickerCard } from './stickers.ts';
import type { TallyColumn } from './tally.ts';

/**
 * Suggestions while grouping. One problem at most is offered at one tap, and only when the thing and its trouble are
 * understood; a person decides each time (methods 6.3: no likeness may merge anything by itself).
 */

/** Where a sticker may go: a column that stands, or a new one under a known name. */
export type Target =
  { readonly columnId: string; readonly name: string } | { readonly columnId: null; readonly name: string };

export type StickerSuggestion = {
  /** What one tap may choose: one or none. */
  readonly targets: readonly Target[];
  /** Columns that read alike, the nearest first: shown beside a chosen sticker, never at one tap. */
  readonly near: readonly Target[];
  /** The target is so plain that it may be taken by «accept all». */
  readonly sure: boolean;
};

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
  const standing = columns.map(({ id, name, stickers }) => ({
    id,
    name,
    texts: stickers.slice(0, textsCompared).map((one) => one.text),
  }));
  const onWall = new Set(columns.map((column) => nameKey(column.name)));
  const others = names.cycle
    .filter((name) => !onWall.has(nameKey(name)))
    .map((name) => ({ id: `${newMark}${name}`, name }));
  // Words are remembered: taking the texts apart beforehand, in pieces, leaves little for the wall itself.
  const texts = [...standing.flatMap((one) => [one.name, ...one.texts]), ...cards.map((card) => card.text)];
  for (const [index, text] of texts.entries()) {
    names.words.lexicon.tokens(text);
    names.words.reader.read(text);
    if (index % 8 === 7) yield undefined;
  }
  yield undefined;
  const wall = new Wall(names.words, standing, others);
  yield undefined;
  const columnNames = new Map(columns.map((column) => [column.id, column.name]));
  const column = (columnId: string): Target[] => {
    const name = columnNames.get(columnId);
    return name === undefined ? [] : [{ columnId, name }];
  };
  for (const card of cards) {
    const { offer, near } = wall.answer(card.text);
    const fresh = offer?.fresh === true ? names.nameOf(offer.id) : undefined;
    const targets: readonly Target[] =
      fresh === undefined ? column(offer?.id ?? '') : [{ columnId: null, name: fresh }];
    yield [
      card.key,
      { targets, near: near.flatMap(column), sure: targets.length > 0 && offer?.sure === true },
    ];
  }
}

export type KnownNames = {
  readonly words: Words;
  /** Names of the cycle's problems. */
  readonly cycle: readonly string[];
  /** The name behind the id of an offer of a new problem. */
  readonly nameOf: (id: string) => string | undefined;
};

/**
 * The names a problem may be given: those of the cycle first, then the usual ones in the language of the screen.
 * @param terms words that mean the same in two languages, taught by the office.
 */
export function knownNames(
  problems: readonly { readonly name: string }[],
  terms: readonly GlossaryPair[],
  lang: Lang,
): KnownNames {
  const usual = new Map(problemCatalogue.map((entry) => [entry.key, entry[lang]]));
  return {
    words: wordsWith(terms),
    cycle: problems.map(({ name }) => name),
    nameOf: (id) => (id.startsWith(newMark) ? id.slice(newMark.length) : usual.get(id)),
  };
}

/** The title of a new column starts from the sticker's own words, with a capital. */
export function titleFor(text: string): string {
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
