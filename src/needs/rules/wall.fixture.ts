import sessionsFile from '../../../test/examples/sticker-sessions.json' with { type: 'json' };
import textsFile from '../../../test/examples/sticker-texts.json' with { type: 'json' };
import ownSessionsFile from '../../../test/examples/sticker-own-sessions.json' with { type: 'json' };
import ownTextsFile from '../../../test/examples/sticker-own-texts.json' with { type: 'json' };
import proofFile from '../../../test/examples/sticker-proof.json' with { type: 'json' };
import { problemCatalogue } from './catalogue.ts';
import { Wall, wordsWith } from './wall.ts';

/**
 * How often offers are right on the example stickers. Three kinds of walls: those of the sessions, with names as staff
 * type them; an empty one, where only usual names can be offered; and one of the usual names, the right one of a sticker
 * with the tempting wrong ones and others drawn by lot.
 */

/** `trying`: the lexicon was mended on these. `proof`: never. `own`: written before it was tried on anything. */
export type Part = 'trying' | 'proof' | 'own';

export type Sums = {
  stickers: number;
  /** Stickers that got something at one tap, and how many of these were wrong. */
  offers: number;
  wrong: number;
  /** Offers that «accept all» would take, and how many of these were wrong. */
  sure: number;
  sureWrong: number;
  /** Stickers whose right problem stands on the wall, and how many of these got it at one tap. */
  standing: number;
  found: number;
};

type Text = {
  readonly id: string;
  readonly text: string;
  readonly right: readonly string[];
  readonly notRight?: readonly string[];
};
type Session = {
  readonly id: string;
  readonly problems: readonly string[];
  readonly stickers: readonly {
    readonly text: string;
    readonly right: string | readonly string[];
    readonly newNames?: readonly string[];
  }[];
};

const proofTexts = new Set(proofFile.texts);
const proofSessions = new Set(proofFile.sessions);

function textsOf(part: Part): readonly Text[] {
  if (part === 'own') return ownTextsFile.stickers;
  return textsFile.stickers.filter(({ id }) => proofTexts.has(id) === (part === 'proof'));
}

function sessionsOf(part: Part): readonly Session[] {
  const list: readonly Session[] = part === 'own' ? ownSessionsFile.sessions : sessionsFile.sessions;
  return part === 'own' ? list : list.filter(({ id }) => proofSessions.has(id) === (part === 'proof'));
}

/** A usual wall has this many names. */
const usualWall = 8;

/** The sums of all walls of a part of the examples. */
export function measured(part: Part): Sums {
  const words = wordsWith([]);
  const sums: Sums = { stickers: 0, offers: 0, wrong: 0, sure: 0, sureWrong: 0, standing: 0, found: 0 };
  const count = (wall: Wall, text: string, rightIds: readonly string[], newKeys: readonly string[]) => {
    const { offer } = wall.answer(text);
    sums.stickers += 1;
    if (rightIds.length > 0) sums.standing += 1;
    if (!offer) return;
    const right = (offer.fresh ? newKeys : rightIds).includes(offer.id);
    sums.offers += 1;
    if (!right) sums.wrong += 1;
    if (offer.sure) sums.sure += 1;
    if (offer.sure && !right) sums.sureWrong += 1;
    if (right && !offer.fresh) sums.found += 1;
  };
  for (const { problems, stickers } of sessionsOf(part)) {
    const wall = new Wall(
      words,
      problems.map((name) => ({ id: name, name, texts: [] })),
      [],
    );
    for (const { text, right, newNames = [] } of stickers) {
      count(wall, text, right === 'new' ? [] : [right].flat(), right === 'new' ? newNames : []);
    }
  }
  const empty = new Wall(words, [], []);
  let drawn = 7;
  const draw = (below: number) => (drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (const { text, right, notRight = [] } of textsOf(part)) {
    count(empty, text, [], right);
    const keys = new Set([...right, ...notRight]);
    while (keys.size < usualWall) keys.add(problemCatalogue[draw(problemCatalogue.length)]?.key ?? '');
    const standing = problemCatalogue
      .filter(({ key }) => keys.has(key))
      .map(({ key, ky }) => ({ id: key, name: ky, texts: [] }));
    count(new Wall(words, standing, []), text, right, []);
  }
  return sums;
}

/** Offers for a sticker on a wall of these names, in words: for tests that name a case. */
export function offered(
  text: string,
  names: readonly string[],
): { name: string; fresh: boolean; sure: boolean } | undefined {
  const wall = new Wall(
    wordsWith([]),
    names.map((name) => ({ id: name, name, texts: [] })),
    [],
  );
  const { offer } = wall.answer(text);
  if (!offer) return undefined;
  const name = offer.fresh
    ? (problemCatalogue.find(({ key }) => key === offer.id)?.ky ?? offer.id)
    : offer.id;
  return { name, fresh: offer.fresh, sure: offer.sure };
}
