import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { optional } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { findDevice } from '../data/devices.ts';
import { mayManageDevice, maySeeDevices } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { fieldDevice } from '../schema.ts';

/**
 * Ends a device's access: it was lost, or given away. It cannot be taken back (the person prepares it anew), so the
 * device's name is typed to confirm. What it has not sent stays on it and can still come as a file.
 * Refuses `device-not-found`, `device-ended`, `device-name-differs`.
 */
export const revokeDevice = defineCommand({
  name: 'field.revoke-device',
  input: z.object({ id: id(), confirmName: optional(text(200), '') }),
  policy: maySeeDevices,
  async run({ scope, input, now }) {
    const device = await findDevice(scope, input.id, true);
    if (!device || !mayManageDevice(scope.actor, device)) return refuse('device-not-found');
    if (device.revokedAt !== null) return refuse('device-ended');
    if (input.confirmName.toLowerCase() !== device.label.trim().toLowerCase()) {
      return refuse('device-name-differs', { field: 'confirmName' });
    }
    await scope.tx
      .update(fieldDevice)
      .set({ revokedAt: now, revokedBy: scope.actor.name })
      .where(eq(fieldDevice.id, device.id));
    return ok({ id: device.id }, { subjectKind: 'field-device', details: { ownerId: device.accountId } });
  },
});
