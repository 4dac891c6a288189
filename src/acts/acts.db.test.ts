import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn } from '../../test/acting.ts';
import {
  createTestDatabase,
  gateFor,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { runCommand } from '../platform/db/command.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, openPublic } from '../platform/db/scope.ts';
import type { DocumentModel } from '../platform/documents/model.ts';
import { refuseBy } from '../platform/refusals.ts';
import { annulAct } from './commands/annul-act.ts';
import { dropDraft } from './commands/drop-draft.ts';
import { noteEvent } from './commands/note-event.ts';
import { publishAct } from './commands/publish-act.ts';
import { recordOutsideAct } from './commands/record-outside-act.ts';
import { registerAct } from './commands/register-act.ts';
import { renewAct } from './commands/renew-act.ts';
import { saveDraftAct } from './commands/save-draft-act.ts';
import { signAct } from './commands/sign-act.ts';
import { withdrawAct } from './commands/withdraw-act.ts';
import {
  actById,
  actFor,
  actInForce,
  listActs,
  neighboursOf,
  nextNumber,
  publicAct,
  publicActs,
} from './data.ts';
import { outlived, paperOf, registerTemplate } from './documents.ts';
import type { act } from './schema.ts';

let base: TestDatabase;
let here: TestMunicipality;
let there: TestMunicipality;
let words = 'биринчи';
/** What an earlier version of the program would have written. */
let former = '';

const model = (lang: 'ky' | 'ru', text: string): DocumentModel => ({
  title: text,
  lang,
  date: new Date('2026-05-14T00:00:00Z'),
  blocks: [{ type: 'paragraph', text }],
});

beforeAll(async () => {
  base = await createTestDatabase();
  here = await makeMunicipality(base.db);
  there = await makeMunicipality(base.db, { name: 'Сары-Булак' });
  const build = (open: boolean) => async () =>
    await Promise.resolve({
      ky: model('ky', `${words}${open ? '' : ' 0700 000 101'}`),
      ru: model('ru', words),
    });
  registerTemplate('test.open', build(false), {
    open: build(true),
    former: async () =>
      await Promise.resolve({ ky: model('ky', `${former} 0700 000 101`), ru: model('ru', former) }),
  });
  registerTemplate('test.closed', build(false));
  registerTemplate('test.doubtful', build(false), {
    doubts: async (_, act) =>
      await Promise.resolve(act.issuedOn === '2026-05-14' ? [{ message: 'cycle.doubt.no-decision' }] : []),
  });
  registerTemplate('test.stopped', build(false), {
    obstacle: async () => await Promise.resolve(refuseBy({ 'test-obstacle': 422 })('test-obstacle')),
  });
});
afterAll(async () => await base.drop());

const head = () => here.gate('head');
const now = new Date('2026-05-20T06:00:00Z');

async function draft(
  template = 'test.open',
  facts: Partial<Pick<typeof act.$inferInsert, 'type' | 'issuingBody'>> = {},
  municipality = here,
): Promise<string> {
  return await openMunicipality(base.db, municipality.gate('staff'), async (scope) => {
    const made = await saveDraftAct(scope, {
      template,
      cycleId: newId(),
      type: 'order',
      issuingBody: 'executive',
      titleKy: 'Жумушчу топ тууралуу',
      titleRu: 'О рабочей группе',
      ...facts,
    });
    return made.id;
  });
}

async function run(gate: Gate, command: Parameters<typeof runCommand>[1], input: unknown) {
  return await openMunicipality(
    base.db,
    gate,
    async (scope) => await runCommand(scope, command as never, input),
    {
      now,
    },
  );
}

async function register(actId: string, issuedOn = '2026-05-14') {
  return await run(here.gate('staff'), registerAct as never, { actId, issuedOn });
}

test('twenty at once get twenty different consecutive numbers', async () => {
  const ids = [];
  for (let i = 0; i < 20; i += 1) ids.push(await draft('test.open', { type: 'list' }));
  const results = await Promise.all(ids.map(async (id) => await register(id, '2025-03-01')));
  const numbers = results.map((result) =>
    result.ok ? Number((result.value as { number: string }).number) : 0,
  );
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('registers are apart by body, type, year and municipality; a refused one leaves no gap', async () => {
  const first = await draft('test.open', { type: 'programme' });
  expect(await register(first, '2024-02-01')).toMatchObject({ ok: true, value: { number: '1', year: 2024 } });
  expect(await register(first, '2024-02-01')).toMatchObject({ ok: false, code: 'act-has-number' });
  expect(await register(await draft('test.open', { type: 'programme' }), '2023-02-01')).toMatchObject({
    value: { number: '1' },
  });
  expect(await register(await draft('test.open', { type: 'programme' }), '2024-03-01')).toMatchObject({
    value: { number: '2' },
  });
  const stopped = await draft('test.stopped', { type: 'programme' });
  expect(
    await run(head(), signAct as never, { actId: stopped, signedBy: 'Башчы', issuedOn: '2024-03-02' }),
  ).toMatchObject({
    ok: false,
    code: 'test-obstacle',
  });
  expect(await register(await draft('test.open', { type: 'programme' }), '2024-03-03')).toMatchObject({
    value: { number: '3' },
  });
  expect(await register(await draft(), '2026-05-21')).toMatchObject({ code: 'act-date-future' });
});

test('what was not numbered, not published or annulled before is refused', async () => {
  const { code } = actingIn(base.db, now);
  const signing = { signedBy: 'Башчы', issuedOn: '2026-05-14' };
  const actId = await draft();
  expect(await code(head(), annulAct, { actId, reason: 'ката' })).toBe('act-without-number');
  expect(await code(head(), signAct, { actId, ...signing })).toBe('done');
  expect(await code(head(), withdrawAct, { actId, reason: 'ката' })).toBe('act-not-published');
  expect(await code(head(), annulAct, { actId, reason: 'ката' })).toBe('done');
  expect(await code(head(), annulAct, { actId, reason: 'ката' })).toBe('act-annulled-already');
  // Whoever makes its paper is no part of the program any more.
  const orphan = { actId: await draft('test.gone'), ...signing };
  expect(await code(head(), signAct, orphan)).toBe('act-paper-missing');
});

test('a paper from outside keeps its number, and the register goes on after it', async () => {
  const facts = {
    type: 'resolution',
    issuingBody: 'kenesh',
    issuedOn: '2026-04-02',
    titleKy: 'Муктаждыктарды изилдөө тууралуу',
  };
  expect((await run(here.gate('staff'), recordOutsideAct as never, { ...facts, number: '7' })).ok).toBe(true);
  expect(await run(here.gate('staff'), recordOutsideAct as never, { ...facts, number: '7' })).toMatchObject({
    code: 'act-number-taken',
  });
  const own = await draft('test.open', { type: 'resolution', issuingBody: 'kenesh' });
  expect(await register(own, '2026-04-10')).toMatchObject({ value: { number: '8' } });
});

test('numbers are the office’s own, and the next one is written as the last', async () => {
  const { done, code, read } = actingIn(base.db, now);
  const facts = { type: 'report' } as const;
  const next = async (year = 2026) =>
    await read(
      head(),
      async (scope) => await nextNumber(scope, { issuingBody: 'executive', type: 'report', year }),
    );
  expect(await next()).toBe('1');
  const first = { actId: await draft('test.open', facts), issuedOn: '2026-05-14' };
  expect(await code(head(), registerAct, { ...first, number: 'т' })).toBe('invalid-input');
  expect(await code(head(), registerAct, { ...first, number: '8'.repeat(9) })).toBe('invalid-input');
  expect((await done(head(), registerAct, { ...first, number: '№ 86-т' })).number).toBe('86-т');
  expect(await next()).toBe('87-т');
  const second = { actId: await draft('test.open', facts), issuedOn: '2026-05-14' };
  expect(await code(head(), registerAct, { ...second, number: '86-т' })).toBe('act-number-taken');
  expect((await done(head(), registerAct, second)).number).toBe('87-т');
  const old = { ...facts, issuingBody: 'executive', issuedOn: '2026-05-15', titleKy: 'Эски отчет' };
  await done(head(), recordOutsideAct, { ...old, number: '19/91' });
  expect(await next()).toBe('19/92');
  expect(await next(2027)).toBe('19/1');
});

test('a paper of the cycle goes on: annulled, it has its next draft; renewed, it stands until the new one is signed', async () => {
  const { done, code, read } = actingIn(base.db, now);
  words = 'мурункусу';
  const signing = { signedBy: 'Башчы', issuedOn: '2026-05-14' };
  const actId = await draft('test.open', { type: 'list' });
  expect(await code(head(), renewAct, { actId })).toBe('act-not-renewable');
  expect(await code(head(), dropDraft, { actId })).toBe('act-draft-needed');
  await done(head(), signAct, { actId, ...signing });
  await done(head(), publishAct, { actId });
  const row = async (id: string) => (await read(head(), async (scope) => await actById(scope, id)))!;
  const changed = async () => await read(head(), async (scope) => await outlived(scope, await row(actId)));
  expect(await changed()).toBe(false);
  words = 'өзгөргөнү';
  expect(await changed()).toBe(true);
  // The program words the paper in another way now: that alone outlives nothing.
  former = 'мурункусу';
  expect(await changed()).toBe(false);
  former = 'башка факты';
  expect(await changed()).toBe(true);
  const { id: slip } = await done(here.gate('staff'), renewAct, { actId });
  expect(await code(head(), renewAct, { actId })).toBe('act-renewed-already');
  await done(here.gate('staff'), dropDraft, { actId: slip });
  const { id: next } = await done(here.gate('staff'), renewAct, { actId });
  const { cycleId } = await row(actId);
  const inForce = async () =>
    await read(head(), async (scope) => (await actInForce(scope, 'test.open', cycleId!))?.id);
  expect(await inForce()).toBe(actId);
  await done(head(), signAct, { actId: next, ...signing });
  expect(await inForce()).toBe(next);
  expect(await row(actId)).toMatchObject({ state: 'annulled', annulledReason: null });
  const neighbours = await read(head(), async (scope) => await neighboursOf(scope, await row(actId)));
  expect(neighbours.replacedBy?.id).toBe(next);
  expect(await openPublic(base.db, async (scope) => await publicActs(scope, here.id))).toEqual([]);
  const { nextId } = await done(head(), annulAct, { actId: next, reason: 'Ката кетти' });
  expect(await row(nextId!)).toMatchObject({ state: 'draft', number: null, template: 'test.open', cycleId });
});

test('what contradicts itself is signed only by who says that it is meant so', async () => {
  const { code } = actingIn(base.db, now);
  const actId = await draft('test.doubtful');
  const signing = { actId, signedBy: 'Башчы', issuedOn: '2026-05-14' };
  expect(await code(head(), signAct, signing)).toBe('act-doubtful');
  expect(await code(head(), signAct, { ...signing, issuedOn: '2026-05-15' })).toBe('done');
  const meant = { ...signing, actId: await draft('test.doubtful'), confirmed: 'yes' };
  expect(await code(head(), signAct, meant)).toBe('done');
});

test('signing freezes both languages; later data do not change them', async () => {
  words = 'кол коюлганы';
  const actId = await draft();
  expect(
    await run(head(), signAct as never, { actId, signedBy: 'А. Бейшеналиева', issuedOn: '' }),
  ).toMatchObject({
    code: 'act-date-missing',
    fields: { issuedOn: { code: 'act-date-missing' } },
  });
  const signed = await run(head(), signAct as never, {
    actId,
    signedBy: 'А. Бейшеналиева',
    issuedOn: '2026-05-14',
  });
  expect(signed).toMatchObject({ ok: true, value: { year: 2026 } });
  words = 'өзгөргөнү';
  const { paper, row } = await openMunicipality(base.db, here.gate('auditor'), async (scope) => {
    const found = (await actById(scope, actId))!;
    return { row: found, paper: (await paperOf(scope, found))! };
  });
  expect(row).toMatchObject({ state: 'signed', signedBy: 'А. Бейшеналиева', issuedOn: '2026-05-14' });
  expect(paper.ky.title).toBe('кол коюлганы 0700 000 101');
  expect(paper.ky.date).toEqual(new Date('2026-05-14T00:00:00Z'));
  expect(await run(head(), signAct as never, { actId, signedBy: 'Б', issuedOn: '2026-05-14' })).toMatchObject(
    {
      code: 'act-not-draft',
    },
  );
});

test('the public sees the version without personal data, until it is withdrawn', async () => {
  words = 'жарыяланганы';
  const actId = await draft();
  expect(await run(head(), publishAct as never, { actId })).toMatchObject({ code: 'act-not-signed' });
  await run(head(), signAct as never, { actId, signedBy: 'Башчы', issuedOn: '2026-05-14' });
  expect((await run(head(), publishAct as never, { actId })).ok).toBe(true);
  expect(await run(head(), publishAct as never, { actId })).toMatchObject({ code: 'act-published-already' });
  const read = async () => await openPublic(base.db, async (scope) => await publicActs(scope, here.id));
  const shown = await read();
  expect(shown).toHaveLength(1);
  expect(JSON.stringify(shown)).not.toContain('0700');
  expect(await run(head(), withdrawAct as never, { actId, reason: 'Ката бар' })).toMatchObject({ ok: true });
  expect(await read()).toEqual([]);
  expect((await run(head(), publishAct as never, { actId })).ok).toBe(true);
  expect((await run(head(), annulAct as never, { actId, reason: 'Жаңысы чыкты' })).ok).toBe(true);
  expect(await read()).toEqual([]);
  const closed = await draft('test.closed');
  await run(head(), signAct as never, { actId: closed, signedBy: 'Башчы', issuedOn: '2026-05-14' });
  expect(await run(head(), publishAct as never, { actId: closed })).toMatchObject({
    code: 'act-not-publishable',
  });
});

test('a draft is kept for its paper; an annulled act makes room for a new draft', async () => {
  const cycleId = newId();
  const save = async () =>
    await openMunicipality(base.db, here.gate('staff'), async (scope) => {
      const facts = { template: 'test.open', cycleId, type: 'order', issuingBody: 'executive' } as const;
      return await saveDraftAct(scope, { ...facts, titleKy: 'а', titleRu: 'а' });
    });
  const first = await save();
  expect(await save()).toEqual({ id: first.id, isNew: false });
  await register(first.id);
  expect((await run(head(), annulAct as never, { actId: first.id, reason: 'Ката кетти' })).ok).toBe(true);
  // It was made in the same step.
  const second = await save();
  expect(second).toEqual({ id: expect.any(String), isNew: false });
  expect(second.id).not.toBe(first.id);
  const standing = await openMunicipality(
    base.db,
    here.gate('deputy'),
    async (scope) => await actFor(scope, 'test.open', cycleId),
  );
  expect(standing?.id).toBe(second.id);
});

test('the register of one municipality holds nothing of another', async () => {
  await draft('test.open', {}, there);
  const rows = await openMunicipality(base.db, gateFor('auditor', there.id), listActs);
  expect(rows).toHaveLength(1);
  const all = await openMunicipality(
    base.db,
    gateFor('auditor', there.id),
    async (scope) => await scope.tx.execute(sql`select count(*)::int as n from act`),
  );
  expect(all.rows[0]).toEqual({ n: 1 });
});

test('what befalls a signed paper is added and changes nothing of it; annulled by a court it keeps its page', async () => {
  const { code, done, read } = actingIn(base.db, now);
  const actId = await draft();
  const event = { actId, kind: 'contested', on: '2026-05-18', text: 'Арыз райондук сотко берилди' };
  expect(await code(head(), noteEvent, event)).toBe('act-not-signed');
  await done(head(), signAct, {
    ...{ actId, signedBy: 'А. Башчы', issuedOn: '2026-05-14', confirmed: true },
    signedAs: 'башчынын милдетин аткаруучу',
  });
  const { id: publicationId } = await done(head(), publishAct, { actId });
  const before = await read(head(), async (scope) => (await actById(scope, actId))!.documents);
  expect(await code(head(), noteEvent, { ...event, on: '2026-05-13' })).toBe('event-day-wrong');
  expect(await code(head(), noteEvent, { ...event, kind: 'scan', text: '' })).toBe('event-without-file');
  expect(await code(head(), noteEvent, { ...event, text: '' })).toBe('event-without-text');
  await done(head(), noteEvent, { ...event, kind: 'scan', text: '', fileId: 'a'.repeat(64) });
  await done(head(), noteEvent, event);
  await done(head(), noteEvent, {
    ...event,
    kind: 'courtAnnulled',
    on: '2026-05-19',
    text: 'Соттун чечими № 4',
  });
  const after = await read(head(), async (scope) => (await actById(scope, actId))!);
  expect(after).toMatchObject({ state: 'annulled', signedAs: 'башчынын милдетин аткаруучу' });
  expect(after.documents).toEqual(before);
  const shown = await openPublic(base.db, async (scope) => await publicAct(scope, here.id, publicationId), {
    now,
  });
  // Residents read that it was contested and annulled, and never the words or the scan.
  expect(shown!.snapshot.marks).toEqual([
    { kind: 'contested', on: '2026-05-18' },
    { kind: 'courtAnnulled', on: '2026-05-19' },
  ]);
  // Nobody takes a row of this life back.
  await expect(
    openMunicipality(base.db, head(), async (scope) => await scope.tx.execute(sql`delete from act_event`), {
      now,
    }),
  ).rejects.toThrow();
});
