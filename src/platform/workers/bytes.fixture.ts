/** Work for worker.test.ts: the bytes it got, within its answer, each one more. */
export default function more({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }): {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly part: Uint8Array<ArrayBuffer>;
} {
  for (const [at, byte] of bytes.entries()) bytes[at] = byte + 1;
  return { bytes, part: bytes.subarray(1) };
}
