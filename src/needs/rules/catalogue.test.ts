import { expect, test } from 'vitest';
import { CATEGORY_ICONS } from '../../platform/ui/icon.tsx';
import { catalogueEntryNamed, localMatters, problemCatalogue, problemNameIn } from './catalogue.ts';

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
