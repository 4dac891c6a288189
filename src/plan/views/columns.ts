import type { I18n } from '../../platform/i18n/context.ts';
import type { ListColumn } from '../../platform/ui/list.tsx';
import { itemMoney, worth } from '../rules/money.ts';
import type { placesOfItems } from '../rules/plan.ts';
import { sourceKinds } from '../rules/words.ts';

/** An item with where it stands. */
export type ItemRow = ReturnType<typeof placesOfItems>[number];

/** Tyiyn as som in a table; whole som stay whole. */
const somOf = (tyiyn: bigint | null): number | null => (tyiyn === null ? null : Number(tyiyn) / 100);
const dayOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
const numbered = (texts: readonly string[]): string =>
  texts
    .map((text, at) => (text === '' ? '' : `${at + 1}. ${text}`))
    .filter(Boolean)
    .join('\n');

/**
 * The items of a plan as a list, for the page, CSV and XLSX: `rows: placesOfItems(plan)`, `words: 'plan.field'`. Money
 * is som, a column for each source; givers do not stand in it. Residents are given the rows of an `openPlan`.
 * @param villageName for the reader's language
 */
export function itemColumns(
  { t }: Pick<I18n, 't'>,
  villageName: (id: string) => string,
): ListColumn<ItemRow>[] {
  return [
    { key: 'code', order: byCode, value: ({ item }) => item.code },
    { key: 'item', head: true, order: true, value: ({ item }) => item.name },
    { key: 'direction', only: 'file', value: ({ direction }) => direction.title },
    {
      key: 'village',
      order: true,
      value: ({ problem }) =>
        problem.villageId === null ? t('plan.whole-municipality') : villageName(problem.villageId),
    },
    { key: 'problem', order: true, value: ({ problem }) => problem.name },
    { key: 'rank', only: 'file', value: ({ problem }) => problem.rank },
    { key: 'goal', only: 'file', value: ({ problem }) => problem.goal },
    { key: 'task', only: 'file', value: ({ task }) => task.text },
    { key: 'kind', only: 'file', value: ({ item }) => t(`plan.kind.${item.kind}`) },
    { key: 'doer', only: 'file', value: ({ item }) => t(`plan.doer.${item.doer}`) },
    { key: 'step', only: 'file', value: ({ item }) => numbered(item.steps.map((one) => one.text)) },
    { key: 'step-result', only: 'file', value: ({ item }) => numbered(item.steps.map((one) => one.result)) },
    {
      key: 'indicator',
      only: 'file',
      value: ({ item }) =>
        numbered(
          item.indicators.map(({ text, unit, baseline, target }) =>
            [text, `${baseline ?? '___'} – ${target ?? '___'} ${unit}`.trim()].join(': '),
          ),
        ),
    },
    { key: 'startsOn', order: true, value: ({ item }) => dayOf(item.startsOn) },
    { key: 'ends-on', order: true, value: ({ item }) => dayOf(item.endsOn) },
    {
      key: 'responsible',
      order: true,
      value: ({ item }) => item.responsible,
    },
    { key: 'coExecutors', only: 'file', value: ({ item }) => item.coExecutors },
    { key: 'beneficiaries', only: 'file', value: ({ item }) => item.beneficiaries },
    { key: 'beneficiaryCount', only: 'file', value: ({ item }) => item.beneficiaryCount },
    { key: 'cost', order: true, align: 'end', value: ({ item }) => somOf(item.cost) },
    ...sourceKinds.map((source): ListColumn<ItemRow> => ({
      key: source,
      label: t(`plan.source.${source}`),
      only: 'file',
      value: ({ item }) => somOf(sumOf(item, source)),
    })),
    { key: 'no-money', order: true, align: 'end', value: ({ item }) => somOf(itemMoney(item).gap) },
    { key: 'item-state', only: 'file', value: ({ item }) => t(`plan.item-state.${item.state}`) },
  ];
}

const sumOf = (item: ItemRow['item'], source: string): bigint =>
  item.commitments.filter((one) => one.source === source).reduce((all, one) => all + worth(item, one), 0n);

/** 2.10 stands after 2.9. */
function byCode(left: ItemRow, right: ItemRow): number {
  const [a, b] = [left, right].map(({ item }) => item.code.split('.').map(Number)) as [number[], number[]];
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}
