import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, gateFor, type TestDatabase } from '../../../test/database.ts';
import { newId } from '../db/id.ts';
import { openMunicipality } from '../db/scope.ts';
import { checkAudit, type ChainReport } from './check.ts';
import { writeAudit } from './write.ts';

let base: TestDatabase;
const one = newId();
const other = newId();

beforeEach(async () => {
  base = await createTestDatabase();
  for (const municipality of [one, other]) {
    for (let turn = 1; turn <= 4; turn += 1) {
      const details = {
        turn,
        ү: 'өң \u0000 \ud800 " \\ \u2028',
        b: [1.5e300, -0, 1e21, 0.1, null, undefined, true],
        a: { date: new Date(0), big: 12n, deep: { z: 1, y: '' } },
      };
      await openMunicipality(
        base.db,
        gateFor('staff', municipality, { name: 'Нурбек\u0000' }),
        async (scope) =>
          await writeAudit(scope, { action: 'test.act', subjectKind: 'thing', subjectId: newId(), details }),
      );
    }
  }
});
afterEach(async () => await base.drop());

async function check(): Promise<ChainReport[]> {
  const client = await base.db.owner.connect();
  try {
    return await checkAudit(client);
  } finally {
    client.release();
  }
}

async function brokenOf(chain: string): Promise<ChainReport['broken']> {
  const reports = await check();
  expect(reports).toHaveLength(2);
  const untouched = reports.find((report) => report.chain !== chain);
  expect(untouched).toMatchObject({ entries: 4, broken: undefined });
  return reports.find((report) => report.chain === chain)?.broken;
}

test('an untouched log is whole, whatever its details hold', async () => {
  expect((await check()).map((report) => [report.entries, report.broken])).toEqual([
    [4, undefined],
    [4, undefined],
  ]);
});

test.each([
  ['details', `jsonb_set(details, '{turn}', '9')`],
  ['at', `at + interval '1 ms'`],
  ['actor_name', `'Башка'`],
  ['action', `'test.other'`],
  ['subject_id', 'null'],
  ['account_id', `'someone'`],
])('a changed %s is found', async (column, value) => {
  await base.db.owner.query(`update audit_entry set ${column} = ${value} where chain = $1 and seq = 2`, [
    one,
  ]);
  expect(await brokenOf(one)).toEqual({ seq: 2, reason: 'altered' });
});

test('a changed row with its hash made to fit is found at the next row', async () => {
  await base.db.owner.query(`update audit_entry set hash = repeat('a', 64) where chain = $1 and seq = 4`, [
    one,
  ]);
  await base.db.owner.query(
    `update audit_entry set prev_hash = repeat('b', 64) where chain = $1 and seq = 3`,
    [one],
  );
  expect(await brokenOf(one)).toEqual({ seq: 3, reason: 'unlinked' });
});

test('a removed row in the middle is found', async () => {
  await base.db.owner.query(`delete from audit_entry where chain = $1 and seq = 2`, [one]);
  expect(await brokenOf(one)).toEqual({ seq: 2, reason: 'missing' });
});

test('a removed last row is found, and so is a chain removed whole', async () => {
  await base.db.owner.query(`delete from audit_entry where chain = $1 and seq = 4`, [one]);
  expect(await brokenOf(one)).toEqual({ seq: 4, reason: 'cut' });
  await base.db.owner.query(`delete from audit_entry where chain = $1`, [one]);
  expect(await brokenOf(one)).toEqual({ seq: 1, reason: 'cut' });
});

test('a row given to another chain is found', async () => {
  await base.db.owner.query('alter table audit_entry drop constraint audit_entry_membership');
  await base.db.owner.query(`update audit_entry set chain = $2, seq = 5 where chain = $1 and seq = 4`, [
    one,
    other,
  ]);
  const broken = (await check()).map((report) => report.broken);
  expect(broken).toContainEqual({ seq: 4, reason: 'cut' });
  expect(broken).toContainEqual({ seq: 5, reason: 'unlinked' });
});
