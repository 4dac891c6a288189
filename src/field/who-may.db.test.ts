import { test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { drawCode, hashCode, makeCode } from './commands/make-code.ts';
import { prepareDevice } from './commands/prepare-device.ts';
import { noteFile } from './commands/receive-file.ts';
import { recoverDevice } from './commands/recover-device.ts';
import { renameDevice } from './commands/rename-device.ts';
import { revokeDevice } from './commands/revoke-device.ts';

// Who may do what with devices; the input is right for those who may, so that only the person can be wrong. What
// devices send is received under their person's roles: receive.db.test.ts.

const now = new Date('2026-03-20T06:00:00Z');

const places = openNeighbours({ now });

const hash = () => hashCode('a secret', drawCode());

/** A device of a person of ours: of nobody who tries, or of the one given. */
async function device(accountId = newId()): Promise<string> {
  const id = newId();
  await places.base.db.owner.query(
    `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed)
     values ($1, $2, $3, 'Redmi', $4, 'x')`,
    [id, places.home.id, accountId, hash()],
  );
  return id;
}

/** A code of our office in the hands of whoever tries. */
async function codeOf(gate: Gate, deviceId: string | null): Promise<string> {
  const codeHash = hash();
  await places.base.db.owner.query(
    `insert into field_code (id, municipality_id, account_id, kind, device_id, code_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      places.home.id,
      gate.accountId,
      deviceId === null ? 'prepare' : 'recover',
      deviceId,
      codeHash,
      new Date(now.getTime() + 60_000),
    ],
  );
  return codeHash;
}

test('devices: each command, each role, and people of another municipality', async () => {
  const users: readonly Role[] = ['head', 'staff', 'facilitator'];
  const keepers: readonly Role[] = ['administrator', 'head', 'staff'];
  const id = await device();
  const own = { abroad: 'their-own' } as const;
  const wrong = { also: ['device-code-wrong'] };
  const fresh = async (gate: Gate) => ({
    codeHash: await codeOf(gate, null),
    deviceId: newId(),
    label: 'Redmi',
    tokenHash: hash(),
    recoverySealed: 'x',
    publicKey: 'x',
    privateSealed: 'x',
  });
  const file = { deviceId: id, items: 1, done: 1, refused: 0, ended: false };
  await places.expectTable([
    row(makeCode, () => ({ kind: 'prepare', codeHash: hash() }), users, own),
    row(prepareDevice, fresh, users, wrong),
    row(noteFile, file, users, own),
  ]);
  // A device of somebody else is not there for a facilitator, who has only the own one.
  const hidden = { unseen: ['facilitator'] as const };
  await places.expectTable([
    row(makeCode, () => ({ kind: 'recover', codeHash: hash(), deviceId: id }), keepers, hidden),
    row(recoverDevice, async (gate: Gate) => ({ codeHash: await codeOf(gate, id), deviceId: id }), keepers, {
      ...hidden,
      ...wrong,
    }),
    row(renameDevice, { id, label: 'Менин телефонум' }, keepers, hidden),
    row(revokeDevice, { id, confirmName: 'redmi' }, keepers, hidden),
  ]);
  const mine = async (gate: Gate) => await device(gate.accountId);
  const all: readonly Role[] = ['administrator', 'head', 'staff', 'facilitator'];
  await places.expectTable([
    row(renameDevice, async (gate: Gate) => ({ id: await mine(gate), label: 'Меники' }), all),
    row(revokeDevice, async (gate: Gate) => ({ id: await mine(gate), confirmName: 'Redmi' }), all),
  ]);
});
