import { z } from 'zod';
import { listInvitations, renewInvitation as renew } from '../../platform/auth/invitations.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { id, tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitName } from '../../territory/data.ts';
import { letterFails } from '../letter-fails.ts';
import { mayManageStaff } from '../policy.ts';
import { refuse } from '../refusals.ts';

/**
 * A new link for an invitation that waits or ran out: to the e-mail where there is one, else to be handed over by hand.
 * By hand as well where no letters go (`mails`), and where the letter to this address did not (`byHand`).
 * Whoever holds it takes the roles, so only an administrator renews the invitation of an administrator. Run it without
 * an operation id: its answer is a secret.
 */
export const renewInvitation = defineCommand({
  name: 'people.renew-invitation',
  input: z.object({ invitationId: id(), byHand: tick(), mails: z.boolean().default(true) }),
  policy: (gate) => mayManageStaff(gate),
  async run({ scope, input, now }) {
    const invitation = (await listInvitations(scope)).find((one) => one.id === input.invitationId);
    if (!invitation) return refuse('not-found');
    if (invitation.roles.includes('administrator') && !hasRole(scope.actor, 'administrator'))
      return refuse('forbidden');
    const day = todayInBishkek(now);
    const place = await unitName(scope, scope.municipalityId, day, invitation.lang);
    const fails = await letterFails(scope, { mails: input.mails, asked: input.byHand });
    const byHand = invitation.email !== null && fails(invitation.email);
    const renewed = await renew(scope, input.invitationId, place, byHand);
    if (!renewed) return refuse('not-found');
    return ok(
      { path: renewed.path, name: invitation.name },
      {
        subjectKind: 'invitation',
        subjectId: invitation.id,
        details: { mailed: renewed.path === undefined },
      },
    );
  },
});
