import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nationalSize, seedNational } from '../src/demo/national.ts';
import { cycleFacts, loadTally } from '../src/needs/priorities/data/tally.ts';
import { priorityList } from '../src/needs/priorities/rules/priorities.ts';
import { signInForTest } from '../src/platform/auth/testing.ts';
import { createAccount } from '../src/platform/auth/accounts.ts';
import { type Database, openDatabase } from '../src/platform/db/connect.ts';
import { proveGate } from '../src/platform/db/prove-gate.ts';
import { openMunicipality } from '../src/platform/db/scope.ts';
import { startServer } from '../test/server.ts';
import { type Measuring, p95 } from './figure.ts';

const lastYear = 2025;

/** The national data of this scale: made when the folder has none, or has that of other tables. */
export async function nationalData({ scale, nationalFolder, say }: Measuring): Promise<Database> {
  const folder = path.resolve(nationalFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = await openDatabase({ databaseUrl: undefined, dataFolder: folder }, { purpose: 'bench' });
  const mark = path.join(folder, 'whole');
  const municipalities = Math.max(1, Math.round(nationalSize.municipalities * scale));
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== String(municipalities)) {
    say(`Making the national data in ${folder}, once (a few minutes at full size) …`);
    const report = await seedNational(db, lastYear, { ...nationalSize, municipalities }, (done, of) => {
      if (done % 20 === 0) say(`  ${done} of ${of} municipalities`);
    });
    say(`  ${report.statements} statements in ${Math.round(report.seconds)} s`);
    writeFileSync(mark, String(municipalities));
  }
  return db;
}

/** How long a village's list takes, from the scope's opening to the ordered list, for 400 villages drawn at random. */
export async function villagePriorities(db: Database): Promise<{ p95: number; statements: number }> {
  const found = await db.owner.query<{ village: string; municipality: string }>(`
    select v.unit_id as village, v.parent_id as municipality from unit_version v join unit u on u.id = v.unit_id
     where u.level = 'village' and u.code like 'national-%' order by md5(u.code) limit 200`);
  const counted = await db.owner.query<{ count: string }>('select count(*) from statement');
  const times: number[] = [];
  // The first round warms the connection and the database's own memory, as a day of use would have done.
  for (let round = 0; round < 3; round += 1) {
    for (const { village, municipality } of found.rows) {
      const gate = proveGate({
        accountId: 'bench',
        municipalityId: municipality,
        roles: ['staff'],
        name: 'bench',
      });
      const started = performance.now();
      const list = await openMunicipality(db, gate, async (scope) => {
        const cycle = await cycleFacts(scope, lastYear - (round % 3));
        if (!cycle) throw new Error('no cycle');
        return priorityList({ ...(await loadTally(scope, cycle, village)), list: village, rule: 'raw' });
      });
      if (round > 0) times.push(performance.now() - started);
      if (list.facts.grouped === 0) throw new Error('a village without votes');
    }
  }
  return { p95: p95(times), statements: Number(counted.rows[0]?.count) };
}

/** The most memory the server's process had while it answered, in megabytes, and the 95th percentile of its pages. */
export async function serverAtWork(folder: string): Promise<{ megabytes: number; pageP95: number }> {
  const server = await startServer({ folder: path.resolve(folder) });
  try {
    const db = await openDatabase(
      { databaseUrl: undefined, dataFolder: path.resolve(folder) },
      { purpose: 'bench', join: true, migrate: false },
    );
    const places = await db.owner.query<{ id: string }>(
      `select id from unit where level = 'municipality' and code like 'national-%' order by md5(code) limit 40`,
    );
    const roles = places.rows.map(({ id }) => ({ municipalityId: id, role: 'staff' as const }));
    const account = await createAccount(db, {
      email: `bench-${Date.now()}@ashar.example`,
      name: 'Bench',
      roles,
    });
    const cookie = await signInForTest(db, account.id);
    await db.close();
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const { id } of places.rows) {
        const started = performance.now();
        const response = await fetch(`${server.url}/m/${id}/needs/priorities?year=${lastYear}`, {
          headers: { cookie },
        });
        await response.arrayBuffer();
        times.push(performance.now() - started);
        if (response.status !== 200) throw new Error(`the priorities page answered ${response.status}`);
      }
    }
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
    const most = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    if (most === undefined) throw new Error('this system does not say how much memory a process had');
    return { megabytes: Number(most) / 1024, pageP95: p95(times) };
  } finally {
    await server.stop();
  }
}
