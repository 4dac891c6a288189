import type { DocumentModel } from '../../platform/documents/model.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import type { WorkPlanItem } from '../../cycle/data.ts';
import {
  annexStamp,
  headSignature,
  type Office,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { orderPaper, specialistOf, type Specialist, type Wording } from '../../cycle/documents/order.ts';
import { schedulePart, sessionDays } from './schedule.ts';
import { workPlanPart } from '../../cycle/documents/work-plan.ts';

export type PlanOrder = {
  readonly office: Office;
  readonly registration: Registration;
  readonly year: number;
  readonly plan: readonly WorkPlanItem[];
  readonly sessions: readonly SessionItem[];
  readonly specialist: Specialist;
  /** The version for residents names no facilitators and no responsible persons. */
  readonly open?: boolean;
  readonly wording?: Wording;
};

/** Order 2 (Annex 2): approves the plan (№ 1) and the schedule (№ 2), which stand behind it. */
export function planOrderPaper(order: PlanOrder, lang: PaperLang, t: Translate): DocumentModel {
  const ky = lang === 'ky';
  const { office, registration } = order;
  const title = ky
    ? 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топтун иш планын жана графигин бекитүү тууралуу'
    : 'Об утверждении плана и графика работы рабочей группы по проведению комплекса мероприятий СИНС';
  const specialist = specialistOf(order.specialist, lang, order.wording);
  const signature = headSignature(office, registration, lang);
  const open = order.open === undefined ? {} : { open: order.open };
  return orderPaper({
    office,
    registration,
    lang,
    title,
    clauses: ky
      ? [
          'Жумушчу топтун иш планы бекитилсин (№\u00a01 тиркеме).',
          'ЖМБА-иш-чараларын өткөрүүнүн графиги бекитилсин (№\u00a02 тиркеме).',
          `Адис ${specialist} жумушчу топтун ишин, пландын жана графиктин аткарылышын камсыз кылсын.`,
        ]
      : [
          'Утвердить план работы рабочей группы (приложение №\u00a01).',
          'Утвердить график проведения мероприятий СИНС (приложение №\u00a02).',
          `Специалисту ${specialist} обеспечить работу рабочей группы, исполнение плана и графика.`,
        ],
    annexes: [
      workPlanPart(order.plan, lang, t, {
        year: order.year,
        sessionDays: sessionDays(order.sessions),
        head: [annexStamp(office, registration, 1, lang)],
        foot: [signature],
        ...open,
      }),
      schedulePart(order.sessions, lang, {
        head: [annexStamp(office, registration, 2, lang)],
        foot: [signature],
        ...open,
      }),
    ],
  });
}
