import { mkdir, mkdtemp, open, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentDisposition, downloadHeaders, safeFileName } from './download.ts';
import { FolderStore } from './folder-store.ts';
import { fileHeaders } from './headers.ts';
import type { FileMeta, PutResult } from './store.ts';
import { FILE_LIMITS } from './store.ts';
import { readZip, writeZip } from './zip.ts';

let root: string;
let store: FolderStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ashar-files-'));
  store = new FolderStore(root);
});

afterEach(() => rm(root, { recursive: true, force: true }));

function stored(result: PutResult): FileMeta {
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.file;
}

/** A PNG or JPEG whose header tells of another size: refused by its word, before a pixel is read. */
function claiming(picture: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(picture);
  if (bytes[0] === 0x89) {
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    return bytes;
  }
  const frame = Math.max(bytes.indexOf(Buffer.of(0xff, 0xc0)), bytes.indexOf(Buffer.of(0xff, 0xc2)));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1b4f72' } });

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('pictures', () => {
  it('are encoded anew, turned upright and stripped of where and when', async () => {
    const original = await photo(600, 400)
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '42/1 52/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect(original.includes('SecretPhone')).toBe(true);
    const meta = stored(await store.put(original, { accept: ['image'] }));
    expect(meta).toMatchObject({
      kind: 'image',
      type: 'image/jpeg',
      extension: 'jpg',
      width: 400,
      height: 600,
      thumb: true,
    });
    const file = await store.get(meta.id);
    const bytes = await file!.bytes();
    expect(bytes.length).toBe(file!.size);
    expect(bytes.includes('SecretPhone')).toBe(false);
    const info = await sharp(bytes).metadata();
    expect([info.exif, info.xmp, info.iptc, info.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keep no bytes hidden after their end', async () => {
    const original = Buffer.concat([
      await photo(20, 20).png().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    const meta = stored(await store.put(original, { accept: ['image'] }));
    expect((await (await store.get(meta.id))!.bytes()).includes('script')).toBe(false);
  });

  it('are at most 4096 pixels, with a thumbnail of 480 in WebP', async () => {
    const meta = stored(await store.put(await photo(5000, 1000).jpeg().toBuffer(), { accept: ['image'] }));
    expect([meta.width, meta.height]).toEqual([4096, 819]);
    const thumb = await store.get(meta.id, 'thumb');
    const info = await sharp(await thumb!.bytes()).metadata();
    expect([thumb!.type, info.format, info.width]).toEqual(['image/webp', 'webp', 480]);
  });

  it('with transparency become PNG, other formats JPEG', async () => {
    const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#00000000' } })
      .webp()
      .toBuffer();
    expect(stored(await store.put(clear, { accept: ['image'] })).type).toBe('image/png');
    const plain = await photo(9, 9).webp().toBuffer();
    expect(stored(await store.put(plain, { accept: ['image'] })).type).toBe('image/jpeg');
  });

  it('that are damaged or have too many pixels are refused', async () => {
    const good = await photo(300, 300).jpeg().toBuffer();
    expect(await store.put(good.subarray(0, good.length / 2), { accept: ['image'] })).toEqual({
      ok: false,
      code: 'imageUnreadable',
    });
    for (const huge of [
      claiming(await photo(9, 9).png().toBuffer(), 6_000, 5_100),
      claiming(await photo(9, 9).png({ progressive: true }).toBuffer(), 5_000, 5_000),
      claiming(await photo(9, 9).jpeg({ progressive: true }).toBuffer(), 5_000, 5_000),
      claiming(await photo(9, 9).jpeg().toBuffer(), 8_000, 6_600),
      // Thin, but its lines fill the memory; and those that cost twenty bytes a pixel.
      claiming(await photo(9, 9).png().toBuffer(), 1_000_000, 5),
      claiming(await photo(9, 9).toColourspace('rgb16').png({ progressive: true }).toBuffer(), 4_000, 3_100),
      await photo(4_000, 3_100).tiff().toBuffer(),
    ])
      expect(await store.put(huge, { accept: ['image'] })).toMatchObject({
        ok: false,
        code: 'imageTooManyPixels',
      });
    expect(await filesBelow(root)).toEqual([]);
  }, 60_000);

  it('come one at a time: many large ones at once do not fill the memory, too many are asked to wait', async () => {
    const large = await photo(6_500, 4_600).png({ compressionLevel: 1 }).toBuffer();
    const before = process.memoryUsage().rss;
    let most = 0;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const puts = Array.from(
      { length: 16 },
      async (_, at) =>
        // The first two are worked through, the rest are damaged and only wait.
        await store.put(at < 2 ? large : Buffer.from(large.subarray(0, 2000)), { accept: ['image'] }),
    );
    const outcomes = await Promise.allSettled(puts);
    clearInterval(timer);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(outcomes[0]).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    expect((most - before) / 1e6).toBeLessThan(350);
  }, 120_000);
});

describe('other files', () => {
  it('are told by their contents', async () => {
    expect(stored(await store.put(PDF, { accept: ['document'] }))).toMatchObject({
      type: 'application/pdf',
      extension: 'pdf',
    });
    expect(stored(await store.put(Buffer.from('айыл;добуш\nАрал;12\n'), { accept: ['table'] })).type).toBe(
      'text/csv',
    );
  });

  it.each([
    ['a web page', '<!doctype html><script>alert(1)</script>,'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">,</svg>'],
    ['a script', '#!/bin/sh\nrm -rf a,b\n'],
    ['a program', '\u007fELF\u0002\u0001\u0001\u0000\u0000'],
  ])('%s is refused', async (_, text) => {
    const result = await store.put(Buffer.from(text), { accept: ['image', 'document', 'table', 'audio'] });
    expect(result).toMatchObject({ ok: false, code: 'unknownType' });
  });

  it('a Word file with macros is refused', async () => {
    const parts = (extra: [string, Buffer][]) =>
      writeZip(
        [
          [
            '[Content_Types].xml',
            Buffer.from(
              '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            ),
          ],
          ['word/document.xml', Buffer.from('<w:document/>')],
          ...extra,
        ],
        new Date(0),
      );
    expect((await store.put(parts([]), { accept: ['document'] })).ok).toBe(true);
    const macros = parts([['word/vbaProject.bin', Buffer.from('Sub AutoOpen()')]]);
    expect(await store.put(macros, { accept: ['document'] })).toMatchObject({
      ok: false,
      code: 'unknownType',
    });
  });

  it('of a kind that the form does not take are refused', async () => {
    expect(await store.put(PDF, { accept: ['image'] })).toEqual({ ok: false, code: 'notAccepted' });
    expect(await store.put(Buffer.alloc(0), { accept: ['image'] })).toEqual({ ok: false, code: 'empty' });
  });
});

describe('the folder', () => {
  it('keeps the same content once and hands it out by id only', async () => {
    const first = stored(await store.put(PDF, { accept: ['document'] }));
    const second = stored(
      await store.put(Readable.from([PDF.subarray(0, 5), PDF.subarray(5)]), { accept: ['document'] }),
    );
    expect(second.id).toBe(first.id);
    expect((await filesBelow(root)).toSorted()).toEqual([first.id, `${first.id}.json`]);
    expect(await readFile(join(root, first.id.slice(0, 2), first.id.slice(2, 4), first.id))).toEqual(PDF);
    expect(await store.get('../../etc/passwd')).toBeNull();
    expect(await store.get('0'.repeat(64))).toBeNull();
    expect(await store.get(first.id, 'thumb')).toBeNull();
    const streamed: Buffer[] = [];
    for await (const chunk of (await store.get(first.id))!.stream()) streamed.push(chunk as Buffer);
    expect(Buffer.concat(streamed)).toEqual(PDF);
  });

  it('stores one file when many send the same at once', async () => {
    const bytes = await photo(50, 50).png().toBuffer();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => store.put(bytes, { accept: ['image'] })),
    );
    expect(new Set(results.map((result) => stored(result).id)).size).toBe(1);
    expect(await filesBelow(root)).toHaveLength(3);
  });

  it('removes a file with all that belongs to it', async () => {
    const meta = stored(await store.put(await photo(9, 9).png().toBuffer(), { accept: ['image'] }));
    const later = new Date(Date.now() + 60_000);
    expect(await store.removeUnused(meta.id, new Date(Date.now() - 60_000))).toBe(false);
    expect(await store.removeUnused(meta.id, later)).toBe(true);
    expect(await store.removeUnused(meta.id, later)).toBe(false);
    expect(await store.removeUnused('../x', later)).toBe(false);
    expect(await store.get(meta.id)).toBeNull();
    expect(await filesBelow(root)).toEqual([]);
  });

  it('stops reading an upload that is longer than allowed', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 65_536;
          yield Buffer.alloc(65_536, 1);
        }
      })(),
    );
    expect(await store.put(endless, { accept: ['image'] })).toEqual({
      ok: false,
      code: 'tooLarge',
      limit: FILE_LIMITS.image,
    });
    expect(sent).toBeLessThan(FILE_LIMITS.image + 40 * 65_536);
    expect(await store.put(PDF, { accept: ['document'], maxBytes: 10 })).toEqual({
      ok: false,
      code: 'tooLarge',
      limit: 10,
    });
  });

  it('refuses an upload that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield PDF;
        throw new Error('connection reset');
      })(),
    );
    expect(await store.put(broken, { accept: ['document'] })).toEqual({ ok: false, code: 'interrupted' });
    expect(await filesBelow(root)).toEqual([]);
  });

  it.each([1, 2, 3])('leaves nothing behind when the disk is full at write %i', async (failing) => {
    let writes = 0;
    const full = new FolderStore(root, {
      open: async (...args) => {
        const handle = await open(...args);
        if (++writes === failing) {
          handle.writeFile = async () => {
            await handle.write(Buffer.from('half'));
            throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          };
        }
        return handle;
      },
    });
    const bytes = await photo(30, 30).png().toBuffer();
    expect(await full.put(bytes, { accept: ['image'] })).toEqual({ ok: false, code: 'diskFull' });
    expect(writes).toBe(failing);
    expect(await filesBelow(root)).toEqual([]);
    expect((await store.put(bytes, { accept: ['image'] })).ok).toBe(true);
  });

  it('puts the file, its folder and the folders above on the disk', async () => {
    const synced: string[] = [];
    const careful = new FolderStore(root, {
      syncFolder: async (folder) => {
        synced.push(folder);
        return await Promise.resolve(true);
      },
    });
    const put = await careful.put(PDF, { accept: ['document'] });
    const id = put.ok ? put.file.id : '';
    const folder = join(root, id.slice(0, 2));
    expect(synced).toEqual([join(folder, id.slice(2, 4)), folder, root]);
  });

  it('writes again what only its description remembers', async () => {
    const bytes = await photo(30, 30).png().toBuffer();
    const first = await store.put(bytes, { accept: ['image'] });
    const id = first.ok ? first.file.id : '';
    const path = join(root, id.slice(0, 2), id.slice(2, 4), id);
    for (const lost of [path, `${path}.thumb`]) {
      await rm(lost);
      expect(await store.put(bytes, { accept: ['image'] })).toEqual(first);
      expect((await (await store.get(id))?.bytes())?.length).toBe(first.ok ? first.file.size : 0);
      expect(await store.get(id, 'thumb')).not.toBeNull();
    }
    await writeFile(path, 'cut');
    expect((await store.put(bytes, { accept: ['image'] })).ok).toBe(true);
    expect((await (await store.get(id))?.bytes())?.length).toBe(first.ok ? first.file.size : 0);
  });

  it('tidies what interrupted uploads left a day ago', async () => {
    expect(await store.tidy()).toBe(0);
    const incoming = join(root, '.incoming');
    await mkdir(incoming);
    await writeFile(join(incoming, 'old'), 'x');
    await utimes(join(incoming, 'old'), 0, 0);
    await writeFile(join(incoming, 'new'), 'x');
    expect(await store.tidy()).toBe(1);
    expect(await readdir(incoming)).toEqual(['new']);
  });
});

