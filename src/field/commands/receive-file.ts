import { z } from 'zod';
import { defineCommand, ok, runCommand } from '../../platform/db/command.ts';
import type { Refused } from '../../platform/refusals.ts';
import type { Database } from '../../platform/db/connect.ts';
import { hasRole, type Gate } from '../../platform/db/gate.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { gateOfAccount } from '../../platform/auth/sign-in-gate.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { isBoundedJson } from '../../platform/http/json-bounds.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { findDevice, officePrivateKey } from '../data/devices.ts';
import { mayUseField } from '../policy.ts';
import { refuse } from '../refusals.ts';
import type { ItemResult, ItemsRequest } from '../rules/items.ts';
import { openFile, readSealedFile } from '../rules/sealed-file.ts';
import { receiveItems } from './receive-items.ts';
import { requestShape } from './receive-shape.ts';

/** The note that somebody took a file in; what was in it is noted meeting by meeting. */
export const noteFile = defineCommand({
  name: 'field.import-file',
  input: z.strictObject({
    deviceId: z.uuid(),
    items: z.number().int().min(0),
    done: z.number().int().min(0),
    refused: z.number().int().min(0),
    ended: z.boolean(),
  }),
  policy: mayUseField,
  run: async ({ input: { deviceId, ...details } }) =>
    await Promise.resolve(ok(details, { subjectKind: 'device', subjectId: deviceId, details })),
});

export type ReceivedFile = {
  readonly ok: true;
  readonly deviceLabel: string;
  readonly madeAt: string;
  readonly request: ItemsRequest;
  readonly results: readonly ItemResult[];
};

/** Takes in files of devices whose access was ended, and of people who have no role here any more. */
export function mayTrustFile(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/**
 * Takes in a file of unsent items (`.ashar`), with the same result as if its device had sent them: under the roles of
 * the device's person, exactly once.
 *
 * Refusals: `import-not-ashar`, `import-other-office`, `import-device-unknown`, `import-key-missing` (the
 * installation's secret was changed), `import-forged` (not made by this device), `import-damaged`, and of a device
 * that was ended or whose person has no role any more `import-device-ended` or `import-person-gone`, unless head or
 * staff say `trust`; `forbidden`.
 */
export async function receiveFile(
  services: { readonly db: Database; readonly files: FileStore; readonly secret: string },
  gate: Gate,
  text: string,
  options: {
    readonly trust: boolean;
    readonly now: Date;
    readonly lang: Lang;
    readonly onFault?: (error: unknown) => void;
  },
): Promise<ReceivedFile | Refused> {
  const { db, files, secret } = services;
  const { now, lang } = options;
  if (!mayUseField(gate)) return refuse('forbidden');
  const file = readSealedFile(text);
  if (!file) return refuse('import-not-ashar');
  if (file.municipalityId !== gate.municipalityId) return refuse('import-other-office');
  const known = await openMunicipality(db, gate, async (scope) => ({
    device: await findDevice(scope, file.deviceId),
    key: await officePrivateKey(scope, secret),
  }));
  const { device, key } = known;
  if (!device) return refuse('import-device-unknown');
  if (!key) return refuse('import-key-missing');
  const opened = await openFile(
    file,
    await importKey(key),
    new Uint8Array(Buffer.from(device.tokenHash, 'hex')),
    isBoundedJson,
  );
  if (!opened.ok) return refuse(`import-${opened.code}`);
  const parsed = requestShape.safeParse(opened.request);
  if (!parsed.success) return refuse('import-damaged');
  const request = parsed.data as ItemsRequest;

  const trusted = options.trust && mayTrustFile(gate);
  if (device.revokedAt !== null && !trusted) return refuse('import-device-ended');
  const owner = await gateOfAccount(db, device.accountId, device.municipalityId, now);
  const sender = owner && mayUseField(owner) ? owner : trusted ? gate : undefined;
  if (!sender) return refuse('import-person-gone');

  const { results } = await receiveItems(
    db,
    files,
    sender,
    { id: device.id, clockOff: device.clockOff },
    request,
    { via: 'file', now, lang, ...(options.onFault ? { onFault: options.onFault } : {}) },
  );
  await openMunicipality(
    db,
    gate,
    async (scope) =>
      await runCommand(scope, noteFile, {
        deviceId: device.id,
        items: results.length,
        done: results.filter(({ state }) => state === 'done').length,
        refused: results.filter(({ state }) => state === 'refused').length,
        ended: device.revokedAt !== null,
      }),
    { now },
  );
  return { ok: true, deviceLabel: device.label, madeAt: file.madeAt, request, results };
}

async function importKey(pkcs8: Uint8Array): Promise<CryptoKey> {
  return await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(pkcs8),
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    ['deriveBits'],
  );
}
