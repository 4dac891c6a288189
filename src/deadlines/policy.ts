import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Rules of the municipality's own acts, and who is responsible for a deadline. */
export function mayKeepDeadlines(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** The working days of the country: the system administrator. */
export function mayEnterCalendar(gate: Gate): boolean {
  return gate.systemAdministrator;
}
