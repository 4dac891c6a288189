import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Enters what the local budget is really spent on, which a meeting lays beside its guess. */
export function mayKeepKnownBudget(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

// Grouping, problems and priorities.

/** Works at the board and names problems. Facilitators do it in their open sessions; what is closed is the chair's. */
export function mayGroup(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator');
}

/** Moves statements of closed sessions, with a reason: joining is the working group's job (R-AGG-01). */
export function mayRegroupClosed(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Counts two problems as one, and takes that back. */
export function mayMerge(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Shows a list to residents, and takes it back. */
export function mayPublishPriorities(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}
