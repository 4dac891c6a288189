import type { Gate } from './gate.ts';

/**
 * Makes the proof of who is asking. Only platform/auth (after it has checked a sign-in), platform/jobs and src/cli
 * (acting for the system) and tests may import this file; the dependency check says so.
 */
export function proveGate(
  facts: Pick<Gate, 'accountId' | 'municipalityId' | 'roles' | 'name'> & {
    readonly systemAdministrator?: boolean;
  },
): Gate {
  return Object.freeze({
    systemAdministrator: false,
    ...facts,
    roles: Object.freeze([...facts.roles]),
  }) as Gate;
}
