import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readZip } from '../files/zip.ts';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.tsx';
import type { Block, DocumentModel, FlowBlock, ImageSource } from './model.ts';
import { pageText, pdfPages } from './pdf-text-of.ts';
import { renderPdf } from './pdf.ts';

// The second layout of papers: what an office sees first when it lays a paper beside a real one.

const paper = (...blocks: Block[]): DocumentModel => ({ layout: 2, title: 'Сыноо', lang: 'ky', blocks });
const pagesOf = async (doc: DocumentModel) => pdfPages(await renderPdf(doc, { compress: false }));

async function wordXml(doc: DocumentModel): Promise<string> {
  const zip = readZip(await renderDocx(doc), { entries: 1000, unpacked: 1e8 });
  return zip.ok ? (zip.entries.get('word/document.xml')?.toString('utf8') ?? '') : '';
}

const registration: FlowBlock = {
  type: 'registration',
  date: '2026-жылдын 15-ноябры',
  number: '19/91',
  place: 'Кара-Дыйкан айылы',
};

test('date, number and place stand on one line, in three places, and what is missing is a line for the hand', async () => {
  const [page] = await pagesOf(paper(registration));
  const [date, number, place] = ['2026-жылдын', '19/91', 'Кара-Дыйкан'].map((text) =>
    page!.pieces.find((piece) => piece.text.includes(text)),
  );
  expect(new Set([date, number, place].map((piece) => piece?.y))).toHaveProperty('size', 1);
  expect([date!.x < number!.x, number!.x < place!.x]).toEqual([true, true]);
  const empty = pageText((await pagesOf(paper({ type: 'registration' })))[0]!);
  expect(empty.match(/_+/g)).toHaveLength(3);
  expect(renderHtml(paper({ type: 'registration' })).match(/doc-blank/g)!.length).toBeGreaterThanOrEqual(3);
  expect(await wordXml(paper(registration))).toContain('Кара-Дыйкан айылы');
});

test('long places, numbers and dates wrap in their own place and touch nothing', async () => {
  const long = 'Ысык-Көл районунун Бостери айылдык кеңешинин чоң залы жайгашкан Кара-Дыйкан айылы';
  const [page] = await pagesOf(paper({ ...registration, number: 'XXVIII-3-4/2026-86-т', place: long }));
  const text = page!.pieces;
  const of = (part: string) => text.find((piece) => piece.text.includes(part))!;
  expect(of('XXVIII').x).toBeGreaterThan(of('2026-жылдын').x + 60);
  expect(of('Кара-Дыйкан').x).toBeGreaterThan(of('XXVIII').x);
  for (const piece of text) expect(piece.x).toBeLessThan(page!.width - (15 * 72) / 25.4);
});

test('who signs stands on one line with the post, also under a long name; the seal has its room', async () => {
  const name = 'Н.\u00a0Э.\u00a0Эсенгулова-Мамбетназарова';
  const signature = (seal: boolean): FlowBlock => ({
    type: 'signatures',
    signatures: [{ post: 'Башчы', name }],
    seal,
  });
  const [page] = await pagesOf(paper(signature(true), { type: 'paragraph', text: 'Аягы' }));
  const post = page!.pieces.find((piece) => piece.text.startsWith('Башчы'))!;
  const signed = page!.pieces.filter((piece) => piece.text.includes('Эсенгулова'));
  expect(signed).toHaveLength(1);
  expect(signed[0]!.text).toContain('Мамбетназарова');
  expect(signed[0]!.y).toBe(post.y);
  const after = async (seal: boolean) => {
    const [own] = await pagesOf(paper(signature(seal), { type: 'paragraph', text: 'Аягы' }));
    return own!.pieces.find((piece) => piece.text.startsWith('Аягы'))!.y;
  };
  expect((await after(true)) - (await after(false))).toBeCloseTo((18 * 72) / 25.4, 0);
});

const table = (rows: number): FlowBlock => ({
  type: 'table',
  columns: [{ label: 'Иш-чара' }, { label: 'Натыйжа' }],
  rows: [
    ...Array.from({ length: rows }, (_, index) => [`сап${index}.`, 'ооба']),
    [{ text: '7. Жыйынтыктарды баалоо', columnSpan: 2, heading: true }],
    ['Баалоо\nөткөрүү\nэки\nжолу', 'Отчет'],
  ],
});

test('no heading stands alone at the foot of a page: not of the text, and not inside a table', async () => {
  for (let rows = 30; rows < 40; rows += 1) {
    const pages = await pagesOf(paper(table(rows)));
    const on = pages.findIndex((page) => pageText(page).includes('7. Жыйынтыктарды'));
    expect(pageText(pages[on]!), `${rows} rows`).toContain('Баалоо');
  }
  for (let lines = 38; lines < 54; lines += 3) {
    const text = Array.from({ length: lines }, (_, index) => `сап${index}.`).join('\n');
    const pages = await pagesOf(
      paper(
        { type: 'paragraph', text, align: 'left' },
        { type: 'heading', text: 'II. Бөлүм' },
        { type: 'heading', level: 3, text: 'Стикерлер' },
        { ...(table(0) as FlowBlock & { type: 'table' }), caption: 'Көйгөйлөр\nжана\nдобуштар' },
      ),
    );
    const on = pages.findIndex((page) => pageText(page).includes('II. Бөлүм'));
    expect(pageText(pages[on]!), `${lines} lines`).toContain('Стикерлер');
    expect(pageText(pages[on]!), `${lines} lines`).toContain('Баалоо');
  }
});

test('Word keeps a heading inside a table with the row below it, repeats the head and cuts no row', async () => {
  const xml = await wordXml(paper(table(1)));
  const rows = xml.match(/<w:tr>[\s\S]*?<\/w:tr>/g) ?? [];
  expect(rows.map((row) => row.includes('<w:keepNext/>'))).toEqual([true, false, true, false]);
  expect(rows[0]).toContain('<w:tblHeader/>');
  for (const row of rows) expect(row).toContain('<w:cantSplit/>');
});

test('the arms stand between the columns of the letterhead, as they were frozen', async () => {
  const bytes = await sharp({ create: { width: 30, height: 40, channels: 3, background: '#9b2335' } })
    .png()
    .toBuffer();
  const emblem: ImageSource = { base64: bytes.toString('base64'), format: 'png' };
  const head: FlowBlock = { type: 'letterhead', ky: ['КЫРГЫЗ РЕСПУБЛИКАСЫ'], ru: ['КЫРГЫЗСКАЯ РЕСПУБЛИКА'] };
  const doc = paper({ ...head, emblem });
  const back = JSON.parse(JSON.stringify(doc)) as DocumentModel;
  expect(renderHtml(back)).toContain(`data:image/png;base64,${emblem.base64}`);
  const pdf = (await renderPdf(back)).toString('latin1');
  expect(pdf).toContain('/Subtype /Image');
  expect((await renderPdf(paper(head))).toString('latin1')).not.toContain('/Subtype /Image');
  expect(await wordXml(back)).toContain('<w:drawing>');
});
