import {
  aimakGenitiveRu,
  bareKy,
  bareRu,
  municipalityGenitiveKy,
  stemRu,
} from '../../cycle/documents/names.ts';
import { datedKy, type Office, type PaperLang, type Registration } from '../../cycle/documents/office.ts';
import type { FlowBlock } from '../../platform/documents/model.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { possessive } from '../../platform/i18n/kyrgyz.ts';
import type { Plan, PlanProblem } from '../rules/plan.ts';
import type { PublishedRank } from '../rules/public-plan.ts';
import { placeName, problemName, rankText, typedIn, type Places } from '../views/words.ts';

/** What the papers of a plan are made of. */
export type PlanPaperFacts = {
  readonly office: Office;
  /** Of the plan as an act; a draft has «ДОЛБООР» across its pages. */
  readonly registration: Registration;
  readonly plan: Plan;
  readonly villages: Places;
  /** The resolution of the kenesh that approved it, as far as it is known, and who chairs the kenesh. */
  readonly resolution: {
    readonly number: string | null;
    readonly on: IsoDate | null;
    readonly chair: string | null;
  };
  /** Initiative groups by name, with who chairs them where that is known. */
  readonly groups: readonly { readonly name: string; readonly chair: string | null }[];
  /** For residents: what `openPlan` leaves, with places and votes as they are published; null: for those who write it. */
  readonly open: PublishedRank | null;
};

/** What the plan's writers typed, for a reader of a language: theirs, by hand in the other, or marked as theirs. */
export const typedOf =
  (i18n: I18n, plan: Pick<Plan, 'lang'>) =>
  (text: string, other = ''): string =>
    typedIn(i18n, plan, text, other);

/** A problem by its name, with its village, and its place and votes in the list. */
export function problemLine(i18n: I18n, problem: PlanProblem, villages: Places): string {
  const facts = [placeName(i18n, villages, problem.villageId), rankText(i18n, problem)].filter(Boolean);
  return `${i18n.t('plan.paper.problem', { name: problemName(i18n, problem) })} (${facts.join(', ')})`;
}

/** Whose plan, and for which years, to fill a sentence with. */
export const ownerAndYears = (i18n: I18n, office: Office, plan: Plan, lang: PaperLang) => ({
  owner: ownerText(office, lang),
  years: yearsWords(i18n, plan),
});

/** Whose plan it is: «Көк-Ирим айыл аймагынын», «Кок-Иримского айылного аймака». */
function ownerText({ municipality }: Pick<Office, 'municipality'>, lang: PaperLang): string {
  if (lang === 'ky') return municipalityGenitiveKy(municipality.nameKy, municipality.kind);
  return municipality.kind === 'town'
    ? `города ${bareRu(municipality.nameRu)}`
    : aimakGenitiveRu(municipality.nameRu);
}

/** «2026–2027-жылдарга». */
const yearsWords = ({ t }: Pick<I18n, 't'>, { fromYear, toYear }: Plan): string =>
  t(fromYear === toYear ? 'plan.paper.year' : 'plan.paper.years', { fromYear, toYear });

/** Who chairs the kenesh, by the post: «Көк-Ирим айылдык кеңешинин төрагасы». */
export function keneshChairPost({ municipality }: Office, lang: PaperLang): string {
  const town = municipality.kind === 'town';
  if (lang === 'ky')
    return `${bareKy(municipality.nameKy)} ${town ? 'шаардык' : 'айылдык'} ${possessive('кеңеш', 'genitive')} төрагасы`;
  const stem = town ? undefined : stemRu(municipality.nameRu);
  if (stem !== undefined) return `Председатель ${stem}ого айылного кенеша`;
  return `Председатель ${town ? 'городского' : 'айылного'} кенеша ${ownerText({ municipality }, 'ru')}`;
}

/** БЕКИТЕМИН / УТВЕРЖДАЮ, top right: the chair of the kenesh, and the day and number of the resolution. */
export function approvalStamp(i18n: I18n, facts: PlanPaperFacts, lang: PaperLang): FlowBlock {
  const { t, fmt } = i18n;
  const { on, number, chair } = facts.resolution;
  const dated = on === null ? undefined : lang === 'ky' ? datedKy(on) : fmt.dateLong(on);
  return {
    type: 'stamp',
    lines: [
      t('plan.paper.approve'),
      keneshChairPost(facts.office, lang),
      `____________________ ${chair ?? ''}`.trimEnd(),
      t('plan.paper.resolution', {
        date: dated ?? t('plan.paper.resolution.blank-day'),
        number: number ?? '____',
      }),
    ],
  };
}
