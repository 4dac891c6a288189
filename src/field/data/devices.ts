import { createHash, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { authUser } from '../../platform/auth/schema.ts';
import { unseal } from '../../platform/auth/sealed.ts';
import { gateOfAccount } from '../../platform/auth/sign-in-gate.ts';
import type { Database } from '../../platform/db/connect.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { mayManageEveryDevice, mayUseField } from '../policy.ts';
import { fieldCode, fieldDevice, fieldKey } from '../schema.ts';

export type DeviceRow = typeof fieldDevice.$inferSelect;
export type DeviceItem = DeviceRow & { readonly ownerName: string };

/** Devices of the municipality, those in use first, the last seen first: everybody's for the office, else one's own. */
export async function listDevices(scope: MunicipalityScope): Promise<DeviceItem[]> {
  const theirs = mayManageEveryDevice(scope.actor)
    ? undefined
    : eq(fieldDevice.accountId, scope.actor.accountId);
  const rows = await scope.tx
    .select({ device: fieldDevice, ownerName: authUser.name })
    .from(fieldDevice)
    .leftJoin(authUser, sql`${authUser.id}::text = ${fieldDevice.accountId}`)
    .where(own(scope, fieldDevice, theirs))
    .orderBy(
      sql`${fieldDevice.revokedAt} is not null`,
      sql`${fieldDevice.lastSeenAt} desc nulls last`,
      desc(fieldDevice.createdAt),
    )
    .limit(500);
  return rows.map(({ device, ownerName }) => ({ ...device, ownerName: ownerName ?? '–' }));
}

/** One device of this municipality, held for a change when `hold` is given. */
export async function findDevice(
  scope: MunicipalityScope,
  id: string,
  hold = false,
): Promise<DeviceRow | undefined> {
  if (!isId(id)) return undefined;
  const query = scope.tx
    .select()
    .from(fieldDevice)
    .where(own(scope, fieldDevice, eq(fieldDevice.id, id)));
  return (await (hold ? query.for('update') : query))[0];
}

/** Secrets of devices are kept only as their hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A device that has proved itself, and the roles of its person now. */
export type KnownDevice = {
  readonly gate: Gate;
  readonly device: {
    readonly id: string;
    readonly municipalityId: string;
    readonly accountId: string;
    /** Minutes its clock was ahead when it last told; null while it has not. */
    readonly clockOff: number | null;
  };
  /** The person's language: what is answered in words is answered in it. */
  readonly lang: Lang;
};

/**
 * Whom `Authorization: Bearer municipalityId.deviceId.secret` proves. `device-revoked`: the device is right, but its
 * access was ended, or its person's account or roles were. `device-unknown`: anything else.
 */
export async function knownDevice(
  db: Database,
  authorization: string | undefined,
  now: Date,
): Promise<KnownDevice | 'device-unknown' | 'device-revoked'> {
  const match = /^Bearer ([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{43})$/.exec(authorization ?? '');
  const [, municipalityId = '', deviceId = '', secret = ''] = match ?? [];
  if (!isId(municipalityId) || !isId(deviceId)) return 'device-unknown';
  const found = await db.app.query<{
    account_id: string;
    token_hash: string;
    clock_off: number | null;
    revoked_at: Date | null;
    disabled: boolean;
    lang: Lang;
  }>({
    name: 'known-device',
    text: `select d.account_id, d.token_hash, d.clock_off, d.revoked_at, u.disabled_at is not null as disabled, u.lang
             from field_device d join auth_user u on u.id::text = d.account_id
            where d.id = $1 and d.municipality_id = $2`,
    values: [deviceId, municipalityId],
  });
  const row = found.rows[0];
  if (!row) return 'device-unknown';
  if (!timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(row.token_hash, 'hex'))) {
    return 'device-unknown';
  }
  if (row.revoked_at !== null || row.disabled) return 'device-revoked';
  const gate = await gateInField(db, row.account_id, municipalityId, now);
  if (!gate) return 'device-revoked';
  const device = { id: deviceId, municipalityId, accountId: row.account_id, clockOff: row.clock_off };
  return { gate, device, lang: row.lang };
}

async function gateInField(
  db: Database,
  accountId: string,
  municipalityId: string,
  now: Date,
): Promise<Gate | undefined> {
  const gate = await gateOfAccount(db, accountId, municipalityId, now);
  return gate && mayUseField(gate) ? gate : undefined;
}

/** Whether a device's access stands now: it was not ended, and neither was its person's account or role. */
export async function deviceStands(
  db: Database,
  device: { readonly id: string; readonly municipalityId: string },
  now: Date,
): Promise<boolean> {
  const found = await db.app.query<{ account_id: string }>({
    name: 'device-stands',
    text: `select d.account_id from field_device d join auth_user u on u.id::text = d.account_id
            where d.id = $1 and d.municipality_id = $2 and d.revoked_at is null and u.disabled_at is null`,
    values: [device.id, device.municipalityId],
  });
  const accountId = found.rows[0]?.account_id;
  return (
    accountId !== undefined && (await gateInField(db, accountId, device.municipalityId, now)) !== undefined
  );
}

/** Notes that a device has spoken; what did not change is written once a minute at most. */
export async function sawDevice(
  db: Database,
  deviceId: string,
  facts: { readonly app?: string; readonly clockOff?: number },
  now: Date,
): Promise<void> {
  await db.app.query({
    name: 'saw-device',
    text: `update field_device
              set last_seen_at = $2, app = coalesce($3, app), clock_off = coalesce($4::int, clock_off)
            where id = $1 and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '1 minute'
                   or app <> coalesce($3, app) or clock_off is distinct from coalesce($4::int, clock_off))`,
    values: [deviceId, now, facts.app ?? null, facts.clockOff ?? null],
  });
}

/** Whose the code is, while it works. Does not use it. */
export async function openCode(
  db: Database,
  kind: 'prepare' | 'recover',
  codeHash: string,
  now: Date,
): Promise<{ municipalityId: string; accountId: string; deviceId: string | null } | undefined> {
  const rows = await db.appQueries
    .select({
      municipalityId: fieldCode.municipalityId,
      accountId: fieldCode.accountId,
      deviceId: fieldCode.deviceId,
    })
    .from(fieldCode)
    .where(
      and(
        eq(fieldCode.codeHash, codeHash),
        eq(fieldCode.kind, kind),
        isNull(fieldCode.usedAt),
        sql`${fieldCode.expiresAt} > ${now.toISOString()}`,
      ),
    );
  return rows[0];
}

/** Uses a code up: true for exactly one caller. In the transaction of what it allows. */
export async function useCode(
  scope: MunicipalityScope,
  kind: 'prepare' | 'recover',
  codeHash: string,
): Promise<boolean> {
  const used = await scope.tx
    .update(fieldCode)
    .set({ usedAt: scope.now })
    .where(
      own(
        scope,
        fieldCode,
        eq(fieldCode.accountId, scope.actor.accountId),
        eq(fieldCode.codeHash, codeHash),
        eq(fieldCode.kind, kind),
        isNull(fieldCode.usedAt),
        sql`${fieldCode.expiresAt} > ${scope.now.toISOString()}`,
      ),
    );
  return used.rowCount === 1;
}

/** The pair of keys of the scope's municipality as it is kept; undefined until the first device is prepared. */
export async function officeKeyRow(scope: MunicipalityScope) {
  const rows = await scope.tx.select().from(fieldKey).where(own(scope, fieldKey));
  return rows[0];
}

/**
 * The private half, which opens files of unsent data: PKCS #8 bytes of a P-256 key. Undefined when no device was ever
 * prepared here, or when it was sealed with another secret of the installation.
 */
export async function officePrivateKey(
  scope: MunicipalityScope,
  secret: string,
): Promise<Uint8Array | undefined> {
  const row = await officeKeyRow(scope);
  const text = row && unseal(secret, row.municipalityId, row.privateSealed, 'field-key');
  return text === undefined ? undefined : new Uint8Array(Buffer.from(text, 'base64'));
}
