import { test } from 'vitest';
import { expectSystemOnly, openNeighbours, row } from '../../test/acting.ts';
import { newId } from '../platform/db/id.ts';
import { changeRule } from './commands/change-rule.ts';
import { enterRule } from './commands/enter-rule.ts';
import { nameResponsible } from './commands/name-responsible.ts';
import { removeRule } from './commands/remove-rule.ts';
import { saveCalendarYear } from './commands/save-calendar-year.ts';
import { restartClock } from './data/clocks.ts';

const places = openNeighbours();

const act = {
  ...{ rule: 'meeting-notice', basis: 'localAct', title: 'Устав', article: '7', atLeast: '10' },
  ...{ unit: 'calendar', ifNotWorking: 'stay', validFrom: '2026-01-01' },
};

test('rules and responsible people: the head and the staff of the own municipality alone', async () => {
  const staff = places.home.gate('staff');
  const { id } = await places.acting.done(staff, enterRule, { ...act, rule: 'assessment' });
  const clockId = await places.acting.read(staff, async (scope) =>
    restartClock(scope, {
      reason: '',
      ...{ rule: 'meeting-notice', subjectKind: 'meeting', subjectId: newId(), from: '2026-04-20' },
    }),
  );
  await places.expectTable([
    row(enterRule, act, ['head', 'staff'], { abroad: 'their-own' }),
    row(changeRule, { ...act, rule: 'assessment', id, revision: 0 }, ['head', 'staff']),
    row(removeRule, { id }, ['head', 'staff']),
    row(nameResponsible, { id: clockId, responsibleId: '' }, ['head', 'staff']),
  ]);
});

test('the calendar of the country is entered by system administrators alone', async () => {
  const input = { year: '2026', revision: 0, days: [{ on: '2026-03-08', kind: 'women' }], confirmed: 'yes' };
  await expectSystemOnly(places.base.db, saveCalendarYear, input, places.home);
});
