import type { DocumentModel } from '../../platform/documents/model.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import type { WorkPlanItem } from '../../cycle/data.ts';
import {
  annexStamp,
  headActName,
  headSignature,
  letterhead,
  paperProperties,
  registrationLine,
  type Office,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { possessiveAct, residentsOf, specialistOf } from '../../cycle/documents/order-working-group.ts';
import { schedulePart } from './schedule.ts';
import { workPlanPart } from '../../cycle/documents/work-plan.ts';

export type PlanOrder = {
  readonly office: Office;
  readonly registration: Registration;
  readonly year: number;
  readonly plan: readonly WorkPlanItem[];
  readonly sessions: readonly SessionItem[];
  readonly specialist: { readonly fullName: string; readonly occupation: string } | undefined;
  /** The version for residents names no facilitators and no responsible persons. */
  readonly open?: boolean;
};

/** Order 2 (Annex 2): approves the plan (№ 1) and the schedule (№ 2), which stand behind it. */
export function planOrderPaper(order: PlanOrder, lang: PaperLang, t: Translate): DocumentModel {
  const ky = lang === 'ky';
  const { office, registration } = order;
  const title = ky
    ? 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топтун иш планын жана графигин бекитүү тууралуу'
    : 'Об утверждении плана и графика работы рабочей группы по проведению комплекса мероприятий СИНС';
  const specialist = specialistOf(order.specialist, lang);
  const signature = headSignature(office, registration, lang);
  const open = order.open === undefined ? {} : { open: order.open };
  return {
    ...paperProperties(office, registration, lang),
    title,
    page: { fontSize: 13 },
    blocks: [
      letterhead(office),
      registrationLine(registration, lang),
      { type: 'subject', text: title },
      { type: 'title', text: headActName(office, lang).toUpperCase() },
      {
        type: 'paragraph',
        text: ky
          ? [
              `Жергиликтүү маанидеги маселелерди чечүүгө жарандардын катышуусун камсыз кылуу жана ${residentsOf(office, 'ky')} калкынын муктаждыктарын аныктоо максатында `,
              { text: 'төмөнкүлөрдү тапшырам:', bold: true },
            ]
          : [
              `В целях обеспечения участия граждан в решении вопросов местного значения и выявления нужд населения ${residentsOf(office, 'ru')} `,
              { text: 'обязываю:', bold: true },
            ],
      },
      {
        type: 'clauses',
        clauses: ky
          ? [
              { text: 'Жумушчу топтун иш планы бекитилсин (№ 1 тиркеме).' },
              { text: 'ЖМБА-иш-чараларын өткөрүүнүн графиги бекитилсин (№ 2 тиркеме).' },
              {
                text: `Адис ${specialist} жумушчу топтун ишин, пландын жана графиктин аткарылышын камсыз кылсын.`,
              },
              { text: `Ушул ${possessiveAct(office)} аткарылышын көзөмөлдөөнү өзүмө калтырам.` },
            ]
          : [
              { text: 'Утвердить план работы рабочей группы (приложение № 1).' },
              { text: 'Утвердить график проведения мероприятий СИНС (приложение № 2).' },
              {
                text: `Специалисту ${specialist} обеспечить работу рабочей группы, исполнение плана и графика.`,
              },
              {
                text: `Контроль за исполнением настоящего ${office.settings.headActName === 'буйрук' ? 'приказа' : 'распоряжения'} оставляю за собой.`,
              },
            ],
      },
      signature,
      workPlanPart(order.plan, lang, t, {
        year: order.year,
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
  };
}
