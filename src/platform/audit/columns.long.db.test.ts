import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, gateFor, type TestDatabase } from '../../../test/database.ts';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { asSystem } from '../auth/events.ts';
import { newId } from '../db/id.ts';
import { openMunicipality } from '../db/scope.ts';
import { noteHeads } from './anchor.ts';
import { entryHash } from './chain.ts';
import { checkAudit, type ChainReport } from './check.ts';
import { writeAudit } from './write.ts';

// Whoever may change the database may still not hide what stands in the log.

let base: TestDatabase;
const municipalities = [newId(), newId()];
const perChain = 8;

beforeAll(async () => {
  base = await createTestDatabase();
  for (const municipality of municipalities) {
    for (let turn = 0; turn < perChain; turn += 1) {
      await openMunicipality(base.db, gateFor('staff', municipality), async (scope) => {
        await writeAudit(scope, {
          action: 'test.act',
          subjectKind: 'thing',
          subjectId: newId(),
          details: { turn },
        });
      });
    }
  }
  // The first rows of the second chain are as stores of before have them.
  await toOldForm(municipalities[1]!, 3);
  await base.db.owner.query('alter table audit_entry drop constraint audit_entry_membership');
  await base.db.owner.query('alter table audit_head drop constraint audit_head_membership');
});
afterAll(async () => await base.drop());

/** Writes a chain anew: rows up to `last` in the old form, the others in the new one. */
async function toOldForm(chain: string, last: number): Promise<void> {
  const rows = await base.db.owner.query('select * from audit_entry where chain = $1 order by seq', [chain]);
  let before = '0'.repeat(64);
  for (const row of rows.rows) {
    const form = Number(row.seq) <= last ? 1 : 2;
    const facts = {
      chain,
      municipalityId: row.municipality_id,
      at: row.at,
      accountId: row.account_id,
      actorName: row.actor_name,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      details: row.details,
    };
    const hash = entryHash(before, Number(row.seq), facts, form);
    await base.db.owner.query(
      'update audit_entry set form = $3, prev_hash = $4, hash = $5 where chain = $1 and seq = $2',
      [chain, row.seq, form, before, hash],
    );
    await base.db.owner.query('update audit_head set prev_hash = $2, hash = $3 where chain = $1', [
      chain,
      before,
      hash,
    ]);
    before = hash;
  }
}

async function check(noted: Parameters<typeof checkAudit>[1] = []): Promise<ChainReport[]> {
  const client = await base.db.owner.connect();
  try {
    return await checkAudit(client, noted);
  } finally {
    client.release();
  }
}

test('old and new rows are whole together, and it is said from where the new form begins', async () => {
  const reports = await check();
  expect(reports.map(({ broken }) => broken)).toEqual([undefined, undefined]);
  const from = (chain: string) => reports.find((report) => report.chain === chain)?.coveredFrom;
  expect(municipalities.map(from)).toEqual([1, 4]);
});

const count = cases({ sample: 60, long: 2000 });
test(
  'each column of any row, changed in any way, is found',
  async () => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const found = await base.db.owner.query<{ name: string; type: string; optional: string }>(
      `select column_name as name, data_type as type, is_nullable as optional from information_schema.columns
        where table_name = 'audit_entry' order by ordinal_position`,
    );
    const columns = found.rows;
    const changed = new Set<string>();
    for (let turn = 0; turn < count; turn += 1) {
      const column = columns[turn % columns.length]!;
      const { name, type } = column;
      const other: Record<string, string> = {
        text: `${name} || 'x'`,
        uuid: `'${newId()}'`,
        bigint: `${name} + ${100 + turn}`,
        smallint: `3 - ${name}`,
        jsonb: `jsonb_set(${name}, '{turn}', '${1000 + turn}')`,
        'timestamp with time zone': `${name} + interval '${1 + turn} ms'`,
      };
      const value = column.optional === 'YES' && next() < 0.5 ? 'null' : other[type];
      expect(value, `${name} is ${type}`).toBeDefined();
      const [chain, seq] = [pick(municipalities), 1 + Math.floor(next() * perChain)];
      const client = await base.db.owner.connect();
      try {
        const kept = await client.query('select * from audit_entry where chain = $1 and seq = $2', [
          chain,
          seq,
        ]);
        await client.query(`update audit_entry set ${name} = ${value} where chain = $1 and seq = $2`, [
          chain,
          seq,
        ]);
        const reports = await checkAudit(client);
        const said = `${name} = ${value} of ${chain === municipalities[0] ? 'new' : 'old'} ${seq}`;
        expect(
          reports.some(({ broken }) => broken !== undefined),
          said,
        ).toBe(true);
        changed.add(name);
        const row = kept.rows[0];
        const moved =
          name === 'chain' ? [`${chain}x`, seq] : name === 'seq' ? [chain, seq + 100 + turn] : [chain, seq];
        const back = name === 'details' ? JSON.stringify(row[name]) : row[name];
        await client.query(`update audit_entry set ${name} = $3 where chain = $1 and seq = $2`, [
          ...moved,
          back,
        ]);
      } finally {
        client.release();
      }
    }
    expect([...changed].sort()).toEqual(columns.map(({ name }) => name).sort());
    expect((await check()).map(({ broken }) => broken)).toEqual([undefined, undefined]);
  },
  patience({ sample: 60_000, long: 600_000 }),
);

test('a row given to nobody is named as hidden, and new ones cannot be written so', async () => {
  const [chain] = municipalities;
  await base.db.owner.query('update audit_entry set municipality_id = null where chain = $1 and seq = 2', [
    chain,
  ]);
  const broken = (await check()).find((report) => report.chain === chain)?.broken;
  expect(broken).toEqual({ seq: 2, reason: 'hidden' });
  await base.db.owner.query(
    'update audit_entry set municipality_id = chain::uuid where chain = $1 and seq = 2',
    [chain],
  );
});

test('rows cut off the end, with the head moved back, are found by what was noted elsewhere', async () => {
  const [chain] = municipalities;
  const earlier = (await check()).map((one) => ({ chain: one.chain, seq: one.entries, hash: one.hash }));
  await base.db.owner.query('delete from audit_entry where chain = $1 and seq = $2', [chain, perChain]);
  await base.db.owner.query(
    `update audit_head h set seq = e.seq, prev_hash = e.prev_hash, hash = e.hash from audit_entry e
      where h.chain = $1 and e.chain = $1 and e.seq = $2`,
    [chain, perChain - 1],
  );
  // Nothing inside the chain shows it: this is what a chain alone cannot see.
  expect((await check()).find((report) => report.chain === chain)?.broken).toBeUndefined();
  const broken = (await check(earlier)).find((report) => report.chain === chain)?.broken;
  expect(broken).toEqual({ seq: perChain, reason: 'cut' });
});

test('the system’s chain notes where the others end, once, and its note finds what is cut after', async () => {
  expect(await noteHeads(base.db, new Date(), asSystem)).toBe(2);
  expect(await noteHeads(base.db, new Date(), asSystem)).toBe(0);
  expect((await check()).every(({ broken }) => broken === undefined)).toBe(true);
  const [, chain] = municipalities;
  await base.db.owner.query('delete from audit_entry where chain = $1 and seq = $2', [chain, perChain]);
  await base.db.owner.query(
    `update audit_head h set seq = e.seq, prev_hash = e.prev_hash, hash = e.hash from audit_entry e
      where h.chain = $1 and e.chain = $1 and e.seq = $2`,
    [chain, perChain - 1],
  );
  const broken = (await check()).find((report) => report.chain === chain)?.broken;
  expect(broken).toEqual({ seq: perChain, reason: 'cut' });
});
