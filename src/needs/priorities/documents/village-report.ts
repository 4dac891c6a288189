import { sharedMargins } from '../../sessions/documents/paper-page.ts';
import type { Block, DocumentModel } from '../../../platform/documents/model.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import { unitName, type ParticipantItem, type SessionItem } from '../../sessions/data/sessions.ts';
import type { RussianNames } from '../../rules/catalogue.ts';
import type { PriorityList } from '../rules/priorities.ts';
import { ageGroupText, competenceText, paperPlace, problemOnPaper } from '../../views/labels.ts';
import { signedName } from '../../../cycle/documents/names.ts';

export type VillageReportFacts = {
  readonly municipality: { readonly nameKy: string; readonly nameRu: string };
  readonly village: { readonly nameKy: string; readonly nameRu: string };
  readonly ageGroups: readonly string[];
  /** Sessions of the village, cancelled ones left out, each with its own list of problems and votes. */
  readonly sessions: readonly (SessionItem & {
    readonly problems: readonly { readonly name: string; readonly votes: number }[];
  })[];
  readonly population: {
    readonly people: number | null;
    readonly women: number | null;
    readonly men: number | null;
    readonly households: number | null;
  };
  readonly list: PriorityList;
  readonly russian: RussianNames;
  readonly descriptions: ReadonlyMap<string, string>;
  readonly active: readonly (ParticipantItem & { readonly group: string })[];
  readonly author: string;
  /** Day the report is made. */
  readonly day: string;
  readonly seeContacts: boolean;
};

