import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Forms groups, writes who joins and leaves, draws up the order: the executive. */
export function mayLeadGroups(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Writes tasks, minutes and what a group was given: members who sign in, too. */
export function mayWriteGroups(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator');
}
