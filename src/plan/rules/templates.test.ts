import { expect, it } from 'vitest';
import { anItem } from './plan-tree.fixture.ts';
import { checkItem } from './check.ts';
import { itemFromTemplate, itemTemplates } from './templates.ts';

const languages = ['ky', 'ru'] as const;
const each = itemTemplates.flatMap((template) =>
  languages.map((lang) => [template.id, lang, template] as const),
);

it('the book has seven steps for what is built and six for a service', () => {
  const steps = (id: string) => itemTemplates.find((one) => one.id === id)!.ky.steps.length;
  expect([steps('project'), steps('service')]).toEqual([7, 6]);
});

it.each(each)('%s in %s lacks only what the plan itself must say', (_, lang, template) => {
  const { steps, indicators, ...of } = itemFromTemplate(template, lang);
  const item = anItem({
    ...of,
    steps: steps.map((one, at) => ({ id: `s${at}`, ...one })),
    indicators: indicators.map((one, at) => ({ id: `i${at}`, ...one })),
  });
  const found = [...checkItem(item, { fromYear: 2026, toYear: 2027 })].map((one) => one.code);
  expect(new Set(found)).toEqual(new Set(['indicator-blank', 'no-baseline']));
});

it.each(itemTemplates.map((one) => [one.id, one] as const))(
  '%s says in Russian what it says in Kyrgyz',
  (_, one) => {
    expect(one.ru.steps).toHaveLength(one.ky.steps.length);
    expect(one.ru.indicators).toHaveLength(one.ky.indicators.length);
    expect(one.measures).toHaveLength(one.ky.indicators.length);
    const said = languages.flatMap((lang) => [
      one[lang].name,
      ...one[lang].steps.flat(),
      ...one[lang].indicators.flat(),
    ]);
    for (const words of said) expect(words.length).toBeGreaterThan(0);
  },
);
