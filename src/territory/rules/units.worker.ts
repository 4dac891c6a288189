import { headingKey } from '../../methods/headings.ts';
import { pickTables, type TableNote, type TableProblem } from '../../platform/tables/pick.ts';
import { readTable } from '../../platform/tables/read.ts';
import { lineOf, type TableRefusal, type TableSheet } from '../../platform/tables/table.ts';
import { checkImport, importColumn, type ImportCheck, type KnownUnit } from './unit-import.ts';

export type UnitsRead =
  | { readonly kind: 'refused'; readonly refusal: TableRefusal }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly TableProblem[];
      readonly notes: readonly TableNote[];
    }
  | {
      readonly kind: 'read';
      /** The heading, then the rows of all sheets. */
      readonly rows: string[][];
      /** Where a person finds each of them: its number, with the sheet where there are several. */
      readonly places: string[];
      readonly notes: readonly TableNote[];
    };

/** Letters of a cell that are kept: the longest name has 200. */
const longestCell = 1000;

/** Reads a file of units, or checks its rows against the units of the day, on a thread of its own. */
export default function units(
  order:
    | { readonly do: 'read'; readonly bytes: Uint8Array; readonly name: string }
    | { readonly do: 'check'; readonly rows: string[][]; readonly known: readonly KnownUnit[] },
): UnitsRead | ImportCheck {
  return order.do === 'read' ? read(order.bytes, order.name) : checkImport(order.rows, order.known);
}

function read(bytes: Uint8Array, name: string): UnitsRead {
  const table = readTable(bytes, name);
  if (!table.ok) return { kind: 'refused', refusal: table };
  // A column that is no heading of ours is named by the check itself.
  const { sheets, notes, problems } = pickTables(table, { known: isHeading, addedUp: isCount });
  if (problems.length > 0) return { kind: 'wrong', problems, notes };
  return { kind: 'read', ...joined(sheets), notes: notes.filter(({ code }) => code !== 'columnsPassed') };
}

const isCount = (cell: string): boolean => /^(households|female_|male_)/.test(importColumn(cell) ?? '');
const isHeading = (cell: string): boolean => importColumn(cell) !== undefined;

/** Several sheets as one table: columns of later ones are put under the headings of the first, new ones behind. */
function joined(sheets: readonly TableSheet[]): { rows: string[][]; places: string[] } {
  const columns = (sheets[0]?.rows[0] ?? []).map((cell) => cell.slice(0, longestCell));
  const rows: string[][] = [columns];
  const places = [''];
  for (const sheet of sheets) {
    const own = (sheet.rows[0] ?? []).map((cell) => {
      const found = columns.findIndex((one) => headingKey(one) === headingKey(cell));
      return found >= 0 || headingKey(cell) === '' ? found : columns.push(cell.slice(0, longestCell)) - 1;
    });
    const first = sheet === sheets[0];
    for (const [index, cells] of sheet.rows.entries()) {
      if (index === 0) continue;
      const row: string[] = [];
      for (const [column, cell] of cells.entries()) {
        // In the first sheet a heading that stands twice keeps its place, so that the check names it.
        const to = first ? column : (own[column] ?? -1);
        if (to < 0) continue;
        while (row.length < to) row.push('');
        row[to] = cell.slice(0, longestCell);
      }
      rows.push(row);
      const line = String(lineOf(sheet, index));
      places.push(sheets.length > 1 ? `«${sheet.name}» ${line}` : line);
    }
  }
  return { rows, places };
}
