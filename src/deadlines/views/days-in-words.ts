import type { I18n } from '../../platform/i18n/context.ts';
import type { Window } from '../rules/time-rule.ts';

/** The days a clock leaves open, as one phrase: «15–20 мая», «до пт, 10 мая», «с 7 мая». */
export function daysInWords({ t, fmt }: I18n, { earliest, due }: Pick<Window, 'earliest' | 'due'>): string {
  if (earliest !== null && due !== null && earliest < due) return fmt.dateRange(earliest, due);
  if (due !== null) return t('deadlines.last-day', { day: fmt.date(due), weekday: fmt.weekday(due) });
  return earliest === null ? t('deadlines.no-day') : t('deadlines.first-day', { day: fmt.date(earliest) });
}
