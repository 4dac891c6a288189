import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Opens the plan, its directions and problems, shows it to residents, records who agreed: the executive. */
export function mayLeadPlan(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Writes items, steps, indicators and what is promised: the executive, and members of groups who sign in. */
export function mayWritePlan(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator');
}

/** Changes items now: an approved plan is changed by those who have the papers for it. */
export function mayChangePlan(gate: Gate, plan: { readonly state: string }): boolean {
  return plan.state === 'approved' ? mayLeadPlan(gate) : mayWritePlan(gate);
}

/** Says something of an item: everybody who works here but the auditor, who only reads. */
export function mayCommentPlan(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff', 'facilitator', 'deputy');
}

/** Signed sheets carry names and signatures of residents: those who write the plan, and the auditor, who reads all. */
export function maySeeSheets(gate: Gate): boolean {
  return mayWritePlan(gate) || hasRole(gate, 'auditor');
}
