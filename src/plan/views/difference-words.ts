import type { I18n } from '../../platform/i18n/context.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import type { Value } from '../rules/compared-fields.ts';
import type { Difference } from '../rules/compare.ts';

/**
 * A difference as people read it: «1.2 Секцияларды ачуу. Наркы: 70 000 сом → 90 000 сом».
 * @param villageName the name of a village for this reader; what stands in a version may be gone by now
 */
export function differenceWords(
  i18n: Pick<I18n, 't' | 'fmt'>,
  difference: Difference,
  villageName: (id: string) => string,
): string {
  const { t } = i18n;
  const { thing, label, item } = difference;
  const part = item && item.id !== difference.id ? item.label : undefined;
  const where = thing === 'plan' ? t('plan.difference.whole') : label || t(`plan.thing.${thing}`);
  const text =
    difference.change === 'changed'
      ? t('plan.difference.changed', {
          where: part === undefined ? where : `${part}, ${where}`,
          field: labelOf(t, 'plan.difference', difference.field),
          before: valueWords(i18n, difference.before, villageName),
          after: valueWords(i18n, difference.after, villageName),
        })
      : t(`plan.difference.${difference.change}`, { thing: t(`plan.thing.${thing}`), label });
  return difference.change === 'changed' || part === undefined
    ? text
    : t('plan.difference.of-item', { text, item: part });
}

function valueWords(
  { t, fmt }: Pick<I18n, 't' | 'fmt'>,
  value: Value,
  villageName: (id: string) => string,
): string {
  if (value.value === null || value.value === '') return t('plan.difference.nothing');
  switch (value.as) {
    case 'words':
      return value.value;
    case 'count':
      return fmt.number(value.value);
    case 'year':
      return String(value.value);
    case 'money':
      return fmt.money(value.value);
    case 'day':
      return fmt.dateShort(value.value);
    case 'choice':
      return t(value.value);
    case 'yes':
      return t(value.value ? 'ui.yes' : 'ui.no');
    case 'village':
      return villageName(value.value);
  }
}
