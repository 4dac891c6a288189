import { sql, type SQL } from 'drizzle-orm';
import { systemChain } from '../audit/chain.ts';
import type { Database } from '../db/connect.ts';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import { asSystem } from './events.ts';

/** One event of an account, as it may be shown. */
export type EventLine = {
  readonly seq: number;
  readonly at: Date;
  /** `account.<kind>`. */
  readonly action: string;
  readonly actorName: string;
  /** Whose account; null when nobody was known. */
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

type Part = { readonly offset?: number; readonly limit: number };

async function linesWhere(tx: Tx, condition: SQL, { offset = 0, limit }: Part): Promise<EventLine[]> {
  const found = await tx.execute<Omit<EventLine, 'seq' | 'at'> & { seq: string; at: string }>(sql`
    select e.seq, e.at, e.action, e.actor_name as "actorName", e.subject_id as "accountId", u.name as "accountName",
           e.details
      from audit_entry e left join auth_user u on u.id::text = e.subject_id
     where e.chain = ${systemChain} and e.action like 'account.%' and ${condition}
     order by e.seq desc limit ${limit} offset ${offset}`);
  return found.rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at) }));
}

/** What happened to one's own account, the newest first. */
export async function eventsOf(db: Database, accountId: string, part: Part): Promise<EventLine[]> {
  return await db.appQueries.transaction(
    async (tx) =>
      await asSystem(tx, async () => await linesWhere(tx, sql`e.subject_id = ${accountId}`, part)),
  );
}

/**
 * What happened to the accounts of people who work in the municipality, since they do. What they do elsewhere is not
 * among it: of roles only those of this municipality, of sign-ins that they were.
 */
export async function eventsIn(scope: MunicipalityScope, part: Part): Promise<EventLine[]> {
  const { municipalityId } = scope;
  const here = sql`exists (select from role_assignment r where r.municipality_id = ${municipalityId}
    and r.account_id::text = e.subject_id and r.valid_from <= e.at and (r.valid_to is null or r.valid_to >= e.at))
    and (e.details->>'municipalityId' is null or e.details->>'municipalityId' = ${municipalityId})
    and e.action not like 'account.administrator-%'`;
  return await asSystem(scope.tx, async () => await linesWhere(scope.tx, here, part));
}

/** Everything, for system administrators; of one account when it is given. */
export async function allEvents(
  scope: SystemScope,
  part: Part & { readonly accountId?: string | undefined },
): Promise<EventLine[]> {
  const condition = part.accountId === undefined ? sql`true` : sql`e.subject_id = ${part.accountId}`;
  return await linesWhere(scope.tx, condition, part);
}
