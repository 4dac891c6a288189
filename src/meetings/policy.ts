import { hasRole, type Gate } from '../platform/db/gate.ts';

// Roles of the municipality only; whether a facilitator leads this meeting is asked in the command (data/hold.ts),
// since it stands in the database.

/** The working group's chair and the head: the plan, who leads, invitations. */
export function mayPlanMeetings(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Whoever may write a record at all; a facilitator only of meetings they lead. */
export function mayRecordMeetings(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff', 'facilitator');
}

/** Every meeting of the municipality, not only one's own. */
export function mayRecordEveryMeeting(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Closing and reopening is the chair's act. */
export function mayLockMeetings(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Telephones and streets of participants: those who invite and record. */
export function maySeeContacts(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}
