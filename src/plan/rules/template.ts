import type { Indicator, PlanItem } from './plan.ts';

/** A step and what it ends with. */
type StepWords = readonly [text: string, result: string];

/** What shows that it was done, its unit, and where the number comes from. */
type IndicatorWords = readonly [text: string, unit: string, source: string, document: string];

type TemplateWords = {
  readonly name: string;
  readonly beneficiaries: string;
  readonly steps: readonly StepWords[];
  readonly indicators: readonly IndicatorWords[];
};

/** How the indicators of a template are measured, in their order; alike in both languages. */
type Measure = Pick<Indicator, 'kind' | 'way' | 'bySex'>;

/** A typical item, written in both languages; it is copied and is then the plan's own. */
export type ItemTemplate = Pick<PlanItem, 'kind' | 'doer'> & {
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly ky: TemplateWords;
  readonly ru: TemplateWords;
};

export const counted: Measure = { kind: 'final', way: 'documents', bySex: false };
export const seen: Measure = { kind: 'final', way: 'visual', bySex: false };
export const people: Measure = { kind: 'final', way: 'documents', bySex: true };
export const content: Measure = { kind: 'impact', way: 'survey', bySex: true };
