import type { ClientBase } from 'pg';
import { anchorAction, notedHeads } from './anchor.ts';
import { belongs, entryHash, newestForm, noHash, systemChain } from './chain.ts';

export type ChainReport = {
  readonly chain: string;
  readonly entries: number;
  /** Hash of the last row: noted elsewhere (on paper), it proves later that nothing before it was changed. */
  readonly hash: string;
  /** Number of the first row whose hash covers every column; undefined when all rows are older, or there are none. */
  readonly coveredFrom: number | undefined;
  /** The first row that does not fit, if any. */
  readonly broken: { readonly seq: number; readonly reason: BreakReason } | undefined;
};

/**
 * `altered`: the row's content does not give its hash. `unlinked`: it does not follow from the one before.
 * `missing`: a number is skipped. `cut`: rows at the end are gone, or the head was changed. `hidden`: the row was given
 * to another municipality or to none, so that a journal does not show it. `rewritten`: the row is not the one that was
 * noted elsewhere before (in the system's chain, or in the file given).
 */
export type BreakReason = 'altered' | 'unlinked' | 'missing' | 'cut' | 'hidden' | 'rewritten';

/** A row that was noted: its chain, its number and its hash. */
export type NotedHead = { readonly chain: string; readonly seq: number; readonly hash: string };

type Row = {
  chain: string;
  municipality_id: string | null;
  seq: string;
  form?: number;
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

type Head = {
  readonly chain: string;
  readonly municipality_id: string | null;
  readonly seq: string;
  readonly prev_hash: string;
  readonly hash: string;
};

/**
 * Walks every chain from its first row, in one snapshot, with the memory of one batch.
 * @param client a connection of the owner, which sees all rows; not inside a transaction.
 * @param noted rows that were noted outside of the database: they must still stand with the same hash.
 */
export async function checkAudit(
  client: ClientBase,
  noted: readonly NotedHead[] = [],
): Promise<ChainReport[]> {
  await client.query('begin isolation level repeatable read, read only');
  try {
    const there = await client.query<{ there: boolean }>(
      `select to_regclass('public.audit_entry') is not null as there`,
    );
    if (there.rows[0]?.there !== true) return [];
    const heads = await client.query<Head>('select * from audit_head');
    const known = new Map(heads.rows.map((head) => [head.chain, head]));
    const marks = marksOf([...(await anchors(client)), ...noted]);
    const reports: ChainReport[] = [];
    let walk = new Walk('', undefined);
    const finish = (): void => {
      if (walk.chain !== '') reports.push(walk.report(known.get(walk.chain)));
      known.delete(walk.chain);
      marks.delete(walk.chain);
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
          walk = new Walk(row.chain, marks.get(row.chain));
        }
        walk.step(row);
      }
    }
    finish();
    // Heads and notes whose rows are all gone.
    for (const chain of new Set([...known.keys(), ...marks.keys()])) {
      reports.push(new Walk(chain, marks.get(chain)).report(known.get(chain)));
    }
    return reports;
  } finally {
    await client.query('rollback');
  }
}

/** What the system's chain noted about the others (see anchor.ts). */
async function anchors(client: ClientBase): Promise<NotedHead[]> {
  const found = await client.query<{ details: unknown }>(
    `select details from audit_entry where chain = $1 and action = $2 order by seq`,
    [systemChain, anchorAction],
  );
  return found.rows.flatMap(({ details }) => notedHeads(details));
}

function marksOf(noted: readonly NotedHead[]): Map<string, Map<number, Set<string>>> {
  const marks = new Map<string, Map<number, Set<string>>>();
  for (const { chain, seq, hash } of noted) {
    const rows = marks.get(chain) ?? new Map<number, Set<string>>();
    marks.set(chain, rows.set(seq, (rows.get(seq) ?? new Set<string>()).add(hash)));
  }
  return marks;
}

class Walk {
  readonly chain: string;
  private readonly marks: Map<number, Set<string>>;
  private seq = 0;
  private hash = noHash;
  private prevHash = noHash;
  private coveredFrom: number | undefined;
  private broken: ChainReport['broken'];

  constructor(chain: string, marks: ReadonlyMap<number, Set<string>> | undefined) {
    this.chain = chain;
    this.marks = new Map(marks);
  }

  step(row: Row): void {
    const seq = Number(row.seq);
    const form = row.form ?? 1;
    const reason = this.reasonAgainst(row, seq, form);
    if (reason !== undefined) this.broken ??= { seq: reason === 'missing' ? this.seq + 1 : seq, reason };
    if (form === newestForm) this.coveredFrom ??= seq;
    this.marks.delete(seq);
    this.seq = seq;
    this.prevHash = row.prev_hash;
    this.hash = row.hash;
  }

  private reasonAgainst(row: Row, seq: number, form: number): BreakReason | undefined {
    if (seq !== this.seq + 1) return 'missing';
    if (row.prev_hash !== this.hash) return 'unlinked';
    // Nobody goes back to the old way of writing.
    if (form !== newestForm && (form !== 1 || this.coveredFrom !== undefined)) return 'altered';
    const municipalityId = row.municipality_id;
    if (!belongs({ chain: row.chain, municipalityId })) return 'hidden';
    const facts = {
      chain: row.chain,
      municipalityId,
      at: row.at,
      accountId: row.account_id,
      actorName: row.actor_name,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      details: row.details,
    };
    if (row.hash !== entryHash(this.hash, seq, facts, form)) return 'altered';
    const marked = this.marks.get(seq);
    return marked && !(marked.size === 1 && marked.has(row.hash)) ? 'rewritten' : undefined;
  }

  report(head: Head | undefined): ChainReport {
    const whole =
      head !== undefined &&
      Number(head.seq) === this.seq &&
      head.hash === this.hash &&
      head.prev_hash === this.prevHash &&
      belongs({ chain: head.chain, municipalityId: head.municipality_id }) &&
      // Rows that were noted and come after the last one: the end is gone although the head agrees.
      this.marks.size === 0;
    const broken = this.broken ?? (whole ? undefined : { seq: this.seq + 1, reason: 'cut' as const });
    return { chain: this.chain, entries: this.seq, hash: this.hash, coveredFrom: this.coveredFrom, broken };
  }
}
