import type { Sealed } from './vault.ts';

/** Whether two sealed values are one: each sealing has a vector of its own. */
export const isSameSealed = (a: Sealed | null, b: Sealed | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.iv.length === b.iv.length && a.iv.every((byte, i) => byte === b.iv[i]));
