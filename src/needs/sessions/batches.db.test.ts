import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { roomPages } from '../../../test/room-pages.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { makeCycle, makeSession } from '../priorities/priorities.fixture.ts';
import { addStatements } from './commands/add-statements.ts';
import { createProblem } from './commands/create-problem.ts';
import { takeBackStatements } from './commands/take-back-statements.ts';
import { undoAction } from './commands/undo-action.ts';
import { withdrawStatement } from './commands/withdraw-statement.ts';
import { lastBatch } from './data/batches.ts';
import { listStatements } from './data/sessions.ts';
import { sessionRoutes } from './routes/sessions.tsx';

// A list pasted into the wrong session: all of it is taken back at once, and nothing else.

const now = new Date('2026-03-20T06:00:00Z');
const { t } = i18nFor('ky');
let base: TestDatabase;
let home: TestMunicipality;
let staff: Gate;
let acting: Acting;
let cycleId: string;
let groups = 0;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Төрага' });
  acting = actingIn(base.db, now);
  cycleId = await makeCycle(base.db, home.id);
});
afterAll(async () => await base?.drop());

/** 22 people with 5 stickers each. */
async function session(): Promise<string> {
  groups += 1;
  return await makeSession(base.db, {
    ...{ municipalityId: home.id, cycleId, villageId: home.villages[0]!.id },
    ...{ ageGroup: `18-${40 + groups}`, women: 12, men: 10 },
  });
}
const texts = async (id: string) =>
  (await acting.read(staff, async (scope) => await listStatements(scope, id))).map((one) => one.text);
const last = async (id: string, gate = staff) =>
  await acting.read(gate, async (scope) => await lastBatch(scope, id));
const add = async (id: string, ...lines: string[]) =>
  (await acting.done(staff, addStatements, { sessionId: id, stickers: lines.map((text) => ({ text })) })).ids;
const pages = () =>
  roomPages(base.db, now, staff, (app) => app.route('/m/:municipalityId/needs', sessionRoutes()));
const lines = (count: number) => Array.from({ length: count }, (_, n) => `стикер ${n + 1}`).join('\n');

test('sixty lines go in one step, what was there before stays, and the journal says who took them back', async () => {
  const id = await session();
  await add(id, 'суу', 'жол');
  const at = `/m/${home.id}/needs/sessions/${id}/stickers`;
  const pasted = await pages().post(`${at}/lines`, { lines: lines(60) });
  expect(pasted.to).toBe(`${at}?done=needs.done.stickers-added&way=lines`);
  const { html } = await pages().get(pasted.to);
  expect(html).toContain(t('needs.stickers.take-back', { count: 60 }));
  expect(html).toContain('стикер 1»');
  const batchId = /name="batchId" value="([0-9a-f-]{36})"/.exec(html)![1]!;
  expect((await pages().post(`${at}/take-back`, { batchId })).to).toBe(
    `${at}?done=needs.done.stickers-taken-back`,
  );
  expect((await texts(id)).sort()).toEqual(['жол', 'суу']);
  const { rows } = await base.db.owner.query<{ action: string; subject_id: string; details: unknown }>(
    `select action, subject_id, details from audit_entry where municipality_id = $1 order by seq desc limit 1`,
    [home.id],
  );
  expect(rows[0]).toMatchObject({
    action: 'needs.take-back-statements',
    subject_id: id,
    details: { removed: 60 },
  });
  // Once more there is nothing of it; the entry before it is offered now.
  expect(await acting.code(staff, takeBackStatements, { sessionId: id, batchId })).toBe('batch-not-found');
  expect(await last(id)).toMatchObject({ standing: 2, first: 'суу' });
});

