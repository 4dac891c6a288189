import { hasRole, type Gate } from '../platform/db/gate.ts';

/** Works in the hall with a device: leads or records meetings, or is of the working group. */
export function mayUseField(gate: Gate): boolean {
  return hasRole(gate, 'facilitator', 'head', 'staff');
}

/** Takes along every meeting of the cycle, not only the assigned ones. */
export function mayCarryEveryMeeting(gate: Gate): boolean {
  return hasRole(gate, 'head', 'staff');
}

/** Makes a code that turns a phone or a laptop into a device of its own person. */
export function mayMakeCode(gate: Gate): boolean {
  return mayUseField(gate);
}

/** Turns such a code into a device; asked again when the code is used, since roles may have ended meanwhile. */
export function mayPrepareDevice(gate: Gate): boolean {
  return mayUseField(gate);
}

/** Opens the page of devices: those who have one, and the administrator, who ends the access of lost ones. */
export function maySeeDevices(gate: Gate): boolean {
  return mayUseField(gate) || hasRole(gate, 'administrator');
}

/** Sees and ends the devices of everybody here, and helps who forgot a PIN. Others do so for their own only. */
export function mayManageEveryDevice(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head', 'staff');
}

/** Renames, ends or opens again this device. */
export function mayManageDevice(gate: Gate, device: { readonly accountId: string }): boolean {
  return mayManageEveryDevice(gate) || (mayUseField(gate) && device.accountId === gate.accountId);
}
