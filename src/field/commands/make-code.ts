import { randomBytes } from 'node:crypto';
import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { keyedHash } from '../../platform/auth/sealed.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { findDevice } from '../data/devices.ts';
import { mayMakeCode, mayManageDevice, maySeeDevices } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { codeFrom, codeMinutes } from '../rules/device-code.ts';
import { fieldCode } from '../schema.ts';

/** A code typed by a person is short: kept as a hash that is useless without the installation's secret. */
export function hashCode(secret: string, code: string): string {
  return keyedHash(secret, 'field-code', code);
}

/** A new code, for `makeCode`: the command itself is given the hash only. */
export function drawCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(32));
    if (code !== undefined) return code;
  }
}

/**
 * Gives out a code: `prepare` makes a device of whoever asks, `recover` opens one device's store when its PIN is
 * forgotten (asked for by its person, or by the office). The one before it of the same kind stops working.
 * Refuses `device-not-found`, `device-ended`.
 */
export const makeCode = defineCommand({
  name: 'field.make-code',
  input: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('prepare'), codeHash: z.string().length(64) }),
    z.strictObject({
      kind: z.literal('recover'),
      codeHash: z.string().length(64),
      deviceId: z.string().refine(isId, 'invalid'),
    }),
  ]),
  policy: (gate, input) => (input.kind === 'prepare' ? mayMakeCode(gate) : maySeeDevices(gate)),
  async run({ scope, input, now }) {
    const deviceId = input.kind === 'recover' ? input.deviceId : null;
    if (deviceId !== null) {
      const device = await findDevice(scope, deviceId);
      if (!device || !mayManageDevice(scope.actor, device)) return refuse('device-not-found');
      if (device.revokedAt !== null) return refuse('device-ended');
    }
    await scope.tx
      .update(fieldCode)
      .set({ usedAt: now })
      .where(
        own(
          scope,
          fieldCode,
          eq(fieldCode.accountId, scope.actor.accountId),
          eq(fieldCode.kind, input.kind),
          deviceId === null ? isNull(fieldCode.deviceId) : eq(fieldCode.deviceId, deviceId),
          isNull(fieldCode.usedAt),
        ),
      );
    const expiresAt = new Date(now.getTime() + codeMinutes * 60_000);
    const [row] = await scope.tx
      .insert(fieldCode)
      .values({
        municipalityId: scope.municipalityId,
        accountId: scope.actor.accountId,
        kind: input.kind,
        deviceId,
        codeHash: input.codeHash,
        expiresAt,
        createdAt: now,
      })
      .returning({ id: fieldCode.id });
    return ok(
      { id: row?.id ?? '', expiresAt },
      {
        subjectKind: deviceId === null ? 'field-code' : 'field-device',
        ...(deviceId === null ? {} : { subjectId: deviceId }),
        details: {},
      },
    );
  },
});
