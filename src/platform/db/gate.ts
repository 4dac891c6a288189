/** What a person may be in a municipality (issue 2): each account has any number of them. */
export type Role = 'administrator' | 'head' | 'staff' | 'facilitator' | 'deputy' | 'auditor';

export const roles: readonly Role[] = ['administrator', 'head', 'staff', 'facilitator', 'deputy', 'auditor'];

declare const proven: unique symbol;

/**
 * Proof of who is asking, made only by the sign-in gate (`prove-gate.ts`). The brand is a type without a value:
 * an object literal of the same shape does not compile as a Gate.
 */
export type Gate = {
  readonly accountId: string;
  /** The municipality the account is working in now; null for the system's own work. */
  readonly municipalityId: string | null;
  /** Roles in that municipality. */
  readonly roles: readonly Role[];
  /** The name that goes into the audit log. */
  readonly name: string;
  /** May open a system scope: units, municipalities, first administrators. */
  readonly systemAdministrator: boolean;
  readonly [proven]: true;
};

/** Whether the gate carries one of the roles in its municipality. */
export function hasRole(gate: Gate, ...wanted: readonly Role[]): boolean {
  return gate.roles.some((role) => wanted.includes(role));
}
