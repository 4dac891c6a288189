import type { Gate } from '../db/gate.ts';
import { proveGate } from '../db/prove-gate.ts';

const guest = 'guest';

/**
 * Somebody without an account whom a room has let in by a secret of its own: a code from a meeting's door. Stands in
 * that municipality with no role at all, so that every command of an office refuses them.
 */
export function guestGate(municipalityId: string): Gate {
  return proveGate({ accountId: guest, municipalityId, roles: [], name: '' });
}

/** Whether nobody is signed in behind a gate: commands for guests are theirs alone. */
export function isGuest({ accountId, roles }: Gate): boolean {
  return accountId === guest && roles.length === 0;
}
