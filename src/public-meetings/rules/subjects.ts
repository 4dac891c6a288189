import type { I18n } from '../../platform/i18n/context.ts';

/** What an agenda may be about before anybody published it. */
export const aboutKinds = ['priorities', 'focusGroup', 'act', 'workPlan', 'meeting'] as const;
export type AboutKind = (typeof aboutKinds)[number];

/** What a row of the agenda is about, whichever of the two it is: published, or standing in a room. */
export const aboutOf = (item: { readonly subjectId: string | null; readonly aboutId: string | null }) =>
  item.subjectId ?? item.aboutId;

type Named = {
  readonly kind: string;
  readonly year: number;
  readonly nameKy: string;
  readonly nameRu: string;
};

/** «Priorities of Арал, 2026», «Focus group of Арал, 2026», or the name of the act, row or meeting. */
export function subjectText(
  { t, lang }: Pick<I18n, 't' | 'lang'>,
  { kind, year, nameKy, nameRu }: Named,
): string {
  const name = lang === 'ru' ? nameRu : nameKy;
  const params = { place: name, year: String(year) };
  if (kind === 'focusGroup') return t('public-meetings.subject-focus', params);
  return kind === 'priorities' || kind.endsWith('-priorities')
    ? t('public-meetings.subject-priorities', params)
    : name;
}
