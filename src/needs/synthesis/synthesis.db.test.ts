import { expect, test } from 'vitest';
import { openNeighbours, row } from '../../../test/acting.ts';
import { removeFocusEntry } from '../focus/commands/remove-focus-entry.ts';
import { joinFocusLines } from './commands/join-focus-lines.ts';
import { judgeProblem } from './commands/judge-problem.ts';
import { undoFocusJoin } from './commands/undo-focus-join.ts';
import { synthesisOf } from './data/synthesis.ts';
import { analysedCycle } from './synthesis.fixture.ts';

const now = new Date('2026-04-02T06:00:00Z');
const places = openNeighbours({ now });
const lead = ['administrator', 'head', 'staff'] as const;

/** The causes of a problem as they stand: wording, and the words of each village. */
async function causes(cycleId: string, problemId: string) {
  const { acting, home } = places;
  const all = await acting.read(home.gate('staff'), async (scope) => await synthesisOf(scope, cycleId));
  return all
    .find((one) => one.problemId === problemId)!
    .columns.cause.map((one) => [one.text, ...(one.joined ? one.lines.map((line) => line.text) : [])]);
}

test('lines of two villages come under one wording, their own words stay, and undo brings all back', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { cycleId, road, water, groups, lines, say } = await analysedCycle(base, acting, home, 2030);
  const apart = [['Арык жок'], ['Жүк ташуучу унаалар көп'], ['Арык казылган эмес']];
  expect(await causes(cycleId, road)).toEqual(apart);

  const two = { cycleId, lines: [lines.ditchA, lines.ditchB], text: 'Суу кете турган арык жок' };
  const { id: joinId } = await acting.done(staff, joinFocusLines, two);
  const joined = ['Суу кете турган арык жок', 'Арык жок', 'Арык казылган эмес'];
  expect(await causes(cycleId, road)).toEqual([joined, ['Жүк ташуучу унаалар көп']]);
  expect(await acting.code(staff, joinFocusLines, two)).toBe('join-gone');

  // A larger join takes the first up; taking it back brings the first back.
  const third = { cycleId, lines: [joinId, lines.trucks] };
  const { id: larger } = await acting.done(staff, joinFocusLines, third);
  expect(await causes(cycleId, road)).toEqual([
    ['Суу кете турган арык жок', 'Арык жок', 'Жүк ташуучу унаалар көп', 'Арык казылган эмес'],
  ]);
  expect(await acting.code(staff, undoFocusJoin, { joinId })).toBe('join-gone');
  await acting.done(staff, undoFocusJoin, { joinId: larger });
  expect(await causes(cycleId, road)).toEqual([joined, ['Жүк ташуучу унаалар көп']]);
  await acting.done(staff, undoFocusJoin, { joinId });
  expect(await causes(cycleId, road)).toEqual(apart);
  expect(await acting.code(staff, undoFocusJoin, { joinId })).toBe('join-gone');
  expect(await acting.code(staff, undoFocusJoin, { joinId: cycleId })).toBe('join-not-found');

  expect(await acting.code(staff, joinFocusLines, { cycleId, lines: [lines.trucks] })).toBe('join-too-few');
  const mixed = { cycleId, lines: [lines.gravel, lines.ditchB] };
  expect(await acting.code(staff, joinFocusLines, mixed)).toBe('join-lines-differ');
  const others = { cycleId, lines: [lines.pipe, lines.ditchB] };
  expect(await acting.code(staff, joinFocusLines, others)).toBe('join-lines-differ');

  // A focus group that is written on may take a joined line out: the join keeps the others.
  const extra = await say(groups[0], water, 'cause', 'Башкы түтүк эски');
  await acting.done(staff, joinFocusLines, { cycleId, lines: [lines.pipe, extra] });
  const gone = { id: groups[0], entryId: extra, before: 'Башкы түтүк эски' };
  await acting.done(staff, removeFocusEntry, gone);
  expect(await causes(cycleId, water)).toEqual([['Түтүк эскирген', 'Түтүк эскирген']]);
});

test('two who join the same line at once leave it in one join', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { cycleId, road, lines } = await analysedCycle(base, acting, home, 2031);
  const codes = await Promise.all(
    [lines.ditchB, lines.trucks].map(
      async (other) => await acting.code(staff, joinFocusLines, { cycleId, lines: [lines.ditchA, other] }),
    ),
  );
  expect(codes.sort()).toEqual(['done', 'join-gone']);
  expect((await causes(cycleId, road)).length).toBe(2);
});

test('who can solve a problem is said once at a time, and why it cannot be solved soon stands beside it', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { cycleId, road } = await analysedCycle(base, acting, home, 2032);
  const judge = async (input: object) =>
    await acting.code(staff, judgeProblem, { problemId: road, revision: 0, ...input });
  expect(await judge({ verdict: 'notSoon' })).toBe('verdict-without-reason');
  expect(await judge({ verdict: 'outside', helper: 'Район' })).toBe('done');
  expect(await judge({ verdict: 'own' })).toBe('edited-meanwhile');
  expect(await judge({ verdict: 'own', revision: 1, helper: 'Район' })).toBe('done');
  expect(await judge({ verdict: 'own', problemId: home.villages[0]!.id })).toBe('problem-not-found');
  const all = await acting.read(staff, async (scope) => await synthesisOf(scope, cycleId));
  const found = all.find((one) => one.problemId === road)!.verdict;
  // Nobody's help is asked where people do it by themselves.
  expect(found).toMatchObject({ verdict: 'own', helper: '', revision: 2 });
});

test('the executive joins lines and says who solves a problem', async () => {
  const { base, acting, home } = places;
  const { cycleId, water, lines } = await analysedCycle(base, acting, home, 2033);
  const { id: joinId } = await acting.done(home.gate('staff'), joinFocusLines, {
    ...{ cycleId, lines: [lines.ditchA, lines.ditchB] },
  });
  await places.expectTable([
    row(joinFocusLines, { cycleId, lines: [joinId, lines.trucks] }, lead),
    row(undoFocusJoin, { joinId }, lead),
    row(judgeProblem, { problemId: water, revision: 0, verdict: 'own' }, lead),
  ]);
});
