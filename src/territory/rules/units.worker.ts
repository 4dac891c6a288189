import { headingKey } from '../../methods/headings.ts';
import { pickTables, type TableNote, type TableProblem } from '../../platform/tables/pick.ts';
import { readTable } from '../../platform/tables/read.ts';
import { lineOf, refuse, type TableRefusal, type TableSheet } from '../../platform/tables/table.ts';
import { checkKept, choose, withFigures, type StoredUnits } from './kept-check.ts';
import { keepUnits, packPlan, previewOf, type KeptUnits, type PackedPlan } from './kept-units.ts';
import { importColumn } from './unit-columns.ts';
import { importRowLimit, type DifferenceChoice } from './unit-import.ts';
import type { UnitsPreview } from './units-preview.ts';

export type UnitsRead =
  | { readonly kind: 'refused'; readonly refusal: TableRefusal }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly TableProblem[];
      readonly notes: readonly TableNote[];
    }
  | { readonly kind: 'read'; readonly kept: KeptUnits };

/** Letters of a cell that are kept: the longest name has 200. */
const longestCell = 1000;

/** A file is read; one that waits is checked against the units of the day, to be shown or to be carried out. */
export type UnitsOrder =
  | { readonly do: 'read'; readonly bytes: Uint8Array; readonly name: string }
  | ({ readonly do: 'preview'; readonly contents: Uint8Array } & StoredUnits)
  | ({
      readonly do: 'plan';
      readonly contents: Uint8Array;
      readonly take: readonly DifferenceChoice[];
    } & StoredUnits);

export default function units(order: UnitsOrder): UnitsRead | UnitsPreview | PackedPlan {
  if (order.do === 'read') return read(order.bytes, order.name);
  const known = withFigures(order);
  const check = checkKept(order.contents, known);
  return order.do === 'preview' ? previewOf(check) : packPlan(choose(check, known, order.take));
}

function read(bytes: Uint8Array, name: string): UnitsRead {
  const table = readTable(bytes, name);
  if (!table.ok) return { kind: 'refused', refusal: table };
  // A column that is no heading of ours is named by the check itself.
  const { sheets, notes, problems } = pickTables(table, { known: isHeading, addedUp: isCount });
  if (problems.length > 0) return { kind: 'wrong', problems, notes };
  const { rows, places } = joined(sheets);
  const filled = rows.reduce((sum, row) => sum + (row.some((cell) => cell.trim() !== '') ? 1 : 0), 0);
  if (filled - 1 > importRowLimit) {
    return { kind: 'refused', refusal: refuse('tooManyRows', { limit: importRowLimit }) };
  }
  const told = notes.filter(({ code }) => code !== 'columnsPassed');
  return { kind: 'read', kept: keepUnits(rows, places, told) };
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
