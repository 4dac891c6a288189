import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';

/** What somebody entered at once, as it stands now. */
export type Batch = {
  readonly id: string;
  /** Stickers of it that still count as they were entered. */
  readonly standing: number;
  readonly first: string;
  readonly byName: string;
  readonly at: Date;
};

/**
 * The last entry of a session of which something still stands untouched: this account's own, else anybody's.
 * Undefined when there is none.
 */
export async function lastBatch(scope: MunicipalityScope, sessionId: string): Promise<Batch | undefined> {
  const { municipalityId, actor } = scope;
  const found = await scope.tx.execute<{
    id: string;
    standing: number;
    first: string;
    by_name: string;
    at: string;
  }>(sql`
    select s.batch_id::text as id, count(*)::int as standing, min(s.by_name) as by_name,
           (array_agg(s.text order by s.id))[1] as first, min(s.created_at) as at
      from statement s
     where s.municipality_id = ${municipalityId} and s.session_id = ${sessionId} and s.batch_id is not null
       and not s.withdrawn and not exists (select from statement later
             where later.municipality_id = s.municipality_id and later.corrects_id = s.id)
     group by s.batch_id
     order by bool_or(s.by_account_id = ${actor.accountId}) desc, min(s.created_at) desc, s.batch_id desc
     limit 1`);
  const row = found.rows[0];
  return (
    row && { id: row.id, standing: row.standing, first: row.first, byName: row.by_name, at: new Date(row.at) }
  );
}

/** A row of a batch, and what has become of it. */
export type BatchRow = {
  readonly id: string;
  readonly participantId: string | null;
  readonly text: string;
  readonly sex: 'female' | 'male' | null;
  readonly entry: 'sticker' | 'count';
  /** What stands in its place: nothing, a corrected text, or that it was taken back. */
  readonly later: 'none' | 'corrected' | 'withdrawn';
  /** It stands under a problem now. */
  readonly placed: boolean;
  /** Times it was put somewhere. */
  readonly moves: number;
};

/** The rows of a batch in the order they were entered. */
export async function batchRows(
  scope: MunicipalityScope,
  sessionId: string,
  batchId: string,
): Promise<BatchRow[]> {
  const found = await scope.tx.execute<{
    id: string;
    participant_id: string | null;
    text: string;
    sex: 'female' | 'male' | null;
    entry: 'sticker' | 'count';
    later: BatchRow['later'];
    placed: boolean;
    moves: number;
  }>(sql`
    select s.id::text as id, s.participant_id::text as participant_id, s.text, s.sex, s.entry,
           case when later.id is null then 'none' when later.withdrawn then 'withdrawn' else 'corrected' end as later,
           p.statement_id is not null as placed,
           (select count(*)::int from grouping g
             where g.municipality_id = s.municipality_id and g.statement_id = s.id) as moves
      from statement s
      left join statement later on later.municipality_id = s.municipality_id and later.corrects_id = s.id
      left join placement p on p.municipality_id = s.municipality_id and p.statement_id = s.id
     where s.municipality_id = ${scope.municipalityId} and s.session_id = ${sessionId} and s.batch_id = ${batchId}
     order by s.id`);
  return found.rows.map(({ participant_id: participantId, ...row }) => ({ ...row, participantId }));
}
