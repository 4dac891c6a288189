import { randomBytes, webcrypto } from 'node:crypto';
import { z } from 'zod';
import { seal } from '../../platform/auth/sealed.ts';
import { gateOfAccount } from '../../platform/auth/sign-in-gate.ts';
import { accountById } from '../../platform/auth/accounts.ts';
import { defineCommand, ok, runCommand, type Result } from '../../platform/db/command.ts';
import type { Database } from '../../platform/db/connect.ts';
import { isId, newId } from '../../platform/db/id.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { unitName } from '../../needs/sessions/data/sessions.ts';
import { hashSecret, officeKeyRow, openCode, useCode } from '../data/devices.ts';
import { mayPrepareDevice } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { readCode } from '../rules/device-code.ts';
import type { DeviceAnswer } from '../rules/items.ts';
import { fieldDevice, fieldKey } from '../schema.ts';
import { hashCode } from './make-code.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { placeOnDay } from '../../territory/data.ts';

/**
 * Turns a one-time code into a device of the code's person. Everything secret comes in made and sealed; the answer
 * holds no secret either. Refuses `device-code-wrong` (wrong, used, or too old: not told apart).
 */
export const prepareDevice = defineCommand({
  name: 'field.prepare-device',
  input: z.strictObject({
    codeHash: z.string().length(64),
    deviceId: z.string().refine(isId, 'invalid'),
    label: z.string().trim().min(1).max(60),
    tokenHash: z.string().length(64),
    recoverySealed: z.string().max(500),
    /** Used when the municipality has no pair of keys yet. */
    publicKey: z.string().max(200),
    privateSealed: z.string().max(1000),
  }),
  policy: mayPrepareDevice,
  async run({ scope, input, now }) {
    const { municipalityId } = scope;
    if (!(await useCode(scope, 'prepare', input.codeHash))) return refuse('device-code-wrong');
    await scope.tx
      .insert(fieldKey)
      .values({ municipalityId, publicKey: input.publicKey, privateSealed: input.privateSealed })
      .onConflictDoNothing();
    const key = await officeKeyRow(scope);
    await scope.tx.insert(fieldDevice).values({
      id: input.deviceId,
      municipalityId,
      accountId: scope.actor.accountId,
      label: input.label,
      tokenHash: input.tokenHash,
      recoverySealed: input.recoverySealed,
      lastSeenAt: now,
      createdAt: now,
    });
    return ok(
      { id: input.deviceId, officeKey: key?.publicKey ?? input.publicKey },
      { subjectKind: 'field-device', details: {} },
    );
  },
});

/** As much of a name as a device's holds, with no half of a sign at its end. */
const shortName = (text: string): string =>
  text
    .trim()
    .slice(0, 60)
    .replace(/\p{Cs}/gu, '')
    .trim();

/** A fresh P-256 pair: the public half raw, the private one as PKCS #8, both base64. */
async function keyPair(): Promise<{ publicKey: string; privateKey: string }> {
  const { subtle } = webcrypto;
  const pair = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');
  return {
    publicKey: base64(await subtle.exportKey('raw', pair.publicKey)),
    privateKey: base64(await subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** What a device gets for a code typed into it. The secret and the recovery key leave the server only here. */
export async function prepareDeviceByCode(
  db: Database,
  secret: string,
  typed: { readonly code: string; readonly label: string },
  now: Date,
): Promise<Result<DeviceAnswer>> {
  const code = readCode(typed.code);
  const codeHash = code === undefined ? undefined : hashCode(secret, code);
  const known = codeHash === undefined ? undefined : await openCode(db, 'prepare', codeHash, now);
  if (codeHash === undefined || !known) return refuse('device-code-wrong');
  const { municipalityId, accountId } = known;
  const gate = await gateOfAccount(db, accountId, municipalityId, now);
  const account = await accountById(db, accountId);
  if (!gate || !account) return refuse('device-code-wrong');
  const deviceId = newId();
  const token = randomBytes(32).toString('base64url');
  const recoveryKey = randomBytes(32).toString('base64');
  const pair = await keyPair();
  return await openMunicipality(
    db,
    gate,
    async (scope) => {
      const made = await runCommand(scope, prepareDevice, {
        codeHash,
        deviceId,
        // A device without a name is called by its person.
        label: shortName(typed.label) || shortName(gate.name),
        tokenHash: hashSecret(token),
        recoverySealed: seal(secret, deviceId, recoveryKey, 'field-recovery'),
        publicKey: pair.publicKey,
        privateSealed: seal(secret, municipalityId, pair.privateKey, 'field-key'),
      });
      if (!made.ok) return made;
      const { municipality } = await placeOnDay(scope, todayInBishkek(now));
      const answer: DeviceAnswer = {
        deviceId,
        token: `${municipalityId}.${deviceId}.${token}`,
        account: { id: accountId, name: gate.name, lang: account.lang },
        municipality: { id: municipalityId, name: unitName(municipality, account.lang) },
        recoveryKey,
        officeKey: made.value.officeKey,
        serverTime: now.toISOString(),
      };
      return { ok: true, value: answer };
    },
    { now },
  );
}
