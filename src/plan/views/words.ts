import { problemNameIn } from '../../needs/rules/catalogue.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { typedText } from '../../platform/i18n/typed-text.ts';
import type { Plan, PlanItem, PlanProblem } from '../rules/plan.ts';

/** A place by its names, as pages are given them. */
export type Place = { readonly nameKy: string; readonly nameRu: string };
export type Places = ReadonlyMap<string, Place>;

/** Address of a plan in its municipality, without language prefix. */
export const planPath = (room: string, planId: string, rest = '') => `${room}/${planId}${rest}`;

/** What was typed in the plan's language, for a reader of another. */
export const typedIn = (i18n: I18n, { lang }: Pick<Plan, 'lang'>, text: string, other: string) =>
  typedText(i18n, { text, lang, other });

export const itemName = (i18n: I18n, plan: Pick<Plan, 'lang'>, item: Pick<PlanItem, 'name' | 'nameOther'>) =>
  typedIn(i18n, plan, item.name, item.nameOther);

/** A problem's name for the reader: of the catalogue, in the office's own Russian, or as it was typed. */
export const problemName = (
  { lang }: Pick<I18n, 'lang'>,
  { name, nameRu }: Pick<PlanProblem, 'name' | 'nameRu'>,
) => problemNameIn(name, lang, nameRu === '' ? {} : { [name]: nameRu });

/** «Арал», or the whole municipality. */
export function placeName({ t, lang }: I18n, villages: Places, villageId: string | null): string {
  const village = villageId === null ? undefined : villages.get(villageId);
  if (villageId === null) return t('plan.whole-municipality');
  return (lang === 'ru' ? village?.nameRu : village?.nameKy) ?? t('plan.former-village');
}

/** «2026», «2026–2028»: years are written without the space of thousands. */
export const yearsText = ({ fromYear, toYear }: Pick<Plan, 'fromYear' | 'toYear'>) =>
  fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}`;

/** «План на 2026 г.», «2026–2028-жылдардын планы». */
export const planTitle = ({ t }: Pick<I18n, 't'>, plan: Pick<Plan, 'fromYear' | 'toYear'>) =>
  t(plan.fromYear === plan.toYear ? 'plan.of-year' : 'plan.of-years', { years: yearsText(plan) });

/** «3-орун, 36 добуш»; empty for a problem in no list. */
export function rankText(
  { t, fmt }: I18n,
  { rank, votes }: { readonly rank: number | null; readonly votes: number | null },
): string {
  if (rank === null) return '';
  return votes === null
    ? t('plan.rank-only', { rank: fmt.number(rank) })
    : t('plan.rank', { rank: fmt.number(rank), votes: fmt.number(votes) });
}

/** «May 2026 – 1 October 2026» of an item. */
export function termText(
  { t, fmt }: I18n,
  { startsOn, endsOn }: Pick<PlanItem, 'startsOn' | 'endsOn'>,
): string {
  if (startsOn !== null && endsOn !== null) return fmt.dateRange(startsOn, endsOn);
  if (endsOn !== null) return t('plan.until', { day: fmt.date(endsOn) });
  return startsOn === null ? t('plan.no-term') : t('plan.since', { day: fmt.date(startsOn) });
}

/** «128 households» of an indicator; a dash where nothing was written. */
export const valueText = (value: string | null, unit: string) =>
  value === null ? '–' : `${value} ${unit}`.trim();
