import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called, field } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { findDevice } from '../data/devices.ts';
import { mayManageDevice, maySeeDevices } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { fieldDevice } from '../schema.ts';

const label = () =>
  field(
    { kind: 'text', required: true, max: 60 },
    z
      .string()
      .transform((typed) => typed.replace(/\s+/g, ' ').trim())
      .pipe(z.string().min(1).max(60)),
  );

/** Gives a device another name: its person's, or the office's. Refuses `device-not-found`. */
export const renameDevice = defineCommand({
  name: 'field.rename-device',
  input: z.object({ id: id(), label: called('field.core.prepare.label', label()) }),
  policy: maySeeDevices,
  async run({ scope, input }) {
    const device = await findDevice(scope, input.id, true);
    if (!device || !mayManageDevice(scope.actor, device)) return refuse('device-not-found');
    await scope.tx.update(fieldDevice).set({ label: input.label }).where(eq(fieldDevice.id, device.id));
    return ok({ id: device.id }, { subjectKind: 'field-device', details: {} });
  },
});
