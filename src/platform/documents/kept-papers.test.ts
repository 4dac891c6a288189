import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptPaper, paperName, thin } from './kept-papers.ts';
import { renderDocx, renderPdf } from './render.ts';
import { sampleMinutes } from './samples.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ashar-papers-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a paper is made once, however many ask at once and later', async () => {
  let made = 0;
  const make = async () => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
    return Buffer.from('paper');
  };
  const name = paperName(['act', '1', 'ky.pdf']);
  const all = await Promise.all(Array.from({ length: 60 }, async () => await keptPaper(folder, name, make)));
  expect(new Set(all.map(String))).toEqual(new Set(['paper']));
  expect(String(await keptPaper(folder, name, make))).toBe('paper');
  expect(made).toBe(1);
  expect(String(await keptPaper(folder, paperName(['act', '2', 'ky.pdf']), make))).toBe('paper');
  expect(made).toBe(2);
});

test('what could not be made is told to all who wait, and tried again by the next', async () => {
  const name = paperName(['act', '3', 'ky.pdf']);
  const fails = async () => await Promise.reject(new Error('no ink'));
  const waiting = [keptPaper(folder, name, fails), keptPaper(folder, name, fails)];
  for (const one of await Promise.allSettled(waiting)) expect(one.status).toBe('rejected');
  expect(String(await keptPaper(folder, name, async () => await Promise.resolve(Buffer.from('now'))))).toBe(
    'now',
  );
});

test('where nothing can be kept a paper is given all the same', async () => {
  const file = path.join(folder, 'no-folder');
  writeFileSync(file, '');
  const make = async () => await Promise.resolve(Buffer.from('paper'));
  expect(String(await keptPaper(file, paperName(['x']), make))).toBe('paper');
});

test('those that nobody asked for longest go first', async () => {
  const full = mkdtempSync(path.join(folder, 'full-'));
  for (let at = 0; at < 8; at += 1) {
    writeFileSync(path.join(full, `p${at}`), Buffer.alloc(100));
    utimesSync(path.join(full, `p${at}`), at, at);
  }
  await thin(full, 800);
  expect(readdirSync(full)).toHaveLength(8);
  await thin(full, 600);
  expect(readdirSync(full).sort()).toEqual(['p4', 'p5', 'p6', 'p7']);
});

test('this thread is free while papers are made, and they are what they were', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  const before = process.threadCpuUsage();
  const [pdf, docx] = await Promise.all([renderPdf(sampleMinutes), renderDocx(sampleMinutes)]);
  const { user } = process.threadCpuUsage(before);
  clearInterval(timer);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(docx.subarray(0, 2).toString()).toBe('PK');
  expect(turns).toBeGreaterThan(10);
  expect(user / 1000).toBeLessThan(300);
});
