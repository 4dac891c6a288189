import { expect, test } from 'vitest';
import { CATEGORY_ICONS } from '../../platform/ui/icon.tsx';
import {
  catalogueEntryNamed,
  isUntranslated,
  localMatters,
  problemCatalogue,
  problemNameIn,
  russianNamesOf,
} from './catalogue.ts';

test('there are 23 local matters, numbered from 1, each named in three languages', () => {
  expect(localMatters.map((matter) => matter.number)).toEqual(Array.from({ length: 23 }, (_, i) => i + 1));
  for (const matter of localMatters)
    for (const lang of ['ky', 'ru', 'en'] as const) expect(matter[lang].length).toBeGreaterThan(5);
});

test('catalogue problems have unique keys and names, a drawn icon, and a matter exactly when local', () => {
  expect(problemCatalogue.length).toBeGreaterThanOrEqual(40);
  expect(new Set(problemCatalogue.map((entry) => entry.key)).size).toBe(problemCatalogue.length);
  for (const lang of ['ky', 'ru', 'en'] as const)
    expect(new Set(problemCatalogue.map((entry) => entry[lang])).size).toBe(problemCatalogue.length);
  for (const entry of problemCatalogue) {
    expect(CATEGORY_ICONS as readonly string[]).toContain(entry.category);
    expect(entry.localMatter !== null).toBe(entry.competence === 'local');
    if (entry.localMatter !== null) expect(localMatters[entry.localMatter - 1]).toBeDefined();
  }
});

test('a catalogue name is translated, any other name stays as people wrote it', () => {
  expect(catalogueEntryNamed(' сугат суу жетишсиз ')?.key).toBe('irrigation');
  expect(problemNameIn('Сугат суу жетишсиз', 'ru')).toBe('Не хватает поливной воды');
  expect(problemNameIn('Көпүрөлөр жок', 'ru')).toBe('Көпүрөлөр жок');
});

test('a name outside the catalogue has the office’s own Russian, and is known as Kyrgyz without it', () => {
  const russian = russianNamesOf([
    { name: 'Көпүрөлөр жок', nameRu: 'Нет мостов' },
    { name: 'Тоют жок', nameRu: '' },
    // The catalogue's own translation holds.
    { name: 'Сугат суу жетишсиз', nameRu: 'Воды мало' },
  ]);
  expect(problemNameIn('Көпүрөлөр жок', 'ru', russian)).toBe('Нет мостов');
  expect(problemNameIn('Көпүрөлөр жок', 'ky', russian)).toBe('Көпүрөлөр жок');
  expect(problemNameIn('Сугат суу жетишсиз', 'ru', russian)).toBe('Не хватает поливной воды');
  expect(problemNameIn('constructor', 'ru', russian)).toBe('constructor');
  const untranslated = (name: string, lang: 'ky' | 'ru' | 'en') => isUntranslated(name, lang, russian);
  expect(untranslated('Тоют жок', 'ru')).toBe(true);
  expect(untranslated('Тоют жок', 'ky')).toBe(false);
  expect(untranslated('Көпүрөлөр жок', 'ru')).toBe(false);
  expect(untranslated('Көпүрөлөр жок', 'en')).toBe(true);
  expect(untranslated('Сугат суу жетишсиз', 'en')).toBe(false);
});
