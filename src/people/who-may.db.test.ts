import { test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import type { Role } from '../platform/db/gate.ts';
import { addMember } from './commands/add-member.ts';
import { addMembers } from './commands/add-members.ts';
import { addOrganisation } from './commands/add-organisation.ts';
import { addPerson } from './commands/add-person.ts';
import { changeMemberRole } from './commands/change-member-role.ts';
import { dismissStaff } from './commands/dismiss-staff.ts';
import { editBody } from './commands/edit-body.ts';
import { editOrganisation } from './commands/edit-organisation.ts';
import { editPerson } from './commands/edit-person.ts';
import { endMembership, restoreMembership } from './commands/end-membership.ts';
import { endRole } from './commands/end-role.ts';
import { formBody } from './commands/form-body.ts';
import { inviteStaff } from './commands/invite-staff.ts';
import { markTrained } from './commands/mark-trained.ts';
import { removePerson } from './commands/remove-person.ts';
import { renewInvitation } from './commands/renew-invitation.ts';
import { resetAccess } from './commands/reset-access.ts';
import { withdrawInvitation } from './commands/withdraw-invitation.ts';

// Who may do what with people, groups and staff; the input is right for those who may, so that only the person can be
// wrong. An invitation is answered by whom it was sent to, whatever their role: staff.db.test.ts.

const places = openNeighbours();

const keepers: readonly Role[] = ['administrator', 'head', 'staff'];
const names = { nameKy: 'Жумушчу топ', nameRu: 'Рабочая группа' };

test('people and groups: each command, each role, and people of another municipality', async () => {
  const staff = places.home.gate('staff');
  const add = async (fullName: string) =>
    (await places.acting.done(staff, addPerson, { fullName, sex: 'female' })).id;
  const { id: bodyId } = await places.acting.done(staff, formBody, { kind: 'workingGroup', ...names });
  const place = { role: 'member', category: 'activist', from: '2026-01-10' };
  const join = async (personId: string) =>
    (await places.acting.done(staff, addMember, { ...place, bodyId, personId })).id;
  const personId = await add('Чынара Бекова');
  const [membershipId, left] = [await join(personId), await join(await add('Айнура Сейитова'))];
  await places.acting.done(staff, endMembership, { membershipId: left, on: '2026-03-01' });
  const firm = { nameKy: '«Таза суу» ишканасы', nameRu: 'МП «Таза суу»' };
  const { id: organisationId } = await places.acting.done(staff, addOrganisation, {
    kind: 'municipal',
    ...firm,
  });
  const own = { abroad: 'their-own' } as const;
  await places.expectTable([
    row(addPerson, { fullName: 'Жаңы Адам' }, keepers, own),
    row(editPerson, { personId, fullName: 'Чынара Бекова' }, keepers),
    row(formBody, { kind: 'commission', ...names }, keepers, own),
    row(editBody, { bodyId, ...names }, keepers),
    row(addMember, { ...place, bodyId, fullName: 'Бир Адам' }, keepers),
    row(addMember, { ...place, bodyId, personId: await add('Кошулган Адам') }, keepers),
    row(
      addMembers,
      { bodyId, from: '2026-01-10', rows: [{ fullName: 'Көп Адам', role: 'member', category: 'deputy' }] },
      keepers,
    ),
    row(changeMemberRole, { membershipId, role: 'chair', category: 'deputy', post: '' }, keepers),
    row(markTrained, { bodyId, membershipIds: [membershipId], trained: true }, keepers),
    row(endMembership, { membershipId, on: '2026-03-01' }, keepers),
    row(restoreMembership, { membershipId: left }, keepers),
    row(addOrganisation, { kind: 'ngo', nameKy: '«Жаңы» уюму', nameRu: 'ОО «Жаны»' }, keepers, own),
    row(editOrganisation, { organisationId, revision: 0, kind: 'ngo', ...firm }, keepers),
    row(removePerson, { personId: await add('Кеткен Адам'), confirmName: 'Кеткен Адам' }, keepers),
  ]);
});

test('staff: each command, each role, and people of another municipality', async () => {
  const boss = places.home.gate('administrator');
  const invite = async (phone: string, role: Role) =>
    (await places.acting.done(boss, inviteStaff, { name: 'Күткөн Адам', phone, roles: [role] })).id;
  const account = async (phone: string, role: Role) =>
    (
      await createAccount(places.base.db, {
        name: 'Кызматкер',
        phone,
        roles: [{ municipalityId: places.home.id, role }],
      })
    ).id;
  const [waiting, chief] = [
    await invite('0700 000 201', 'deputy'),
    await invite('0700 000 202', 'administrator'),
  ];
  const accountId = await account('0700 000 203', 'deputy');
  const administrator = await account('0700 000 204', 'administrator');
  await account('0700 000 205', 'administrator');
  const inviters: readonly Role[] = ['administrator', 'head'];
  const onlyTheyMay: readonly Role[] = ['administrator'];
  const own = { abroad: 'their-own' } as const;
  await places.expectTable([
    row(inviteStaff, { name: 'Жаңы Адам', phone: '0700 000 206', roles: ['deputy'] }, inviters, own),
    row(
      inviteStaff,
      { name: 'Жаңы Башчы', phone: '0700 000 207', roles: ['administrator'] },
      onlyTheyMay,
      own,
    ),
    row(renewInvitation, { invitationId: waiting }, inviters),
    row(renewInvitation, { invitationId: chief }, onlyTheyMay),
    row(withdrawInvitation, { invitationId: waiting }, inviters),
    row(withdrawInvitation, { invitationId: chief }, onlyTheyMay),
    row(resetAccess, { accountId }, onlyTheyMay),
    row(endRole, { accountId, role: 'deputy' }, inviters),
    row(endRole, { accountId: administrator, role: 'administrator' }, onlyTheyMay),
    row(dismissStaff, { accountId }, onlyTheyMay),
  ]);
});
