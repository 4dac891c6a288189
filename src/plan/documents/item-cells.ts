import type { TableCell } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { fullDate } from '../../platform/i18n/kyrgyz.ts';
import { itemMoney, worth } from '../rules/money.ts';
import type { Indicator, PlanItem } from '../rules/plan.ts';
import { sourceKinds } from '../rules/words.ts';

/** What the plan's writers typed, in the language of the paper or marked as not translated. */
export type TypedWords = (text: string, other?: string) => string;

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');
const numbered = (texts: readonly string[]): string =>
  texts
    .map((text, at) => (text === '' ? '' : `${at + 1}. ${text}`))
    .filter(Boolean)
    .join('\n');

/** Name and code of an item, who does it and for whom. */
export function nameCell({ t }: I18n, item: PlanItem, typed: TypedWords): TableCell {
  const say = (key: string, who: string) => (who === '' ? '' : t(`plan.paper.${key}`, { who }));
  const partners = item.coExecutors === '' ? '' : typed(item.coExecutors);
  const benefits = [
    item.beneficiaries === '' ? '' : typed(item.beneficiaries),
    item.beneficiaryCount === null ? '' : t('plan.paper.for.count', { count: item.beneficiaryCount }),
  ];
  const rest = lines([
    t(`plan.doer.${item.doer}`),
    say('responsible', item.responsible),
    say('with', item.byAgreement && partners !== '' ? t('plan.paper.agreed', { who: partners }) : partners),
    say('for', benefits.filter(Boolean).join(', ')),
  ]);
  return { text: [{ text: `${item.code} ${typed(item.name, item.nameOther)}`, bold: true }, `\n${rest}`] };
}

export const stepsText = (item: PlanItem, typed: TypedWords): string =>
  typed(numbered(item.steps.map((step) => step.text)));

/** Results under the numbers of their steps; a step without one leaves its number out. */
export const resultsText = (item: PlanItem, typed: TypedWords): string =>
  typed(numbered(item.steps.map((step) => step.result)));

/** An indicator with its unit, where it stands and where it shall get; what is blank is a line to fill by hand. */
export function indicatorText({ t }: I18n, one: Indicator, typed: TypedWords): string {
  const value = (number: string | null) =>
    [number === null || number === '' ? t('plan.paper.blank') : number, one.unit].filter(Boolean).join(' ');
  const text = t('plan.paper.indicator', {
    text: typed(one.text),
    baseline: value(one.baseline),
    target: value(one.target),
  });
  return one.bySex ? `${text} (${t('plan.paper.by-sex')})` : text;
}

export const indicatorsText = (i18n: I18n, item: PlanItem, typed: TypedWords): string =>
  item.indicators.map((one) => `– ${indicatorText(i18n, one, typed)}`).join('\n');

/** From when until when, as a table says it. */
export function daysText({ t, fmt, lang }: I18n, { startsOn, endsOn }: PlanItem): string {
  const day = (key: 'from' | 'until', date: string) =>
    t(`plan.paper.${key}`, {
      day: lang === 'ky' ? fullDate(date, key === 'from' ? 'ablative' : 'dative') : fmt.dateShort(date),
    });
  if (startsOn !== null && endsOn !== null)
    return startsOn === endsOn
      ? fmt.dateShort(endsOn)
      : `${fmt.dateShort(startsOn)} –\n${fmt.dateShort(endsOn)}`;
  if (endsOn !== null) return day('until', endsOn);
  return startsOn === null ? t('plan.paper.no-days') : day('from', startsOn);
}

/** What it costs, where that comes from, and what nobody gives yet. */
export function resourcesText({ t, fmt }: I18n, item: PlanItem): string {
  const { cost, gap } = itemMoney(item);
  const money = (value: bigint) => fmt.moneyNumber(value);
  const sums = sourceKinds.flatMap((source) => {
    const own = item.commitments.filter((one) => one.source === source && one.withdrawnOn === null);
    if (own.length === 0) return [];
    const monthly = own.filter((one) => one.term === 'monthly').reduce((all, one) => all + one.amount, 0n);
    const sum = own.reduce((all, one) => all + worth(item, one), 0n);
    const each = monthly === 0n ? '' : ` (${t('plan.paper.monthly', { money: money(monthly) })})`;
    return [`${t(`plan.source.${source}`)}: ${money(sum)}${each}`];
  });
  return lines([
    cost === null ? t('plan.paper.no-cost') : t('plan.paper.all', { money: money(cost) }),
    ...sums,
    gap !== null && gap > 0n ? t('plan.paper.no-money', { money: money(gap) }) : '',
    gap !== null && gap < 0n ? t('plan.paper.over', { money: money(-gap) }) : '',
  ]);
}
