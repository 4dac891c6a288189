import { expect, test } from 'vitest';
import type { DocumentModel } from '../platform/documents/model.ts';
import { saysTheSame } from './said.ts';

const model = (venue: string, more: Partial<DocumentModel> = {}): DocumentModel => ({
  title: 'График',
  lang: 'ky',
  blocks: [
    { type: 'letterhead', ky: ['КЫРГЫЗ РЕСПУБЛИКАСЫ'], ru: [] },
    {
      type: 'part',
      blocks: [{ type: 'table', columns: [{ label: 'Жери' }], rows: [['Асанова Г. Т.', venue]] }],
    },
  ],
  ...more,
});
const paper = (own: DocumentModel) => ({ ky: own, ru: own });

test('a paper of an older layout is compared by its words, so that only a changed fact outlives it', () => {
  const old = paper(model('Мектеп'));
  const now = (venue: string) =>
    paper(
      JSON.parse(
        JSON.stringify(model(venue, { layout: 2 })).replace('Асанова Г. Т.', 'Асанова\u00a0Г.\u00a0Т.'),
      ) as DocumentModel,
    );
  expect(saysTheSame(now('Мектеп'), old)).toBe(true);
  expect(saysTheSame(now('Клуб'), old)).toBe(false);
  expect(saysTheSame(now('дареги такталат'), paper(model('')))).toBe(true);
});

test('within one layout every word counts, and the arms do not', () => {
  const with2 = (more: object) =>
    paper(model('Мектеп', { layout: 2, blocks: [{ type: 'letterhead', ky: ['А'], ru: [], ...more }] }));
  expect(saysTheSame(with2({}), with2({ emblem: { base64: 'AAAA', format: 'png' } }))).toBe(true);
  expect(saysTheSame(with2({}), with2({ contacts: 'Ынтымак, 1' }))).toBe(false);
});
