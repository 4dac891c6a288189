import { project, service } from './book-templates.ts';
import { hearing, kindergarten, light, road, waste, water } from './our-templates.ts';
import type { ItemTemplate } from './template.ts';

/** Typical items to begin from. */
export const itemTemplates: readonly ItemTemplate[] = [
  project,
  service,
  water,
  road,
  light,
  kindergarten,
  waste,
  hearing,
];

/** What a template gives to a new item in the language of its plan; baselines and targets are for people to fill in. */
export function itemFromTemplate(template: ItemTemplate, lang: 'ky' | 'ru') {
  const words = template[lang];
  return {
    name: words.name,
    kind: template.kind,
    doer: template.doer,
    beneficiaries: words.beneficiaries,
    steps: words.steps.map(([text, result]) => ({ text, result })),
    indicators: words.indicators.map(([text, unit, source, document], at) => ({
      text,
      unit,
      source,
      document,
      baseline: null,
      target: null,
      frequency: '',
      measuredOn: null,
      ...template.measures[at]!,
    })),
  };
}
