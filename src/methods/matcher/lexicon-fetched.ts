import type { LexiconLines } from './lexicon-lines.ts';

/** The same as `lexicon-lines.ts` for programs in a browser: empty until it is fetched. */
export const lexicon: LexiconLines = { things: '', contexts: '', fillers: '', troubles: '', compounds: '' };

let fetching: Promise<boolean> | undefined;

/** Fetches the lexicon once. False when it cannot be had now: nothing is offered then, and the next call tries again. */
export async function lexiconHere(address: string | undefined): Promise<boolean> {
  if (lexicon.things !== '') return true;
  if (address === undefined) return false;
  fetching ??= fill(address).catch(() => false);
  const here = await fetching;
  if (!here) fetching = undefined;
  return here;
}

async function fill(address: string): Promise<boolean> {
  const response = await fetch(address);
  if (!response.ok) return false;
  Object.assign(lexicon, (await response.json()) as LexiconLines);
  return true;
}
