import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, gateFor, systemGate, type TestDatabase } from '../../../test/database.ts';
import { defineCommand, defineSystemCommand, ok, runCommand } from './command.ts';
import { platformRefusals, refuseBy } from '../refusals.ts';
import { hasRole } from './gate.ts';
import { newId } from './id.ts';
import { openMunicipality, openSystem } from './scope.ts';

let base: TestDatabase;
const municipality = newId();
const staff = gateFor('staff', municipality);

beforeAll(async () => {
  base = await createTestDatabase();
  await base.db.owner.query(`
    create table note (municipality_id uuid not null, id uuid primary key, text varchar(20) not null,
      constraint note_text unique (municipality_id, text));
    grant select, insert on note to ashar_app, ashar_system`);
});
afterAll(async () => await base.drop());

const refuse = refuseBy({ ...platformRefusals, 'note-exists': 422, 'bad-note': 422 });

let runs = 0;
const addNote = defineCommand({
  name: 'test.add-note',
  input: z.strictObject({ text: z.string().trim().min(1), count: z.number().int().min(0).max(5).default(0) }),
  policy: (gate) => hasRole(gate, 'staff'),
  constraints: { note_text: refuse('note-exists') },
  run: async ({ scope, input }) => {
    runs += 1;
    const id = newId();
    await scope.tx.execute(
      sql`insert into note (municipality_id, id, text) values (${scope.municipalityId}, ${id}, ${input.text})`,
    );
    if (input.text.startsWith('bad'))
      return refuse('bad-note', { field: 'text', params: { text: input.text } });
    return ok({ id, at: new Date('2026-11-20T10:00:00Z'), money: 5n });
  },
});

async function add(raw: unknown, operationId?: string, gate = staff) {
  return await openMunicipality(
    base.db,
    gate,
    async (scope) => await runCommand(scope, addNote, raw, { operationId }),
  );
}

async function texts(): Promise<string[]> {
  return (await base.db.owner.query<{ text: string }>('select text from note order by text')).rows.map(
    (r) => r.text,
  );
}

async function actions(): Promise<{ action: string; subject_id: string; details: unknown }[]> {
  return (await base.db.owner.query(`select action, subject_id, details from audit_entry order by seq`)).rows;
}

test('a done command leaves its row and one audit row with ids and numbers, not texts', async () => {
  const result = await add({ text: 'суу', count: 3 });
  expect(result.ok).toBe(true);
  if (!result.ok) return;
  expect(await actions()).toEqual([
    { action: 'test.add-note', subject_id: result.value.id, details: { count: 3 } },
  ]);
});

test('a refusal takes everything back, and the scope can go on', async () => {
  const before = await actions();
  const answers = await openMunicipality(base.db, staff, async (scope) => [
    await runCommand(scope, addNote, { text: 'bad' }, { operationId: 'refused-1' }),
    await runCommand(scope, addNote, { text: 'good' }),
  ]);
  expect(answers[0]).toMatchObject({
    ok: false,
    code: 'bad-note',
    fields: { text: { code: 'bad-note', params: { text: 'bad' } } },
    params: { text: 'bad' },
  });
  expect(answers[1]?.ok).toBe(true);
  expect(await texts()).toEqual(['good', 'суу']);
  expect(await actions()).toHaveLength(before.length + 1);
  const left = await base.db.owner.query(`select from operation where key = 'refused-1'`);
  expect(left.rowCount).toBe(0);
});

test('shape, permission and constraints are refused in words', async () => {
  expect(await add({ count: 7, extra: 1 })).toMatchObject({
    ok: false,
    code: 'invalid-input',
    fields: {
      text: { code: 'required' },
      count: { code: 'out-of-range', params: { max: 5 } },
      extra: { code: 'unknown-field' },
    },
  });
  expect(await add({ text: ' ' })).toMatchObject({ fields: { text: { code: 'required' } } });
  expect(await add({ text: 'nul \u0000' })).toMatchObject({
    code: 'invalid-input',
    fields: { text: { code: 'invalid' } },
  });
  expect(await add({ text: 'half \ud800' })).toMatchObject({ fields: { text: { code: 'invalid' } } });
  expect(await add({ text: 'суу' })).toMatchObject({ ok: false, code: 'note-exists' });
  expect(await add({ text: 'longer than twenty letters' })).toMatchObject({
    ok: false,
    code: 'invalid-input',
  });
  expect(await add({ text: 'x' }, undefined, gateFor('facilitator', municipality))).toMatchObject({
    ok: false,
    code: 'forbidden',
  });
  for (const raw of [null, undefined, 5, 'text', [], { text: {} }]) expect((await add(raw)).ok).toBe(false);
});

test('a repeat gets the first result, also at the same moment', async () => {
  runs = 0;
  const results = await Promise.all(
    Array.from({ length: 6 }, async () => await add({ text: 'twice' }, 'operation-1')),
  );
  expect(runs).toBe(1);
  const values = results.map((result) => (result.ok ? result.value : undefined));
  expect(values[0]).toMatchObject({ at: new Date('2026-11-20T10:00:00Z'), money: 5n });
  for (const value of values) expect(value).toEqual(values[0]);
  expect(results.filter((result) => result.ok && result.repeated !== true)).toHaveLength(1);
  expect((await texts()).filter((text) => text === 'twice')).toHaveLength(1);
  expect(await add({ text: 'other' }, 'operation-1')).toMatchObject({ ok: false, code: 'operation-reused' });
  expect(await add({ text: 'twice' }, 'operation-1', gateFor('staff', municipality))).toMatchObject({
    code: 'operation-reused',
  });
  // The same key in another municipality is another operation.
  expect((await add({ text: 'twice' }, 'operation-1', gateFor('staff', newId()))).ok).toBe(true);
});

test('an operation that was refused may be tried again with the same id', async () => {
  expect((await add({ text: 'bad again' }, 'operation-2')).ok).toBe(false);
  expect((await add({ text: 'better' }, 'operation-2')).ok).toBe(true);
});

test('commands of many people at once leave one unbroken chain', async () => {
  const gates = Array.from({ length: 30 }, () => gateFor('staff', municipality));
  const results = await Promise.all(
    gates.map(async (gate, index) => await add({ text: `n${index}` }, undefined, gate)),
  );
  expect(results.every((result) => result.ok)).toBe(true);
  const chain = await base.db.owner.query(
    `select count(*)::int as rows, max(seq)::int as last from audit_entry where chain = $1`,
    [municipality],
  );
  expect(chain.rows[0].rows).toBe(chain.rows[0].last);
});

test('a command of the system writes the chain of the system', async () => {
  const touch = defineSystemCommand({
    name: 'test.touch',
    input: z.object({}),
    policy: (gate) => gate.systemAdministrator,
    run: async () => ok({ id: 'x' }),
  });
  const once = async () =>
    await openSystem(
      base.db,
      systemGate({ accountId: 'a' }),
      async (scope) => await runCommand(scope, touch, {}, { operationId: 'o' }),
    );
  expect(await once()).toEqual({ ok: true, value: { id: 'x' } });
  expect(await once()).toEqual({ ok: true, value: { id: 'x' }, repeated: true });
  const rows = await base.db.owner.query(
    `select municipality_id, action from audit_entry where chain = 'system'`,
  );
  expect(rows.rows).toEqual([{ municipality_id: null, action: 'test.touch' }]);
});
