import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import * as Y from 'yjs';
import { sheetData, workbookOf } from '../src/platform/tables/workbook.fixture.ts';

// What is dearest to whoever reads it: small to send, large or deep inside. Each is of a size that is taken.

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 10, g: 200, b: 30, alpha: 0.5 } } });

/** A chunk of a PNG. */
function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of one colour of one bit a pixel: thirty megapixels in four kilobytes. */
function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Pictures by name, made when asked for: just inside the limits, and far outside. */
export const pictures: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
  'a million pixels wide': () => pngBomb(1_000_000, 30),
  'PNG of 30 megapixels in 4 KB': () => pngBomb(5470, 5470),
  'PNG of 10,000 megapixels': () => pngBomb(100_000, 1000),
  '52 megapixels, turned': async () =>
    await plain(7200, 7200).jpeg({ quality: 40 }).withMetadata({ orientation: 6 }).toBuffer(),
  'interlaced PNG of 16 bits': async () =>
    await plain(3460, 3460, 4).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  'progressive JPEG': async () =>
    await plain(4890, 4890).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'AVIF of 12 megapixels': async () => await plain(3460, 3460).avif({ effort: 0 }).toBuffer(),
  'WebP of 29 megapixels': async () => await plain(5400, 5400).webp({ effort: 0 }).toBuffer(),
  'JPEG with 60 KB of words about it': async () =>
    await plain(4000, 3000)
      .withExif({ IFD0: { ImageDescription: 'а'.repeat(30_000) } })
      .jpeg()
      .toBuffer(),
};

const sheet = (data: string, extra: Record<string, Uint8Array> = {}) =>
  workbookOf([{ name: 'a', data }], { extra });

/** Workbooks by name. */
export const workbooks: Readonly<Record<string, () => Uint8Array>> = {
  'cells never closed': () => sheet('<c r="A1" '.repeat(1_000_000)),
  'a million cells': () => sheet(`<row>${'<c><v>1</v></c>'.repeat(100)}</row>`.repeat(10_000)),
  'rows never closed': () => sheet('<row '.repeat(2_000_000)),
  'deep XML': () => sheet('<row><c><is>'.repeat(500_000)),
  '300 MB of zeros': () => sheet('', { 'xl/sharedStrings.xml': new Uint8Array(300_000_000) }),
  'a table of texts that is a bomb': () =>
    sheet('<row><c t="s"><v>0</v></c></row>'.repeat(50_000), {
      'xl/sharedStrings.xml': new TextEncoder().encode(`<sst>${'<si><t>а</t></si>'.repeat(2_500_000)}</sst>`),
    }),
  'the same long text in each cell': () =>
    sheet(`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(9000), {
      'xl/sharedStrings.xml': new TextEncoder().encode(`<sst><si><t>${'а'.repeat(30_000)}</t></si></sst>`),
    }),
  'joined cells over everything': () =>
    workbookOf([
      {
        name: 'a',
        data: sheetData([['а', 'б'], ['в']]),
        after: `<mergeCells>${'<mergeCell ref="A1:CV50000"/>'.repeat(20_000)}</mergeCells>`,
      },
    ]),
  'fifty sheets': () =>
    workbookOf(
      Array.from({ length: 50 }, (_, at) => ({
        name: `a${at}`,
        data: `<row>${'<c><v>1</v></c>'.repeat(20)}</row>`.repeat(900),
      })),
    ),
  'one long text': () =>
    sheet(`<row><c t="inlineStr"><is><t>${'&amp;'.repeat(3_000_000)}</t></is></c></row>`),
};

/** Changes of a shared document by name; at most about `bytes` each. */
export const changes: Readonly<Record<string, (bytes: number) => Uint8Array>> = {
  'a letter at a time, backwards': (bytes) => {
    const doc = new Y.Doc();
    const list = doc.getArray('a');
    doc.transact(() => {
      for (let at = 0; at < bytes / 16; at += 1) list.insert(0, [at]);
    });
    return Y.encodeStateAsUpdate(doc);
  },
  'many writers': (bytes) =>
    Y.mergeUpdates(
      Array.from({ length: Math.min(4000, bytes / 40) }, (_, at) => {
        const doc = new Y.Doc();
        doc.clientID = at + 1;
        doc.getMap('people').set(`k${at}`, at);
        return Y.encodeStateAsUpdate(doc);
      }),
    ),
  'one inside the other': () => {
    const doc = new Y.Doc();
    let inner: Y.Map<unknown> = doc.getMap('people');
    for (let at = 0; at < 3000; at += 1) inner = inner.set('a', new Y.Map());
    return Y.encodeStateAsUpdate(doc);
  },
  'one long text': (bytes) => {
    const doc = new Y.Doc();
    doc.getText('a').insert(0, 'а'.repeat(Math.floor(bytes / 2) - 100));
    return Y.encodeStateAsUpdate(doc);
  },
  'texts in lists in maps': (bytes) => {
    const doc = new Y.Doc();
    const people = doc.getMap('people');
    doc.transact(() => {
      for (let at = 0; at < Math.min(4000, bytes / 60); at += 1) {
        const list = new Y.Array();
        people.set(`${at}`, list);
        list.insert(0, [new Y.Text('а'), new Y.Map()]);
      }
    });
    return Y.encodeStateAsUpdate(doc);
  },
  'half of it deleted in pieces': (bytes) => {
    const doc = new Y.Doc();
    const text = doc.getText('a');
    text.insert(0, 'а'.repeat(Math.floor(bytes / 8)));
    doc.transact(() => {
      for (let at = 0; at < Math.min(5000, bytes / 16); at += 1) text.delete(at, 1);
    });
    return Y.encodeStateAsUpdate(doc);
  },
  'of what never came': (bytes) => {
    const doc = new Y.Doc();
    const list = doc.getArray('a');
    list.insert(0, [0]);
    const before = Y.encodeStateVector(doc);
    for (let at = 0; at < Math.min(20_000, bytes / 16); at += 1) list.insert(0, [at]);
    return Y.encodeStateAsUpdate(doc, before);
  },
};
