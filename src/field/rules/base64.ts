/** Bytes as base64 (RFC 4648, with padding), in browsers and Node alike. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a photo is longer than a call may have arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** @throws Error when the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
