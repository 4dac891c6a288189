import { hasRole, type Gate } from '../platform/db/gate.ts';

type IssuingBody = 'executive' | 'kenesh' | 'workingGroup';

/** Gives a paper its number: the office keeps the register. */
export function mayRegisterAct(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Papers of the executive are signed by its head; papers of the working group by its chair as well. */
export function maySignAct(gate: Gate, issuingBody?: IssuingBody): boolean {
  if (hasRole(gate, 'head')) return true;
  return (issuingBody === undefined || issuingBody === 'workingGroup') && hasRole(gate, 'staff');
}

/** Annulling is the right of those who may sign; a paper from outside is taken out by those who entered it. */
export function mayAnnulAct(gate: Gate, issuingBody?: IssuingBody, outside = false): boolean {
  if (outside) return mayRegisterAct(gate);
  return issuingBody === undefined ? mayRegisterAct(gate) : maySignAct(gate, issuingBody);
}

/** Enters a paper that was made elsewhere, with its own number. */
export function mayRecordOutsideAct(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Shows a signed paper to residents, and takes it back. */
export function mayPublishAct(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}
