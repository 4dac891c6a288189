import type { Cell, PartBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { itemsOf, type Indicator } from '../rules/plan.ts';
import { typedOf, type PlanPaperFacts } from './facts.ts';
import { indicatorText } from './item-cells.ts';

/** What tells of a change in people's lives is evaluated; everything else is monitored while it is done. */
const groups: Readonly<Record<'evaluation' | 'monitoring', (one: Indicator) => boolean>> = {
  evaluation: ({ kind }) => kind === 'impact',
  monitoring: ({ kind }) => kind !== 'impact',
};

/** Annex 2: the matrix of monitoring and evaluation in seven columns and two groups of rows (seed-003 F-ME). */
export function matrixPart(i18n: I18n, { plan }: PlanPaperFacts): PartBlock {
  const { t, fmt } = i18n;
  const typed = typedOf(i18n, plan);
  const items = itemsOf(plan).filter((item) => item.state === 'planned');
  const rowsOf = (belongs: (one: Indicator) => boolean): Cell[][] =>
    items.flatMap((item) =>
      item.indicators.filter(belongs).map((one, at): Cell[] => [
        at === 0 ? `${item.code} ${typed(item.name, item.nameOther)}` : item.code,
        indicatorText(i18n, one, typed),
        one.way === null ? '' : t(`plan.way.${one.way}`),
        one.source === '' ? '' : typed(one.source),
        one.document === '' ? '' : typed(one.document),
        // Left empty, it is written in by hand by the group that does it.
        one.frequency === '' ? '' : typed(one.frequency),
        one.measuredOn === null ? '' : fmt.dateShort(one.measuredOn),
      ]),
    );
  const rows = (['evaluation', 'monitoring'] as const).flatMap((group): Cell[][] => {
    const own = rowsOf(groups[group]);
    const heading: Cell[] = [
      { text: t(`plan.paper.matrix.${group}`), columnSpan: 7, heading: true, bold: true },
    ];
    return own.length === 0 ? [] : [heading, ...own];
  });
  return {
    type: 'part',
    blocks: [
      { type: 'stamp', lines: t('plan.paper.annex', { number: 2 }).split('\n') },
      { type: 'title', text: t('plan.paper.annex.matrix') },
      {
        type: 'table',
        compact: true,
        columns: [
          { label: t('plan.paper.matrix.item'), width: 22 },
          { label: t('plan.paper.matrix.indicator'), width: 22 },
          { label: t('plan.paper.matrix.way'), width: 11 },
          { label: t('plan.paper.matrix.source'), width: 13 },
          { label: t('plan.field.document'), width: 13 },
          { label: t('plan.paper.matrix.frequency'), width: 10 },
          { label: t('plan.paper.matrix.date'), width: 9, align: 'center' },
        ],
        rows,
        ...(rows.length === 0 && { emptyRows: 6 }),
      },
    ],
  };
}
