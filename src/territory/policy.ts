import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Units of the country, their names, parents and ends. */
export function mayChangeUnits(gate: Gate): boolean {
  return gate.systemAdministrator;
}

/** A village's profile: the executive keeps it (issue 2, point 2). */
export function maySaveProfile(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** How the municipality works and the words of its papers. */
export function maySaveSettings(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}
