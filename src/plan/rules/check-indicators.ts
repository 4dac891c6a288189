import { Fraction } from '../../methods/rational.ts';
import { found, type Finding } from './findings.ts';
import type { Indicator, PlanItem } from './plan.ts';

/** A place left to be filled in: «___ %», «…….», as the book's own plan has it (seed-003 L978). */
const blank = /_{2,}|\.{4,}|…{2,}/;

/** Most signs of a number that is read. */
const longest = 40;

/** A number of an indicator as people write it: «12,5», «1 200», «60 %»; undefined: it is none. */
export function indicatorNumber(text: string | null): Fraction | undefined {
  if (text === null || text.length > longest) return undefined;
  return Fraction.parse(text.replace(/(?<=\d)[\s\u00a0](?=\d)/g, '').replace(/\s*%$/, ''));
}

/** What is wrong with how an item is measured (R16: every measure needs a measurable indicator). */
export function* checkIndicators(item: PlanItem): Generator<Finding> {
  // A base indicator tells what stands before; without another nobody sees what the item has changed.
  if (!item.indicators.some((one) => one.kind !== 'base')) yield found(item, 'no-indicator', 'indicators');
  for (const [at, indicator] of item.indicators.entries()) {
    if (indicator.kind !== 'base') yield* checkTarget(item, indicator, at);
    const { measuredOn } = indicator;
    if (
      indicator.kind !== 'base' &&
      measuredOn !== null &&
      item.startsOn !== null &&
      measuredOn < item.startsOn
    )
      yield found(item, 'measured-before-start', `indicators.${at}`, {
        indicator: indicator.text,
        measured: { day: measuredOn },
        start: { day: item.startsOn },
      });
  }
  // Said once for an item: mostly none of its indicators has one.
  const without = item.indicators.filter((one) => indicatorNumber(one.baseline) === undefined);
  const [first] = without;
  if (first)
    yield found(item, 'no-baseline', `indicators.${item.indicators.indexOf(first)}`, {
      indicator: first.text,
      count: without.length,
    });
}

/** What is wrong with where an indicator is to get: one finding, the nearest to the cause. */
function* checkTarget(item: PlanItem, indicator: Indicator, at: number): Generator<Finding> {
  const { text, unit, baseline } = indicator;
  const target = (indicator.target ?? '').trim();
  const path = `indicators.${at}`;
  const params = { indicator: text };
  const wanted = indicatorNumber(target);
  const unfilled = [text, unit, target].some((words) => blank.test(words));
  if (unfilled || (target === '' && unit !== '')) yield found(item, 'indicator-blank', path, params);
  else if (wanted === undefined) yield found(item, 'indicator-no-number', path, params);
  else if (unit === '') yield found(item, 'indicator-no-unit', path, params);
  else if (indicatorNumber(baseline)?.equals(wanted) === true)
    yield found(item, 'target-is-baseline', path, { ...params, target });
}
