import type { ComponentChildren } from 'preact';

export interface PlainTableProps {
  caption: string;
  hideCaption?: boolean;
  columns: readonly string[];
  rows: readonly (readonly ComponentChildren[])[];
}

/** A table of results and nothing else: the first column names the row, the others hold numbers. */
export function PlainTable({ caption, hideCaption, columns, rows }: PlainTableProps) {
  return (
    <table>
      <caption class={hideCaption ? 'hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={index} scope="col" class={index === 0 ? undefined : 'end'}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={column} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={column} class="end">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