describe('headers', () => {
  const meta: FileMeta = {
    id: 'a'.repeat(64),
    kind: 'document',
    type: 'application/pdf',
    extension: 'pdf',
    size: 7,
    thumb: false,
  };

  it('let nothing run and name the file as its owner did', () => {
    const headers = fileHeaders(meta, { name: 'Көк-Ирим "отчет".pdf' });
    expect(headers).toMatchObject({
      'Content-Type': 'application/pdf',
      'Content-Length': '7',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    expect(headers['Content-Disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]+\.pdf"; filename\*=UTF-8''/,
    );
    const image = fileHeaders(
      { ...meta, type: 'image/jpeg', extension: 'jpg' },
      { name: 'a.jpeg', variant: 'thumb', size: 3 },
    );
    expect(image).toMatchObject({ 'Content-Type': 'image/webp', 'Content-Length': '3' });
    expect(image['Content-Disposition']).toMatch(/^inline; filename="a\.jpeg\.webp"/);
  });

  it('carry Kyrgyz names by RFC 5987', () => {
    const header = contentDisposition("Өкмөттүн тескемеси № 12 (долбоор)'.docx");
    expect(header).not.toMatch(/[^\x20-\x7e]/);
    const encoded = /filename\*=UTF-8''([^;]+)$/.exec(header)![1]!;
    expect(decodeURIComponent(encoded)).toBe("Өкмөттүн тескемеси № 12 (долбоор)'.docx");
    expect(encoded).not.toMatch(/['()*]/);
    expect(contentDisposition('Өңүү.pdf')).toContain('filename="file.pdf"');
  });

  it.each([
    ['../../etc/passwd', undefined, 'etc passwd'],
    ['a\r\nSet-Cookie: x=1', undefined, 'a Set-Cookie x=1'],
    ['cod\u202efdp.exe', undefined, 'cod fdp.exe'],
    ['CON', 'pdf', 'file-CON.pdf'],
    ['', 'pdf', 'file.pdf'],
    ['Отчёт.PDF', 'pdf', 'Отчёт.pdf'],
    ['ө'.repeat(500), 'pdf', `${'ө'.repeat(116)}.pdf`],
  ])('%j is made safe', (name, extension, expected) => {
    expect(safeFileName(name, extension)).toBe(expected);
  });

  it('of a document made on the spot forbid keeping it', () => {
    expect(downloadHeaders('docx', 'Тескеме')).toMatchObject({ 'Cache-Control': 'private, no-store' });
    expect(downloadHeaders('pdf', 'Тескеме', { inline: true })['Content-Disposition']).toMatch(/^inline/);
  });
});

describe('archives', () => {
  it('come back as they were packed, packed or stored', () => {
    const parts: [string, Buffer][] = [
      ['Өң/а.xml', Buffer.from('Көйгөй'.repeat(100))],
      ['empty', Buffer.alloc(0)],
    ];
    for (const store of [false, true]) {
      const zip = readZip(writeZip(parts, new Date(Date.UTC(2026, 0, 1)), { store }), {
        entries: 2,
        unpacked: 1e6,
      });
      expect(zip.ok && [...zip.entries]).toEqual(parts);
    }
  });

  it('stop at the limits', () => {
    const zip = writeZip(
      [
        ['a', Buffer.alloc(100)],
        ['b', Buffer.alloc(100)],
      ],
      new Date(0),
    );
    expect(readZip(zip, { entries: 1, unpacked: 1e6 })).toEqual({ ok: false, code: 'tooManyEntries' });
    expect(readZip(zip, { entries: 9, unpacked: 199 })).toEqual({ ok: false, code: 'tooLargeUnpacked' });
    expect(readZip(zip, { entries: 9, unpacked: 200 }).ok).toBe(true);
    expect(readZip(Buffer.from('PK'), { entries: 9, unpacked: 9 })).toEqual({ ok: false, code: 'notZip' });
  });
});
