import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/** The chain of everything that belongs to no municipality. */
export const systemChain = 'system';

/** What stands before the first row of a chain. */
export const noHash = '0'.repeat(64);

/** How the hash of new rows is made. Rows of form 1 stand in stores made before and stay as they are. */
export const newestForm = 2;

/** What one row of the log says; everything of the row but its place in the chain. */
export type EntryFacts = {
  readonly chain: string;
  readonly municipalityId: string | null;
  readonly at: Date;
  readonly accountId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: unknown;
};

/**
 * SHA-256, hex, over the canonical JSON of what the row says. Form 1 knew neither the form nor the municipality: there
 * the municipality follows from the chain, which it always covered (see `belongs`).
 * @throws RangeError when no such form was ever written.
 */
export function factsHash(facts: EntryFacts, form: number): string {
  const { chain, municipalityId, at, accountId, actorName, action, subjectKind, subjectId, details } = facts;
  const said = { chain, at, accountId, actorName, action, subjectKind, subjectId, details };
  if (form === 1) return sha256(canonicalJson(said));
  if (form !== newestForm) throw new RangeError(`There is no form ${form} of the log.`);
  return sha256(canonicalJson({ ...said, municipalityId, form }));
}

/** Whether the row stands in the chain of its municipality: a row given to nobody would be shown to nobody. */
export function belongs(row: { readonly chain: string; readonly municipalityId: string | null }): boolean {
  return row.chain === (row.municipalityId ?? systemChain);
}

/**
 * The hash a row carries: SHA-256, hex, over `previous:seq:facts`. So short that the database computes it as well
 * (write.ts), which lets one statement add a row while the chain's lock is held.
 */
export function entryHash(prevHash: string, seq: number, facts: EntryFacts, form: number): string {
  return sha256(`${prevHash}:${seq}:${factsHash(facts, form)}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
