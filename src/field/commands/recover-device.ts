import { z } from 'zod';
import { unseal } from '../../platform/auth/sealed.ts';
import { gateOfAccount } from '../../platform/auth/sign-in-gate.ts';
import { defineCommand, ok, runCommand, type Result } from '../../platform/db/command.ts';
import type { Database } from '../../platform/db/connect.ts';
import { isId } from '../../platform/db/id.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { findDevice, openCode, useCode } from '../data/devices.ts';
import { mayManageDevice, maySeeDevices } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { readCode } from '../rules/device-code.ts';
import { hashCode } from './make-code.ts';

/**
 * Uses a code of recovery. It runs as whoever gave the code out: that person let the store be opened, and stands in
 * the journal. Answers the sealed key; refuses `device-code-wrong`, `device-ended`.
 */
export const recoverDevice = defineCommand({
  name: 'field.recover-device',
  input: z.strictObject({
    codeHash: z.string().length(64),
    deviceId: z.string().refine(isId, 'invalid'),
  }),
  policy: maySeeDevices,
  async run({ scope, input }) {
    const device = await findDevice(scope, input.deviceId);
    if (!device || !mayManageDevice(scope.actor, device)) return refuse('device-code-wrong');
    if (device.revokedAt !== null) return refuse('device-ended');
    if (!(await useCode(scope, 'recover', input.codeHash))) return refuse('device-code-wrong');
    return ok(
      { id: device.id, recoverySealed: device.recoverySealed },
      { subjectKind: 'field-device', details: { ownerId: device.accountId } },
    );
  },
});

/** The key that opens a device's store, for a code that was given out for this very device. */
export async function recoverDeviceByCode(
  db: Database,
  secret: string,
  typed: { readonly code: string; readonly deviceId: string },
  now: Date,
): Promise<Result<{ readonly recoveryKey: string }>> {
  const code = readCode(typed.code);
  const codeHash = code === undefined ? undefined : hashCode(secret, code);
  const known = codeHash === undefined ? undefined : await openCode(db, 'recover', codeHash, now);
  if (codeHash === undefined || known?.deviceId !== typed.deviceId) return refuse('device-code-wrong');
  const gate = await gateOfAccount(db, known.accountId, known.municipalityId, now);
  if (!gate) return refuse('device-code-wrong');
  const result = await openMunicipality(
    db,
    gate,
    async (scope) => await runCommand(scope, recoverDevice, { codeHash, deviceId: typed.deviceId }),
    { now },
  );
  if (!result.ok) return result;
  const recoveryKey = unseal(secret, result.value.id, result.value.recoverySealed, 'field-recovery');
  // Sealed with another secret of the installation: nobody can open it any more.
  return recoveryKey === undefined ? refuse('device-key-lost') : { ok: true, value: { recoveryKey } };
}
