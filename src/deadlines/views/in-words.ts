import type { I18n } from '../../platform/i18n/context.ts';
import type { RuleName } from '../rules/known-rules.ts';
import type { TimeRule } from '../rules/time-rule.ts';

/** What a rule asks for: «не позднее 10 календарных дней после слушаний». As papers and pages have it. */
export function windowInWords({ t, fmt }: I18n, name: RuleName, rule: TimeRule): string {
  const { side, atLeast, atMost, unit } = rule;
  const event = t(`deadlines.event.${name}`);
  if (atLeast !== null && atMost !== null) {
    const days = atLeast === atMost ? fmt.number(atMost) : fmt.range(atLeast, atMost);
    return t(`deadlines.window.${side}.between.${unit}`, { event, days });
  }
  if (atMost !== null) return t(`deadlines.window.${side}.at-most.${unit}`, { event, count: atMost });
  if (atLeast !== null) return t(`deadlines.window.${side}.at-least.${unit}`, { event, count: atLeast });
  return t('deadlines.window.no-number', { event });
}

/** Where a rule comes from: never more than its source is. */
export function sourceInWords({ t }: I18n, { source }: Pick<TimeRule, 'source'>): string {
  if (source.kind !== 'custom')
    return t(`deadlines.source.${source.kind}`, { title: source.title, article: source.article });
  return t('deadlines.source.custom', { book: t(`deadlines.book.${source.book}`), year: source.year });
}

/** A rule sentence by sentence: what it asks for, what becomes of a day without work, its source, what is our reading. */
export function ruleInWords(i18n: I18n, name: RuleName, rule: TimeRule): string[] {
  const { t } = i18n;
  const counted = rule.unit === 'calendar' && (rule.side === 'after' ? rule.atMost : rule.atLeast) !== null;
  return [
    t('deadlines.rule-says', { window: windowInWords(i18n, name, rule) }),
    ...(counted ? [t(`deadlines.moving.${rule.ifNotWorking}`)] : []),
    sourceInWords(i18n, rule),
    ...(rule.ourReading ? [t('deadlines.our-reading')] : []),
  ];
}
