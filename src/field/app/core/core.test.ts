import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mostItems, mostSize, nextBatch, pauseAfter, type Waiting } from './batches.ts';
import { newItemId } from './ids.ts';
import { pinFault, waitAfter } from './lockout.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('wrong PINs', () => {
  it('cost nothing four times, then a growing wait', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 99].map((wrong) => waitAfter(wrong) / 60_000)).toEqual([
      0, 0, 1, 5, 15, 60, 120, 240, 240,
    ]);
  });

  it('and easy PINs are refused', () => {
    for (const pin of ['111111', '123456', '987654', '121212', '123123', '890123']) {
      expect([pin, pinFault(pin)]).toEqual([pin, 'easy']);
    }
    expect(pinFault('12345')).toBe('short');
    expect(pinFault('1234567890123')).toBe('short');
    expect(pinFault('12345a')).toBe('digits');
    for (const pin of ['184205', '739164', '1199228']) expect(pinFault(pin)).toBeUndefined();
  });
});

describe('ids', () => {
  it('are UUIDv7 in the order they were made, also when the clock is set back', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-21T05:00:00Z') });
    const made = Array.from({ length: 5000 }, newItemId);
    vi.setSystemTime(Date.parse('2025-01-01T00:00:00Z'));
    made.push(...Array.from({ length: 10 }, newItemId));
    for (const id of made) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

const item = (seq: number, kind: Waiting['kind'], meeting = 'a', size = 100): Waiting => ({
  seq,
  id: `${meeting}${seq}`,
  meeting,
  kind,
  size,
});

describe('batches', () => {
  it('send the document, then stickers, then photos, and the end alone', () => {
    const waiting = [item(1, 'finish'), item(2, 'photo'), item(3, 'sticker'), item(4, 'document')];
    expect(nextBatch(waiting).map((one) => one.kind)).toEqual(['document', 'sticker', 'photo']);
    expect(nextBatch([item(1, 'finish')]).map((one) => one.kind)).toEqual(['finish']);
  });

  it('hold the end back while another item of its meeting must wait', () => {
    const waiting = [item(1, 'sticker'), item(2, 'finish'), item(3, 'finish', 'b')];
    expect(nextBatch(waiting, (id) => id === 'a1').map((one) => one.id)).toEqual(['b3']);
  });

  it('take what waits longest first', () => {
    expect(nextBatch([item(5, 'document', 'b'), item(2, 'photo')]).map((one) => one.id)).toEqual([
      'a2',
      'b5',
    ]);
  });

  it('keep the limits, and pass everything in the end', () => {
    const waiting = fc.uniqueArray(
      fc.record({
        seq: fc.integer({ min: 1, max: 500 }),
        kind: fc.constantFrom('document', 'sticker', 'photo', 'finish'),
        meeting: fc.constantFrom('a', 'b', 'c'),
        size: fc.integer({ min: 1, max: 900_000 }),
      }),
      { selector: (one) => one.seq, maxLength: 120 },
    );
    fc.assert(
      fc.property(waiting, (list) => {
        let left: Waiting[] = list.map((one) => ({ ...one, id: `${one.meeting}${one.seq}` }));
        const ended = new Set<string>();
        while (left.length > 0) {
          const batch = nextBatch(left);
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(mostItems);
          const size = batch.reduce((sum, one) => sum + one.size, 0);
          if (batch.length > 1) expect(size).toBeLessThanOrEqual(mostSize);
          for (const one of batch) {
            if (one.kind === 'finish') ended.add(one.meeting);
            else expect(ended.has(one.meeting)).toBe(false);
          }
          const taken = new Set(batch.map((one) => one.id));
          left = left.filter((one) => !taken.has(one.id));
        }
      }),
    );
  });

  it('are tried again after a growing pause that differs between phones', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((n) => pauseAfter(n, () => 0.5))).toEqual([
      2_000, 5_000, 15_000, 60_000, 180_000, 300_000, 300_000,
    ]);
    expect(pauseAfter(1, () => 0)).toBe(1500);
    expect(pauseAfter(1, () => 1)).toBe(2500);
  });
});
