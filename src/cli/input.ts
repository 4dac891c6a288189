import { createReadStream } from 'node:fs';

/** Why a file could not be read. */
export type FileTrouble = 'file-missing' | 'file-is-directory' | 'file-forbidden' | 'file-unreadable';

/** Feeds a file (or standard input for `-`) to `push` in pieces; stops early when `push` returns true. */
export async function readPieces(
  path: string,
  push: (bytes: Uint8Array) => boolean,
): Promise<FileTrouble | undefined> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });
  try {
    for await (const piece of stream as AsyncIterable<string | Uint8Array>) {
      if (push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)) break;
    }
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'file-missing';
    if (code === 'EISDIR') return 'file-is-directory';
    if (code === 'EACCES' || code === 'EPERM') return 'file-forbidden';
    if (typeof code === 'string') return 'file-unreadable';
    throw error;
  }
}
