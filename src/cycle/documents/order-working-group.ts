import type { DocumentModel, FlowBlock, TableColumn } from '../../platform/documents/model.ts';
import type { GroupMember } from '../data.ts';
import { aimakGenitiveRu, bareRu, municipalityGenitiveKy } from './names.ts';
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
} from './office.ts';

export type GroupOrder = {
  readonly office: Office;
  readonly registration: Registration;
  readonly members: readonly GroupMember[];
  /** The specialist whom the order makes answerable. */
  readonly specialist: { readonly fullName: string; readonly occupation: string } | undefined;
  /** The decision it rests on, in the office's own words. */
  readonly basis: string | null;
  /** Contacts are left out of the version for residents. */
  readonly open?: boolean;
};

/** The place whose people the paper speaks of, in the genitive. */
export function residentsOf(office: Office, lang: PaperLang): string {
  const { municipality } = office;
  if (lang === 'ky') return municipalityGenitiveKy(municipality.nameKy, municipality.kind);
  return municipality.kind === 'town'
    ? `города ${bareRu(municipality.nameRu)}`
    : aimakGenitiveRu(municipality.nameRu);
}

/** How the orders name the specialist; a line to fill by hand while nobody is named. */
export function specialistOf(person: GroupOrder['specialist'], lang: PaperLang): string {
  if (person) return person.occupation ? `${person.fullName} (${person.occupation})` : person.fullName;
  return lang === 'ky' ? '______________________' : '______________________';
}

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
        ? 'Жергиликтүү жамааттын муктаждыктарын биргелешип аныктоо (ЖМБА) боюнча иш-чаралар комплексин өткөрүү үчүн жумушчу топтун\nКУРАМЫ'
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
  const specialist = specialistOf(order.specialist, lang);
  const title = ky
    ? 'ЖМБА-иш-чаралар комплексин өткөрүү боюнча жумушчу топту түзүү тууралуу'
    : 'О создании рабочей группы по проведению комплекса мероприятий СИНС';
  const basis = order.basis
    ? (ky ? `Негиз: ${order.basis}.` : `Основание: ${order.basis}.`).replace('..', '.')
    : null;
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
              {
                text: `Жергиликтүү жамааттын муктаждыктарын биргелешип аныктоо (ЖМБА) боюнча иш-чаралар комплексин өткөрүү үчүн ${number} кишиден турган жумушчу топ түзүлсүн (курамы № 1 тиркемеде берилди).`,
              },
              {
                text: `Адис ${specialist} жумушчу топтун ишин уюштуруу үчүн зарыл чараларды камсыз кылсын.`,
              },
              { text: `Ушул ${possessiveAct(office)} аткарылышын көзөмөлдөөнү өзүмө калтырам.` },
            ]
          : [
              {
                text: `Создать рабочую группу по проведению комплекса мероприятий совместного изучения нужд сообщества (СИНС) в составе ${number} человек (состав дан в приложении № 1).`,
              },
              {
                text: `Специалисту ${specialist} обеспечить меры, необходимые для организации деятельности рабочей группы.`,
              },
              {
                text: `Контроль за исполнением настоящего ${office.settings.headActName === 'буйрук' ? 'приказа' : 'распоряжения'} оставляю за собой.`,
              },
            ],
      },
      ...(basis ? [{ type: 'paragraph' as const, text: basis }] : []),
      headSignature(office, registration, lang),
      { type: 'part', blocks: composition(order, lang) },
    ],
  };
}

/** «тескеменин», «буйруктун». */
export function possessiveAct(office: Office): string {
  return office.settings.headActName === 'буйрук' ? 'буйруктун' : 'тескеменин';
}
