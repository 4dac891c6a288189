import { hasRole, type Gate } from '../platform/db/gate.ts';

/** The log of changes names people who worked: leaders, the chair and the auditor read it. */
export function mayReadJournal(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'auditor');
}
