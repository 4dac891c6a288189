import { test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { addNote } from './commands/add-note.ts';
import { advanceMembers } from './commands/advance-members.ts';
import { draftGroupOrder } from './commands/draft-group-order.ts';
import { finishTask } from './commands/finish-task.ts';
import { formGroup } from './commands/form-group.ts';
import { joinGroup } from './commands/join-group.ts';
import { leaveGroup } from './commands/leave-group.ts';
import { nameMember } from './commands/name-member.ts';
import { saveGroup } from './commands/save-group.ts';
import { showGroups } from './commands/show-groups.ts';
import { groupOf } from './data/groups.ts';

const places = openNeighbours({ now: new Date('2026-04-10T06:00:00Z') });
const lead = ['administrator', 'head', 'staff'] as const;
const write = [...lead, 'facilitator'] as const;

test('the executive leads the groups; facilitators write what they do', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const cycleId = await makeCycle(base.db, home.id, 2026);
  const names = { nameKy: 'Өнүгүү', nameRu: 'Развитие', problemIds: [] };
  const { id: groupId } = await acting.done(staff, formGroup, { cycleId, ...names });
  const person = {
    ...{
      groupId,
      role: 'member',
      category: 'activist',
      stage: 'working',
      from: '2026-04-01',
      consented: 'yes',
    },
    fullName: 'Асанова Бегимай',
  };
  const { membershipId } = await acting.done(staff, joinGroup, person);
  await acting.done(staff, addNote, { groupId, kind: 'task', on: '2026-04-02', text: 'Смета' });
  const group = await acting.read(staff, async (scope) => await groupOf(scope, groupId));
  await places.expectTable([
    row(formGroup, { cycleId, ...names, nameKy: 'Билим', nameRu: 'Знание' }, lead),
    row(saveGroup, { groupId, revision: 0, ...names }, lead),
    row(joinGroup, { ...person, fullName: 'Сыдыкова Динара' }, lead),
    row(advanceMembers, { groupId, members: [membershipId], stage: 'nominated' }, lead),
    row(leaveGroup, { membershipId, on: '2026-04-09', reason: 'Көчтү' }, lead),
    row(nameMember, { membershipId, named: 'yes' }, lead),
    row(draftGroupOrder, { cycleId }, lead, { also: ['group-none'] }),
    row(showGroups, { cycleId }, lead),
    row(addNote, { groupId, kind: 'minutes', on: '2026-04-03', text: 'Чогулду' }, write),
    row(finishTask, { noteId: group!.notes[0]!.id }, write),
  ]);
});
