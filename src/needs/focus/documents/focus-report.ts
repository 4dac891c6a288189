import { notesOnPaper } from '../../../meetings/documents/notes.ts';
import type { Block, DocumentModel, FlowBlock } from '../../../platform/documents/model.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import type { MeetingFacts } from '../../../meetings/data/kind.ts';
import type { Participant } from '../../../meetings/data/people.ts';
import type { Presences } from '../../../meetings/rules/who-counts.ts';
import type { RussianNames } from '../../rules/catalogue.ts';
import type { FocusItem } from '../data/focus-groups.ts';
import { likelihoods, parties, type FocusEntry } from '../rules/focus-record.ts';
import { municipalityPlace, paperPlace, problemOnPaper, type PaperMunicipality } from '../../views/labels.ts';
import { unbroken } from '../../../cycle/documents/names.ts';
import { sharedMargins } from '../../sessions/documents/paper-page.ts';
import { unitName } from '../../sessions/data/sessions.ts';

export type FocusReportFacts = {
  readonly municipality: PaperMunicipality;
  readonly group: FocusItem;
  readonly entries: readonly FocusEntry[];
  /** What the office calls its own problems in Russian. */
  readonly russian: RussianNames;
  readonly people: readonly Participant[];
  readonly author: string;
  /** The day the report is made. */
  readonly day: string;
  /** Names of candidates are for those who invite and record. */
  readonly seePeople: boolean;
};

/** The report of a focus group (Annex 8): who came, and for each problem its eight rows. */
export function focusReport(i18n: I18n, facts: FocusReportFacts): DocumentModel {
  const { t, fmt, lang } = i18n;
  const { group, entries } = facts;
  const place =
    group.villageId === null
      ? t('needs.focus.whole', { name: unitName(group.place, lang) })
      : paperPlace(i18n, 'needs.paper.village', unitName(group.place, lang));
  const tables = group.topics.flatMap((topic, index) =>
    problemBlocks(
      i18n,
      index + 1,
      topic,
      entries.filter((entry) => entry.problemId === topic.problemId),
      [],
      facts.russian,
    ),
  );

  const candidates = facts.people.filter((one) => one.forInitiativeGroup);
  const notes = (text: string): FlowBlock[] => notesOnPaper(i18n, text, group.notesLang);
  const initiative: Block[] = [
    { type: 'heading', text: t('needs.focus-report.part-3') },
    ...(group.criteria.trim() === ''
      ? []
      : [
          {
            type: 'paragraph' as const,
            text: `${t('needs.focus-report.criteria')}:`,
            keepWithNext: true,
            indent: false,
          },
          { type: 'list' as const, items: group.criteria.split(/\n+/).filter((line) => line.trim() !== '') },
        ]),
    ...(candidates.length === 0
      ? [{ type: 'paragraph' as const, text: t('needs.focus-report.nobody') }]
      : facts.seePeople
        ? [
            {
              type: 'table' as const,
              numbered: true,
              columns: [
                { label: t('needs.paper.name'), width: 40 },
                { label: t('ui.field.occupation'), width: 32 },
                { label: t('needs.paper.contact'), width: 28 },
              ],
              rows: candidates.map((one) => [one.fullName ?? '', one.occupation ?? '', one.contact ?? '']),
            },
          ]
        : [
            {
              type: 'paragraph' as const,
              text: t('needs.focus.candidates-count', { count: candidates.length }),
            },
          ]),
    ...notes(group.notes.closing ?? ''),
  ];

  const title = t('needs.focus-report.title', { place });
  return {
    layout: 2,
    title,
    lang,
    page: sharedMargins,
    date: new Date(`${facts.day}T00:00:00Z`),
    blocks: [
      {
        type: 'title',
        text: t('needs.focus-report.heading'),
        subtitle: [
          municipalityPlace(i18n, facts.municipality),
          ...(group.villageId === null ? [] : [place]),
        ].join(', '),
      },
      {
        type: 'fields',
        fields: [
          field(t('needs.report.author'), facts.author),
          field(t('ui.field.plannedOn'), fmt.dateLong(facts.day)),
        ],
      },
      { type: 'heading', text: t('needs.focus-report.part-1') },
      {
        type: 'fields',
        fields: [...whoCame(i18n, group, group.facilitators)],
      },
      { type: 'heading', text: t('needs.focus-report.part-2') },
      ...(tables.length === 0
        ? [{ type: 'paragraph' as const, text: t('needs.paper.not-recorded') }]
        : tables),
      ...initiative,
    ],
  };
}

