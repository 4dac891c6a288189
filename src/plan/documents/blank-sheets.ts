import type { Office, PaperLang } from '../../cycle/documents/office.ts';
import type { Cell, DocumentModel, FlowBlock, PartBlock } from '../../platform/documents/model.ts';
import { qrDrawing } from '../../platform/documents/qr-drawing.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import type { PlanItem } from '../rules/plan.ts';
import { mostSheets } from '../rules/sheets.ts';
import { doers, itemKinds } from '../rules/words.ts';
import { ownerAndYears, typedOf, type PlanPaperFacts } from './facts.ts';
import { daysText, indicatorText, resourcesText } from './item-cells.ts';

/** Sheets that are filled in by hand. */
export type SheetFacts = {
  readonly office: Office;
  readonly plan: PlanPaperFacts['plan'];
  /** Where staff type the sheet in; the code on the sheet leads there. */
  readonly addressOf: (number: number) => string;
};

/** Blank sheets of items: the fields of an item's form, by the same words. */
export function itemSheets(facts: SheetFacts, numbers: readonly number[], lang: PaperLang): DocumentModel {
  const i18n = i18nFor(lang);
  return paperOf(
    i18n,
    'blank-item',
    numbers
      .slice(0, mostSheets)
      .map((number) => sheet(i18n, facts, lang, 'blank-item', number, itemFields(i18n))),
  );
}

/** Sheets for what somebody says of an item: what stands in the plan now, and lines for what should. */
export function commentSheets(
  facts: SheetFacts,
  sheets: readonly { readonly number: number; readonly item: PlanItem }[],
  lang: PaperLang,
): DocumentModel {
  const i18n = i18nFor(lang);
  return paperOf(
    i18n,
    'comment',
    sheets
      .slice(0, mostSheets)
      .map(({ number, item }) =>
        sheet(i18n, facts, lang, 'comment', number, commentFields(i18n, facts, item)),
      ),
  );
}

const paperOf = ({ t, lang }: I18n, kind: 'blank-item' | 'comment', blocks: PartBlock[]): DocumentModel => ({
  layout: 2,
  lang,
  title: t(`plan.paper.${kind}`),
  page: { fontSize: 11, margins: { left: 20, right: 12, top: 10, bottom: 10 } },
  pageNumbers: false,
  blocks,
});

/** The head of a sheet: its number, whose plan it is for, and the code. */
function sheet(
  i18n: I18n,
  { office, plan, addressOf }: SheetFacts,
  lang: PaperLang,
  kind: 'blank-item' | 'comment',
  number: number,
  fields: readonly FlowBlock[],
): PartBlock {
  const { t } = i18n;
  return {
    type: 'part',
    blocks: [
      {
        type: 'image',
        image: { drawing: qrDrawing(addressOf(number)) },
        alt: t('plan.paper.qr'),
        width: 16,
        align: 'right',
      },
      {
        type: 'title',
        text: `${t(`plan.paper.${kind}`)}\n${t('plan.paper.sheet-number', { number })}`,
        subtitle: t('plan.paper.named', ownerAndYears(i18n, office, plan, lang)),
      },
      { type: 'paragraph', text: t(`plan.paper.${kind}.text`), indent: false },
      ...fields,
    ],
  };
}

/** Boxes to tick. */
const boxes = (words: readonly string[]): string =>
  words.map((word) => `[   ] ${word}`.replaceAll(' ', '\u00a0')).join('  ');

const lined = (label: string, rows: number): FlowBlock => ({
  type: 'table',
  columns: [{ label }],
  rows: [],
  emptyRows: rows,
});

/** Pairs of fields side by side, so that a sheet stays one page. */
const pairs: readonly (readonly [string, string])[] = [
  ['village', 'problem'],
  ['startsOn', 'ends-on'],
  ['responsible', 'coExecutors'],
  ['beneficiaries', 'beneficiaryCount'],
  ['risks', 'cost'],
];

function itemFields({ t }: I18n): FlowBlock[] {
  const label = (name: string) => labelOf(t, 'plan.field', name);
  const ticks = (name: string, words: readonly string[]): FlowBlock => ({
    type: 'paragraph',
    indent: false,
    align: 'left',
    text: [{ text: `${label(name)}:  `, bold: true }, boxes(words)],
  });
  return [
    { type: 'fields', fields: [{ label: label('item') }] },
    ticks(
      'kind',
      itemKinds.map((one) => t(`plan.kind.${one}`)),
    ),
    ticks(
      'doer',
      doers.map((one) => t(`plan.doer.${one}`)),
    ),
    {
      type: 'table',
      compact: true,
      columns: [16, 34, 16, 34].map((width) => ({ label: '', width })),
      head: [],
      rows: pairs.map(([left, right]): Cell[] => [
        { text: label(left), bold: true },
        '\n',
        { text: label(right), bold: true },
        '',
      ]),
    },
    {
      type: 'table',
      compact: true,
      numbered: true,
      caption: t('plan.paper.blank-steps'),
      columns: [
        { label: label('step'), width: 50 },
        { label: label('step-result'), width: 50 },
      ],
      rows: [],
      emptyRows: 6,
    },
    {
      type: 'table',
      compact: true,
      columns: ['indicator', 'unit', 'baseline', 'target', 'data-source'].map((name, at) => ({
        label: label(name),
        width: [36, 14, 14, 14, 22][at]!,
      })),
      rows: [],
      emptyRows: 2,
    },
    {
      type: 'table',
      compact: true,
      caption: t('plan.paper.blank-money'),
      columns: ['source', 'giver', 'quantity', 'budget-year', 'amount', 'valuation'].map((name, at) => ({
        label: label(name),
        width: [20, 22, 16, 12, 14, 16][at]!,
      })),
      rows: [],
      emptyRows: 3,
    },
    { type: 'fields', fields: [{ label: t('plan.paper.blank-by') }] },
  ];
}

function commentFields(i18n: I18n, { plan }: SheetFacts, item: PlanItem): FlowBlock[] {
  const { t } = i18n;
  const typed = typedOf(i18n, plan);
  const rows: [label: string, now: string][] = [
    [t('plan.field.item'), `${item.code} ${typed(item.name, item.nameOther)}`],
    [t('plan.paper.blank-steps'), item.steps.map((one, at) => `${at + 1}. ${typed(one.text)}`).join('\n')],
    [
      t('plan.paper.col.indicators'),
      item.indicators.map((one) => indicatorText(i18n, one, typed)).join('\n'),
    ],
    [t('plan.paper.col.days'), daysText(i18n, item)],
    // The sheet goes from hand to hand: no person's name.
    [t('plan.field.responsible'), item.responsibleText],
    [t('plan.paper.col.resources'), resourcesText(i18n, item)],
  ];
  return [
    {
      type: 'table',
      columns: [
        { label: t('plan.paper.comment.part'), width: 20 },
        { label: t('plan.paper.comment.now'), width: 40 },
        { label: t('plan.paper.comment.proposed'), width: 40 },
      ],
      rows: rows.map(([label, now]): Cell[] => [{ text: label, bold: true }, now, '\n\n']),
    },
    lined(t('plan.paper.comment.other'), 4),
    { type: 'fields', fields: [{ label: t('plan.paper.blank-by') }, { label: t('ui.field.plannedOn') }] },
  ];
}
