import { describe, expect, it } from 'vitest';
import { readDay } from './written-day.ts';

describe('days as people write them', () => {
  it.each([
    '2026-05-12',
    '2026-05-12T10:00',
    '2026-05-12 00:00:00',
    '2026.05.12',
    '12.05.2026',
    '12.5.26',
    '12-05-2026',
    '12–05–2026',
    ' 12 . 05 . 2026 ',
    '12.05.2026 г.',
    '12.05.2026-ж.',
    '12 мая 2026',
    '12 мая 2026 г.',
    '12 мая 2026 года',
    '12-май 2026',
    '12-май, 2026-жыл',
    '2026-жылдын 12-майы',
    '2026-ж. 12-май',
    '«12» мая 2026 г.',
    '12 май 26',
    'May 12, 2026',
    '12 May 2026',
  ])('%s is the twelfth of May', (text) => {
    expect(readDay(text)).toEqual({ ok: true, day: '2026-05-12' });
  });

  it.each([
    ['13/05/2026', '2026-05-13'],
    ['05/13/2026', '2026-05-13'],
    ['05/05/2026', '2026-05-05'],
    ['1-сентябрь 2026', '2026-09-01'],
    ['2025-жылдын 31-декабры', '2025-12-31'],
    ['3 августа 2026', '2026-08-03'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toEqual({ ok: true, day });
  });

  it.each([
    ['05/12/2026', 'day-ambiguous'],
    ['12 мая', 'day-without-year'],
    ['31.02.2026', 'day-not-there'],
    ['2026-13-01', 'day-not-there'],
    ['12.05.1', 'day-malformed'],
    ['12.05.99', 'day-malformed'],
    ['кечээ', 'day-malformed'],
    ['май', 'day-malformed'],
    ['', 'day-malformed'],
    ['2026', 'day-malformed'],
    ['12-14 мая 2026', 'day-malformed'],
  ])('%j is refused: %s', (text, code) => {
    expect(readDay(text)).toMatchObject({ ok: false, code });
  });

  it('says which day a spreadsheet number would be', () => {
    expect(readDay('46154')).toEqual({ ok: false, code: 'day-number', day: '2026-05-12' });
    expect(readDay('46154,5')).toMatchObject({ code: 'day-number', day: '2026-05-12' });
  });
});