const field = (label: string, value?: string) => ({
  label,
  ...(value === undefined || value === '' ? {} : { value }),
});

/** Part 1 of the reports of Annexes 8 and 9: day and place, how many came, who led. */
export function whoCame(
  { t, fmt }: I18n,
  meeting: MeetingFacts & { readonly sums: Presences },
  leaders: readonly { readonly fullName: string }[],
) {
  const { sums } = meeting;
  const day = meeting.heldOn ?? meeting.plannedOn;
  const number = (value: number | null) => (value === null ? undefined : fmt.number(value));
  const counted = (value: number) => (sums.people === null ? undefined : fmt.number(value));
  const dayAndPlace = [day === null ? '' : fmt.dateLong(day), meeting.heldVenue ?? meeting.venue];
  const { organisations } = sums;
  const fromElsewhere =
    organisations === null
      ? undefined
      : t('needs.focus-report.organisations-value', { organisations, community: sums.community ?? 0 });
  const led = leaders.map((one) => unbroken(one.fullName)).join(', ');
  return [
    field(t('needs.paper.day-place'), dayAndPlace.filter((text) => text !== '').join(', ')),
    field(t('needs.focus-report.people'), number(sums.people)),
    field(t('needs.focus-report.women'), number(sums.women)),
    field(t('needs.focus-report.deputies'), counted(sums.deputies)),
    field(t('needs.focus-report.executives'), counted(sums.executives)),
    field(t('needs.focus-report.organisations'), fromElsewhere),
    ...(led === '' ? [] : [field(t('ui.field.facilitators'), led)]),
  ];
}

type Said = Omit<FocusEntry, 'order'>;

/** The eight rows of a problem (Annex 8); what a later meeting added (Annex 9) begins with a plus. */
export function problemBlocks(
  i18n: I18n,
  index: number,
  topic: { readonly name: string; readonly description: string },
  entries: readonly Said[],
  added: readonly Said[],
  russian: RussianNames,
): Block[] {
  const { t } = i18n;
  const bullets = (column: Said['column'], text: (entry: Said) => string, of = (_: Said) => true) =>
    [...entries, ...added]
      .filter((entry) => entry.column === column && of(entry))
      .map((entry) => `${added.includes(entry) ? '+' : '–'} ${text(entry)}`)
      .join('\n');
  const plain = (entry: Said) => entry.text;
  const consequences = [...likelihoods, null].flatMap((likelihood) => {
    const lines = bullets('consequence', plain, (entry) => entry.likelihood === likelihood);
    if (lines === '') return [];
    return likelihood === null ? [lines] : [`${t(`needs.focus.likelihood.${likelihood}`)}:\n${lines}`];
  });
  const given = (entry: Said) => {
    const text = entry.form === null ? entry.text : `${entry.text} (${t(`needs.focus.form.${entry.form}`)})`;
    return entry.who === '' ? text : `${entry.who}: ${text}`;
  };
  const row = (name: string, text: string) => [{ text: t(`needs.focus-report.${name}`), bold: true }, text];
  const described = [{ text: t('needs.focus.description'), bold: true }, topic.description];
  return [
    { type: 'heading', level: 3, text: `${index}. ${problemOnPaper(i18n, topic.name, russian)}` },
    {
      type: 'table',
      columns: [
        { label: t('ui.field.question'), width: 34 },
        { label: t('needs.focus-report.answer'), width: 66 },
      ],
      rows: [
        described,
        row('causes', bullets('cause', plain)),
        row('consequences', consequences.join('\n')),
        row('solutions', bullets('solution', plain)),
        // Whose contribution nobody has said stands with the others, so that nothing that was said is lost.
        ...parties.map((party) =>
          row(
            `resources-${party}`,
            bullets('contribution', given, (entry) => (entry.party ?? 'other') === party),
          ),
        ),
      ],
    },
  ];
}
