import type { DocumentModel, PartBlock } from '../../platform/documents/model.ts';
import { aimakGenitiveRu, bareRu, municipalityGenitiveKy, unbroken } from './names.ts';
import {
  headActName,
  headSignature,
  letterhead,
  paperProperties,
  registrationLine,
  type Office,
  type PaperLang,
  type Registration,
} from './office.ts';

/** Whom an order makes answerable; undefined while nobody is named. */
export type Specialist = { readonly fullName: string; readonly occupation: string } | undefined;

/** The place whose people the paper speaks of, in the genitive. */
function residentsOf({ municipality }: Office, lang: PaperLang): string {
  if (lang === 'ky') return municipalityGenitiveKy(municipality.nameKy, municipality.kind);
  return municipality.kind === 'town'
    ? `города ${bareRu(municipality.nameRu)}`
    : aimakGenitiveRu(municipality.nameRu);
}

/** How the orders name the specialist; a line to fill by hand while nobody is named. */
export function specialistOf(person: Specialist): string {
  if (person) {
    const name = unbroken(person.fullName);
    return person.occupation ? `${name} (${person.occupation})` : name;
  }
  return '______________________';
}

/** The head's act in the genitive: «тескеменин», «приказа». */
function actGenitive(office: Office, lang: PaperLang): string {
  const decree = office.settings.headActName === 'буйрук';
  if (lang === 'ky') return decree ? 'буйруктун' : 'тескеменин';
  return decree ? 'приказа' : 'распоряжения';
}

/** An order of the head about the needs assessment: what for, its clauses, who watches over it, its annexes. */
export function orderPaper(order: {
  readonly office: Office;
  readonly registration: Registration;
  readonly lang: PaperLang;
  readonly title: string;
  /** Before the last one, which is the same in each. */
  readonly clauses: readonly string[];
  readonly basis?: string | null;
  readonly annexes: readonly PartBlock[];
}): DocumentModel {
  const { office, registration, lang, title, basis } = order;
  const act = actGenitive(office, lang);
  const [why, command, control] =
    lang === 'ky'
      ? [
          `Жергиликтүү маанидеги маселелерди чечүүгө жарандардын катышуусун камсыз кылуу жана ${residentsOf(office, 'ky')} калкынын муктаждыктарын аныктоо максатында `,
          'төмөнкүлөрдү тапшырам:',
          `Ушул ${act} аткарылышын көзөмөлдөөнү өзүмө калтырам.`,
        ]
      : [
          `В целях обеспечения участия граждан в решении вопросов местного значения и выявления нужд населения ${residentsOf(office, 'ru')} `,
          'обязываю:',
          `Контроль за исполнением настоящего ${act} оставляю за собой.`,
        ];
  return {
    ...paperProperties(office, registration, lang),
    title,
    page: { fontSize: 13 },
    blocks: [
      letterhead(office),
      { type: 'title', text: headActName(office, lang).toUpperCase() },
      registrationLine(office, registration, lang),
      { type: 'subject', text: title },
      { type: 'paragraph', text: [why, { text: command, bold: true }] },
      { type: 'clauses', clauses: [...order.clauses, control].map((text) => ({ text })) },
      ...(basis ? [{ type: 'paragraph' as const, text: basis }] : []),
      headSignature(office, registration, lang, true),
      ...order.annexes,
    ],
  };
}
