import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Lists of people and groups are kept by the executive. */
export function mayChangePeople(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Names, posts, groups: everybody who works in the municipality. */
export function maySeePeople(gate: Gate): boolean {
  return gate.roles.length > 0;
}

/** Phones, e-mails, addresses: those who invite people, and the auditor, who reads all. A deputy does not see them. */
export function maySeeContacts(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator', 'auditor');
}

/** Who may sign in here, and as what. */
export function mayManageStaff(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head');
}
