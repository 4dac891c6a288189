import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Looks for a person everywhere and erases them at their wish: it reaches every room and cannot be undone. */
export function mayErase(gate: Gate): boolean {
  return hasRole(gate, 'administrator');
}
