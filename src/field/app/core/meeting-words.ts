import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import type { MeetingSummary } from '../../rules/items.ts';
import { groupText } from '../run/words.ts';
import type { App } from './app-context.ts';

type About = Pick<MeetingSummary, 'meeting' | 'title' | 'village' | 'ageGroup' | 'sexMode' | 'part'>;

/** «Арал · 18–35, аялдар»: which meeting this is, in a line. */
export function meetingTitle({ t }: Pick<App, 't'>, about: About): string {
  return [about.village, groupWords({ t }, about)].filter(Boolean).join(' · ');
}

/** The people who were asked to come. */
export function groupWords({ t }: Pick<App, 't'>, about: About): string {
  return groupText({ t }, about);
}

/** Day and hour, as far as they are known; of today it is said. */
export function whenWords(
  { t, fmt, now }: Pick<App, 't' | 'fmt' | 'now'>,
  about: Pick<MeetingSummary, 'plannedOn' | 'startsAt'>,
): string {
  if (about.plannedOn === null) return t('field.core.no-day');
  const date = fmt.weekdayDate(about.plannedOn);
  const day = about.plannedOn === todayInBishkek(now()) ? t('field.core.today', { day: date }) : date;
  return about.startsAt === null ? day : `${day}, ${fmt.time(about.startsAt)}`;
}
