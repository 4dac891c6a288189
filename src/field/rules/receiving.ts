import type { decisionsRefusals } from '../../decisions/refusals.ts';
import type { needsRefusals } from '../../needs/refusals.ts';
import type { platformRefusals, Refused } from '../../platform/refusals.ts';
import type { publicMeetingsRefusals } from '../../public-meetings/refusals.ts';
import type { fieldRefusals } from '../refusals.ts';
import type { Item } from './items.ts';
import type { Merged } from './merge.ts';

// What the office decides about items, apart from how it keeps them: the same rules whether they lie in tables or,
// in the tests that play through whole days, in memory.

type ItemCode = keyof (typeof fieldRefusals &
  typeof needsRefusals &
  typeof publicMeetingsRefusals &
  typeof decisionsRefusals &
  typeof platformRefusals);

/** Why an item is not taken: the codes of the lists, whose sentences go to the phone with them. */
export type ItemRefusal = {
  readonly code: ItemCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** What else of the same item could not be taken. */
  readonly others?: readonly ItemRefusal[];
};
/** As much of a refusal as an answer carries. */
export const refusalOf = ({ code, params }: Pick<Refused, 'code' | 'params'>): ItemRefusal => {
  // Only a list makes a refusal, and all lists of the rooms that receive are named above.
  const listed = code as ItemCode;
  return params === undefined ? { code: listed } : { code: listed, params };
};

export type Outcome =
  | { readonly state: 'done' }
  | ({ readonly state: 'refused' } & ItemRefusal)
  | ({ readonly state: 'later' } & ItemRefusal);

/**
 * Whether an item was taken before. `another`: its id was, with other words. `kept` is the hash of what was taken
 * under this id; null where none was kept, undefined where nothing was taken.
 */
export function takenBefore(kept: string | null | undefined, hash: string): 'no' | 'yes' | 'another' {
  if (kept === undefined) return 'no';
  return kept === null || kept === hash ? 'yes' : 'another';
}

export const idTaken: Outcome = { state: 'refused', code: 'item-id-taken' };

/** Refusals that may come only of what is lacking: the people, the stickers and the counts stand in the document. */
const ofLacking: ReadonlySet<string> = new Set([
  'writer-unknown',
  'sticker-corrects-unknown',
  'too-many-stickers',
  'too-many-stickers-together',
]);

/**
 * What becomes of items that were not taken before. `refused` are those the receiver could not take. While the
 * document lacks something, nothing is refused that may be lacking for the same reason.
 */
export function outcomesOf(
  items: readonly Pick<Item, 'id'>[],
  refused: ReadonlyMap<string, ItemRefusal>,
  later: Merged['later'],
): Map<string, Outcome> {
  const gap = [...later.values()].includes('document-gap');
  return new Map(
    items.map(({ id }): [string, Outcome] => {
      const code = later.get(id);
      if (code !== undefined) return [id, { state: 'later', code }];
      const refusal = refused.get(id);
      if (!refusal) return [id, { state: 'done' }];
      if (gap && ofLacking.has(refusal.code)) return [id, { state: 'later', code: 'document-gap' }];
      return [id, { state: 'refused', ...refusal }];
    }),
  );
}
