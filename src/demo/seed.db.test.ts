import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import book from '../../test/examples/kok-irim.json' with { type: 'json' };
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { checkAudit } from '../platform/audit/check.ts';
import { seedDemo } from './seed.ts';

let base: TestDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'ashar-demo-'));
const files = new FolderStore(folder);
const env = { secret: 'a secret of tests' };
const clock = () => new Date('2026-11-21T09:00:00+06:00');

beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => {
  await base.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function rows<T>(text: string): Promise<T[]> {
  return (await base.db.owner.query(text)).rows as T[];
}

test('the demonstration is played once, and adds up to the book', { timeout: 90_000 }, async () => {
  const seeded = await seedDemo({ db: base.db, files, clock, env });
  if (!seeded.ok) throw new Error('refused');
  expect(seeded.accounts.length).toBe(14);

  const totals = await rows<{ name: string; votes: number; aral: number; birdik: number }>(`
    select p.name, count(*)::int as votes, count(*) filter (where v.name_ky = 'Арал')::int as aral,
           count(*) filter (where v.name_ky = 'Бирдик')::int as birdik
      from placement pl join problem p on p.municipality_id = pl.municipality_id and p.id = pl.problem_id
      join meeting s on s.municipality_id = pl.municipality_id and s.id = pl.session_id
      join unit_version v on v.unit_id = s.village_id
     group by p.name`);
  for (const row of book.rows) {
    const found = totals.find(({ name }) => name === row.problem);
    expect(found?.votes, row.problem).toBe(row.total);
    if (row.Арал !== undefined)
      expect([found?.aral, found?.birdik], row.problem).toEqual([row.Арал, row.Бирдик]);
  }
  expect(totals).toHaveLength(book.rows.length);
  const people = await rows<{ people: number; women: number; closed: number }>(`
    select sum(women + men)::int as people, sum(women)::int as women, count(*)::int as closed
      from meeting where kind = 'session' and state = 'closed'`);
  expect(people[0]).toEqual({ people: book.participants, women: book.women, closed: 6 });
  const open = await rows<{ statements: number; placed: number }>(`
    select count(*)::int as statements, count(pl.statement_id)::int as placed
      from statement st join meeting s on s.municipality_id = st.municipality_id and s.id = st.session_id
      left join placement pl on pl.municipality_id = st.municipality_id and pl.statement_id = st.id
     where s.state = 'open'`);
  expect(open[0]).toEqual({ statements: 125, placed: 0 });
  const published = await rows<{ kind: string }>(`select kind from publication where withdrawn_at is null`);
  expect(published.filter(({ kind }) => kind === 'village-priorities')).toHaveLength(2);
  expect(published.filter(({ kind }) => kind === 'municipality-priorities')).toHaveLength(1);

  const before = await rows<{ count: number }>('select count(*)::int as count from audit_entry');
  const client = await base.db.owner.connect();
  const chains = await checkAudit(client).finally(() => client.release());
  expect(chains.length).toBeGreaterThan(2);
  expect(chains.filter((chain) => chain.broken)).toEqual([]);
  const again = await seedDemo({ db: base.db, files, clock, env });
  expect(again).toEqual(seeded);
  expect(await rows('select count(*)::int as count from audit_entry')).toEqual(before);
});

test('an interrupted start goes on where it stopped', { timeout: 90_000 }, async () => {
  const counts = async () =>
    await rows(`select (select count(*) from statement) as statements, (select count(*) from person) as people,
                       (select count(*) from unit) as units, (select count(*) from auth_user) as accounts`);
  const before = await counts();
  await base.db.owner.query(`delete from installation where key = 'demo'`);
  expect((await seedDemo({ db: base.db, files, clock, env })).ok).toBe(true);
  expect(await counts()).toEqual(before);
});

test('a store of real people is left alone', async () => {
  await base.db.owner.query(`delete from installation where key = 'demo'`);
  await createAccount(base.db, { email: 'real@example.kg', name: 'Чыныгы Адам' });
  expect(await seedDemo({ db: base.db, files, clock, env })).toEqual({ ok: false });
});
