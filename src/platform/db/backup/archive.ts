import { createReadStream } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';

/** The archive cannot be read: cut short, damaged, or not one of ours. Nothing was changed. */
export class DamagedArchive extends Error {}

const block = 512;

/** One entry of an archive while it is read; `content` must be read to its end before the next entry. */
export type ArchiveEntry = {
  readonly name: string;
  readonly size: number;
  readonly content: AsyncIterable<Buffer>;
};

/**
 * The header block of a tar entry (POSIX ustar), so that any `tar` opens the archive as well.
 * @param name at most 255 bytes of UTF-8, with `/` between folders.
 * @param size bytes, under 8 GiB.
 * @throws RangeError when name or size do not fit.
 */
export function tarHeader(name: string, size: number, modified: Date): Buffer {
  const header = Buffer.alloc(block);
  let prefix = '';
  let rest = name;
  if (Buffer.byteLength(name) > 100) {
    const cut = [...name.matchAll(/\//g)]
      .map((match) => match.index)
      .find(
        (at) => Buffer.byteLength(name.slice(at + 1)) <= 100 && Buffer.byteLength(name.slice(0, at)) <= 155,
      );
    if (cut === undefined) throw new RangeError(`The name is too long for the archive: ${name}`);
    prefix = name.slice(0, cut);
    rest = name.slice(cut + 1);
  }
  if (size >= 8 ** 11) throw new RangeError(`The file is too large for the archive: ${name}`);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  header.write(rest, 0, 100, 'utf8');
  header.write(octal(0o600, 8), 100, 'latin1');
  header.write(octal(0, 8), 108, 'latin1');
  header.write(octal(0, 8), 116, 'latin1');
  header.write(octal(size, 12), 124, 'latin1');
  header.write(octal(Math.max(0, Math.floor(modified.getTime() / 1000)), 12), 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(prefix, 345, 155, 'utf8');
  header.write(octal(checksum(header), 7), 148, 'latin1');
  return header;
}

/** What follows the content of an entry, up to a full block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** What ends the archive. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * block);
}

function checksum(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < block; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum;
}

/**
 * Reads an archive entry by entry with the memory of one chunk.
 * @throws DamagedArchive at the first thing that does not fit.
 */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(file);
  const plain = createZstdDecompress();
  source.on('error', (error) => plain.destroy(error));
  const bytes = new ByteReader(source.pipe(plain));
  try {
    for (;;) {
      const header = await bytes.exactly(block);
      if (header.every((byte) => byte === 0)) break;
      const text = (from: number, length: number): string => {
        const field = header.subarray(from, from + length);
        const end = field.indexOf(0);
        return field.subarray(0, end === -1 ? length : end).toString('utf8');
      };
      if (Number.parseInt(text(148, 8), 8) !== checksum(header)) throw new DamagedArchive('header');
      const size = Number.parseInt(text(124, 12), 8);
      if (!Number.isSafeInteger(size) || size < 0) throw new DamagedArchive('size');
      const prefix = text(345, 155);
      const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
      let left = size;
      const content = (async function* () {
        while (left > 0) {
          const chunk = await bytes.atMost(left);
          left -= chunk.length;
          yield chunk;
        }
      })();
      yield { name, size, content };
      while (left > 0) left -= (await bytes.atMost(left)).length;
      await bytes.exactly(tarPadding(size).length);
    }
    await bytes.drain();
  } finally {
    source.destroy();
    plain.destroy();
  }
}

class ByteReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private current: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  /** The next bytes, at least one. */
  async atMost(length: number): Promise<Buffer> {
    while (this.current.length === 0) {
      const next = await this.nextChunk();
      if (next.done) throw new DamagedArchive('end');
      this.current = next.value;
    }
    const taken = this.current.subarray(0, length);
    this.current = this.current.subarray(taken.length);
    return taken;
  }

  async exactly(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = length; left > 0;) {
      const part = await this.atMost(left);
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** Reads to the end, so that the decompressor checks its last frame. */
  async drain(): Promise<void> {
    while (!(await this.nextChunk()).done);
  }

  /** Whoever reads, the archive's loop or the reader of an entry, hears of damage in the same way. */
  private async nextChunk(): Promise<IteratorResult<Buffer>> {
    try {
      return await this.chunks.next();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      // The decompressor's own checksum and the reader's early end; anything else (no such file) is not damage.
      if (code.startsWith('Z') || code.startsWith('ERR_')) throw new DamagedArchive(code);
      throw error;
    }
  }
}
