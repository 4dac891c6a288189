import type { CycleRow } from '../../../cycle/data.ts';
import type { Block, DocumentModel } from '../../../platform/documents/model.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import { likelihoods, parties, type FocusColumn } from '../../focus/rules/focus-record.ts';
import type { RussianNames } from '../../rules/catalogue.ts';
import { sharedMargins } from '../../sessions/documents/paper-page.ts';
import { municipalityPlace, problemOnPaper, type PaperMunicipality } from '../../views/labels.ts';
import { type JointLine, type ProblemSynthesis } from '../rules/synthesis.ts';

export type SynthesisPaperFacts = {
  readonly municipality: PaperMunicipality;
  readonly cycle: CycleRow;
  readonly problems: readonly ProblemSynthesis[];
  readonly russian: RussianNames;
  readonly author: string;
  /** The day the paper is made. */
  readonly day: string;
};

/** The synthesised table of each problem (P13): what was said, where, and who can solve it. */
export function synthesisPaper(i18n: I18n, facts: SynthesisPaperFacts): DocumentModel {
  const { t, fmt, lang } = i18n;
  const title = t('needs.synthesis.paper-title', { year: facts.cycle.year });
  const field = (label: string, value: string) => ({ label, ...(value === '' ? {} : { value }) });
  return {
    layout: 2,
    title,
    lang,
    page: sharedMargins,
    date: new Date(`${facts.day}T00:00:00Z`),
    blocks: [
      { type: 'title', text: title, subtitle: municipalityPlace(i18n, facts.municipality) },
      {
        type: 'fields',
        fields: [
          field(t('needs.report.author'), facts.author),
          field(t('ui.field.plannedOn'), fmt.dateLong(facts.day)),
        ],
      },
      ...facts.problems.flatMap((problem, index) => problemPart(i18n, index + 1, problem, facts.russian)),
    ],
  };
}

function problemPart(i18n: I18n, number: number, problem: ProblemSynthesis, russian: RussianNames): Block[] {
  const { t, fmt, lang } = i18n;
  const nameOf = (groupId: string) => {
    const place = problem.places.find((one) => one.groupId === groupId);
    return (lang === 'ru' ? place?.nameRu : place?.nameKy) ?? '';
  };
  const several = problem.places.length > 1;
  const said = (one: JointLine) => {
    const where = [...new Set(one.lines.map((line) => nameOf(line.groupId)))].join(', ');
    return several ? `${one.text} (${where})` : one.text;
  };
  const bullets = (column: FocusColumn, of: (one: JointLine) => boolean = () => true) =>
    problem.columns[column]
      .filter(of)
      .map((one) => `– ${said(one)}`)
      .join('\n');
  const consequences = [...likelihoods, null].flatMap((likelihood) => {
    const list = bullets('consequence', (one) => one.lines[0]!.likelihood === likelihood);
    if (list === '') return [];
    return likelihood === null ? [list] : [`${t(`needs.focus.likelihood.${likelihood}`)}:\n${list}`];
  });
  const contributions = [...parties, null].flatMap((party) => {
    const list = bullets('contribution', (one) => one.lines[0]!.party === party);
    if (list === '') return [];
    return party === null ? [list] : [`${t(`needs.focus.party.${party}`)}:\n${list}`];
  });
  const { verdict } = problem;
  const judged = verdict
    ? [t(`needs.synthesis.verdict.${verdict.verdict}`), verdict.helper, verdict.reason]
    : [t('needs.synthesis.no-verdict')];
  const row = (label: string, text: string) => [{ text: label, bold: true }, text];
  const originals = (['cause', 'consequence', 'solution', 'contribution'] as const).flatMap((column) =>
    problem.columns[column]
      .filter((one) => one.joined)
      .map((one) => {
        const own = one.lines.map((line) => `«${line.text}» (${nameOf(line.groupId)})`).join('; ');
        return `${one.text}: ${own}`;
      }),
  );
  return [
    {
      type: 'heading',
      level: 3,
      text: `${number}. ${problemOnPaper(i18n, problem.name, russian)}`,
    },
    {
      type: 'table',
      columns: [
        { label: t('ui.field.question'), width: 30 },
        { label: t('needs.focus-report.answer'), width: 70 },
      ],
      rows: [
        row(t('needs.synthesis.places'), problem.places.map((one) => nameOf(one.groupId)).join(', ')),
        row(
          t('needs.synthesis.rank'),
          problem.rank === null
            ? '–'
            : t('needs.synthesis.place-and-votes', {
                rank: fmt.number(problem.rank),
                votes: fmt.number(problem.votes ?? 0),
              }),
        ),
        row(t('needs.focus.column.cause'), bullets('cause')),
        row(t('needs.focus.column.consequence'), consequences.join('\n')),
        row(t('needs.focus.column.solution'), bullets('solution')),
        row(t('needs.focus.column.contribution'), contributions.join('\n')),
        row(t('needs.synthesis.verdict-question'), judged.filter((text) => text !== '').join('. ')),
        ...(originals.length === 0 ? [] : [row(t('needs.synthesis.originals'), originals.join('\n'))]),
      ],
    },
  ];
}
