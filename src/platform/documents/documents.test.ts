import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readZip } from '../files/zip.ts';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.tsx';
import type { Block, DocumentModel, FlowBlock } from './model.ts';
import { DRAFT_WATERMARK } from './model.ts';
import { pageText, pdfPages } from './pdf-text-of.ts';
import type { PdfPageText } from './pdf-text-of.ts';
import { renderPdf } from './pdf.ts';
import { POSTER_ROWS } from './poster-model.ts';
import { renderPoster } from './poster.ts';
import { sampleMinutes, sampleOrder, samplePoster } from './samples.ts';

const pagesOf = async (doc: DocumentModel): Promise<PdfPageText[]> =>
  pdfPages(await renderPdf(doc, { compress: false }));

const withBlocks = (...blocks: Block[]): DocumentModel => ({ title: 'Сыноо', lang: 'ky', blocks });

const clean = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ');

async function docxParts(doc: DocumentModel): Promise<Map<string, string>> {
  const zip = readZip(await renderDocx(doc), { entries: 1000, unpacked: 1e8 });
  if (!zip.ok) throw new Error(zip.code);
  return new Map([...zip.entries].map(([name, content]) => [name, content.toString('utf8')]));
}

const docxText = (xml: string): string =>
  xml
    .replace(/<w:(?:tab|br)\/>/g, ' ')
    .replace(/<\/w:p>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"');

const LETTERS = 'ң ө ү Ң Ө Ү « » № – — ё';

describe('all three forms', () => {
  it('say the same words in the same order', async () => {
    const pdf = clean((await pagesOf(sampleOrder)).map((page) => pageText(page, true)).join(' '));
    const docx = clean(docxText((await docxParts(sampleOrder)).get('word/document.xml')!));
    const html = clean(renderHtml(sampleOrder).replace(/<[^>]+>/g, ' '));
    const expected = [
      'КЫРГЫЗ РЕСПУБЛИКАСЫ',
      'КОК-ИРИМСКОГО АЙЫЛНОГО АЙМАКА',
      '2026-жылдын 14-майы № 12',
      'ТЕСКЕМЕ',
      'төмөнкүлөрдү тапшырам:',
      '1. ЖМБА-иш-чаралар комплексин',
      '2.2. иш-чаралар өтчү жайларды «Маданият үйү»',
      'А. Т. Бейшеналиева',
      'тескемесине № 1 тиркеме',
      'КУРАМЫ',
      'Эсенгулова-Мамбетназарова Ырысбүбү',
      'Топтун курамы айыл өкмөтүнүн башчысынын тескемеси менен өзгөртүлөт.',
      'ЖМБА-иш-чараларынын ГРАФИГИ',
      'Бардыгы',
    ];
    for (const text of [pdf, docx, html]) {
      let at = 0;
      for (const words of expected) {
        const found = text.indexOf(words, at);
        expect(found, `«${words}» in ${text.slice(at, at + 200)}`).toBeGreaterThanOrEqual(0);
        at = found;
      }
    }
  });

  it('keep every letter of Kyrgyz and Russian', async () => {
    const doc = withBlocks({ type: 'paragraph', text: LETTERS, align: 'left' });
    expect(pageText((await pagesOf(doc))[0]!).trim()).toBe(LETTERS);
    expect(docxText((await docxParts(doc)).get('word/document.xml')!)).toContain(LETTERS);
    expect(renderHtml(doc)).toContain(LETTERS);
  });

  it('come out as the same bytes every time', async () => {
    for (const doc of [sampleOrder, sampleMinutes]) {
      expect((await renderPdf(doc)).equals(await renderPdf(doc))).toBe(true);
      expect((await renderDocx(doc)).equals(await renderDocx(doc))).toBe(true);
      expect(renderHtml(doc)).toBe(renderHtml(doc));
    }
  });

  it('do not change the document they are given', async () => {
    const before = structuredClone(sampleMinutes);
    await renderPdf(sampleMinutes);
    await renderDocx(sampleMinutes);
    renderHtml(sampleMinutes);
    expect(sampleMinutes).toEqual(before);
  });

  it('survive hostile and broken text', async () => {
    const evil = '<script>alert("1")</script>&\u0000\u0008\ud800 ]]> {{x}} \u202e';
    const block: FlowBlock[] = [
      { type: 'title', text: evil, subtitle: evil },
      { type: 'letterhead', ky: [evil], ru: [], contacts: evil },
      { type: 'fields', fields: [{ label: evil, value: evil }] },
      {
        type: 'table',
        columns: [{ label: evil }],
        rows: [[evil], [{ text: evil, rowSpan: 9, columnSpan: 9 }]],
        caption: evil,
      },
      { type: 'signatures', signatures: [{ post: evil, name: evil }] },
      { type: 'stamp', lines: [evil] },
      { type: 'note', text: evil, mark: evil },
      {
        type: 'image',
        alt: evil,
        image: {
          drawing: {
            width: 9,
            height: 9,
            shapes: [{ kind: 'text', x: 0, y: 0, size: 9, text: evil, fill: '"/><script>' }],
          },
        },
      },
      { type: 'image', alt: evil, image: { data: Buffer.from('not a picture'), format: 'png' } },
    ];
    const doc: DocumentModel = {
      ...withBlocks(...block),
      title: evil,
      header: evil,
      footer: evil,
      author: evil,
    };
    expect(renderHtml(doc).toLowerCase()).not.toMatch(/<script/);
    const parts = await docxParts(doc);
    for (const [name, xml] of parts)
      if (name.endsWith('.xml'))
        expect(xml, name).not.toMatch(/<script|\u0000|\u0008|\ud800(?![\udc00-\udfff])/);
    expect((await pagesOf(doc)).length).toBeGreaterThan(0);
  });

  it.each<[string, Block[]]>([
    ['nothing', []],
    ['an empty table', [{ type: 'table', columns: [], rows: [] }]],
    [
      'a table of empty rows',
      [{ type: 'table', columns: [{ label: 'а' }], rows: [], emptyRows: 3, numbered: true }],
    ],
    [
      'rows longer than the columns',
      [{ type: 'table', columns: [{ label: 'а' }], rows: [['1', '2', '3'], []] }],
    ],
    [
      'empty lists',
      [
        { type: 'clauses', clauses: [] },
        { type: 'list', items: [] },
        { type: 'fields', fields: [] },
        { type: 'signatures', signatures: [] },
      ],
    ],
    ['only page breaks', [{ type: 'pageBreak' }, { type: 'pageBreak' }]],
    ['an empty part', [{ type: 'part', blocks: [] }]],
    ['empty columns', [{ type: 'bilingual', ky: [], ru: [] }]],
  ])('can hold %s', async (_, blocks) => {
    const doc = withBlocks(...blocks);
    expect((await renderPdf(doc)).length).toBeGreaterThan(500);
    expect((await renderDocx(doc)).length).toBeGreaterThan(1000);
    expect(renderHtml(doc)).toContain('<article');
  });
});

describe('PDF', () => {
  it('is tagged, names its language and title, and is never dated by the clock', async () => {
    const source = (await renderPdf(sampleOrder, { compress: false })).toString('latin1');
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (ky-KG)',
      '/DisplayDocTitle true',
      '/S /H1',
      '/S /TH',
      '/Scope /Column',
    ])
      expect(source.includes(part), part).toBe(true);
    const dates = [...source.matchAll(/\(D:(\d{8})/g)].map((match) => match[1]);
    expect(new Set(dates)).toEqual(new Set(['20260514']));
    // Every mark that was opened is closed, on every page.
    expect(source.match(/ BDC/g)!.length).toBe(source.match(/^EMC/gm)!.length);
  });

  it('numbers every page but the first, and turns landscape parts', async () => {
    const pages = await pagesOf(sampleOrder);
    expect(pages.map((page) => page.width > page.height)).toEqual([false, false, true, true]);
    expect(
      pages.map(
        (page) => page.pieces.filter((piece) => piece.artifact && / \/ 4$/.test(piece.text.trim())).length,
      ),
    ).toEqual([0, 1, 1, 1]);
    expect(pageText(pages[1]!)).toContain('2 / 4');
  });

  it('marks every page of a draft', async () => {
    for (const page of await pagesOf(sampleMinutes)) expect(pageText(page)).toContain(DRAFT_WATERMARK);
    for (const page of await pagesOf({ ...sampleMinutes, draft: false }))
      expect(pageText(page)).not.toContain('ДОЛБООР');
  });

  const longTable = (rows: number, lines: number): FlowBlock => ({
    type: 'table',
    numbered: true,
    columns: [{ label: 'Көйгөй' }, { label: 'Добуш', align: 'number' }],
    rows: Array.from({ length: rows }, (_, row) => [
      Array.from({ length: lines }, (__, line) => `r${row}l${line}.`).join('\n'),
      `${row}`,
    ]),
    foot: [[{ text: 'Бардыгы' }, '999999']],
  });

  it('repeats the head of a long table and never cuts a row', async () => {
    const pages = await pagesOf(withBlocks(longTable(120, 3)));
    expect(pages.length).toBeGreaterThan(5);
    const texts = pages.map((page) => pageText(page));
    for (const text of texts) expect(text).toContain('Көйгөй');
    // Screen readers hear the head once.
    expect(
      pages
        .map((page) => pageText(page, true))
        .join('')
        .match(/Көйгөй/g),
    ).toHaveLength(1);
    for (let row = 0; row < 120; row++) {
      const on = texts.findIndex((text) => text.includes(`r${row}l0.`));
      expect(on).toBeGreaterThanOrEqual(0);
      expect(texts[on]).toContain(`r${row}l2.`);
    }
  });

  it('never leaves a sum row or a signature alone, whatever the length', async () => {
    for (let rows = 20; rows < 60; rows += 1) {
      const pages = await pagesOf(
        withBlocks(longTable(rows, 1), {
          type: 'signatures',
          signatures: [{ post: 'Башчы', name: 'КОЛКОЮУЧУ' }],
        }),
      );
      const last = pageText(pages.at(-1)!);
      expect(last, `${rows} rows`).toContain('КОЛКОЮУЧУ');
      expect(last, `${rows} rows`).toContain('999999');
      expect(last, `${rows} rows`).toContain(`r${rows - 1}l0.`);
    }
  });

  it('carries two lines of the text over to the page of the signature', async () => {
    for (let lines = 40; lines < 60; lines++) {
      const text = Array.from({ length: lines }, (_, index) => `сап${index}.`).join('\n');
      const pages = await pagesOf(
        withBlocks(
          { type: 'paragraph', text, align: 'left' },
          { type: 'signatures', signatures: [{ post: 'Башчы' }] },
        ),
      );
      const last = pageText(pages.at(-1)!);
      expect(last).toContain('Башчы');
      expect(last).toContain(`сап${lines - 2}.`);
    }
  });

  it('cuts a row only when it is taller than a page, and loses nothing of it', async () => {
    const pages = await pagesOf(withBlocks(longTable(3, 150)));
    const all = pages.map((page) => pageText(page)).join('');
    for (let row = 0; row < 3; row++)
      for (let line = 0; line < 150; line++) expect(all).toContain(`r${row}l${line}.`);
    for (const page of pages) for (const piece of page.pieces) expect(piece.y).toBeLessThan(page.height - 20);
  });

  it('splits a group of spanned rows taller than a page', async () => {
    const rows = Array.from({ length: 80 }, (_, row) =>
      row === 0 ? [{ text: 'Арал', rowSpan: 80 }, `сап${row}.`] : [`сап${row}.`],
    );
    const pages = await pagesOf(
      withBlocks({ type: 'table', columns: [{ label: 'Айыл' }, { label: 'Сап' }], rows }),
    );
    const all = pages.map((page) => pageText(page)).join('');
    for (let row = 0; row < 80; row++) expect(all).toContain(`сап${row}.`);
  });

  it('keeps all text inside the margins, also words without an end', async () => {
    const word = 'Электрондукмаалыматтыккызматтаргажеткиликтүүлүктүнжоктугу'.repeat(5);
    const pages = await pagesOf(
      withBlocks(
        { type: 'subject', text: word },
        { type: 'paragraph', text: word },
        { type: 'fields', fields: [{ label: word, value: word }, { label: word }] },
        { type: 'signatures', signatures: [{ post: word, name: word }] },
        {
          type: 'table',
          columns: Array.from({ length: 12 }, () => ({ label: word })),
          rows: [Array.from({ length: 12 }, () => word)],
        },
      ),
    );
    const millimetre = 72 / 25.4;
    for (const page of pages)
      for (const piece of page.pieces.filter((own) => !own.artifact)) {
        expect(piece.x).toBeGreaterThanOrEqual(30 * millimetre - 0.1);
        expect(piece.x).toBeLessThan(page.width - 15 * millimetre);
      }
    expect(clean(pages.map((page) => pageText(page, true)).join(''))).toContain('жоктугу');
  });

  it('sets both columns of a bilingual block beside each other, over several pages', async () => {
    const many = (word: string): FlowBlock[] =>
      Array.from({ length: 60 }, (_, index) => ({
        type: 'paragraph',
        text: `${word}${index}. ${'текст '.repeat(12)}`,
      }));
    const pages = await pagesOf(
      withBlocks({ type: 'bilingual', ky: many('ky'), ru: many('ru') }, { type: 'paragraph', text: 'Аягы' }),
    );
    expect(pages.length).toBeGreaterThan(2);
    const first = pageText(pages[0]!);
    expect(first).toContain('ky0.');
    expect(first).toContain('ru0.');
    const middle = pages[0]!.width / 2;
    expect(pages[0]!.pieces.find((piece) => piece.text.startsWith('ru0.'))!.x).toBeGreaterThan(middle);
    expect(pageText(pages.at(-1)!)).toContain('Аягы');
  });

  it('embeds pictures and draws shapes as vectors', async () => {
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#9b2335' } })
      .png()
      .toBuffer();
    const jpeg = await sharp(png).jpeg().toBuffer();
    const doc = withBlocks(
      { type: 'image', alt: 'Кызыл', image: { data: png, format: 'png' } },
      { type: 'image', alt: 'Кызыл', image: { data: jpeg, format: 'jpeg' }, width: 50, caption: 'Сүрөт' },
    );
    const source = (await renderPdf(doc, { compress: false })).toString('latin1');
    expect(source.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(source.match(/\/S \/Figure/g)).toHaveLength(2);
    const parts = await docxParts(doc);
    expect([...parts.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(2);
    expect(renderHtml(doc)).toContain('data:image/png;base64,');
  });

  it('is quick enough for a list of a thousand people', async () => {
    const started = performance.now();
    await renderPdf(withBlocks(longTable(1000, 1)));
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('DOCX', () => {
  it('has sections, repeated heads, whole rows, a watermark and its date', async () => {
    const order = await docxParts(sampleOrder);
    const xml = order.get('word/document.xml')!;
    expect(xml.match(/<w:sectPr>/g)).toHaveLength(3);
    expect(xml.match(/w:orient="landscape"/g)).toHaveLength(1);
    expect(xml.match(/<w:tblHeader\/>/g)!.length).toBeGreaterThanOrEqual(2);
    expect(xml).toContain('<w:cantSplit/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
    expect(xml).toMatch(/<w:pgMar [^>]*w:right="850"[^>]*w:left="1701"|<w:pgMar [^>]*w:left="1701"/);
    expect(order.get('docProps/core.xml')).toContain('2026-05-14T00:00:00Z');
    const minutes = await docxParts(sampleMinutes);
    const headers = [...minutes].filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.length).toBeGreaterThan(0);
    for (const [name, header] of headers) expect(header, name).toContain(DRAFT_WATERMARK);
    expect(
      [...minutes].some(([name, part]) => name.startsWith('word/footer') && part.includes('NUMPAGES')),
    ).toBe(true);
  });
});

describe('HTML', () => {
  it('has no inline styles or scripts, and marks languages and heads', () => {
    const html = renderHtml(sampleMinutes) + renderHtml(sampleOrder);
    expect(html).not.toMatch(/ style="|<script|undefined|\[object/);
    expect(html).toContain('<section class="doc-sheet doc-a4 doc-portrait" lang="ru"');
    expect(html).toContain('class="doc-column" lang="ru"');
    expect(html).toContain('scope="col"');
    expect(html).toContain('<caption>Көйгөйлөр жана добуштар</caption>');
    expect(html).toContain('doc-landscape');
    expect(html).toContain(`data-draft="${DRAFT_WATERMARK}"`);
    expect(renderHtml(sampleOrder, { topHeading: 1 })).toContain('<h1 class="doc-title">ТЕСКЕМЕ</h1>');
  });
});

describe('poster', () => {
  it('shows the list, the facts and the address on A3 and A4', async () => {
    for (const [size, width] of [
      ['A3', 841.89],
      ['A4', 595.28],
    ] as const) {
      const [page, ...others] = pdfPages(await renderPoster(samplePoster, { size, compress: false }));
      expect(others).toEqual([]);
      expect(page!.width).toBeCloseTo(width, 1);
      const text = clean(pageText(page!));
      for (const words of [
        'Ичүүчү суунун жетишсиздиги',
        'Нехватка питьевой воды',
        '63',
        'добуш · 17 %',
        'катышуучу',
        samplePoster.qrUrl,
        '25-майы',
      ])
        expect(text, words).toContain(words);
    }
  });

  it('holds eight rows and names without an end, and is the same every time', async () => {
    const row = {
      ...samplePoster.rows[0]!,
      name: 'Абдан узун көйгөй '.repeat(30),
      nameRu: 'Очень длинная проблема '.repeat(30),
      votes: 1_234_567,
    };
    const poster = {
      ...samplePoster,
      title: 'Узун аталыш '.repeat(40),
      rows: Array.from({ length: 12 }, (_, index) => ({ ...row, rank: index + 1 })),
      facts: [],
    };
    const bytes = await renderPoster(poster, { compress: false });
    expect(bytes.equals(await renderPoster(poster, { compress: false }))).toBe(true);
    const text = pageText(pdfPages(bytes)[0]!);
    expect(text).toContain('1\u00a0234\u00a0567');
    expect(text.match(/добуш/g)).toHaveLength(POSTER_ROWS);
    expect(text).toContain('…');
    expect((await renderPoster({ ...samplePoster, rows: [] })).length).toBeGreaterThan(1000);
  });
});

it('a long address on a poster keeps clear of the lines below it', async () => {
  const poster = {
    ...samplePoster,
    qrUrl: `https://ashar.example/p/${'a'.repeat(60)}/${'b'.repeat(36)}/2026`,
    footer: 'Көк-Ирим айыл аймагы, 2026-жылдын 25-майы. Дагы 4 топтун добушу кошула элек. '.repeat(2),
    footerRu: 'Айыльный аймак Көк-Ирим, 25 мая 2026 года. Голоса ещё 4 групп пока не учтены. '.repeat(2),
  };
  const page = pdfPages(await renderPoster(poster, { compress: false }))[0]!;
  const at = (text: string) =>
    page.pieces.filter((piece) => text.includes(piece.text.trim()) && piece.text.trim().length > 8);
  const address = Math.max(...at(poster.qrUrl).map(({ y }) => y));
  const foot = Math.min(...at(poster.footer).map(({ y }) => y));
  expect(foot - address).toBeGreaterThan(14);
});

it('prints any mixture of blocks without failing', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  const small = fc.integer({ min: 0, max: 4 });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant('paragraph' as const), text }),
    fc.record({ type: fc.constant('title' as const), text }),
    fc.record({ type: fc.constant('list' as const), items: fc.array(text, { maxLength: 4 }) }),
    fc.record({
      type: fc.constant('table' as const),
      columns: fc.array(fc.record({ label: text }), { maxLength: 5 }),
      rows: fc.array(
        fc.array(fc.oneof(text, fc.record({ text, rowSpan: small, columnSpan: small })), { maxLength: 6 }),
        { maxLength: 8 },
      ),
      numbered: fc.boolean(),
      emptyRows: small,
    }),
    fc.record({
      type: fc.constant('signatures' as const),
      signatures: fc.array(fc.record({ post: text }), { maxLength: 3 }),
    }),
    fc.constant({ type: 'pageBreak' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 8 }), async (blocks) => {
      const doc = withBlocks(...blocks);
      await renderPdf(doc);
      await renderDocx(doc);
      renderHtml(doc);
    }),
    { numRuns: 40, seed: 7 },
  );
}, 60_000);
