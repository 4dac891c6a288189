import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadCatalogues, translator } from './catalogues.ts';
import { fillIn } from './translate.ts';
import { labelOf } from './labels.ts';
import { hrefFor, stripLanguage } from './lang.ts';

const root = mkdtempSync(join(tmpdir(), 'messages-'));

function write(room: string, lang: string, texts: Record<string, string>): void {
  const folder = join(root, room, 'messages');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${lang}.json`), JSON.stringify(texts));
}

beforeAll(() => {
  write('needs', 'ky', {
    'needs.title': 'Көйгөйлөр',
    'needs.only': 'Кыргызча гана',
    'needs.file.day': 'Файлдагы күнү',
    'needs.field.day': 'Күнү',
    'needs.field.place': 'Жери',
    'needs.people#other': '{count} киши',
    'needs.named': '{name}: {year}-жыл, {sum}',
  });
  write('needs', 'ru', {
    'needs.title': 'Проблемы',
    'needs.people#one': '{count} человек',
    'needs.people#few': '{count} человека',
    'needs.people#other': '{count} человек',
    'needs.named': '{name}: {year} год, {sum}',
  });
  write('needs', 'en', {
    'needs.title': 'Problems',
    'needs.people#one': 'one person',
    'needs.people#other': '{count} people',
  });
  write('platform/ui', 'ky', { 'ui.save': 'Сактоо', 'ui.field.place': 'Орду', 'ui.field.village': 'Айыл' });
  loadCatalogues(root);
});
afterAll(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

describe('messages', () => {
  it('come from rooms and from the platform', () => {
    expect(translator('ky')('needs.title')).toBe('Көйгөйлөр');
    expect(translator('ru')('needs.title')).toBe('Проблемы');
    expect(translator('ky')('ui.save')).toBe('Сактоо');
  });
  it('choose the plural form of the language', () => {
    const [ky, ru, en] = [translator('ky'), translator('ru'), translator('en')];
    expect([1, 2].map((count) => ky('needs.people', { count }))).toEqual(['1 киши', '2 киши']);
    expect([1, 2, 5, 21].map((count) => ru('needs.people', { count }))).toEqual([
      '1 человек',
      '2 человека',
      '5 человек',
      '21 человек',
    ]);
    expect([1, 2].map((count) => en('needs.people', { count }))).toEqual(['one person', '2 people']);
  });
  it('fill in parameters: numbers grouped, years not, texts as they are', () => {
    expect(translator('ky')('needs.named', { name: '$& {year}', year: 2026, sum: 1234567 })).toBe(
      '$& {year}: 2026-жыл, 1\u00a0234\u00a0567',
    );
  });
  it('end with one full stop, whatever the last parameter ends with', () => {
    expect(fillIn('Күнү: {day}.', { day: '28-ноябрь, 2026-ж.' }, 'ky')).toBe('Күнү: 28-ноябрь, 2026-ж.');
    expect(fillIn('{day}: {name}.', { day: '2026-ж.', name: 'Арал' }, 'ky')).toBe('2026-ж.: Арал.');
  });
  it('keep a parameter that was not given in sight', () => {
    expect(translator('ky')('needs.named', { name: 'А' })).toContain('{year}');
  });
  it('throw in tests when a key is missing', () => {
    expect(() => translator('ru')('needs.only')).toThrow('needs.only');
    expect(() => translator('ky')('needs.none')).toThrow('needs.none');
    expect(translator('ru').has('needs.only')).toBe(true);
    expect(translator('ru').has('needs.none')).toBe(false);
  });
  it('fall back to Kyrgyz outside tests and say so once', () => {
    vi.stubEnv('VITEST', '');
    vi.stubEnv('NODE_ENV', 'production');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(translator('ru')('needs.only')).toBe('Кыргызча гана');
    expect(translator('ru')('needs.only')).toBe('Кыргызча гана');
    expect(translator('en')('needs.none')).toBe('needs.none');
    expect(write).toHaveBeenCalledTimes(2);
    write.mockRestore();
    vi.unstubAllEnvs();
  });
  it('call a field as its words do, else as its room, else as everybody', () => {
    const called = (name: string) => labelOf(translator('ky'), 'needs.file', name);
    expect(['day', 'place', 'village'].map(called)).toEqual(['Файлдагы күнү', 'Жери', 'Айыл']);
    expect(() => called('none')).toThrow('ui.field.none');
  });
  it('refuse a key that two rooms name', () => {
    write('plan', 'ky', { 'needs.title': 'Башка' });
    expect(() => loadCatalogues(root)).toThrow('already named');
  });
});

describe('languages in addresses', () => {
  it('are stripped', () => {
    expect(stripLanguage('/ru/cycle/1')).toEqual({ lang: 'ru', path: '/cycle/1' });
    expect(stripLanguage('/en')).toEqual({ lang: 'en', path: '/' });
    expect(stripLanguage('/cycle')).toEqual({ lang: 'ky', path: '/cycle' });
    expect(stripLanguage('/ruda/1')).toEqual({ lang: 'ky', path: '/ruda/1' });
    expect(stripLanguage('/ru?x=1')).toEqual({ lang: 'ru', path: '/?x=1' });
    expect(stripLanguage('/ky/cycle')).toEqual({ lang: 'ky', path: '/cycle' });
    expect(stripLanguage('')).toEqual({ lang: 'ky', path: '/' });
  });
  it('are added to paths of ours only', () => {
    const href = hrefFor('ru');
    expect(href('/cycle?x=1')).toBe('/ru/cycle?x=1');
    expect(href('/')).toBe('/ru');
    expect(href('/?x=1')).toBe('/ru?x=1');
    expect(href('#part')).toBe('#part');
    expect(href('https://example.org/')).toBe('https://example.org/');
    expect(href('//example.org')).toBe('//example.org');
    expect(hrefFor('ky')('/cycle')).toBe('/cycle');
  });
});
