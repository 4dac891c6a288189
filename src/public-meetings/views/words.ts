import { typedText } from '../../platform/i18n/typed-text.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { hoursText } from '../../meetings/views/frame.tsx';
import type { MeetingForm, MeetingTopic } from '../rules/forms.ts';
import type { TypedLang } from '../rules/public-meeting-fields.ts';

/** What a text of a meeting is called by: typed in the language of its title. */
export type TypedHead = {
  readonly title: string;
  readonly titleLang: TypedLang;
  readonly titleOther: string;
};

export const titleText = (i18n: Pick<I18n, 't' | 'lang'>, one: TypedHead): string =>
  typedText(i18n, { text: one.title, lang: one.titleLang, other: one.titleOther });

/** «Public hearing: the draft budget of 2027». */
export const meetingName = (
  i18n: Pick<I18n, 't' | 'lang'>,
  one: TypedHead & { readonly form: MeetingForm },
) =>
  i18n.t('public-meetings.name', {
    form: i18n.t(`public-meetings.form.${one.form}`),
    title: titleText(i18n, one),
  });

export const topicText = ({ t }: Pick<I18n, 't'>, topic: MeetingTopic | null): string =>
  topic === null ? '' : t(`public-meetings.topic.${topic}`);

type Place = { readonly nameKy: string; readonly nameRu: string };

/** For whom: the whole municipality, a village, a quarter or a street of one. */
export function levelText(
  { t, lang }: Pick<I18n, 't' | 'lang'>,
  { level, street }: { readonly level: string; readonly street: string },
  village: Place | undefined,
): string {
  const name = village && (lang === 'ru' ? village.nameRu : village.nameKy);
  if (level === 'municipality' || name === undefined) return t('public-meetings.level.municipality');
  return level === 'village' ? name : `${name}, ${street}`;
}

/** «Fri, 12 December, 14:00–16:00». */
export function whenText(
  i18n: I18n,
  one: {
    readonly plannedOn: string | null;
    readonly startsAt: string | null;
    readonly endsAt: string | null;
  },
): string {
  const { t, fmt } = i18n;
  if (one.plannedOn === null) return t('meetings.no-day');
  return [`${fmt.weekday(one.plannedOn)}, ${fmt.dateLong(one.plannedOn)}`, hoursText(i18n, one)]
    .filter((text) => text !== '')
    .join(', ');
}
