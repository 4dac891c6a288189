import type { ClientBase } from 'pg';
import { entryHash, noHash } from './chain.ts';

export type ChainReport = {
  readonly chain: string;
  readonly entries: number;
  /** Hash of the last row: noted elsewhere (on paper), it proves later that nothing before it was changed. */
  readonly hash: string;
  /** The first row that does not fit, if any. */
  readonly broken: { readonly seq: number; readonly reason: BreakReason } | undefined;
};

/**
 * `altered`: the row's content does not give its hash. `unlinked`: it does not follow from the one before.
 * `missing`: a number is skipped. `cut`: rows at the end are gone, or the head was changed.
 */
export type BreakReason = 'altered' | 'unlinked' | 'missing' | 'cut';

type Row = {
  chain: string;
  seq: string;
  at: Date;
  account_id: string;
  actor_name: string;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  details: unknown;
  prev_hash: string;
  hash: string;
};

/**
 * Walks every chain from its first row, in one snapshot, with the memory of one batch.
 * @param client a connection of the owner, which sees all rows; not inside a transaction.
 */
export async function checkAudit(client: ClientBase): Promise<ChainReport[]> {
  await client.query('begin isolation level repeatable read, read only');
  try {
    const there = await client.query<{ there: boolean }>(
      `select to_regclass('public.audit_entry') is not null as there`,
    );
    if (there.rows[0]?.there !== true) return [];
    const heads = await client.query<{ chain: string; seq: string; hash: string }>(
      'select chain, seq, hash from audit_head',
    );
    const known = new Map(heads.rows.map((head) => [head.chain, head]));
    const reports: ChainReport[] = [];
    let walk = new Walk('');
    const finish = (): void => {
      if (walk.chain !== '') reports.push(walk.report(known.get(walk.chain)));
      known.delete(walk.chain);
    };
    await client.query(
      'declare audit_rows no scroll cursor for select * from audit_entry order by chain collate "C", seq',
    );
    for (;;) {
      const batch = await client.query<Row>('fetch 2000 from audit_rows');
      if (batch.rows.length === 0) break;
      for (const row of batch.rows) {
        if (row.chain !== walk.chain) {
          finish();
          walk = new Walk(row.chain);
        }
        walk.step(row);
      }
    }
    finish();
    // Heads whose rows are all gone.
    for (const head of known.values()) reports.push(new Walk(head.chain).report(head));
    return reports;
  } finally {
    await client.query('rollback');
  }
}

class Walk {
  readonly chain: string;
  private seq = 0;
  private hash = noHash;
  private broken: ChainReport['broken'];

  constructor(chain: string) {
    this.chain = chain;
  }

  step(row: Row): void {
    const seq = Number(row.seq);
    if (this.broken === undefined) {
      if (seq !== this.seq + 1) this.broken = { seq: this.seq + 1, reason: 'missing' };
      else if (row.prev_hash !== this.hash) this.broken = { seq, reason: 'unlinked' };
      else if (row.hash !== this.expected(row, seq)) this.broken = { seq, reason: 'altered' };
    }
    this.seq = seq;
    this.hash = row.hash;
  }

  private expected(row: Row, seq: number): string {
    return entryHash(this.hash, seq, {
      chain: row.chain,
      at: row.at,
      accountId: row.account_id,
      actorName: row.actor_name,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      details: row.details,
    });
  }

  report(head: { seq: string; hash: string } | undefined): ChainReport {
    const whole = head !== undefined && Number(head.seq) === this.seq && head.hash === this.hash;
    const broken = this.broken ?? (whole ? undefined : { seq: this.seq + 1, reason: 'cut' as const });
    return { chain: this.chain, entries: this.seq, hash: this.hash, broken };
  }
}
