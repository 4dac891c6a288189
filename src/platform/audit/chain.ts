import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/** The chain of everything that belongs to no municipality. */
export const systemChain = 'system';

/** What stands before the first row of a chain. */
export const noHash = '0'.repeat(64);

/** What one row of the log says; everything of the row but its place in the chain. */
export type EntryFacts = {
  readonly chain: string;
  readonly at: Date;
  readonly accountId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: unknown;
};

/** SHA-256, hex, over the canonical JSON of what the row says. */
export function factsHash(facts: EntryFacts): string {
  const { chain, at, accountId, actorName, action, subjectKind, subjectId, details } = facts;
  return sha256(canonicalJson({ chain, at, accountId, actorName, action, subjectKind, subjectId, details }));
}

/**
 * The hash a row carries: SHA-256, hex, over `previous:seq:facts`. So short that the database computes it as well
 * (write.ts), which lets one statement add a row while the chain's lock is held.
 */
export function entryHash(prevHash: string, seq: number, facts: EntryFacts): string {
  return sha256(`${prevHash}:${seq}:${factsHash(facts)}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
