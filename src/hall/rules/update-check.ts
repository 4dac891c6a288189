import * as Y from 'yjs';

/** Whether the bytes are changes of a shared document: what cannot be read must not be kept and told to others. */
export function isUpdate(data: Uint8Array): boolean {
  try {
    Y.decodeUpdate(data);
    // Decoding is lazy about what follows: merging reads all of it.
    Y.mergeUpdates([data, data]);
    return true;
  } catch {
    return false;
  }
}

/** JPEG, PNG or WebP, by the first bytes. */
export function isPicture(data: Uint8Array): boolean {
  const starts = (at: number, ...bytes: number[]) => bytes.every((byte, i) => data[at + i] === byte);
  if (starts(0, 0xff, 0xd8, 0xff) || starts(0, 0x89, 0x50, 0x4e, 0x47)) return true;
  return starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50);
}
