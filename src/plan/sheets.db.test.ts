import { expect, test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { addItem } from './commands/add-item.ts';
import { keepSheetPhoto } from './commands/keep-sheet-photo.ts';
import { printSheets } from './commands/print-sheets.ts';
import { removeItem } from './commands/remove-item.ts';
import { typeCommentSheet } from './commands/type-comment-sheet.ts';
import { commentsOf } from './data/comments.ts';
import { sheetsOf } from './data/sheets.ts';
import { writtenPlan } from './plan.fixture.ts';

const now = new Date('2026-06-20T06:00:00Z');
const places = openNeighbours({ now });
const write = ['administrator', 'head', 'staff', 'facilitator'] as const;

test('a sheet has a number of its own, is typed in once, and its writing stands as proposals from that sheet', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { planId: id, itemId, taskId } = await writtenPlan(base, acting, home, staff, 2030);
  expect(await acting.done(staff, printSheets, { id, kind: 'item', count: 3 })).toMatchObject({
    from: 1,
    to: 3,
  });
  const ofItem = { id, kind: 'comment', count: 1, itemIds: [itemId] };
  expect(await acting.done(staff, printSheets, ofItem)).toMatchObject({ from: 4, to: 4 });
  expect(await acting.code(staff, printSheets, { id, kind: 'comment', count: 1 })).toBe(
    'plan-item-not-found',
  );

  const type = async (input: object) =>
    await acting.code(staff, typeCommentSheet, { id, number: 4, ...input });
  expect(await type({ number: 1, days: 'Май' })).toBe('sheet-other-kind');
  expect(await type({ number: 9, days: 'Май' })).toBe('sheet-not-found');
  expect(await type({})).toBe('sheet-empty');
  expect(await type({ days: 'Майда баштоо', other: 'Көчө да чыгат' })).toBe('done');
  expect(await type({ days: 'Июнда баштоо' })).toBe('sheet-typed');
  const said = await acting.read(staff, async (scope) => await commentsOf(scope, itemId));
  expect(said.map(({ about, text, sheet }) => [about, text, sheet]).sort()).toEqual([
    [null, 'Көчө да чыгат', 4],
    ['days', 'Майда баштоо', 4],
  ]);

  const item = { taskId, name: 'Чүмөк орнотуу', kind: 'works', doer: 'community', sheet: '2' };
  const made = await acting.done(staff, addItem, item);
  expect(await acting.code(staff, addItem, item)).toBe('sheet-typed');
  expect(await acting.code(staff, addItem, { ...item, sheet: '4' })).toBe('sheet-other-kind');
  await acting.done(staff, keepSheetPhoto, { id, number: 2, photoId: 'b'.repeat(64) });
  const photo = { id, number: 77, photoId: 'b'.repeat(64) };
  expect(await acting.code(staff, keepSheetPhoto, photo)).toBe('sheet-not-found');
  const sheets = await acting.read(staff, async (scope) => await sheetsOf(scope, id));
  expect(sheets.map((one) => one.typedAt !== null)).toEqual([false, true, false, true]);
  expect(sheets[1]).toMatchObject({ itemId: made.itemId, photoId: 'b'.repeat(64) });
});

test('an item that is taken out leaves its sheet, which can no longer be typed in', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { planId: id, taskId } = await writtenPlan(base, acting, home, staff, 2031);
  const facts = { taskId, name: 'Чүмөк орнотуу', kind: 'works', doer: 'community' };
  const { itemId } = await acting.done(staff, addItem, facts);
  await acting.done(staff, printSheets, { id, kind: 'comment', count: 1, itemIds: [itemId] });
  await acting.done(staff, removeItem, { itemId });
  const typed = { id, number: 1, days: 'Май' };
  expect(await acting.code(staff, typeCommentSheet, typed)).toBe('plan-item-not-found');
});

test('two prints at once never give a number twice', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { planId: id } = await writtenPlan(base, acting, home, staff, 2032);
  const print = async () => await acting.done(staff, printSheets, { id, kind: 'item', count: 10 });
  const [a, b] = await Promise.all([print(), print()]);
  expect([a.from, b.from].sort((x, y) => x - y)).toEqual([1, 11]);
});

test('those who write the plan print and type sheets', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { planId: id, itemId } = await writtenPlan(base, acting, home, staff, 2033);
  await acting.done(staff, printSheets, { id, kind: 'comment', count: 1, itemIds: [itemId] });
  await places.expectTable([
    row(printSheets, { id, kind: 'item', count: 2 }, write),
    row(typeCommentSheet, { id, number: 1, days: 'Май' }, write),
    row(keepSheetPhoto, { id, number: 1, photoId: 'c'.repeat(64) }, write),
  ]);
});
