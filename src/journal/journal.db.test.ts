import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { writeAudit } from '../platform/audit/write.ts';
import { roles } from '../platform/db/gate.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { makeCycle, makeSession } from '../needs/priorities/priorities.fixture.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { journalOf } from './data.ts';
import { mayReadJournal } from './policy.ts';
import { journalRows } from './views/journal-page.tsx';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(async () => {
  await test_.drop();
});

test('the newest stands first, filters hold, and another municipality sees nothing of it', async () => {
  const { db } = test_;
  const [here, there] = [await makeMunicipality(db), await makeMunicipality(db, { name: 'Ак-Жар' })];
  const gate = here.gate('staff', { name: 'Гүлнара 100% Абдыраимова' });
  await openMunicipality(db, gate, async (scope) => {
    await writeAudit(scope, { action: 'needs.close-session', details: { votes: 75 } });
    await writeAudit(scope, { action: 'people.add-person', details: {} });
  });
  const look = async (filter: { q: string; room: string }, from = gate) =>
    await openMunicipality(
      db,
      from,
      async (scope) => await journalOf(scope, filter, { offset: 0, limit: 10 }),
    );
  const all = await look({ q: '', room: '' });
  expect(all.lines.map((line) => line.action)).toEqual(['people.add-person', 'needs.close-session']);
  expect((await look({ q: '', room: 'needs' })).total).toBe(1);
  expect((await look({ q: '100%', room: '' })).total).toBe(2);
  expect((await look({ q: 'гулнара', room: '' })).total).toBe(2);
  expect((await look({ q: '100_', room: '' })).total).toBe(0);
  expect((await look({ q: '', room: '' }, there.gate('auditor'))).total).toBe(0);
});

test('a line about a session names its village and group, one about a village the village; in the file too', async () => {
  const { db } = test_;
  const here = await makeMunicipality(db);
  const village = here.villages[0]!;
  const cycleId = await makeCycle(db, here.id);
  const id = await makeSession(db, { municipalityId: here.id, cycleId, villageId: village.id });
  const gate = here.gate('staff');
  await openMunicipality(db, gate, async (scope) => {
    const details = { planned: 1 };
    await writeAudit(scope, {
      action: 'needs.close-session',
      subjectKind: 'session',
      subjectId: id,
      details,
    });
    await writeAudit(scope, { action: 'needs.publish-village-priorities', details: { unitId: village.id } });
    await writeAudit(scope, { action: 'people.add-person', details: { unitId: 'elsewhere' } });
  });
  const { lines } = await openMunicipality(
    db,
    gate,
    async (scope) => await journalOf(scope, { q: '', room: '' }, { offset: 0, limit: 10 }),
  );
  const where = journalRows(i18nFor('ky'), lines).map((row) => row[4]);
  expect(where).toEqual(['Кайда', '', village.name, `${village.name} · 18–35 жаш`]);
});

test('leaders, the chair and the auditor read it; facilitators and deputies do not', () => {
  const allowed = roles.filter((role) => mayReadJournal({ roles: [role] } as never));
  expect(allowed).toEqual(['administrator', 'head', 'staff', 'auditor']);
});
