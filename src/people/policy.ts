import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Lists of people and groups are kept by the executive. */
export function mayChangePeople(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Phones, e-mails, addresses: those who invite people, and the auditor, who reads all. A deputy does not see them. */
export function maySeeContacts(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator', 'auditor');
}

/** Who may sign in here, and as what. */
export function mayManageStaff(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head');
}
