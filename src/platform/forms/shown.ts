import { sharePercent } from '../../methods/written-share.ts';
import type { IsoDate } from '../i18n/calendar.ts';
import type { I18n } from '../i18n/context.ts';
import { fmt as formats } from '../i18n/format.ts';
import type { FieldFacts } from './field.ts';

/** What stands in the box of a field; an empty one for nothing. */
export function shown(kind: FieldFacts['kind'], value: unknown): string {
  if (typeof value === 'string') return value;
  if (kind === 'share' && typeof value === 'number') return sharePercent(value);
  // As it is typed in every language: spaces between thousands, a comma before the tyiyn.
  if (kind === 'money' && typeof value === 'bigint') return formats('ru').moneyNumber(value);
  return typeof value === 'number' || typeof value === 'bigint' ? `${value}` : '';
}

/**
 * The same as people read it; undefined for what only the page could put into words (ids, a choice that it names
 * itself).
 * @param label where the values of a choice are named when its facts do not say
 */
export function readAs(
  { t, fmt }: I18n,
  facts: FieldFacts,
  label: string,
  value: unknown,
): string | undefined {
  const { kind, values, words = label } = facts;
  if (kind === 'id' || kind === 'revision' || kind === 'rows') return undefined;
  if ((kind === 'choice' || kind === 'list') && (!values || words === '')) return undefined;
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'tick') return t(value === true ? 'ui.yes' : 'ui.no');
  if (kind === 'list') return fmt.list((value as readonly string[]).map((one) => t(`${words}.${one}`)));
  if (kind === 'choice') return t(`${words}.${shown(kind, value)}`);
  return kind === 'day' ? fmt.date(value as IsoDate) : shown(kind, value);
}
