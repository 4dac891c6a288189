import type { I18n } from '../../platform/i18n/context.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import type { TableValue } from '../../platform/tables/write.ts';
import type { ListColumn } from '../../platform/ui/list.tsx';
import type { Plan } from '../rules/plan.ts';
import { planColumnOf } from '../rules/plan-file-columns.ts';
import type { ItemRow } from './columns.ts';

/** Filled in where the plan says it already; a row that says no more is passed over by the reader. */
const known = ['direction', 'village', 'problem', 'goal'];

/**
 * A table to be filled in: the columns of the plan's own file that are read back, with a row for each problem of the
 * plan, so that items are written beside the problem they are about.
 */
export function templateRows(
  plan: Plan,
  columns: readonly ListColumn<ItemRow>[],
  { t }: Pick<I18n, 't'>,
): TableValue[][] {
  const heads = columns.map((column) => ({
    column,
    label: column.label ?? labelOf(t, 'plan.field', column.key),
  }));
  const read = heads.filter(({ column, label }) => planColumnOf(label) && column.key !== 'item-state');
  const places = plan.directions.flatMap((direction) =>
    direction.problems.map((problem) => ({ direction, problem })),
  );
  return [
    read.map(({ label }) => label),
    ...places.map((place) =>
      read.map(({ column }): TableValue => {
        if (!known.includes(column.key)) return '';
        const value = column.value?.(place as ItemRow);
        return typeof value === 'string' ? value : '';
      }),
    ),
  ];
}
