import { groupText, placeText } from '../../views/labels.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import type { PrioritiesSnapshot, SnapshotPlace } from '../rules/snapshot.ts';

/** «Арал: 18–35 жаш, 36–55 жаш (стикерлери топтоло элек); Бирдик: …»; undefined when every group is in the list. */
export function unheardText(i18n: I18n, { unheard = [] }: PrioritiesSnapshot): string | undefined {
  if (unheard.length === 0) return undefined;
  return unheard
    .map(({ place, groups }) => {
      const named = groups.map(({ ageGroup, sexMode, waits }) => {
        const group = groupText(i18n, ageGroup, sexMode);
        return waits ? i18n.t('needs.public.waits', { group }) : group;
      });
      return `${placeText(i18n, place)}: ${i18n.fmt.list(named)}`;
    })
    .join('; ');
}

/** What a published list does not show, and why, in sentences; the same on page, poster and file. */
export function hiddenSentences(
  { t, fmt, lang }: Pick<I18n, 't' | 'fmt' | 'lang'>,
  { kind, hidden }: PrioritiesSnapshot,
): string[] {
  const names = (places: readonly SnapshotPlace[]) =>
    fmt.list(places.map((place) => (lang === 'ru' ? place.ru : place.ky)));
  return [
    ...(hidden.groupsOf.length === 0
      ? []
      : kind === 'village'
        ? [t('needs.public.hidden-groups')]
        : [t('needs.public.hidden-villages', { names: names(hidden.groupsOf) })]),
    ...(hidden.leftOut.length > 0 ? [t('needs.public.left-out', { names: names(hidden.leftOut) })] : []),
    ...(hidden.few.length > 0 ? [t('needs.public.few-note')] : []),
    ...(hidden.sexes ? [t('needs.public.hidden-sexes')] : []),
    ...(hidden.held ? [t('needs.public.held')] : []),
  ];
}
