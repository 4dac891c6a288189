import { expect, test } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { journalPaper } from '../documents/journal.ts';
import { journalOf, type JournalAct } from './journal.ts';

const act = (running: number, over: Partial<JournalAct> = {}): JournalAct => ({
  ...{ id: `a${running}`, issuingBody: 'executive', type: 'order', year: 2026, running },
  ...{
    number: `${running}-т`,
    issuedOn: `2026-05-${String(running % 28).padStart(2, '0')}`,
    replacesId: null,
  },
  ...{ titleKy: `Тескеме ${running}`, titleRu: `Распоряжение ${running}`, signedBy: 'Т. Асанов' },
  ...{ state: 'signed', signedAt: new Date('2026-05-20T00:00:00Z'), annulledReason: null },
  ...over,
});

// In any order, as the register hands them.
const acts = [
  act(20),
  act(12, { state: 'annulled', annulledReason: 'Катасы бар', signedAt: null }),
  act(11),
  act(13, { state: 'annulled', annulledReason: null }),
  act(14, { replacesId: 'a13' }),
  act(15, { state: 'draft', signedAt: null }),
  act(3, { type: 'resolution', issuingBody: 'kenesh', number: '3' }),
  act(7, { year: 2025 }),
  act(0, { number: null, running: null, state: 'draft' }),
];

test('each register by itself, in the order of numbers; drafts without a number and other years are left out', () => {
  const parts = journalOf(acts, 2026, '');
  expect(parts.map(({ issuingBody, type }) => `${issuingBody} ${type}`).sort()).toEqual([
    'executive order',
    'kenesh resolution',
  ]);
  const [orders] = journalOf(acts, 2026, 'order');
  expect(
    orders!.lines.map((line) => (line.kind === 'act' ? line.act.running : [line.gap.from, line.gap.to])),
  ).toEqual([[1, 10], ...[11, 12, 13, 14, 15], [16, 19], 20]);
  expect(journalOf(acts, 2024, '')).toEqual([]);
});

test('every gap and every number that came to nothing says why, in Kyrgyz and Russian', () => {
  for (const lang of ['ky', 'ru'] as const) {
    const i18n = i18nFor(lang);
    const facts = {
      municipality: 'Көк-Ирим',
      year: 2026,
      day: '2026-06-01',
      parts: journalOf(acts, 2026, 'order'),
    };
    const paper = journalPaper(i18n, facts);
    const part = paper.blocks.find((block) => block.type === 'part')!;
    const table = part.blocks.find((block) => block.type === 'table')!;
    const rows = table.rows.map((row) => row.map(String));
    const { t } = i18n;
    expect(rows[0]).toEqual([
      '1–10',
      '',
      t('acts.journal.gap-before', { number: '11-т', day: '11.05.2026' }),
      '',
      '',
      '',
    ]);
    expect(rows[6]![2]).toBe(t('acts.journal.gap', { number: '20-т', day: '20.05.2026' }));
    const marks = rows.map((row) => row[4]);
    expect(marks.slice(2, 6)).toEqual([
      `${t('acts.journal.annulled-unsigned')}: Катасы бар`,
      `${t('acts.standing.annulled')}: ${t('acts.journal.replaced', { number: '14-т' })}`,
      '',
      t('acts.journal.unsigned'),
    ]);
    expect(paper.page?.orientation).toBe('landscape');
    expect(paper.blocks.some((block) => block.type === 'signatures')).toBe(true);
  }
});
