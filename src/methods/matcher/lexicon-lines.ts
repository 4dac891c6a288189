import { compoundLines } from './compounds.ts';
import { contextLines, fillerWords, thingLines } from './things.ts';
import { troubleLines } from './troubles.ts';

/** The lexicon's lines, as `things.ts`, `troubles.ts` and `compounds.ts` hold them. */
export type LexiconLines = {
  things: string;
  contexts: string;
  fillers: string;
  troubles: string;
  compounds: string;
};

/** Empty texts when it is not here yet. */
export const lexicon: LexiconLines = {
  things: thingLines,
  contexts: contextLines,
  fillers: fillerWords,
  troubles: troubleLines,
  compounds: compoundLines,
};

/**
 * Whether the lexicon is here. In a browser it is a file of its own that is fetched once (`lexicon-fetched.ts`, which
 * the build puts in the place of this module): a phone need not read 90 KB of words as a script.
 */
export async function lexiconHere(_address: string | undefined): Promise<boolean> {
  return await Promise.resolve(true);
}
