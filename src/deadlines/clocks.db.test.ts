import { expect, test } from 'vitest';
import { actingIn, openNeighbours } from '../../test/acting.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { clocksOf, dropClocks, finishClock, restartClock, runningClocks } from './data/clocks.ts';

const places = openNeighbours();

/** The office on a day at noon. */
const on = (day: string) => actingIn(places.base.db, new Date(`${day}T06:00:00Z`));
const staff = () => places.home.gate('staff');

const hearing = (subjectId: string, from = '2024-01-31') =>
  ({ rule: 'hearing-decisions-sent', subjectKind: 'hearing', subjectId, from }) as const;
const notice = (subjectId: string, from: string) =>
  ({ rule: 'meeting-notice', subjectKind: 'hearing', subjectId, from }) as const;

async function person(fullName: string): Promise<string> {
  const id = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, $3)`,
    [id, places.home.id, fullName],
  );
  return id;
}

test('a clock is started once, whoever starts it and how often', async () => {
  const id = newId();
  const racing = await Promise.all(
    Array.from({ length: 8 }, async () =>
      on('2024-02-01').read(
        staff(),
        async (scope) => await restartClock(scope, { reason: '', ...hearing(id) }),
      ),
    ),
  );
  expect(new Set(racing).size).toBe(1);
  const again = await on('2024-02-03').read(
    staff(),
    async (scope) => await restartClock(scope, { reason: '', ...hearing(id) }),
  );
  expect(again).toBe(racing[0]);
  const [clock] = await on('2024-02-01').read(staff(), async (scope) => await clocksOf(scope, [id]));
  expect(clock).toMatchObject({ from: '2024-01-31', counted: { due: '2024-02-10', adviseBy: '2024-02-09' } });
});

test('moved after the notice: the clock runs anew, and what was done for the day before is kept', async () => {
  const id = newId();
  const responsibleId = await person('Жылдыз Асанова');
  await on('2026-04-01').read(staff(), async (scope) => {
    await restartClock(scope, { reason: '', ...notice(id, '2026-04-20'), responsibleId });
    await finishClock(scope, { rule: 'meeting-notice', subjectId: id, on: '2026-04-02' });
    // Nothing moved: nothing happens.
    await restartClock(scope, { ...notice(id, '2026-04-20'), reason: 'тактоо' });
  });
  const stood = await on('2026-04-02').read(staff(), async (scope) => await clocksOf(scope, [id]));
  expect(stood[0]).toMatchObject({ doneOn: '2026-04-02', history: [] });
  await on('2026-04-05').read(staff(), async (scope) => {
    await restartClock(scope, { ...notice(id, '2026-05-06'), reason: 'клуб оңдолуп жатат' });
  });
  const [clock, ...others] = await on('2026-04-05').read(
    staff(),
    async (scope) => await clocksOf(scope, [id]),
  );
  expect(others).toEqual([]);
  expect(clock).toMatchObject({
    ...{ from: '2026-05-06', doneOn: null, responsible: { id: responsibleId, fullName: 'Жылдыз Асанова' } },
    counted: { standing: 'running' },
    history: [
      {
        ...{ from: '2026-04-20', doneOn: '2026-04-02', stoppedOn: '2026-04-05', stoppedBy: 'restart' },
        reason: 'клуб оңдолуп жатат',
      },
    ],
  });
});

test('two who move the same meeting at once leave one clock, and both moves in the history', async () => {
  const id = newId();
  await on('2026-04-01').read(
    staff(),
    async (scope) => await restartClock(scope, { reason: '', ...notice(id, '2026-04-20') }),
  );
  const days = ['2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09'];
  await Promise.all(
    days.map(async (from) =>
      on('2026-04-02').read(
        staff(),
        async (scope) => await restartClock(scope, { ...notice(id, from), reason: from }),
      ),
    ),
  );
  const clocks = await on('2026-04-02').read(staff(), async (scope) => await clocksOf(scope, [id]));
  expect(clocks).toHaveLength(1);
  expect(days).toContain(clocks[0]!.from);
  expect(clocks[0]!.history).toHaveLength(4);
  expect(new Set([clocks[0]!.from, ...clocks[0]!.history.map(({ from }) => from)])).toEqual(
    new Set(['2026-04-20', ...days]),
  );
});

test('what was done is judged once and can be mended; what was entered later judges nothing anew', async () => {
  const id = newId();
  const finish = async (day: string, doneOn: string | null) =>
    await on(day).read(staff(), async (scope) =>
      finishClock(scope, { rule: 'hearing-decisions-sent', subjectId: id, on: doneOn }),
    );
  expect(await finish('2024-02-09', '2024-02-09')).toBe(false);
  await on('2024-02-01').read(
    staff(),
    async (scope) => await restartClock(scope, { reason: '', ...hearing(id) }),
  );
  const standing = async () =>
    (await on('2024-06-01').read(staff(), async (scope) => await clocksOf(scope, [id])))[0]?.counted.standing;
  expect(await finish('2024-02-12', '2024-02-12')).toBe(true);
  expect(await standing()).toBe('done-late');
  expect(await finish('2024-02-13', '2024-02-09')).toBe(true);
  expect(await standing()).toBe('done');
  // It was not done after all, and then it was.
  expect(await finish('2024-02-14', null)).toBe(true);
  expect(await standing()).toBe('late');
  expect(await finish('2024-02-15', '2024-02-09')).toBe(true);
  expect(await standing()).toBe('done');
  await places.base.db.owner.query(
    `insert into deadline_rule (id, municipality_id, rule, basis, title, article, side, at_most, unit, if_not_working, valid_from, applies_to_running)
     values ($1, $2, 'hearing-decisions-sent', 'law', 'Мыйзам', '5-берене', 'after', 3, 'calendar', 'stay', '2024-02-01', true)`,
    [newId(), places.home.id],
  );
  expect(await standing()).toBe('done');
  await places.base.db.owner.query(`delete from deadline_rule`);
});

test('a clock of a thing that fell away stops, what was done stays, and it may start again', async () => {
  const id = newId();
  const clocks = await on('2026-04-01').read(staff(), async (scope) => {
    await restartClock(scope, { reason: '', ...notice(id, '2026-04-20') });
    await restartClock(scope, { reason: '', ...hearing(id, '2026-04-20'), rule: 'hearing-checklist' });
    await finishClock(scope, { rule: 'meeting-notice', subjectId: id, on: '2026-04-01' });
    await dropClocks(scope, id, 'жолугушуу болбойт');
    return await clocksOf(scope, [id]);
  });
  expect(clocks.map(({ name, doneOn }) => [name, doneOn])).toEqual([['meeting-notice', '2026-04-01']]);
  const [restored] = await on('2026-04-02').read(staff(), async (scope) => {
    await restartClock(scope, { reason: '', ...hearing(id, '2026-04-27'), rule: 'hearing-checklist' });
    return (await clocksOf(scope, [id])).filter(({ name }) => name === 'hearing-checklist');
  });
  expect(restored).toMatchObject({ counted: { due: '2026-04-12' }, history: [{ stoppedBy: 'drop' }] });
});

test('a municipality sees and moves its own clocks alone', async () => {
  const id = newId();
  await on('2024-02-01').read(
    staff(),
    async (scope) => await restartClock(scope, { reason: '', ...hearing(id) }),
  );
  const stranger = places.away.gate('head');
  const seen = await openMunicipality(places.base.db, stranger, async (scope) => {
    await finishClock(scope, { rule: 'hearing-decisions-sent', subjectId: id, on: '2024-02-02' });
    await dropClocks(scope, id);
    return [...(await clocksOf(scope, [id])), ...(await runningClocks(scope))];
  });
  expect(seen).toEqual([]);
  const mine = await on('2024-02-02').read(staff(), async (scope) => await runningClocks(scope));
  expect(mine.map(({ subjectId }) => subjectId)).toContain(id);
});