test('what somebody has grouped since is not lost: it is said, and undone where it was done', async () => {
  const id = await session();
  const [first = '', second = ''] = await add(id, 'жарык жок', 'караңгы', 'жарык');
  const { actionId } = await acting.done(staff, createProblem, {
    cycleId,
    name: 'Көчө жарыгы',
    statements: [{ id: first }],
  });
  const batchId = (await last(id))!.id;
  const refused = await acting.run(staff, takeBackStatements, { sessionId: id, batchId });
  expect(refused).toMatchObject({ ok: false, code: 'batch-changed-since', params: { count: 1, all: 3 } });
  expect(await texts(id)).toHaveLength(3);
  const page = await pages().post(`/m/${home.id}/needs/sessions/${id}/stickers/take-back`, { batchId });
  expect([page.status, page.html.includes(t('error.batch-changed-since', { count: 1, all: 3 }))]).toEqual([
    409,
    true,
  ]);

  await acting.done(staff, undoAction, { actionId });
  // One that was withdrawn by itself stays so, and is not in the way.
  await acting.done(staff, withdrawStatement, { id: second });
  await acting.done(staff, takeBackStatements, { sessionId: id, batchId });
  expect(await texts(id)).toEqual([]);
});

test('stickers counted under a problem leave it, and a participant has the places free again', async () => {
  const id = await session();
  await acting.done(staff, addStatements, { sessionId: id, counts: [{ problem: 'Таза суу', count: 7 }] });
  const stands = async () =>
    (await base.db.owner.query(`select 1 from placement where session_id = $1`, [id])).rowCount;
  expect(await stands()).toBe(7);
  await acting.done(staff, takeBackStatements, { sessionId: id, batchId: (await last(id))!.id });
  expect([await stands(), await texts(id)]).toEqual([0, []]);

  const five = {
    sessionId: id,
    stickers: Array.from({ length: 5 }, (_, n) => ({ text: `${n}`, participantNumber: 3 })),
  };
  await acting.done(staff, addStatements, five);
  expect(await acting.code(staff, addStatements, five)).toBe('too-many-stickers');
  await acting.done(staff, takeBackStatements, { sessionId: id, batchId: (await last(id))!.id });
  await acting.done(staff, addStatements, five);
  expect(await texts(id)).toHaveLength(5);
});

test("one's own last entry is offered before somebody else's", async () => {
  const id = await session();
  await add(id, 'менин стикерим');
  const head = home.gate('head', { name: 'Башчы' });
  await acting.done(head, addStatements, { sessionId: id, stickers: [{ text: 'башчынын стикери' }] });
  expect((await last(id))?.first).toBe('менин стикерим');
  expect((await last(id, head))?.first).toBe('башчынын стикери');
  expect((await last(id, home.gate('administrator')))?.first).toBe('башчынын стикери');
});

test('a list that makes more stickers than the people were given is asked about; one sticker is not', async () => {
  const id = await session();
  await add(id, ...Array.from({ length: 60 }, (_, n) => `биринчи ${n}`));
  const at = `/m/${home.id}/needs/sessions/${id}/stickers`;
  const asked = await pages().post(`${at}/lines`, { operationId: 'x', lines: lines(60) });
  expect(asked.status).toBe(422);
  expect(asked.html).toContain(t('error.stickers-over-limit', { people: 22, limit: 110, total: 120 }));
  expect(asked.html).toContain(t('needs.stickers.confirm-over'));
  expect(asked.html).toContain('стикер 60');
  expect(await texts(id)).toHaveLength(60);
  expect((await pages().post(`${at}/lines`, { lines: lines(60), confirmed: 'yes' })).status).toBe(303);
  expect(await texts(id)).toHaveLength(120);
  await add(id, 'дагы бирөө');
  const counts = { sessionId: id, counts: [{ problem: 'Жол', count: 2 }] };
  expect(await acting.code(staff, addStatements, counts)).toBe('stickers-over-limit');
});

test('the three ways of entering stand side by side', async () => {
  const { html } = await pages().get(`/m/${home.id}/needs/sessions/${await session()}/stickers`);
  for (const way of ['one', 'lines', 'counts']) {
    expect(html).toContain(`<label for="way-${way}">${t(`needs.stickers.way.${way}`)}</label>`);
  }
  expect(html).not.toContain('<details class="confirm"');
});
