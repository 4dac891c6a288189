import type { ComponentChildren } from 'preact';
import type { Fraction } from '../../methods/rational.ts';
import { Button } from '../../platform/ui/button.tsx';
import { NumberField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { PlainTable, type PlainTableProps } from '../../platform/ui/plain-table.tsx';
import { usePage, type PageContext } from '../../platform/ui/page-context.ts';
import { Notice } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';

/** A number of an example as people read it: whole, or with at most `digits` decimals. */
export function shownNumber({ fmt }: Pick<PageContext, 'fmt'>, value: Fraction, digits = 2): string {
  const decimals = value.toDecimal(digits).split('.')[1]?.length ?? 0;
  return fmt.number(Number(value.toDecimal(digits)), decimals);
}

/** The form of an example: answers by the address, so it works without script and can be sent to somebody. */
export function Try({ inputs, children }: { inputs: Inputs; children: ComponentChildren }) {
  useStyles('staff.css');
  const page = usePage();
  return (
    <section class="card">
      <h2>{page.t('explain.try')}</h2>
      <p class="hint">{page.t('explain.try.hint')}</p>
      <form method="get" action={page.href(page.path)}>
        {inputs.anyWrong && (
          <Notice tone="warn" live>
            {page.t('explain.unreadable')}
          </Notice>
        )}
        {children}
        <div class="actions">
          <Button look="primary">{page.t('explain.count')}</Button>
          <a href={page.href(page.path)}>{page.t('explain.reset')}</a>
        </div>
      </form>
    </section>
  );
}

/** Number fields in one row, after other short fields if there are any. */
export function NumberRow({
  inputs,
  fields,
  legend,
  children,
}: {
  inputs: Inputs;
  fields: readonly { name: string; label: string; value: number | string; decimal?: boolean }[];
  legend?: string;
  children?: ComponentChildren;
}) {
  const { t } = usePage();
  return (
    <FieldGroup legend={legend ?? t('explain.numbers')}>
      <div class="form inline">
        {children}
        {fields.map(({ name, label, value, decimal }) => (
          <NumberField
            key={name}
            name={name}
            label={label}
            value={inputs.shown(name, value)}
            decimal={decimal ?? false}
            {...(inputs.isWrong(name) ? { error: t('explain.unreadable.field') } : {})}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** A table whose cells are number fields. */
export function NumberGrid({
  inputs,
  caption,
  columns,
  rows,
}: {
  inputs: Inputs;
  caption: string;
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly { name: string; value: number | string }[] }[];
}) {
  const { t } = usePage();
  return (
    <FieldGroup legend={caption}>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col" class="end">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {row.cells.map((cell, index) => (
                  <td key={cell.name}>
                    <span class={inputs.isWrong(cell.name) ? 'field wrong' : 'field'}>
                      <input
                        type="text"
                        class="num"
                        inputMode="decimal"
                        size={5}
                        name={cell.name}
                        aria-label={t('explain.cell', { row: row.label, column: columns[index] ?? '' })}
                        aria-invalid={inputs.isWrong(cell.name) ? 'true' : undefined}
                        value={inputs.shown(cell.name, cell.value)}
                        autocomplete="off"
                      />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FieldGroup>
  );
}

/** A table of results that is moved sideways where it is wider than the screen. */
export function ResultTable(table: PlainTableProps) {
  return (
    <figure>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={table.caption}>
        <PlainTable {...table} />
      </div>
    </figure>
  );
}
