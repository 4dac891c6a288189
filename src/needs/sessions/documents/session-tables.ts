import { labelOf } from '../../../platform/i18n/labels.ts';
import type { Translate } from '../../../platform/i18n/catalogues.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import type { SheetToWrite, TableValue } from '../../../platform/tables/write.ts';
import type { SessionTables } from '../data/session-export.ts';
import { controlSums } from '../rules/session.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import { sessionColumns } from '../rules/session-columns.ts';
import { unitName } from '../data/sessions.ts';
import { sliceText } from '../../views/labels.ts';

/**
 * The empty file for import: headings the import knows, one example of each way to fill a row. An example is marked
 * where its village stands, so that one left behind is refused instead of counted.
 */
export function templateSheets(
  t: Translate,
  lang: Lang,
  villages: readonly { nameKy: string; nameRu: string }[],
): SheetToWrite[] {
  const village = villages[0];
  const name = village ? unitName(village, lang) : '';
  const example = (values: Partial<Record<(typeof sessionColumns)[number], TableValue>>) =>
    sessionColumns.map((column) => values[column] ?? '');
  const group = {
    village: t('needs.template.example', { name }),
    ageGroup: '18-35',
    heldOn: '2026-03-12',
    place: t('needs.template.place'),
  };
  return [
    {
      name: t('ui.field.sessions'),
      rows: [
        sessionColumns.map((column) => labelOf(t, 'needs.file', column)),
        example({ ...group, women: 12, men: 10, problem: t('needs.template.problem-1'), count: 14 }),
        example({ ...group, problem: t('needs.template.problem-2'), count: 9 }),
        example({
          ...group,
          participant: 3,
          sex: t('needs.template.female'),
          statement: t('needs.template.statement'),
        }),
      ],
    },
  ];
}

/** Names of the tables of an export, in the order of the workbook; also the names of the CSV files. */
export const exportTables = [
  'sessions',
  'participants',
  'institutions',
  'budget',
  'questions',
  'statements',
  'problems',
  'tallies',
] as const;
export type ExportTable = (typeof exportTables)[number];

const day = (text: string | null): TableValue => (text === null ? null : new Date(`${text}T00:00:00Z`));

/** Everything that was recorded, one sheet a table. People's names and contacts stay inside: numbers stand for them. */
export function exportSheets(
  t: Translate,
  lang: Lang,
  tables: SessionTables,
): Record<ExportTable, SheetToWrite> {
  const head = (...names: string[]) => names.map((name) => labelOf(t, 'needs.export', name));
  const key = new Map(
    tables.sessions.map((one) => [
      one.id,
      [
        unitName(one.village, lang),
        one.audience ?? one.ageGroup,
        t(`needs.session.sex.${one.sexMode}`),
        one.part,
      ] as const,
    ]),
  );
  const of = (sessionId: string): readonly TableValue[] => key.get(sessionId) ?? ['', '', '', ''];
  const sexOf = (sex: 'female' | 'male' | null) => (sex === null ? null : t(`ui.sex.${sex}`));
  const keys = ['village', 'ageGroup', 'sexMode', 'part'];
  const sheet = (
    name: ExportTable,
    columns: readonly string[],
    rows: readonly (readonly TableValue[])[],
  ) => ({
    name: t(`needs.export.sheet.${name}`),
    rows: [head(...columns), ...rows],
  });
  return {
    sessions: sheet(
      'sessions',
      [
        ...keys,
        'state',
        'planned-on',
        'startsAt',
        'endsAt',
        'heldOn',
        'place',
        'women',
        'men',
        'people',
        'guests',
        'stickersPerPerson',
        'stickers',
        'unused',
        'ungrouped',
        'facilitators',
        'resourcesNotes',
        'institutionsNotes',
        'budgetNotes',
        'gallery-notes',
        'deputies',
        'executives',
        'opening-notes',
        'competence-notes',
        'closing-notes',
        'finished-at',
      ],
      tables.sessions.map((one) => {
        const sums = controlSums(one.facts);
        return [
          ...of(one.id),
          t(`meetings.state.${one.state}`),
          day(one.plannedOn),
          one.startsAt,
          one.endsAt,
          day(one.heldOn),
          one.heldVenue ?? one.venue,
          one.women,
          one.men,
          sums.people,
          one.guests,
          one.stickersPerPerson,
          sums.statements,
          sums.unused,
          one.facts.ungrouped,
          one.facilitators.map((person) => person.fullName).join(', '),
          one.notes.resources ?? '',
          one.notes.institutions ?? '',
          one.notes.budget ?? '',
          one.notes.gallery ?? '',
          one.deputies,
          one.executives,
          one.notes.opening ?? '',
          one.notes.competence ?? '',
          one.notes.closing ?? '',
          one.finishedAt,
        ];
      }),
    ),
    participants: sheet(
      'participants',
      [...keys, 'number', 'sex', 'age', 'occupation', 'kind', 'stickers', 'ageGroup'],
      tables.participants.map((one) => [
        ...of(one.meetingId),
        one.number,
        sexOf(one.sex),
        one.age,
        one.occupation,
        t(`meetings.people.kind.${one.kind}`),
        one.stickers,
        one.ageBand,
      ]),
    ),
    institutions: sheet(
      'institutions',
      [
        ...keys,
        'rank',
        'institution',
        'kind',
        'size',
        'relation',
        'drawnBy',
        'judgement',
        'quality',
        'satisfaction',
      ],
      tables.institutions.map((one) => [
        ...of(one.sessionId),
        one.rank,
        one.name,
        one.kind === null ? null : t(`needs.institution.kind.${one.kind}`),
        one.size === null ? null : t(`needs.institution.size.${one.size}`),
        one.relation === null ? null : t(`needs.institution.relation.${one.relation}`),
        t(`needs.venn.${one.drawnBy}`),
        one.judgement,
        one.quality,
        one.satisfaction,
      ]),
    ),
    budget: sheet(
      'budget',
      [...keys, 'number', 'slice', 'percent'],
      tables.guesses.map((one) => [
        ...of(one.sessionId),
        one.seq,
        sliceText({ t }, one.name),
        sharePercent(one.share),
      ]),
    ),
    questions: sheet(
      'questions',
      [...keys, 'number', 'kind', 'question'],
      tables.questions.map((one) => [
        ...of(one.sessionId),
        one.seq,
        labelOf(t, 'needs.received', one.kind),
        one.text,
      ]),
    ),
    statements: sheet(
      'statements',
      [...keys, 'participant', 'sex', 'statement', 'problem', 'entry', 'entered-at', 'way'],
      tables.statements.map((one) => [
        ...of(one.sessionId),
        one.participantNumber,
        sexOf(one.sex),
        one.text,
        one.problemName,
        t(`needs.export.entry.${one.entry}`),
        one.createdAt,
        t(`needs.export.way.${one.way}`),
      ]),
    ),
    problems: sheet(
      'problems',
      ['problem', 'competence', 'matter', 'category', 'votes'],
      tables.problems.map((one) => [
        one.name,
        one.competence === null ? null : t(`needs.export.competence.${one.competence}`),
        one.localMatter,
        one.category !== null && t.has(`ui.category.${one.category}`)
          ? t(`ui.category.${one.category}`)
          : one.category,
        one.votes,
      ]),
    ),
    tallies: sheet(
      'tallies',
      [...keys, 'problem', 'votes'],
      tables.tallies.map((one) => [...of(one.sessionId), one.problemName, one.votes]),
    ),
  };
}
