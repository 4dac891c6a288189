import { expect, test } from 'vitest';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { sessionMinutesPaper, type MinutesFacts } from './session-papers.ts';

const facts = {
  session: {
    ...{ village: { nameKy: 'Арал', nameRu: 'Арал' }, audience: null, ageGroup: '18-35', sexMode: 'mixed' },
    ...{ heldOn: '2026-11-28', heldVenue: 'Клуб', women: 12, men: 10, guests: 0, facilitators: [] },
    ...{ notes: {}, budgetTotal: null, mapBase: null },
  },
  institutions: (['big', 'middle', 'small'] as const).map((size) => ({
    ...{ name: 'Мектеп', rank: 1, size, relation: 'full', judgement: '' },
  })),
  guesses: [
    { name: 'Мектептер', key: 'schools', share: 4000 },
    { name: 'Дороги', key: null, share: 3000 },
    { name: 'Мектептин жылуулугу', key: 'schools', share: 3000 },
  ],
  statements: [{ problemName: 'Жол жаман' }],
  ...{ questions: [], objects: [], russian: { 'Жол жаман': 'Плохая дорога' }, number: 1 },
} as unknown as MinutesFacts;
const minutes = (lang: Lang) =>
  JSON.stringify(
    sessionMinutesPaper(i18nFor(lang), { municipality: { nameKy: 'Көк-Ирим', nameRu: 'Кок-Ирим' } }, facts),
  );

test('minutes say what the program knows in their language, and what people named in their own words', () => {
  const ru = minutes('ru');
  // Chosen from the list of the program, in whichever language the screen was.
  for (const said of ['"Школы"', '"Дороги"', '"Мектептин жылуулугу"', '"Плохая дорога"'])
    expect(ru).toContain(said);
  for (const said of ['"большая"', '"средняя"', '"маленькая"']) expect(ru).toContain(said);
  const ky = minutes('ky');
  for (const said of ['"Мектептер"', '"Жолдор"', '"Жол жаман"', '"чоң"']) expect(ky).toContain(said);
});
