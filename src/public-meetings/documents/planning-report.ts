import { notesOnPaper } from '../../meetings/documents/notes.ts';
import { problemBlocks, whoCame } from '../../needs/focus/documents/focus-report.ts';
import { sharedMargins } from '../../needs/sessions/documents/paper-page.ts';
import type { RussianNames } from '../../needs/rules/catalogue.ts';
import { municipalityPlace, problemOnPaper, type PaperMunicipality } from '../../needs/views/labels.ts';
import type { Block, DocumentModel } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import type { PlanningItem, ProblemTable } from '../data/planning.ts';
import { planningParts } from '../rules/planning.ts';

/** The report of a planning meeting (Annex 9): who came, the supplemented tables, the proposals. Nobody's name is in it. */
export function planningReport(
  i18n: I18n,
  facts: {
    readonly municipality: PaperMunicipality;
    readonly meeting: PlanningItem;
    readonly tables: readonly ProblemTable[];
    readonly russian: RussianNames;
    readonly author: string;
    /** The day the report is made. */
    readonly day: string;
  },
): DocumentModel {
  const { t, fmt, lang } = i18n;
  const { meeting, tables, municipality } = facts;
  const nameOf = (problemId: string | null) => tables.find((one) => one.problemId === problemId)?.name;
  const problemOf = (problemId: string | null) => {
    const name = nameOf(problemId);
    return name === undefined ? t('public-meetings.general') : problemOnPaper(i18n, name, facts.russian);
  };
  const notes = planningParts.flatMap((part): Block[] => {
    const lines = notesOnPaper(i18n, meeting.notes[part] ?? '', meeting.notesLang);
    if (lines.length === 0) return [];
    return [{ type: 'heading', level: 3, text: t(`public-meetings.part.${part}`) }, ...lines];
  });
  const supplemented = tables.flatMap((table, index) =>
    problemBlocks(
      i18n,
      index + 1,
      table,
      table.entries,
      meeting.added.filter((one) => one.problemId === table.problemId),
      facts.russian,
    ),
  );
  const none: Block = { type: 'paragraph', text: t('needs.paper.not-recorded') };
  const proposals: Block = {
    type: 'table',
    numbered: true,
    columns: [
      { label: t('public-meetings.field.text'), width: 50 },
      { label: t('public-meetings.field.by'), width: 22 },
      { label: t('public-meetings.field.problem'), width: 28 },
    ],
    rows: meeting.proposals.map(({ text, by, problemId }) => [
      text,
      by === null ? '' : t(`meetings.people.kind.${by}`),
      problemOf(problemId),
    ]),
  };
  return {
    layout: 2,
    title: t('public-meetings.report.heading'),
    lang,
    page: sharedMargins,
    date: new Date(`${facts.day}T00:00:00Z`),
    blocks: [
      {
        type: 'title',
        text: t('public-meetings.report.heading'),
        subtitle: municipalityPlace(i18n, municipality),
      },
      {
        type: 'fields',
        fields: [
          { label: t('needs.report.author'), value: facts.author },
          { label: t('ui.field.plannedOn'), value: fmt.dateLong(facts.day) },
        ],
      },
      { type: 'heading', text: t('public-meetings.report.part-1') },
      { type: 'fields', fields: whoCame(i18n, meeting, meeting.leaders) },
      ...notes,
      { type: 'heading', text: t('public-meetings.report.part-2') },
      { type: 'paragraph', text: t('public-meetings.report.legend'), indent: false },
      ...(supplemented.length === 0 ? [none] : supplemented),
      { type: 'heading', text: t('public-meetings.part.proposals') },
      meeting.proposals.length === 0 ? none : proposals,
    ],
  };
}
