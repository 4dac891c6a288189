import type { I18n } from '../../platform/i18n/context.ts';
import { called } from '../../platform/forms/field.ts';
import { tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';

// What was written on paper at a meeting and typed afterwards. It is said of each row, not of the meeting: the three
// ways mix, and one sheet of a far village may be paper where all others registered by phone.

/** Typed from the paper pack: the registration sheet, a tally sheet, a slip, the form of the minutes. */
export const fromPaperField = () => called('meetings.field.from-paper', tick());

/** What a row keeps of it: the Bishkek day on which it was typed; null where it was written at the meeting itself. */
export const typedOn = (fromPaper: boolean, now: Date): string | null =>
  fromPaper ? todayInBishkek(now) : null;

type Days = { readonly heldOn: string | null; readonly plannedOn: string | null };

/** Whether the meeting's day is over, so that what is typed now stands on paper most likely. */
export function isTypedLater({ heldOn, plannedOn }: Days, today: string): boolean {
  const day = heldOn ?? plannedOn;
  return day !== null && day < today;
}

/** «From paper of 12.05.2026, typed on 14.05.2026»: both days; empty where it was written at the meeting. */
export function paperText(
  { t, fmt }: Pick<I18n, 't' | 'fmt'>,
  paperTypedOn: string | null,
  { heldOn, plannedOn }: Days,
): string {
  if (paperTypedOn === null) return '';
  const day = heldOn ?? plannedOn;
  const typed = fmt.dateShort(paperTypedOn);
  return day === null
    ? t('meetings.from-paper', { typed })
    : t('meetings.from-paper-of', { day: fmt.dateShort(day), typed });
}
