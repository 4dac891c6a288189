import { expect, test } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { problemOnPaper } from './labels.ts';

test('a problem that nobody named in Russian is marked on a Russian paper; one of the catalogue, or named, is not', () => {
  const [ky, ru] = [i18nFor('ky'), i18nFor('ru')];
  const name = 'Көпүрөнүн тактайы чирип калган';
  expect(problemOnPaper(ky, name)).toBe(name);
  expect(problemOnPaper(ru, name)).toBe(ru.t('ui.not-translated', { text: name }));
  expect(problemOnPaper(ru, name, { [name]: 'Доски моста сгнили' })).toBe('Доски моста сгнили');
  expect(problemOnPaper(ru, 'Мектепте кышында суук')).toBe('В школе зимой холодно');
});
