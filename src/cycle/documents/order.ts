import type { DocumentModel, PartBlock } from '../../platform/documents/model.ts';
import { aimakGenitiveRu, bareRu, municipalityGenitiveKy, shortName, unbroken } from './names.ts';
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

/** How a paper is worded: as it is today, or as it was before. */
export type Wording = 'short' | 'full';

/** The place whose people the paper speaks of, in the genitive. */
function residentsOf({ municipality }: Office, lang: PaperLang): string {
  if (lang === 'ky') return municipalityGenitiveKy(municipality.nameKy, municipality.kind);
  return municipality.kind === 'town'
    ? `города ${bareRu(municipality.nameRu)}`
    : aimakGenitiveRu(municipality.nameRu);
}

/**
 * How the orders name the specialist; a line to fill by hand while nobody is named. A name has no case
 * that could be guessed, so in Russian it stands in brackets after the post; short, so that no line is torn open by it.
 * @param wording `full` as papers said it before: a signed one that says nothing else still holds
 */
export function specialistOf(person: Specialist, lang: PaperLang, wording: Wording = 'short'): string {
  if (!person) return '______________________';
  const { fullName, occupation } = person;
  if (wording === 'full') return occupation ? `${unbroken(fullName)} (${occupation})` : unbroken(fullName);
  const name = shortName(fullName);
  if (lang === 'ky') return occupation ? `${name} (${occupation})` : name;
  return `(${[name, occupation].filter(Boolean).join(', ')})`;
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
