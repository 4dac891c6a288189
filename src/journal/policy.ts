import { hasRole, type Gate } from '../platform/db/gate.ts';

/** The log of changes names people who worked: leaders, the chair and the auditor read it. */
export function mayReadJournal(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'auditor');
}

/** Who signed in when, and what changed in colleagues' accounts: those who answer for them, and the auditor. */
export function mayReadAccountEvents(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'auditor');
}
