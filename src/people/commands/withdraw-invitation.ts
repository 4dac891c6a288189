import { z } from 'zod';
import { listInvitations, withdrawInvitation as withdraw } from '../../platform/auth/invitations.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayManageStaff } from '../policy.ts';
import { refuse } from '../refusals.ts';

/** Takes an invitation back before it is accepted; its link stops working. A declined one leaves the list. */
export const withdrawInvitation = defineCommand({
  name: 'people.withdraw-invitation',
  input: z.object({ invitationId: id() }),
  policy: (gate) => mayManageStaff(gate),
  async run({ scope, input }) {
    const invitation = (await listInvitations(scope)).find((one) => one.id === input.invitationId);
    if (!invitation) return refuse('not-found');
    if (invitation.roles.includes('administrator') && !hasRole(scope.actor, 'administrator'))
      return refuse('forbidden');
    if (!(await withdraw(scope, input.invitationId))) return refuse('not-found');
    return ok({ id: input.invitationId }, { subjectKind: 'invitation', subjectId: input.invitationId });
  },
});
