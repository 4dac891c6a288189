import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Opening a cycle begins the year's work: the head, or the administrator who sets the program up. */
export function mayOpenCycle(gate: Gate): boolean {
  return hasRole(gate, 'head', 'administrator');
}

/** The political decision is the head's to record (the kenesh's signal, the head's support). */
export function mayRecordDecision(gate: Gate): boolean {
  return hasRole(gate, 'head');
}

/** Working group, plan, readiness: the chair (staff), the head and the administrator. */
export function mayOrganise(gate: Gate): boolean {
  return hasRole(gate, 'staff', 'head', 'administrator');
}
