import { headSignature, paperProperties, type PaperLang } from '../../cycle/documents/office.ts';
import { signedName } from '../../cycle/documents/names.ts';
import type {
  Cell,
  DocumentModel,
  FlowBlock,
  PageSetup,
  TableBlock,
} from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { planMoney } from '../rules/money.ts';
import { openPlan } from '../rules/open-plan.ts';
import type { Direction, PlanProblem } from '../rules/plan.ts';
import { giftsOf } from '../rules/public-plan.ts';
import { approvalStamp, ownerAndYears, problemLine, typedOf, type PlanPaperFacts } from './facts.ts';
import {
  daysText,
  indicatorsText,
  nameCell,
  resourcesText,
  resultsText,
  stepsText,
  type TypedWords,
} from './item-cells.ts';
import { matrixPart } from './matrix.ts';
import { sourcesPart } from './sources.ts';

/** A4 turned, with room for six columns. */
export const wide: PageSetup = {
  orientation: 'landscape',
  fontSize: 12,
  margins: { left: 20, right: 12, top: 15, bottom: 15 },
};

/**
 * The plan in its official form (seed-003 F-AP): goal, n-тапшырма, measures by code in six columns; annex 1: sources
 * and commitments; annex 2: the matrix of monitoring and evaluation. The signatures stand on a page with the end of
 * the table.
 */
export function planPaper(whole: PlanPaperFacts, lang: PaperLang): DocumentModel {
  const i18n = i18nFor(lang);
  const facts = whole.open === null ? whole : { ...whole, plan: openPlan(whole.plan, whole.open) };
  const { t } = i18n;
  const { office, registration, plan } = facts;
  const whose = ownerAndYears(i18n, office, plan, lang);
  return {
    ...paperProperties(office, registration, lang),
    page: wide,
    title: t('plan.paper.named', whose),
    blocks: [
      approvalStamp(i18n, facts, lang),
      { type: 'title', text: t('plan.paper.title', whose) },
      itemsTable(i18n, facts),
      sums(i18n, facts),
      signatures(i18n, facts, lang),
      sourcesPart(i18n, facts, whole.open === null ? null : giftsOf(whole.plan)),
      matrixPart(i18n, facts),
    ],
  };
}

function itemsTable(i18n: I18n, facts: PlanPaperFacts): TableBlock {
  const { t } = i18n;
  const { plan } = facts;
  const typed = typedOf(i18n, plan);
  const rows = plan.directions.flatMap((direction, at) => [
    directionRow(i18n, direction, at + 1, typed),
    ...direction.problems.flatMap((problem) => problemRows(i18n, facts, problem, typed)),
  ]);
  return {
    type: 'table',
    compact: true,
    columns: [
      { label: t('plan.paper.col.items'), width: 20 },
      { label: t('plan.paper.col.steps'), width: 21 },
      { label: t('plan.field.step-result'), width: 19 },
      { label: t('plan.paper.col.indicators'), width: 15 },
      { label: t('plan.paper.col.days'), width: 9 },
      { label: t('plan.paper.col.resources'), width: 16 },
    ],
    rows,
    ...(rows.length === 0 && { emptyRows: 8 }),
  };
}

const across = (text: TableRowText, heading = false): Cell[] => [
  { text, columnSpan: 6, ...(heading && { heading: true, bold: true }) },
];
type TableRowText = Exclude<Cell, string>['text'];

function directionRow({ t }: I18n, direction: Direction, number: number, typed: TypedWords): Cell[] {
  const title = t('plan.paper.direction', { number, title: typed(direction.title, direction.titleOther) });
  const matter =
    direction.localMatter === null ? '' : ` (${t('plan.paper.matter', { number: direction.localMatter })})`;
  const more = [
    direction.ownMeans === '' ? '' : t('plan.paper.own-means', { text: typed(direction.ownMeans) }),
    direction.petitionTo === '' ? '' : t('plan.paper.petition', { text: typed(direction.petitionTo) }),
  ].filter(Boolean);
  return across(
    [{ text: title + matter, bold: true }, ...more.map((text) => `\n${text}`)],
    more.length === 0,
  );
}

function problemRows(i18n: I18n, facts: PlanPaperFacts, problem: PlanProblem, typed: TypedWords): Cell[][] {
  const { t } = i18n;
  const goal = problem.goal === '' ? '' : typed(problem.goal, problem.goalOther);
  const name = problemLine(i18n, problem, facts.villages);
  const items = problem.tasks.flatMap((task) => [
    across(t('plan.paper.task', { number: task.number, text: typed(task.text, task.textOther) }), true),
    ...task.items.map((item): Cell[] =>
      item.state === 'dropped'
        ? [
            nameCell(i18n, item, typed),
            { text: t('plan.paper.dropped', { reason: typed(item.droppedReason) }), columnSpan: 5 },
          ]
        : [
            nameCell(i18n, item, typed),
            stepsText(item, typed),
            resultsText(item, typed),
            indicatorsText(i18n, item, typed),
            daysText(i18n, item),
            resourcesText(i18n, item),
          ],
    ),
  ]);
  const without =
    problem.withoutItems === '' || problem.tasks.some((task) => task.items.length > 0)
      ? []
      : [across(t('plan.paper.without', { reason: typed(problem.withoutItems) }))];
  return [
    across([
      name,
      ...(goal === '' ? [] : [{ text: `\n${t('plan.paper.goal', { text: goal })}`, bold: true }]),
    ]),
    ...items,
    ...without,
  ];
}

/** What the whole needs, and what nobody gives yet: a table of its own, so that the signatures take it along. */
function sums({ t, fmt }: I18n, { plan }: PlanPaperFacts): TableBlock {
  const { need, gap, unknown } = planMoney(plan);
  const lines = [
    [t('plan.paper.sum.need'), fmt.moneyNumber(need)],
    [t('plan.paper.sum.gap'), fmt.moneyNumber(gap)],
    ...(unknown === 0 ? [] : [[t('plan.paper.sum.unknown', { count: unknown }), '']]),
  ] as const;
  return {
    type: 'table',
    compact: true,
    columns: [
      { label: '', width: 84 },
      { label: '', width: 16 },
    ],
    head: [],
    rows: [],
    // One row: it goes to the next page as a whole.
    foot: [[lines.map(([label]) => label).join('\n'), lines.map(([, value]) => value).join('\n')]],
  };
}

/** The head, and who chairs the initiative groups. */
function signatures(
  { t }: I18n,
  { office, registration, groups }: PlanPaperFacts,
  lang: PaperLang,
): FlowBlock {
  const head = headSignature(office, registration, lang);
  return {
    type: 'signatures',
    signatures: [
      ...(head.type === 'signatures' ? head.signatures : []),
      ...groups.map(({ name, chair }) => ({
        post: t('plan.paper.group-chair', { name }),
        ...(chair !== null && { name: signedName(chair) }),
      })),
    ],
  };
}
