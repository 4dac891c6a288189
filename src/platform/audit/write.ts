import { sql } from 'drizzle-orm';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import { canonicalJson, canonicalValue } from './canonical.ts';
import { factsHash, newestForm, noHash, systemChain } from './chain.ts';

export type AuditFacts = {
  /** `room.verb-object`, the command's name. */
  readonly action: string;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Ids, counts, what changed. No contacts and no answers of people: a row of the log is never removed. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
};

/** For which chain, when, and who did it. */
export type EntryOrigin = {
  /** Null for the system's chain. */
  readonly municipalityId: string | null;
  readonly now: Date;
  readonly actor: { readonly accountId: string; readonly name: string };
};

/**
 * Adds one row to the chain of the scope, in its transaction. Takes the lock of the chain's head, which stands
 * until the transaction ends: to be called last, so that others wait shortly.
 */
export async function writeAudit(scope: MunicipalityScope | SystemScope, facts: AuditFacts): Promise<void> {
  await writeEntry(scope.tx, scope, facts);
}

/** The same without a scope, for what happens before anybody is signed in. */
export async function writeEntry(tx: Tx, origin: EntryOrigin, facts: AuditFacts): Promise<void> {
  const { municipalityId } = origin;
  const chain = municipalityId ?? systemChain;
  const entry = {
    chain,
    municipalityId,
    at: origin.now,
    accountId: clean(origin.actor.accountId),
    actorName: clean(origin.actor.name),
    action: facts.action,
    subjectKind: facts.subjectKind === undefined ? null : clean(facts.subjectKind),
    subjectId: facts.subjectId === undefined ? null : clean(facts.subjectId),
    details: canonicalValue(facts.details ?? {}),
  };
  const said = factsHash(entry, newestForm);
  // One statement, because all writers of the municipality wait for each other from here to the end of the
  // transaction: the head moves on and gives the new row its number and hash (see entryHash).
  await tx.execute(sql`
    with head as (
      insert into audit_head as last (chain, municipality_id, seq, prev_hash, hash)
      values (${chain}, ${municipalityId}, 1, ${noHash},
              encode(sha256(convert_to(${`${noHash}:1:${said}`}, 'UTF8')), 'hex'))
      on conflict (chain) do update
         set seq = last.seq + 1, prev_hash = last.hash,
             hash = encode(sha256(convert_to(last.hash || ':' || (last.seq + 1) || ':' || ${said}::text, 'UTF8')), 'hex')
      returning seq, prev_hash, hash)
    insert into audit_entry (chain, municipality_id, seq, at, account_id, actor_name, action, subject_kind,
                             subject_id, details, form, prev_hash, hash)
    select ${chain}, ${municipalityId}::uuid, head.seq, ${entry.at.toISOString()}::timestamptz,
           ${entry.accountId}, ${entry.actorName}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
           ${canonicalJson(entry.details)}::jsonb, ${newestForm}::smallint, head.prev_hash, head.hash
      from head`);
}

function clean(text: string): string {
  const value = canonicalValue(text);
  return typeof value === 'string' ? value : '';
}
