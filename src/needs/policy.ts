import { hasRole, type Gate } from '../platform/db/gate.ts';

// Sessions. Roles of the municipality only; whether a facilitator is assigned to the session is asked in the
// command (data/session-guard.ts), since it stands in the database.

/** The working group's chair and the head: the schedule, facilitators, invitations, import. */
export function mayPlanSessions(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Whoever may write a record at all; a facilitator only of sessions assigned to them. */
export function mayRecordSessions(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff', 'facilitator');
}

/** Closing and reopening is the chair's act. */
export function mayLockSessions(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Every session of the municipality, not only the assigned ones. */
export function mayRecordEverySession(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Telephones and streets of participants: those who invite and record. */
export function maySeeContacts(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

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

// Focus groups.

/** Plans, moves and cancels a focus group. */
export function mayPlanFocusGroups(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Whoever may write a focus group's record at all; a facilitator only of those assigned to them. */
export function mayRecordFocusGroups(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff', 'facilitator');
}

/** Every focus group of the municipality, not only the assigned ones. */
export function mayRecordEveryFocusGroup(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Closes a focus group's record and opens it again. */
export function mayLockFocusGroups(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}
