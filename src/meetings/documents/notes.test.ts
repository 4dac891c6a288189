import { expect, test } from 'vitest';
import type { FlowBlock } from '../../platform/documents/model.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { notesOnPaper } from './notes.ts';

const textOf = (one: FlowBlock): string =>
  one.type === 'paragraph' && typeof one.text === 'string' ? one.text : '';

test('notes in the other language stand as they were typed, marked; of what nobody said nothing is claimed', () => {
  const said = (reader: 'ky' | 'ru' | 'en', lang: 'ky' | 'ru' | null): string[] =>
    notesOnPaper(i18nFor(reader), 'Суу керек.\n\n  Жол керек. ', lang).map(textOf);
  expect(said('ky', 'ky')).toEqual(['Суу керек.', 'Жол керек.']);
  expect(said('ru', 'ky').at(-1)).toContain('не переведено');
  expect(said('ky', 'ru').at(-1)).toContain('которулган эмес');
  expect(said('ru', null)).toEqual(['Суу керек.', 'Жол керек.']);
  expect(said('en', 'ky')).toEqual(['Суу керек.', 'Жол керек.']);
  expect(notesOnPaper(i18nFor('ru'), '', 'ky')).toEqual([]);
});
