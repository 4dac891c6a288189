import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import { findDevice } from '../data/devices.ts';
import { mayManageDevice, maySeeDevices } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { fieldDevice } from '../schema.ts';

/** Gives a device another name: its person's, or the office's. Refuses `device-not-found`. */
export const renameDevice = defineCommand({
  name: 'field.rename-device',
  input: z.strictObject({
    id: z.string().refine(isId, 'invalid'),
    label: z
      .string()
      .transform((text) => text.replace(/\s+/g, ' ').trim())
      .pipe(z.string().min(1).max(60)),
  }),
  policy: maySeeDevices,
  async run({ scope, input }) {
    const device = await findDevice(scope, input.id, true);
    if (!device || !mayManageDevice(scope.actor, device)) return refuse('device-not-found');
    await scope.tx.update(fieldDevice).set({ label: input.label }).where(eq(fieldDevice.id, device.id));
    return ok({ id: device.id }, { subjectKind: 'field-device', details: {} });
  },
});
