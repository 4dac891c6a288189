import { describe, expect, it } from 'vitest';
import en from './messages/en.json' with { type: 'json' };
import ky from './messages/ky.json' with { type: 'json' };
import ru from './messages/ru.json' with { type: 'json' };
import { grouped, textTable, words } from './words.ts';

describe('words of the commands', () => {
  it('are the same sentences with the same parameters in three languages', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(ky).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) {
      const others: Record<string, Record<string, string>> = { ky, ru };
      for (const catalogue of Object.values(others))
        expect(holes(catalogue[key] ?? ''), key).toEqual(holes(text));
    }
  });

  it('fill sentences and set tables', () => {
    expect(words('en', 'input.empty-field', { name: 'votes' })).toBe('"votes" is empty');
    expect(grouped(1234567)).toBe('1 234 567');
    expect(
      textTable(
        [
          ['a', 'bb'],
          ['ccc', '1'],
        ],
        [1],
      ),
    ).toBe('a    bb\nccc   1');
  });
});
