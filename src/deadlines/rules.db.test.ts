import { expect, test } from 'vitest';
import { codeOf, openNeighbours } from '../../test/acting.ts';
import { systemGate } from '../../test/database.ts';
import { runCommand } from '../platform/db/command.ts';
import { newId } from '../platform/db/id.ts';
import { openSystem } from '../platform/db/scope.ts';
import { changeRule } from './commands/change-rule.ts';
import { enterRule } from './commands/enter-rule.ts';
import { nameResponsible } from './commands/name-responsible.ts';
import { removeRule } from './commands/remove-rule.ts';
import { saveCalendarYear } from './commands/save-calendar-year.ts';
import { clocksOf, finishClock, restartClock } from './data/clocks.ts';
import { ownRuleRows } from './data/times.ts';

const places = openNeighbours({ now: new Date('2026-04-01T06:00:00Z') });
const staff = () => places.home.gate('staff');

const act = {
  ...{ rule: 'hearing-decisions-sent', basis: 'localAct', title: 'Уставдын жаңы редакциясы', article: '12' },
  ...{ atMost: '5', unit: 'working', ifNotWorking: 'stay', validFrom: '2026-04-01' },
};
const refused = async (input: Record<string, unknown>) =>
  await places.acting.code(staff(), enterRule, { ...act, rule: 'joint-plan', ...input });
const rulesOf = async (name: string) =>
  (await places.acting.read(staff(), ownRuleRows)).filter(({ rule }) => rule === name);

async function saveYear(input: Record<string, unknown>) {
  return await openSystem(
    places.base.db,
    systemGate(),
    async (scope) => await runCommand(scope, saveCalendarYear, { revision: 0, confirmed: 'yes', ...input }),
  );
}

test('what is wrong with a rule is said', async () => {
  expect(await refused({ atMost: '' })).toBe('deadline-rule-without-days');
  expect(await refused({ atLeast: '9', atMost: '8' })).toBe('deadline-rule-window');
  expect(await refused({ validTo: '2026-03-31' })).toBe('ends-before-start');
  expect(await refused({ atMost: '3661' })).toBe('invalid-input');
  expect(await refused({ title: '' })).toBe('invalid-input');
  expect(await refused({})).toBe('done');
  expect(await refused({ validFrom: '2026-03-01' })).toBe('deadline-rule-overlaps');
  const nobody = newId();
  expect(await places.acting.code(staff(), removeRule, { id: nobody })).toBe('deadline-rule-not-found');
  expect(await places.acting.code(staff(), changeRule, { ...act, id: nobody, revision: 0 })).toBe(
    'deadline-rule-not-found',
  );
});

test('a new rule ends the one before it on the day before, and two who edit at once are told', async () => {
  const { id } = await places.acting.done(staff(), enterRule, { ...act, rule: 'focus-group' });
  await places.acting.done(staff(), enterRule, { ...act, rule: 'focus-group', validFrom: '2026-06-01' });
  expect((await rulesOf('focus-group')).map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
    ['2026-04-01', '2026-05-31'],
    ['2026-06-01', null],
  ]);
  const change = { ...act, rule: 'focus-group', id, revision: 0, validTo: '2026-05-31', atMost: '6' };
  expect(await places.acting.code(staff(), changeRule, change)).toBe('done');
  expect(await places.acting.code(staff(), changeRule, change)).toBe('edited-meanwhile');
  expect(await places.acting.code(staff(), changeRule, { ...change, revision: 1, validTo: '' })).toBe(
    'deadline-rule-overlaps',
  );
  expect(await places.acting.code(staff(), removeRule, { id })).toBe('done');
  expect(await rulesOf('focus-group')).toHaveLength(1);
});

test('two who enter a rule for the same days at once: one stands', async () => {
  const codes = await Promise.all(
    [1, 2, 3, 4].map(
      async () => await places.acting.code(staff(), enterRule, { ...act, rule: 'planning-meeting' }),
    ),
  );
  expect(codes.sort()).toEqual([
    'deadline-rule-overlaps',
    'deadline-rule-overlaps',
    'deadline-rule-overlaps',
    'done',
  ]);
});

