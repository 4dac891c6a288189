import type { DocumentModel, FlowBlock, TableColumn } from '../../platform/documents/model.ts';
import type { GroupMember } from '../data.ts';
import { annexStamp, headSignature, type Office, type PaperLang, type Registration } from './office.ts';
import { orderPaper, specialistOf, type Specialist, type Wording } from './order.ts';

export type GroupOrder = {
  readonly office: Office;
  readonly registration: Registration;
  readonly members: readonly GroupMember[];
  /** The specialist whom the order makes answerable. */
  readonly specialist: Specialist;
  /** The decision it rests on, in the office's own words. */
  readonly basis: string | null;
  /** Contacts are left out of the version for residents. */
  readonly open?: boolean;
  readonly wording?: Wording;
};

function composition(order: GroupOrder, lang: PaperLang): FlowBlock[] {
  const ky = lang === 'ky';
  const { open } = order;
  const columns: TableColumn[] = [
    { label: '№', width: 5, align: 'center' },
    { label: ky ? 'Аты-жөнү' : 'Фамилия, имя, отчество', width: 34 },
    { label: ky ? 'Кызматы' : 'Должность', width: 34 },
    ...(open ? [] : [{ label: ky ? 'Байланыш үчүн маалыматтар' : 'Контактные данные', width: 26 }]),
  ];
  const sections: [GroupMember['role'], string][] = ky
    ? [
        ['chair', 'Жумушчу топтун төрагасы'],
        ['secretary', 'Жумушчу топтун катчысы'],
        ['member', 'Жумушчу топтун мүчөлөрү'],
      ]
    : [
        ['chair', 'Председатель рабочей группы'],
        ['secretary', 'Секретарь рабочей группы'],
        ['member', 'Члены рабочей группы'],
      ];
  let number = 0;
  const rows = sections.flatMap(([role, heading]) => {
    const members = order.members.filter((one) => one.role === role);
    const lines = members.map((one) => {
      number += 1;
      return [String(number), one.fullName, one.post, ...(open ? [] : [one.contact])];
    });
    if (lines.length === 0) lines.push(['', '', '', ...(open ? [] : [''])]);
    return [[{ text: heading, columnSpan: columns.length, heading: true, bold: true }], ...lines];
  });
  return [
    annexStamp(order.office, order.registration, 1, lang),
    {
      type: 'title',
      text: ky
        ? 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топтун\nКУРАМЫ'
        : 'СОСТАВ\nрабочей группы по проведению комплекса мероприятий совместного изучения нужд сообщества (СИНС)',
    },
    { type: 'table', columns, rows },
    headSignature(order.office, order.registration, lang),
  ];
}

/** Order 1 (Annex 1): on creating the working group, with its composition. */
export function groupOrderPaper(order: GroupOrder, lang: PaperLang): DocumentModel {
  const ky = lang === 'ky';
  const { office, registration } = order;
  const count = order.members.length;
  const number = count === 0 ? '____' : String(count);
  const specialist = specialistOf(order.specialist, lang, order.wording);
  const title = ky
    ? 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топту түзүү тууралуу'
    : 'О создании рабочей группы по проведению комплекса мероприятий СИНС';
  const basis = order.basis
    ? (ky ? `Негизи: ${order.basis}.` : `Основание: ${order.basis}.`).replace('..', '.')
    : null;
  return orderPaper({
    office,
    registration,
    lang,
    title,
    clauses: ky
      ? [
          `Жамаат муктаждыктарын биргелешип аныктоо (ЖМБА) боюнча иш-чаралар комплексин өткөрүү үчүн ${number} кишиден турган жумушчу топ түзүлсүн (курамы №\u00a01 тиркемеде берилди).`,
          `Адис ${specialist} жумушчу топтун ишин уюштуруу үчүн зарыл чаралардын аткарылышын камсыз кылсын.`,
        ]
      : [
          `Создать рабочую группу по проведению комплекса мероприятий совместного изучения нужд сообщества (СИНС) в составе ${number} человек (состав дан в приложении №\u00a01).`,
          `Специалисту ${specialist} обеспечить меры, необходимые для организации деятельности рабочей группы.`,
        ],
    basis,
    annexes: [{ type: 'part', blocks: composition(order, lang) }],
  });
}