/** The session report of a village (Annex 7): six parts, every one filled from what was recorded. */
export function villageReport(i18n: I18n, facts: VillageReportFacts): DocumentModel {
  const { t, fmt } = i18n;
  const village = unitName(facts.village, i18n.lang);
  const { sessions, list, population } = facts;
  const shown = (value: number | null) => (value === null ? undefined : fmt.number(value));
  const field = (label: string, value: string | undefined) =>
    value === undefined || value === '' ? { label } : { label, value };
  const women = sessions.reduce((sum, one) => sum + (one.women ?? 0), 0);
  const men = sessions.reduce((sum, one) => sum + (one.men ?? 0), 0);

  const groups = [...new Set([...facts.ageGroups, ...sessions.map((one) => one.audience ?? one.ageGroup)])];
  const tables: Block[] = groups.flatMap((group): Block[] => {
    const own = sessions.filter((one) => (one.audience ?? one.ageGroup) === group);
    const heading: Block = {
      type: 'heading',
      level: 3,
      text: t('needs.report.group', { group: ageGroupText(i18n, group) }),
    };
    if (own.length === 0) return [heading, { type: 'paragraph', text: t('needs.report.no-session') }];
    const rows = own.flatMap((one, index) => {
      const day = one.heldOn ?? one.plannedOn;
      const sex = one.sexMode === 'mixed' ? '' : `, ${t(`needs.session.sex.${one.sexMode}`)}`;
      const about = [`${index + 1}${sex}`, day === null ? '' : fmt.dateShort(day), one.heldVenue ?? one.venue]
        .filter((text) => text !== '')
        .join(', ');
      const people =
        one.women === null && one.men === null ? '–' : fmt.number((one.women ?? 0) + (one.men ?? 0));
      const span = Math.max(1, one.problems.length);
      const first = [
        { text: about, rowSpan: span },
        { text: people, rowSpan: span },
        { text: one.women === null ? '–' : fmt.number(one.women), rowSpan: span },
      ];
      if (one.problems.length === 0) return [[...first, t('needs.paper.not-recorded'), '']];
      return one.problems.map((problem, at) => [
        ...(at === 0 ? first : []),
        problemOnPaper(i18n, problem.name, facts.russian),
        fmt.number(problem.votes),
      ]);
    });
    return [
      heading,
      {
        type: 'table',
        compact: true,
        columns: [
          { label: t('needs.report.session'), width: 26 },
          { label: t('ui.field.people'), width: 13, align: 'number' },
          { label: t('ui.sex.females'), width: 13, align: 'number' },
          { label: t('needs.report.problems'), width: 36 },
          { label: t('needs.paper.votes'), width: 12, align: 'number' },
        ],
        rows,
      },
    ];
  });

  const top = list.priorities.filter((one) => one.votes > 0);
  const firstFive = top.filter((one) => one.rank <= 5);
  const described: Block[] = firstFive.flatMap((one): Block[] => {
    const competence = competenceText(i18n, one.problem);
    const description = facts.descriptions.get(one.problem.id) ?? '';
    return [
      {
        type: 'heading',
        level: 3,
        text: `${one.rank}. ${problemOnPaper(i18n, one.problem.name, facts.russian)}`,
      },
      { type: 'paragraph', text: description === '' ? t('needs.report.describe') : description },
      ...(competence === undefined
        ? []
        : [{ type: 'paragraph' as const, text: t('needs.report.who-serves', { competence }) }]),
    ];
  });
  const uses = (one: ParticipantItem) =>
    fmt.list(
      [
        one.forFocusGroup ? t('needs.report.for-focus') : '',
        one.forInitiativeGroup ? t('people.kind.initiativeGroup') : '',
        one.forMonitoring ? t('needs.report.for-monitoring') : '',
      ].filter((text) => text !== ''),
    );

  const title = t('needs.report.title', { village });
  return {
    layout: 2,
    title,
    lang: i18n.lang,
    page: sharedMargins,
    date: new Date(`${facts.day}T00:00:00Z`),
    blocks: [
      {
        type: 'title',
        text: t('needs.report.heading'),
        subtitle: paperPlace(i18n, 'needs.paper.village', village),
      },
      {
        type: 'fields',
        fields: [
          field(t('needs.report.author'), facts.author),
          field(t('ui.field.plannedOn'), fmt.dateLong(facts.day)),
        ],
      },
      { type: 'heading', text: t('needs.report.part-1') },
      {
        type: 'fields',
        fields: [
          field(t('needs.report.municipality'), unitName(facts.municipality, i18n.lang)),
          field(t('needs.report.village'), village),
          field(
            t('needs.report.population'),
            population.people === null
              ? undefined
              : t('needs.report.population-by-sex', {
                  people: population.people,
                  men: population.men ?? 0,
                  women: population.women ?? 0,
                }),
          ),
          field(t('needs.report.households'), shown(population.households)),
          field(t('needs.report.participants'), fmt.number(women + men)),
          field(t('ui.field.plannedWomen'), fmt.number(women)),
        ],
      },
      { type: 'heading', text: t('needs.report.part-2') },
      ...tables,
      { type: 'heading', text: t('needs.report.part-3') },
      ...(top.length === 0
        ? [{ type: 'paragraph' as const, text: t('needs.paper.not-recorded') }]
        : [
            {
              type: 'table' as const,
              columns: [
                { label: t('ui.field.number'), width: 8, align: 'center' as const },
                { label: t('needs.report.priority'), width: 72 },
                { label: t('needs.paper.votes'), width: 20, align: 'number' as const },
              ],
              rows: top.map((one) => [
                String(one.rank),
                { text: problemOnPaper(i18n, one.problem.name, facts.russian), bold: one.rank <= 5 },
                fmt.number(one.votes),
              ]),
              foot: [
                [
                  { text: t('ui.total'), columnSpan: 2 },
                  fmt.number(top.reduce((sum, one) => sum + one.votes, 0)),
                ],
              ],
            },
            { type: 'note' as const, text: t('needs.report.rule') },
          ]),
      { type: 'heading', text: t('needs.report.part-4') },
      ...(described.length === 0
        ? [{ type: 'paragraph' as const, text: t('needs.paper.not-recorded') }]
        : described),
      { type: 'heading', text: t('needs.report.part-5') },
      {
        type: 'table',
        numbered: true,
        columns: [
          { label: t('needs.paper.name'), width: 28 },
          { label: t('ui.field.occupation'), width: 24 },
          { label: t('needs.paper.contact'), width: 20 },
          { label: t('needs.report.for-what'), width: 28 },
        ],
        rows: facts.active.map((one) => [
          one.fullName ?? '',
          one.occupation ?? '',
          facts.seeContacts ? (one.contact ?? '') : '',
          uses(one),
        ]),
        emptyRows: facts.active.length === 0 ? 5 : 0,
      },
      {
        type: 'signatures',
        signatures: [
          {
            post: t('needs.report.author-post'),
            ...(facts.author === '' ? {} : { name: signedName(facts.author) }),
          },
        ],
      },
    ],
  };
}