test('a rule entered while a clock runs is shown beside the one it began with', async () => {
  const subjectId = newId();
  const clock = async () =>
    (await places.acting.read(staff(), async (scope) => await clocksOf(scope, [subjectId])))[0];
  await places.acting.read(staff(), async (scope) => {
    await restartClock(scope, {
      reason: '',
      rule: 'hearing-decisions-sent',
      subjectKind: 'hearing',
      subjectId,
      from: '2026-03-27',
    });
  });
  const { id } = await places.acting.done(staff(), enterRule, act);
  expect(await clock()).toMatchObject({
    counted: {
      due: '2026-04-06',
      rule: { atMost: 10, source: { kind: 'custom' } },
      // Five working days after Friday the 27th.
      ruleNow: { due: '2026-04-03', applies: false, rule: { atMost: 5, source: { kind: 'localAct' } } },
    },
  });
  await places.acting.done(staff(), changeRule, { ...act, id, revision: 0, appliesToRunning: 'yes' });
  expect((await clock())?.counted).toMatchObject({ due: '2026-04-03', ruleNow: { applies: true } });
  await places.acting.read(staff(), async (scope) => {
    await finishClock(scope, { rule: 'hearing-decisions-sent', subjectId, on: '2026-04-06' });
  });
  // Taken away again, it does not make good what was judged.
  await places.acting.done(staff(), removeRule, { id });
  expect(await clock()).toMatchObject({ counted: { standing: 'done-late', due: '2026-04-03' } });
});

test('who answers for a clock is a person of the municipality, and of a clock that runs', async () => {
  const subjectId = newId();
  const id = await places.acting.read(staff(), async (scope) =>
    restartClock(scope, {
      reason: '',
      rule: 'meeting-notice',
      subjectKind: 'hearing',
      subjectId,
      from: '2026-05-06',
    }),
  );
  const stranger = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, 'Башка Адам')`,
    [stranger, places.away.id],
  );
  const name = async (responsibleId: string, clockId = id) =>
    await places.acting.code(staff(), nameResponsible, { id: clockId, responsibleId });
  expect(await name(stranger)).toBe('person-unknown');
  expect(await name('', newId())).toBe('clock-not-found');
  expect(await name('')).toBe('done');
  await places.acting.read(staff(), async (scope) => {
    await finishClock(scope, { rule: 'meeting-notice', subjectId, on: '2026-04-01' });
  });
  expect(await name('')).toBe('clock-not-found');
});

test('a year of the calendar is entered once it was confirmed, and every municipality counts by it', async () => {
  const day = (on: string, kind = 'other') => ({ on, kind });
  expect(codeOf(await saveYear({ year: '2031', days: [day('2030-12-31')] }))).toBe('calendar-other-year');
  expect(codeOf(await saveYear({ year: '2031', days: [day('2031-03-08'), day('08.03.2031')] }))).toBe(
    'calendar-day-twice',
  );
  expect(codeOf(await saveYear({ year: '2031', confirmed: '' }))).toBe('invalid-input');
  const subjectId = newId();
  const counted = async () => {
    const [clock] = await places.acting.read(staff(), async (scope) => await clocksOf(scope, [subjectId]));
    return clock?.counted;
  };
  await places.acting.read(staff(), async (scope) => {
    await restartClock(scope, {
      reason: '',
      rule: 'hearing-decisions-sent',
      subjectKind: 'hearing',
      subjectId,
      from: '2031-02-26',
    });
  });
  // 8 March 2031 is a Saturday.
  expect(await counted()).toMatchObject({ due: '2031-03-08', adviseBy: '2031-03-07', yearEntered: false });
  const days = [day('2031-03-07', 'movedFree'), day('2031-03-08', 'women')];
  expect(codeOf(await saveYear({ year: '2031', days }))).toBe('done');
  expect(await counted()).toMatchObject({ due: '2031-03-08', adviseBy: '2031-03-06', yearEntered: true });
  expect(codeOf(await saveYear({ year: '2031', days }))).toBe('edited-meanwhile');
  expect(codeOf(await saveYear({ year: '2031', revision: 1, days: [] }))).toBe('done');
  expect(await counted()).toMatchObject({ adviseBy: '2031-03-07', yearEntered: true });
});
