import { expect, it } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { fileRows } from '../../platform/ui/list.tsx';
import { anItem, planOfSize, planWith, som } from '../rules/plan-tree.fixture.ts';
import { placesOfItems } from '../rules/plan.ts';
import { itemColumns } from './columns.ts';

const files = (plan: Parameters<typeof placesOfItems>[0], lang: 'ky' | 'ru', query = '') => {
  const i18n = { ...i18nFor(lang), query };
  const list = { rows: placesOfItems(plan), columns: itemColumns(i18n, () => 'Арал'), words: 'plan.field' };
  return fileRows(list, i18n);
};

it('the file of a plan has every item with its money in som, a column for each source, and what is missing', () => {
  const [heads, ...rows] = files(planOfSize(12), 'ru');
  expect(rows).toHaveLength(12);
  const of = (key: string) => rows.map((row) => row[heads!.indexOf(i18nFor('ru').t(key))]);
  expect(new Set(of('plan.field.cost'))).toEqual(new Set([500_000]));
  expect(new Set(of('plan.source.labour'))).toEqual(new Set([60_000]));
  expect(new Set(of('plan.field.no-money'))).toEqual(new Set([40_000]));
  expect(of('plan.field.step')[0]).toMatch(/^1\. Көлөмүн аныктоо\n2\. /);
});

it('codes are sorted as numbers: 1.10 after 1.9', () => {
  const codes = ['1.10', '1.9', '2.1', '1.1'].map((code) => anItem({ code }));
  const [heads, ...rows] = files(planWith(codes), 'ky', '?sort=code');
  expect(rows.map((row) => row[heads!.indexOf(i18nFor('ky').t('ui.field.code'))])).toEqual([
    '1.1',
    '1.9',
    '1.10',
    '2.1',
  ]);
});

it('a cost that nobody knows is empty, not zero', () => {
  const [heads, row] = files(planWith([anItem({ cost: null })]), 'ky');
  expect(row![heads!.indexOf(i18nFor('ky').t('plan.field.cost'))]).toBeNull();
  const [, tyiyn] = files(planWith([anItem({ cost: som(10) + 50n })]), 'ky');
  expect(tyiyn![heads!.indexOf(i18nFor('ky').t('plan.field.cost'))]).toBe(10.5);
});
