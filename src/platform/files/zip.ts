import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A small reader and writer of zip archives (the inside of DOCX and XLSX). Our own, because a reader of what strangers
 * send must stop before an archive unpacks to gigabytes, and a writer must give the same bytes for the same content.
 */
export interface ZipLimits {
  /** Most files in the archive. */
  entries: number;
  /** Most bytes of all unpacked files together. */
  unpacked: number;
}

export type ZipRefusal = { ok: false; code: 'notZip' | 'encrypted' | 'tooManyEntries' | 'tooLargeUnpacked' };
export type ZipContents = { ok: true; entries: Map<string, Buffer> };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

function findEnd(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= from; at--) if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

/**
 * The names in an archive, without unpacking anything; undefined when it is none or holds more than `most`. What an
 * archive says of itself is believed: a program that opens it reads the same list.
 */
export function zipNames(input: Uint8Array, most: number): string[] | undefined {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const end = bytes.length < 22 ? -1 : findEnd(bytes);
  const count = end < 0 ? most + 1 : bytes.readUInt16LE(end + 10);
  if (count > most) return undefined;
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (names.length < count) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

/**
 * Unpacks an archive into memory. The sizes written in the archive are not believed: unpacking stops at the limit.
 * @returns the files by name (later ones of the same name are ignored), or a refusal; never throws on bad bytes.
 */
export function readZip(input: Uint8Array, limits: ZipLimits): ZipContents | ZipRefusal {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const refuse = (code: ZipRefusal['code']): ZipRefusal => ({ ok: false, code });
  if (bytes.length < 22) return refuse('notZip');
  const end = findEnd(bytes);
  if (end < 0) return refuse('notZip');
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) return refuse('tooManyEntries');
  const entries = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  let left = limits.unpacked;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return refuse('notZip');
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const packedSize = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const skip = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + skip;
    if ((flags & 1) !== 0) return refuse('encrypted');
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) return refuse('notZip');
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (data + packedSize > bytes.length) return refuse('notZip');
    if (name.endsWith('/') || entries.has(name)) continue;
    const packed = bytes.subarray(data, data + packedSize);
    let content: Buffer;
    if (method === 0) content = packed;
    else if (method === 8) {
      try {
        content = inflateRawSync(packed, { maxOutputLength: Math.max(1, left + 1) });
      } catch (error) {
        const tooLarge =
          error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
        return refuse(tooLarge ? 'tooLargeUnpacked' : 'notZip');
      }
    } else return refuse('notZip');
    left -= content.length;
    if (left < 0) return refuse('tooLargeUnpacked');
    entries.set(name, content);
  }
  return { ok: true, entries };
}

function dosTime(date: Date): { time: number; day: number } {
  const year = Math.min(Math.max(date.getUTCFullYear(), 1980), 2107);
  return {
    time: (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    day: ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  };
}

/**
 * Packs files into an archive, in the given order, all with the same date (UTC).
 * @param options.store true leaves them uncompressed, when the archive is only handed on.
 */
export function writeZip(
  entries: Iterable<readonly [string, Uint8Array]>,
  date: Date,
  options: { store?: boolean } = {},
): Buffer {
  const method = options.store ? 0 : 8;
  const { time, day } = dosTime(date);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const [name, content] of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const packed = options.store ? Buffer.from(content) : deflateRawSync(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(LOCAL, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(0x0800, 6); // names are UTF-8
    header.writeUInt16LE(method, 8);
    header.writeUInt16LE(time, 10);
    header.writeUInt16LE(day, 12);
    header.writeUInt32LE(crc32(content), 14);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(nameBytes.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(CENTRAL, 0);
    record.writeUInt16LE(20, 4);
    header.copy(record, 6, 4, 30);
    record.writeUInt32LE(offset, 42);
    directory.push(record, nameBytes);
    parts.push(header, nameBytes, packed);
    offset += header.length + nameBytes.length + packed.length;
    count++;
  }
  const directorySize = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
