import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { PlanItem } from './plan.ts';

/**
 * What the checker may find (seed-003 A5, A7, R16; seed-002 F1, F2), and how grave it is: what contradicts itself, what
 * is still missing, what is only advice. Nothing of it stops a plan: people decide.
 */
export const findingWeights = {
  'indicator-blank': 'contradiction',
  'indicator-no-number': 'missing',
  'indicator-no-unit': 'missing',
  'no-indicator': 'missing',
  'no-baseline': 'missing',
  'target-is-baseline': 'contradiction',
  'measured-before-start': 'contradiction',
  'no-steps': 'missing',
  'step-no-result': 'missing',
  'no-deadline': 'missing',
  'ends-before-start': 'contradiction',
  'outside-years': 'contradiction',
  'money-outside-time': 'contradiction',
  'nobody-responsible': 'missing',
  'no-beneficiaries': 'missing',
  'no-cost': 'missing',
  'no-money-yet': 'missing',
  'too-much-money': 'contradiction',
  'fee-months': 'contradiction',
  'labour-no-rule': 'missing',
  copied: 'advice',
  'priority-left-out': 'missing',
  'only-works': 'advice',
  'not-viable': 'contradiction',
} as const satisfies Record<string, 'contradiction' | 'missing' | 'advice'>;

export type FindingCode = keyof typeof findingWeights;

/** A value in a sentence: words, a count, tyiyn, a day. */
export type Said = string | number | { readonly money: bigint } | { readonly day: IsoDate };

export type Finding = {
  readonly code: FindingCode;
  /** The item that it stands in; undefined: the plan, or a problem. */
  readonly itemId?: string;
  /** A problem of a village that nothing is planned for. */
  readonly problemId?: string;
  readonly villageId?: string | null;
  /** The field of the item's form: `cost`, `steps.6`, `indicators.1`; counted from 0. */
  readonly path?: string;
  readonly params: Readonly<Record<string, Said>>;
};

/** How a sentence calls an item: «1.2 Спорттук секцияларды ачуу». */
export const itemLabel = (item: Pick<PlanItem, 'code' | 'name'>): string => `${item.code} ${item.name}`;

/** A finding of an item. */
export const found = (
  item: PlanItem,
  code: FindingCode,
  path: string,
  params: Readonly<Record<string, Said>> = {},
): Finding => ({ code, itemId: item.id, path, params: { item: itemLabel(item), ...params } });
