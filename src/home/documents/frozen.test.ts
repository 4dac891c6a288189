import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { revived } from '../../acts/documents.ts';
import { bothLanguages } from '../../acts/rules.ts';
import type { Paper } from '../../acts/schema.ts';
import { renderDocx } from '../../platform/documents/docx.ts';
import { renderHtml } from '../../platform/documents/html.tsx';
import type { DocumentModel } from '../../platform/documents/model.ts';
import { renderPdf } from '../../platform/documents/pdf.ts';
import { sampleMinutes, sampleOrder } from '../../platform/documents/samples.ts';

// What was signed is printed as it was, byte for byte, whatever later layouts do: two orders as they were frozen before
// papers had a second layout, and the samples, which have none.

const orders = JSON.parse(
  readFileSync(new URL('../../../test/examples/frozen-orders.json', import.meta.url), 'utf8'),
) as Record<string, Paper>;
const digest = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex').slice(0, 24);

const papers: Record<string, DocumentModel> = {
  'sample-order': sampleOrder,
  'sample-minutes': sampleMinutes,
  ...Object.fromEntries(Object.entries(orders).map(([name, paper]) => [name, bothLanguages(revived(paper))])),
};

test.each([
  ['group', '4e06f952f23efb9ba5f865da', 'a79eae2fd570920b7a9b0857', '30701570ae85971a0fe6eccd'],
  ['plan', '138f2713e1afff9c99ba8a7f', '60c500d2d6279b0396ef120a', '19fa1ff2669a8efb8d398735'],
  ['sample-order', 'bdc6415362ef46dc8d9a94a3', 'c062c9c989bda67160ed2341', 'd50542948e7e12d2b932dc7a'],
  ['sample-minutes', 'e520e447f98382afdd29c4d9', '77ba79816fc1f2dc9e37dd61', '886ba993f9e9b7fa5e999b37'],
])('%s', async (name, pdf, docx, html) => {
  const paper = papers[name]!;
  expect(digest(await renderPdf(paper)), 'PDF').toBe(pdf);
  expect(digest(await renderDocx(paper)), 'DOCX').toBe(docx);
  expect(digest(renderHtml(paper)), 'page').toBe(html);
});
