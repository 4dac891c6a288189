import { expect, test } from 'vitest';

import { i18nFor } from '../platform/i18n/i18n.ts';
import { detailsInWords } from './views/details.ts';

const details = {
  revision: 1,
  column: 'contribution',
  kind: 'municipality-priorities',
  rule: 'raw',
  unitId: '7d1f6f2e-4d5c-4c1e-9a50-0b8a3c9c1d2e',
  village: '7d1f6f2e-4d5c-4c1e-9a50-0b8a3c9c1d2e',
  decidedOn: '2026-05-14',
  reason: 'Ката',
};

test('details of an act are words of the reader; names of the code are left out', () => {
  expect(detailsInWords(i18nFor('ky').t, details)).toBe(
    'Мамыча: Тараптардын салымдары; Эсептөө эрежеси: Добуштардын суммасы; Чечилген күнү: 14.05.2026; Себеби: Ката',
  );
  expect(detailsInWords(i18nFor('en').t, details)).not.toMatch(
    /revision|contribution|municipality-|raw|7d1f/,
  );
});

test('a role of a group and a role of an account have their words', () => {
  const { t } = i18nFor('ky');
  expect(detailsInWords(t, { role: 'member' })).toBe('Роль: мүчө');
  expect(detailsInWords(t, { role: 'auditor' })).toBe('Роль: Текшерүүчү');
  expect(detailsInWords(t, { role: 'nobody' })).toBe('');
});
