import type { Block, DocumentModel, FlowBlock } from '../../../platform/documents/model.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import type { Participant } from '../../../meetings/data/people.ts';
import type { FocusItem } from '../data/focus-groups.ts';
import { likelihoods, parties, type FocusEntry } from '../rules/focus-record.ts';
import { problemText } from '../../views/labels.ts';
import { sharedMargins } from '../../sessions/documents/paper-page.ts';

export type FocusReportFacts = {
  readonly municipality: { readonly nameKy: string; readonly nameRu: string };
  readonly group: FocusItem;
  readonly entries: readonly FocusEntry[];
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
  const { sums } = group;
  const nameIn = (names: { nameKy: string; nameRu: string }) => (lang === 'ru' ? names.nameRu : names.nameKy);
  const place =
    group.villageId === null
      ? t('needs.focus.whole', { name: nameIn(group.place) })
      : t('needs.paper.village', { name: nameIn(group.place) });
  const day = group.heldOn ?? group.plannedOn;
  const field = (label: string, value?: string) => ({
    label,
    ...(value === undefined || value === '' ? {} : { value }),
  });
  const number = (value: number | null) => (value === null ? undefined : fmt.number(value));
  const bullets = (lines: readonly string[]) => lines.map((line) => `– ${line}`).join('\n');
  const formed = (entry: FocusEntry) =>
    entry.form === null ? entry.text : `${entry.text} (${t(`needs.focus.form.${entry.form}`)})`;

  const consequences = (mine: readonly FocusEntry[]) => {
    const all = mine.filter((entry) => entry.column === 'consequence');
    const parts = [...likelihoods, null].flatMap((likelihood) => {
      const lines = all.filter((entry) => entry.likelihood === likelihood).map((entry) => entry.text);
      if (lines.length === 0) return [];
      return likelihood === null
        ? [bullets(lines)]
        : [`${t(`needs.focus.likelihood.${likelihood}`)}:\n${bullets(lines)}`];
    });
    return parts.join('\n');
  };
  const contributions = (mine: readonly FocusEntry[], party: FocusEntry['party']) => {
    const all = mine.filter((entry) => entry.column === 'contribution' && entry.party === party);
    return bullets(all.map((entry) => (entry.who === '' ? formed(entry) : `${entry.who}: ${formed(entry)}`)));
  };

  const tables: Block[] = group.topics.flatMap((topic, index): Block[] => {
    const mine = entries.filter((entry) => entry.problemId === topic.problemId);
    const texts = (column: FocusEntry['column']) =>
      bullets(mine.filter((entry) => entry.column === column).map((entry) => entry.text));
    // Whose contribution nobody has said stands with the others, so that nothing that was said is lost.
    const others = [contributions(mine, 'other'), contributions(mine, null)]
      .filter((text) => text !== '')
      .join('\n');
    const row = (label: string, text: string) => [{ text: label, bold: true }, text];
    return [
      { type: 'heading', level: 3, text: `${index + 1}. ${problemText(i18n, topic.name)}` },
      {
        type: 'table',
        columns: [
          { label: t('ui.field.question'), width: 34 },
          { label: t('needs.focus-report.answer'), width: 66 },
        ],
        rows: [
          row(t('needs.focus.description'), topic.description),
          row(t('needs.focus-report.causes'), texts('cause')),
          row(t('needs.focus-report.consequences'), consequences(mine)),
          row(t('needs.focus-report.solutions'), texts('solution')),
          ...parties.map((party) =>
            row(
              t(`needs.focus-report.resources-${party}`),
              party === 'other' ? others : contributions(mine, party),
            ),
          ),
        ],
      },
    ];
  });

  const candidates = facts.people.filter((one) => one.forInitiativeGroup);
  const notes = (text: string): FlowBlock[] =>
    text
      .split(/\n+/)
      .filter((line) => line.trim() !== '')
      .map((line) => ({ type: 'paragraph', text: line.trim() }));
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
                { label: t('needs.paper.occupation'), width: 32 },
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
    title,
    lang,
    page: sharedMargins,
    date: new Date(`${facts.day}T00:00:00Z`),
    blocks: [
      {
        type: 'title',
        text: t('needs.focus-report.heading'),
        subtitle: [
          t('needs.paper.municipality', { name: nameIn(facts.municipality) }),
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
        fields: [
          field(
            t('needs.paper.day-place'),
            [day === null ? '' : fmt.dateLong(day), group.heldVenue ?? group.venue]
              .filter((text) => text !== '')
              .join(', '),
          ),
          field(t('needs.focus-report.people'), number(sums.people)),
          field(t('needs.focus-report.women'), number(sums.women)),
          field(t('needs.focus-report.deputies'), sums.people === null ? undefined : number(sums.deputies)),
          field(
            t('needs.focus-report.executives'),
            sums.people === null ? undefined : number(sums.executives),
          ),
          field(
            t('needs.focus-report.organisations'),
            sums.organisations === null
              ? undefined
              : t('needs.focus-report.organisations-value', {
                  organisations: sums.organisations,
                  community: sums.community ?? 0,
                }),
          ),
          ...(group.facilitators.length === 0
            ? []
            : [field(t('ui.field.facilitators'), group.facilitators.map((one) => one.fullName).join(', '))]),
        ],
      },
      { type: 'heading', text: t('needs.focus-report.part-2') },
      ...(tables.length === 0
        ? [{ type: 'paragraph' as const, text: t('needs.paper.not-recorded') }]
        : tables),
      ...initiative,
    ],
  };
}
